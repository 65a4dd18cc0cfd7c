"""What each setting may be: a check gives its value, or says what it must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsreader.model.feed import without_login
from newsreader.model.mention_kind import FIGURE_KINDS, NAME_KINDS, MentionKind
from newsreader.model.retention import KEYS, Retention
from newsreader.model.text import clean_line
from newsreader.settings.command import command
from newsreader.settings.hooks import hooks, notify

# RFC 9110 section 5: a token, and what is visible of Latin-1.
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\xa0-\xff]*")
_FEEDS_WANTED = (
    'tables such as [feeds."https://example.org/feed"] with user, password, headers, keep_days, '
    "keep_articles, keep_unread and keep_bookmarked in them"
)
MARKED: dict[str, frozenset[MentionKind]] = {
    "all": frozenset(MentionKind),
    "names": frozenset(NAME_KINDS),
    "figures": frozenset(FIGURE_KINDS),
    "none": frozenset(),
}
"""What can be marked, by the name it has in the settings."""

MENTION_STYLES = ("full", "quiet", "plain")
"""How much marks stand out: in colour, softly, or only the one stepped to."""


ORDERS = ("auto", "app", "terminal")
"""Who may put text from right to left in order."""


PICTURES = ("auto", "kitty", "sixel", "blocks", "browser")
"""How pictures may be shown."""


KEY_PRESETS = ("default", "newsboat")
"""Sets of keys to choose from."""

_FORMER_THEMES = {"newsreader-dark": "ink", "newsreader-light": "paper"}
"""Names that the app's own themes had once."""


@dataclass(frozen=True, slots=True)
class FeedAccess:
    """What a server wants to know before it gives a feed out; sent to that server only."""

    user: str = ""
    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def _refresh_interval(value: object) -> int:
    return _whole_number(value, 0, 10080, "a whole number of minutes, 0 (never by itself) to 10080")


def _fetch_timeout(value: object) -> float:
    wanted = "a number of seconds, 1 to 600"
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 600:
        raise ValueError(wanted)
    return float(value)


def _fetch_size(value: object) -> int:
    return _whole_number(value, 1, 200, "a whole number of MiB, 1 to 200")


def _feeds(value: object) -> dict[str, FeedAccess]:
    if not isinstance(value, dict):
        raise ValueError(_FEEDS_WANTED)  # noqa: TRY004 -- one error class for what a user wrote
    found = {without_login(url): _access(table) for url, table in value.items()}
    # A table that is only about how long articles are kept hides no login of a shorter address.
    return {url: access for url, access in found.items() if access is not None}


def feed_retention(value: Mapping[str, Any], base: Retention) -> dict[str, Retention]:
    """Return how long articles are kept where a feed's table tells; its own count is its own."""
    base = base._replace(articles=None)
    return {
        without_login(url): base.having(table)
        for url, table in value.items()
        if not table.keys().isdisjoint(KEYS)
    }


def _access(table: object) -> FeedAccess | None:
    if not isinstance(table, dict) or not table.keys() <= {"user", "password", "headers", *KEYS}:
        raise ValueError(_FEEDS_WANTED)
    try:
        Retention().having(table)
    except ValueError as error:
        raise ValueError(f"tables whose {', '.join(KEYS)} are right: {error}") from None
    if table and table.keys() <= {*KEYS}:
        return None
    headers = table.get("headers", {})
    if not isinstance(headers, dict):
        raise ValueError(_FEEDS_WANTED)  # noqa: TRY004
    user, password = table.get("user", ""), table.get("password", "")
    if not all(isinstance(word, str) for word in (user, password, *headers.values())):
        raise ValueError(_FEEDS_WANTED)
    if not all(_HEADER.fullmatch(f"{name}:{word}") for name, word in headers.items()):
        raise ValueError("made of possible headers: a name, and a value on one line")
    return FeedAccess(user, password, headers)


def _text_width(value: object) -> int:
    return _whole_number(value, 40, 200, "a whole number of columns, 40 to 200")


def _images(value: object) -> str:
    if not isinstance(value, str) or value not in PICTURES:
        raise ValueError(", ".join(PICTURES[:-1]) + f" or {PICTURES[-1]}")
    return value


def _right_to_left(value: object) -> str:
    if not isinstance(value, str) or value not in ORDERS:
        raise ValueError(", ".join(ORDERS[:-1]) + f" or {ORDERS[-1]}")
    return value


