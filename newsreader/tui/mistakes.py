"""What is wrong with the settings that only the app understands: keys and the theme."""

from __future__ import annotations

from newsreader.settings import Settings
from newsreader.tui.commands.bindings import bindings_of


def mistakes(settings: Settings) -> list[str]:
    """Return a sentence for each mistake, as the app says it when it starts."""
    _, found = bindings_of(settings.key_preset, settings.keys)
    return [*found, *theme_mistakes(settings)]


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
