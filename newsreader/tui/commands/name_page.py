"""What can be done on the page of a name."""

from newsreader.tui.commands import on_name
from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "A name's page"

COMMANDS = (
    Command(
        "open-on-page",
        ("enter", "l", "right"),
        "open",
        "The article at that sentence, or the page of the other name",
        NO_PANE,
        GROUP,
    ),
    Command(
        "next-section",
        ("tab",),
        "next part",
        "Next part: articles, names seen with it, figures",
        NO_PANE,
        GROUP,
        follows="next-pane",
    ),
    Command(
        "previous-section",
        ("shift+tab",),
        "",
        "Previous part",
        NO_PANE,
        GROUP,
        follows="previous-pane",
    ),
    Command(
        "toggle-read-on-page",
        ("N",),
        "",
        "Mark the article read or unread",
        NO_PANE,
        GROUP,
        follows="toggle-read",
    ),
    Command(
        "bookmark-on-page",
        ("m",),
        "",
        "Bookmark the article, or take the bookmark away",
        NO_PANE,
        GROUP,
        follows="toggle-bookmark",
    ),
    Command(
        "browser-on-page",
        ("o",),
        "",
        "Open the article in the browser",
        NO_PANE,
        GROUP,
        follows="open-in-browser",
    ),
    Command(
        "chart-step",
        ("c",),
        "chart",
        "Chart by day, week or month",
        NO_PANE,
        GROUP,
    ),
    Command(
        "leave-page",
        ("q", "escape", "h", "left", "ctrl+o"),
        "back",
        "Back to where the page was opened",
        NO_PANE,
        GROUP,
    ),
    *on_name.COMMANDS,
)
