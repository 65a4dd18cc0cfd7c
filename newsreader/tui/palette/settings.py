"""The settings that can be changed while the app runs, and the values there are to choose."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.model.retention import KEYS
from newsreader.settings import MARKED, MENTION_STYLES, Settings
from newsreader.settings.checks import CHECKS


@dataclass(frozen=True, slots=True)
class Changeable:
    """A setting: its key in the file, what it is in words, and its values, each with words."""

    key: str
    words: str
    values: tuple[tuple[object, str], ...]


_ON_OFF = ((True, "yes"), (False, "no"))


def _numbers(unit: str, none: str, *numbers: int) -> tuple[tuple[object, str], ...]:
    return tuple((number, f"{number:,} {unit}" if number else none) for number in numbers)


CHANGEABLE: tuple[Changeable, ...] = (
    Changeable(
        "text_width", "width of the text", _numbers("columns", "", 60, 70, 80, 90, 100, 120)
    ),
    Changeable(
        "headline_lines",
        "lines of a headline",
        (("auto", "as there is room"), (1, "one"), (2, "two")),
    ),
    Changeable(
        "mark_read",
        "when an opened article is read",
        (
            ("at once", "at once"),
            (3, "after 3 seconds"),
            (10, "after 10 seconds"),
            ("never", "never"),
        ),
    ),
    Changeable("marked", "what is marked", tuple((name, name) for name in MARKED)),
    Changeable(
        "mention_style", "how marks stand out", tuple((name, name) for name in MENTION_STYLES)
    ),
    Changeable("animations", "animations", _ON_OFF),
    Changeable(
        "refresh_interval",
        "shortest time between two checks",
        _numbers("minutes", "never by itself", 0, 5, 15, 30, 60, 180),
    ),
    Changeable(
        "keep_days",
        "how long articles are kept",
        _numbers("days", "for ever", 0, 30, 90, 180, 365, 730),
    ),
    Changeable(
        "keep_articles",
        "how many articles are kept",
        _numbers("articles", "all", 0, 1000, 10_000, 100_000, 1_000_000),
    ),
    Changeable("keep_unread", "keep what is unread", _ON_OFF),
    Changeable("keep_bookmarked", "keep what is bookmarked", _ON_OFF),
)


def value_of(key: str, settings: Settings) -> object:
    """Return what a setting is now."""
    retention = settings.retention
    kept = {
        "keep_days": retention.days or 0,
        "keep_articles": retention.articles or 0,
        "keep_unread": retention.is_unread_kept,
        "keep_bookmarked": retention.is_bookmarked_kept,
    }
    return kept[key] if key in kept else getattr(settings, key)


def current_words(setting: Changeable, settings: Settings) -> str:
    """Return what a setting is now, in words."""
    value = value_of(setting.key, settings)
    for one, words in setting.values:
        if value == CHECKS[setting.key](one):
            return words
    return "some kinds" if setting.key == "marked" else f"{value}"


def changed(settings: Settings, key: str, value: object) -> Settings:
    """Return settings with one of them another; raises `ValueError` with what it must be."""
    checked = CHECKS[key](value)
    if key in KEYS:
        return settings._replace(retention=settings.retention.having({key: checked}))
    return settings._replace(**{key: checked})  # type: ignore[arg-type]
