"""How keys are written: by the reader in the settings, by Textual, and for the reader."""

from __future__ import annotations

import string
import unicodedata

from newsreader.tui.commands.command import Command

_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names of characters that Textual has shorter."""


def _name_of(character: str) -> str:
    """Return Textual's name of the key that types a character."""
    if character.isalnum():
        return character
    try:
        name = unicodedata.name(character)
    except ValueError:
        return character
    name = name.lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


_CHARACTERS = {_name_of(character): character for character in string.punctuation}
_WORDS = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Escape",
    "backspace": "Backspace",
    "tab": "Tab",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "insert": "Insert",
    "delete": "Delete",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "control": "ctrl",
    "meta": "alt",
}
_MODIFIERS = {"alt", "ctrl", "shift"}
# What a terminal sends for these is another key.
_SAME = {"i": "tab", "m": "enter", "h": "backspace"}
_TAKEN = {"ctrl+c": "is for copying", "ctrl+q": "always quits"}
_WITH_MODIFIERS = {
    "left", "right", "up", "down", "home", "end", "pagedown", "pageup", "insert", "delete",
    *(f"f{number}" for number in range(1, 13)),
}  # fmt: skip


def key_name(keys: str) -> str:
    """Return a key or a sequence of keys as it is written on the keyboard: `g g` -> `gg`."""
    return "".join(_shown(key) for key in keys.split(" "))


def _shown(key: str) -> str:
    *modifiers, base = key.split("+")
    written = _WORDS.get(base) or _CHARACTERS.get(base, base)
    return "".join(f"{modifier.capitalize()}+" for modifier in modifiers) + written


def key_names(command: Command) -> str:
    """Return all the keys of a command in words, the first being the one to learn."""
    return " ".join(key_name(keys) for keys in command.keys)


def read_keys(written: str) -> str:
    """Return a key or sequence as it is bound, of what the reader wrote: `?`, `Ctrl+j`, `g g`.

    Raises `ValueError` with a sentence's end on why no terminal can be relied on to send it.
    """
    return " ".join(_read(word) for word in written.split())


def _read(word: str) -> str:
    if len(word) == 1 and word.isprintable():
        return _name_of(word)
    *modifiers, base = word.split("+")
    modifiers = sorted({_ALIASES.get(part.lower(), part.lower()) for part in modifiers})
    lowered = _ALIASES.get(base.lower(), base.lower())
    base = base if len(base) == 1 else lowered
    if not base or not set(modifiers) <= _MODIFIERS:
        raise ValueError("is no key: write a character, or a name such as enter, ctrl+j or f5")
    if len(base) != 1 and base not in _WORDS and base not in _CHARACTERS:
        raise ValueError("is no key: write a character, or a name such as enter, ctrl+j or f5")
    if not modifiers:
        return base
    if modifiers == ["shift"] and base == "tab":
        return "shift+tab"
    if base not in _WITH_MODIFIERS:
        _refuse_untypable(modifiers, base)
        base = base.lower() if "ctrl" in modifiers else base
    key = "+".join([*modifiers, base])
    if key in _TAKEN:
        raise ValueError(f"{_TAKEN[key]}: choose another key")
    return key


def _refuse_untypable(modifiers: list[str], base: str) -> None:
    """Raise `ValueError` for what terminals do not tell from another key."""
    if modifiers == ["shift"] and len(base) == 1:
        raise ValueError(f"is a character of its own: write {base.upper()!r}")
    if "shift" in modifiers:
        raise ValueError("is a key that many terminals cannot send: choose one without shift")
    if "ctrl" in modifiers:
        if base.lower() in _SAME:
            raise ValueError(f"is {_SAME[base.lower()]!r} to a terminal: write that")
        if not (len(base) == 1 and base.isascii() and base.isalpha()):
            raise ValueError("is a key that many terminals cannot send: use ctrl with a letter")
