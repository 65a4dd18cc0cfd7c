"""What is seldom asked for: found in the palette, and bound to a key by whoever likes one."""

from newsreader.tui.commands.command import ALL_PANES, LIST, READING, Command

GROUP = "In the palette"

COMMANDS = (
    Command("mark-above-read", (), "", "Mark all above in the list read", READING, GROUP),
    Command("mark-below-read", (), "", "Mark all below in the list read", READING, GROUP),
    Command("mark-all-feeds-read", (), "", "Mark the articles of all feeds read", ALL_PANES, GROUP),
    Command("following-feed", (), "", "Next feed, with unread articles or without", LIST, GROUP),
    Command(
        "preceding-feed", (), "", "Previous feed, with unread articles or without", LIST, GROUP
    ),
    Command("themes", (), "", "Choose a theme, seen while you choose", ALL_PANES, GROUP),
    Command("settings", (), "", "Look at the settings and change them", ALL_PANES, GROUP),
    Command("error-log", (), "", "What went wrong: error log", ALL_PANES, GROUP),
    Command("export-feeds", (), "", "Export the feeds as an OPML file", ALL_PANES, GROUP),
    Command("apply-retention", (), "", "Delete now what need not be kept", ALL_PANES, GROUP),
    Command("redraw", ("ctrl+l",), "", "Draw the screen anew", ALL_PANES, GROUP),
)
