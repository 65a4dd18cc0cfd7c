"""What can be done in every pane."""

from newsreader.tui.commands.command import ALL_PANES, FEEDS, LIST, Command

GROUP = "Everywhere"

COMMANDS = (
    Command(
        "subscribe",
        ("a",),
        "add feed",
        "Subscribe to a feed, or save a page to read later",
        ALL_PANES,
        GROUP,
        FEEDS | LIST,
    ),
    Command("refresh-all", ("R",), "refresh", "Refresh all feeds", ALL_PANES, GROUP, FEEDS | LIST),
    Command("refresh-feed", ("r",), "", "Refresh this feed", ALL_PANES, GROUP),
    Command("stop-refresh", ("ctrl+x",), "", "Stop the refresh", ALL_PANES, GROUP),
    Command("broken-feeds", ("exclamation_mark",), "", "Feeds with problems", ALL_PANES, GROUP),
    Command(
        "search",
        ("slash",),
        "search",
        "Search the library; in an article, find in it",
        ALL_PANES,
        GROUP,
        ALL_PANES,
    ),
    Command("bookmarks", ("B",), "", "Show the bookmarks", ALL_PANES, GROUP),
    Command(
        "rising-names",
        ("T",),
        "",
        "What is new: names that are in more articles than usual",
        ALL_PANES,
        GROUP,
    ),
    Command("next-feed", ("ctrl+n",), "", "Next feed with unread articles", ALL_PANES, GROUP),
    Command(
        "previous-feed",
        ("ctrl+p",),
        "",
        "Previous feed with unread articles",
        ALL_PANES,
        GROUP,
    ),
    Command("next-pane", ("tab",), "", "Next pane", ALL_PANES, GROUP),
    Command("previous-pane", ("shift+tab",), "", "Previous pane", ALL_PANES, GROUP),
    Command("undo", ("u",), "undo", "Take back the last change", ALL_PANES, GROUP, LIST),
    Command("redo", ("ctrl+r",), "", "Do it again", ALL_PANES, GROUP),
    Command("palette", ("colon",), "commands", "Command palette", ALL_PANES, GROUP),
    Command("help", ("question_mark",), "help", "This help", ALL_PANES, GROUP, ALL_PANES),
    Command("back", ("q",), "", "Back, and at the top quit", ALL_PANES, GROUP),
    Command("quit", ("Q",), "quit", "Quit", ALL_PANES, GROUP, FEEDS),
)
