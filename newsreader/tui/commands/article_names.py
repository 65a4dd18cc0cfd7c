"""What can be done in the panel of an article's names."""

from newsreader.tui.commands.command import NO_PANE, Command

GROUP = "An article's names"

COMMANDS = (
    Command(
        "open-listed-name",
        ("enter", "l", "right"),
        "its page",
        "The name's page",
        NO_PANE,
        GROUP,
    ),
    Command(
        "next-of-name",
        ("right_square_bracket",),
        "next mention",
        "Next mention of this name, and of no other",
        NO_PANE,
        GROUP,
        follows="next-mention",
    ),
    Command(
        "previous-of-name",
        ("left_square_bracket",),
        "",
        "Previous mention of this name, and of no other",
        NO_PANE,
        GROUP,
        follows="previous-mention",
    ),
    Command(
        "choose-name",
        ("space",),
        "only this one",
        "Step through this name only; once more: through all again",
        NO_PANE,
        GROUP,
    ),
    Command(
        "follow-listed-name",
        ("W",),
        "follow",
        "Follow the name, or no longer",
        NO_PANE,
        GROUP,
        follows="follow-name",
    ),
    Command("next-kind", ("right_curly_bracket",), "", "Next kind of names", NO_PANE, GROUP),
    Command("previous-kind", ("left_curly_bracket",), "", "Kind of names before", NO_PANE, GROUP),
    Command(
        "leave-names",
        ("escape", "q", "h", "left"),
        "closes",
        "Close the panel",
        NO_PANE,
        GROUP,
    ),
)