def _headline_lines(value: object) -> int:
    if value == "auto":
        return 0
    return _whole_number(value, 1, 2, '1, 2 or "auto" (by the width of the list)')


def _mark_read(value: object) -> float | None:
    wanted = '"at once", "never" or a number of seconds, 0 to 3600'
    if isinstance(value, str):
        if value not in _MOMENTS:
            raise ValueError(wanted)
        return _MOMENTS[value]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise ValueError(wanted)
    return float(value)


_MOMENTS: dict[str, float | None] = {"at once": 0.0, "never": None}


def _whole_number(value: object, low: int, high: int, wanted: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(wanted)
    return value


def _hint_letters(value: object) -> str:
    # The capital of a letter opens a link and stays: each letter needs one of its own.
    letters = value.lower() if isinstance(value, str) else ""
    are_letters = all(len(x.upper()) == 1 and x.upper() != x for x in letters)
    if not are_letters or not 2 <= len(set(letters)) == len(letters) <= _MOST_LETTERS:
        raise ValueError(f'2 to {_MOST_LETTERS} different letters, such as "fjdkslagh"')
    return letters


_MOST_LETTERS = 40


def _theme(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the name of a theme")
    name = clean_line(value)
    return _FORMER_THEMES.get(name, name)


def _keys(value: object) -> dict[str, object]:
    # What the ids and the keys may be, the app knows: it tells of each mistake in them.
    if not isinstance(value, dict):
        raise ValueError('a table such as [keys] with next-unread = ["n", "ctrl+j"] in it')  # noqa: TRY004
    return {clean_line(command_id): keys for command_id, keys in value.items()}


def _key_preset(value: object) -> str:
    if not isinstance(value, str) or value not in KEY_PRESETS:
        raise ValueError(f"one of {', '.join(KEY_PRESETS)}")
    return value


def _animations(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004 -- one error class for what a user wrote
    return value


def _marked(value: object) -> frozenset[MentionKind]:
    words = [value] if isinstance(value, str) else value
    wanted = "all, names, figures, none or a list of kinds: " + ", ".join(
        kind.value for kind in MentionKind
    )
    if not isinstance(words, list):
        raise ValueError(wanted)  # noqa: TRY004 -- one error class for what a user wrote wrongly
    kinds: frozenset[MentionKind] = frozenset()
    for word in words:
        if isinstance(word, str) and word in MARKED:
            kinds |= MARKED[word]
        elif isinstance(word, str) and word in MARKED["all"]:
            kinds |= {MentionKind(word)}
        else:
            raise ValueError(wanted)
    return kinds


def _browser(value: object) -> tuple[str, ...]:
    return command(value, 'a command, such as "firefox %u" or ["firefox", "--new-tab", "%u"]')


def _mail(value: object) -> tuple[str, ...]:
    return command(value, 'a command, such as ["thunderbird", "-compose", "%u"]')


def _enclosures(value: object) -> dict[str, tuple[str, ...]]:
    wanted = 'a table of commands by type, such as "audio/*" = ["mpv", "%u"]'
    if not isinstance(value, dict) or not all("/" in key or "*" in key for key in value):
        raise ValueError(wanted)
    return {key: command(words, wanted) for key, words in value.items()}


def _mention_style(value: object) -> str:
    if value not in MENTION_STYLES:
        raise ValueError(" or ".join(MENTION_STYLES))
    return str(value)


def _kept(key: str) -> Callable[[object], object]:
    def check(value: object) -> object:
        Retention().having({key: value})
        return value

    return check


CHECKS: dict[str, Callable[[object], object]] = {
    "refresh_interval": _refresh_interval,
    "fetch_timeout": _fetch_timeout,
    "fetch_size": _fetch_size,
    "feeds": _feeds,
    "theme": _theme,
    "marked": _marked,
    "animations": _animations,
    "key_preset": _key_preset,
    "keys": _keys,
    "browser": _browser,
    "mail": _mail,
    "enclosures": _enclosures,
    "mention_style": _mention_style,
    "text_width": _text_width,
    "hooks": hooks,
    "notify": notify,
    "right_to_left": _right_to_left,
    "images": _images,
    "headline_lines": _headline_lines,
    "mark_read": _mark_read,
    "hint_letters": _hint_letters,
    **{key: _kept(key) for key in KEYS},
}
"""A check by the name of its setting. It raises `ValueError` with what the value must be."""
