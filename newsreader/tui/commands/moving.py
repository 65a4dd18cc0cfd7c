"""Moving in lists and in the article."""

from newsreader.tui.commands.command import ALL_PANES, Command

GROUP = "Moving"

COMMANDS = (
    Command("down", ("j", "down"), "", "Down", ALL_PANES, GROUP),
    Command("up", ("k", "up"), "", "Up", ALL_PANES, GROUP),
    Command("half-page-down", ("ctrl+d",), "", "Half a page down", ALL_PANES, GROUP),
    Command("half-page-up", ("ctrl+u",), "", "Half a page up", ALL_PANES, GROUP),
    Command("page-down", ("ctrl+f", "pagedown"), "", "A page down", ALL_PANES, GROUP),
    Command("page-up", ("ctrl+b", "pageup"), "", "A page up", ALL_PANES, GROUP),
    Command("top", ("g g", "home"), "", "To the top", ALL_PANES, GROUP),
    Command("bottom", ("G", "end"), "", "To the end", ALL_PANES, GROUP),
    Command("wider", ("equals_sign",), "", "Make this pane wider", ALL_PANES, GROUP),
    Command("narrower", ("minus",), "", "Make this pane narrower", ALL_PANES, GROUP),
)
