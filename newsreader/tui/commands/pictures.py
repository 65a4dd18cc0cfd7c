"""What can be done on the screen of an article's pictures."""

from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "An article's pictures"

COMMANDS = (
    Command("next-picture", ("n", "j", "right", "space"), "next", "Next picture", NO_PANE, GROUP),
    Command("previous-picture", ("p", "k", "left"), "previous", "The one before", NO_PANE, GROUP),
    Command("open-picture", ("o", "enter"), "browser", "Open it in the browser", NO_PANE, GROUP),
    Command("copy-picture", ("y",), "copy link", "Copy its link", NO_PANE, GROUP),
    Command("leave-pictures", ("q", "escape", "h", "P"), "back", "Back", NO_PANE, GROUP),
)
