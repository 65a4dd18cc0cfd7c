"""What can be done while keys mean something else in an article: letters on links, a caret."""

from newsreader.tui.commands.command import NO_PANE, Command

HINTS_GROUP = "Letters on links"
SELECTING_GROUP = "Selecting text"

HINTED_COMMANDS = (
    Command(
        "copy-hinted", ("y",), "", "Copy the link typed next, or open it", NO_PANE, HINTS_GROUP
    ),
    Command("leave-hints", ("escape",), "", "Leave", NO_PANE, HINTS_GROUP),
)


def _selecting(command_id: str, keys: str, words: str) -> Command:
    return Command(command_id, tuple(keys.split()), "", words, NO_PANE, SELECTING_GROUP)


SELECTING_COMMANDS = (
    _selecting("select-characters", "v", "Select from here on; again, no longer"),
    _selecting("select-paragraphs", "V", "Select whole paragraphs; again, no longer"),
    _selecting("swap-ends", "o", "Go to the other end"),
    _selecting("copy-selection", "y enter", "Copy what is selected, else the paragraph"),
    _selecting("leave-selecting", "escape q", "Leave"),
    _selecting("caret-left", "h left", "A character to the left"),
    _selecting("caret-right", "l right", "A character to the right"),
    _selecting("caret-down", "j down", "A line down"),
    _selecting("caret-up", "k up", "A line up"),
    _selecting("next-word", "w", "Next word"),
    _selecting("previous-word", "b", "Previous word"),
    _selecting("word-end", "e", "End of the word"),
    _selecting("line-start", "0 home circumflex_accent", "Start of the line"),
    _selecting("line-end", "dollar_sign end", "End of the line"),
    _selecting("previous-paragraph", "left_curly_bracket", "Previous paragraph"),
    _selecting("next-paragraph", "right_curly_bracket", "Next paragraph"),
    _selecting("text-start", "g", "Start of the text"),
    _selecting("text-end", "G", "End of the text"),
    _selecting("caret-half-page-down", "ctrl+d", "Half a page down"),
    _selecting("caret-half-page-up", "ctrl+u", "Half a page up"),
    _selecting("caret-page-down", "ctrl+f pagedown space", "A page down"),
    _selecting("caret-page-up", "ctrl+b pageup backspace", "A page up"),
)
"""Movements are as in vim, and have its names where it has any."""
