"""What can be done on the screen of the feeds with problems."""

from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "Feeds with problems"

COMMANDS = (
    Command("retry-feed", ("enter", "r"), "retry", "Check the feed again", NO_PANE, GROUP),
    Command(
        "find-address", ("f",), "find address", "Look for the feed's new address", NO_PANE, GROUP
    ),
    Command(
        "edit-broken-feed", ("E",), "edit", "Edit the feed", NO_PANE, GROUP, follows="edit-feed"
    ),
    Command(
        "drop-feed",
        ("D",),
        "unsubscribe",
        "Unsubscribe from the feed",
        NO_PANE,
        GROUP,
        follows="unsubscribe",
    ),
    Command(
        "undo-here", ("u",), "undo", "Take back the last change", NO_PANE, GROUP, follows="undo"
    ),
    Command("leave", ("q", "escape"), "back", "Back to reading", NO_PANE, GROUP),
)
