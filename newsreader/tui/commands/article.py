"""What can be done with the open article."""

from newsreader.tui.commands.command import ARTICLE, Command

GROUP = "An article"

COMMANDS = (
    Command(
        "close-article",
        ("h", "left"),
        "back",
        "Back to the headlines",
        ARTICLE,
        GROUP,
        ARTICLE,
    ),
    Command(
        "end-find",
        ("escape",),
        "",
        "End the find, or the hits of a search; else back to the headlines",
        ARTICLE,
        GROUP,
    ),
    Command("next-article", ("J",), "", "Next article", ARTICLE, GROUP),
    Command("previous-article", ("K",), "", "Previous article", ARTICLE, GROUP),
    Command("page-back", ("backspace",), "", "A page back", ARTICLE, GROUP),
    Command("article-before", ("ctrl+o",), "", "Back to the article before", ARTICLE, GROUP),
    Command(
        "full-text",
        ("x",),
        "full text",
        "Fetch the full text; then switch between it and the summary",
        ARTICLE,
        GROUP,
        ARTICLE,
    ),
    Command(
        "next-mention",
        ("right_square_bracket",),
        "name/figure",
        "Next name or figure",
        ARTICLE,
        GROUP,
        ARTICLE,
    ),
    Command(
        "previous-mention",
        ("left_square_bracket",),
        "",
        "Previous name or figure",
        ARTICLE,
        GROUP,
    ),
    Command(
        "correct-name",
        ("c",),
        "",
        "Correct a name: its kind, or that it is none",
        ARTICLE,
        GROUP,
    ),
    Command(
        "list-figures",
        ("I",),
        "figures",
        "List the figures, each with its sentence and value",
        ARTICLE,
        GROUP,
        ARTICLE,
    ),
    Command(
        "cycle-marked",
        ("v",),
        "marks",
        "What is marked: all, names, figures, none, one kind",
        ARTICLE,
        GROUP,
        ARTICLE,
    ),
    Command("shift-left", ("less_than_sign",), "", "Shift wide code to the left", ARTICLE, GROUP),
    Command(
        "shift-right", ("greater_than_sign",), "", "Shift wide code to the right", ARTICLE, GROUP
    ),
)
