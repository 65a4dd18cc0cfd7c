"""What is wrong with the settings that only the app understands: keys, letters, the theme."""

from __future__ import annotations

from newsreader.settings import Settings
from newsreader.tui.commands import HINTED_COMMANDS
from newsreader.tui.commands.bindings import Bindings, bindings_of


def mistakes(settings: Settings) -> list[str]:
    """Return a sentence for each mistake, as the app says it when it starts."""
    bindings, found = bindings_of(settings.key_preset, settings.keys)
    return [*found, *letter_mistakes(settings, bindings), *theme_mistakes(settings)]


def letter_mistakes(settings: Settings, bindings: Bindings) -> list[str]:
    """Return a sentence for each letter for links that is a key meanwhile."""
    letters = {letter: each for each in settings.hint_letters for letter in (each, each.upper())}
    return [
        f"hint_letters: “{letters[key]}” is left out, for {command.id} has the key {key}: "
        "set another letter, or another key."
        for command in bindings.in_use(HINTED_COMMANDS)
        for key in command.keys
        if key in letters
    ]


def theme_mistakes(settings: Settings) -> list[str]:
    """Return what is wrong with the theme of the settings."""
    if settings.theme is None:
        return []
    from textual.theme import BUILTIN_THEMES

    from newsreader.tui.theme import THEMES

    known = {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}
    if settings.theme in known:
        return []
    return [f"There is no theme “{settings.theme}”; there are: {', '.join(sorted(known))}."]
