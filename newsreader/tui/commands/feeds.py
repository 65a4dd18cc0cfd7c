"""What can be done in the feeds pane."""

from newsreader.tui.commands.command import ALL_PANES, FEEDS, Command

GROUP = "Feeds pane"

COMMANDS = (
    Command(
        "open-feed", ("enter", "l", "right"), "headlines", "Its headlines", FEEDS, GROUP, FEEDS
    ),
    Command("fold", ("z",), "fold", "Fold or unfold the folder", FEEDS, GROUP),
    Command(
        "edit-feed",
        ("E",),
        "edit",
        "Edit the feed: title, folder, address, login, interval, full text",
        ALL_PANES,
        GROUP,
        FEEDS,
    ),
    Command("unsubscribe", ("D",), "unsubscribe", "Unsubscribe from the feed", FEEDS, GROUP, FEEDS),
    Command(
        "mark-feed-read", ("A",), "all read", "Mark all its articles read", FEEDS, GROUP, FEEDS
    ),
)
