"""What can be done with the name whose page is shown."""

from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "A name's page"

COMMANDS = (
    Command(
        "follow-name",
        ("W",),
        "follow",
        "Follow the name: saved as a feed, its new mentions counted; once more: no longer",
        NO_PANE,
        GROUP,
    ),
    Command("same-name", ("M",), "same as", "The name is the same as another one", NO_PANE, GROUP),
    Command(
        "not-this-name",
        ("X",),
        "not this",
        "Not this name: in this article, one of its forms, or no name at all",
        NO_PANE,
        GROUP,
    ),
    Command(
        "undo-on-page",
        ("u",),
        "",
        "Take back the last change",
        NO_PANE,
        GROUP,
        follows="undo",
    ),
    Command("redo-on-page", ("ctrl+r",), "", "Do it again", NO_PANE, GROUP, follows="redo"),
)
