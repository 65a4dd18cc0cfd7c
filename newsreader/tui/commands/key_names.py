"""How keys are written for the reader."""

from newsreader.tui.commands.command import Command

_KEY_NAMES = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Escape",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "slash": "/",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "vertical_line": "|",
    "at": "@",
}


def key_name(keys: str) -> str:
    """Return a key or a sequence of keys as it is written on the keyboard: `g g` -> `gg`."""
    names = [_KEY_NAMES.get(key, key.replace("ctrl+", "Ctrl+")) for key in keys.split(" ")]
    return "".join(names)


def key_names(command: Command) -> str:
    """Return all the keys of a command in words, the first being the one to learn."""
    return " ".join(key_name(keys) for keys in command.keys)
