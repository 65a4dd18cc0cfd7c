"""What can be done with an article's links and files."""

from newsreader.tui.commands.command import ARTICLE, NO_PANE, Command

GROUP = "Links and files"
LISTED_GROUP = "A list of links or files"

COMMANDS = (
    Command(
        "link-hints",
        ("f",),
        "links",
        "Letters on the links in view; typing them opens one",
        ARTICLE,
        GROUP,
        ARTICLE,
    ),
    Command("list-links", ("L",), "", "List the links", ARTICLE, GROUP),
    Command("list-files", ("e",), "", "List the files: sound, film, papers", ARTICLE, GROUP),
)
LISTED_COMMANDS = (
    Command("open-listed", ("enter", "o"), "open", "Open it", NO_PANE, LISTED_GROUP),
    Command("copy-listed", ("y",), "copy", "Copy its address", NO_PANE, LISTED_GROUP),
    Command("show-listed", ("l", "right"), "in the text", "Go to it", NO_PANE, LISTED_GROUP),
    Command(
        "leave-listed",
        ("q", "escape", "h", "left", "L", "e"),
        "back",
        "Back",
        NO_PANE,
        LISTED_GROUP,
    ),
)
