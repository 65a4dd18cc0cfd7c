"""What can be done in the feeds pane."""

from newsreader.tui.commands.command import ALL_PANES, FEEDS, Command

GROUP = "Feeds pane"

COMMANDS = (
    Command(
        "open-feed", ("enter", "l", "right"), "headlines", "Its headlines", FEEDS, GROUP, FEEDS
    ),
    Command("fold", ("z",), "fold", "Fold or unfold the folder", FEEDS, GROUP),
    Command("move-source-down", ("J",), "", "Move it down among its like", FEEDS, GROUP),
    Command("move-source-up", ("K",), "", "Move it up among its like", FEEDS, GROUP),
    Command("move-feed", ("M",), "", "Move the feed to another folder", FEEDS, GROUP),
    Command("hide-read-feeds", ("H",), "", "Hide or show feeds without unread", FEEDS, GROUP),
    Command(
        "edit-feed",
        ("E",),
        "edit",
        "Edit the feed, folder or saved search",
        ALL_PANES,
        GROUP,
        FEEDS,
    ),
    Command(
        "unsubscribe",
        ("D",),
        "unsubscribe",
        "Unsubscribe, or remove the saved search",
        FEEDS,
        GROUP,
        FEEDS,
    ),
    Command(
        "mark-feed-read", ("A",), "all read", "Mark all its articles read", FEEDS, GROUP, FEEDS
    ),
)
