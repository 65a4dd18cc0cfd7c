"""What can be done on the screen of names that rise."""

from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "Names that rise"

COMMANDS = (
    Command(
        "open-risen",
        ("enter", "l", "right"),
        "open",
        "The name's page, or the article of the headline",
        NO_PANE,
        GROUP,
    ),
    Command("next-risen", ("J",), "next name", "Next name", NO_PANE, GROUP),
    Command("previous-risen", ("K",), "previous name", "Previous name", NO_PANE, GROUP),
    Command(
        "follow-risen",
        ("W",),
        "follow",
        "Follow the name, or no longer",
        NO_PANE,
        GROUP,
        follows="follow-name",
    ),
    Command("leave-risen", ("q", "escape", "h", "left"), "back", "Back", NO_PANE, GROUP),
)
