"""What can be done on the screen of an article's figures."""

from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "An article's figures"

COMMANDS = (
    Command("go-to-figure", ("enter", "l", "right"), "go there", "Go to it", NO_PANE, GROUP),
    Command("leave-figures", ("q", "escape", "h", "left", "I"), "back", "Back", NO_PANE, GROUP),
)
