"""What a search that is being typed may go on with: keys, and the values that fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsreader.library.search import folded
from newsreader.model.search_language import KEYS
from newsreader.tui.layout.byline import language_name

KEYS_IN_WORDS = {
    "is": "unread, read, bookmarked",
    "feed": "part of a feed's name",
    "folder": "part of a folder's name",
    "title": "a word of the title",
    "author": "part of who wrote it",
    "lang": "a language: fr, en, de",
    "from": "since 2026-03, 7d, today",
    "to": "up to that day",
    "has": "full-text",
}
"""The keys of the search language, in the order in which they are offered, in 24 cells."""

EXAMPLES = (
    ('"two words"', "side by side"),
    ("-sport", "without it"),
    ("(sun OR rain)", "one of them"),
)
"""What else can be written, for who does not know what to type."""

FROM_LIBRARY = frozenset({"feed", "folder", "author", "lang"})
"""The keys whose values the library knows."""

_DAYS = (
    ("today", ""),
    ("yesterday", ""),
    ("7d", "seven days back"),
    ("2w", "two weeks back"),
    ("3m", "three months back"),
    ("1y", "a year back"),
)
_LEAST = 2
"""Letters after which a word may be the beginning of a key: one begins too many words."""

_MOST = 50
_KEYED = re.compile(r'([A-Za-z]+):("?)([^"]*)')


class Typed(NamedTuple):
    """What is being typed at the cursor: the stretch of it, and the key it is a value of.

    Without a key, `value` is the beginning of a word that may become one.
    """

    start: int
    end: int
    key: str
    value: str


class Completion(NamedTuple):
    """What to put in the place of what is being typed, and how it is offered."""

    insert: str
    label: str
    note: str = ""


class Value(NamedTuple):
    """A value of a key, what it is searched by (without case and accents), what it means."""

    text: str
    folded: str
    note: str = ""


def typed_at(text: str, cursor: int) -> Typed | None:
    """Return what is being typed at a place; None where nothing can be completed."""
    after = text[cursor : cursor + 1]
    if after.strip() and after != ")":
        return None
    start, is_quoted = 0, False
    for place, character in enumerate(text[:cursor]):
        if character == '"':
            is_quoted = not is_quoted
        elif character.isspace() and not is_quoted:
            start = place + 1
    while text[start:cursor][:1] in ("-", "("):
        start += 1
    token = text[start:cursor]
    keyed = _KEYED.fullmatch(token)
    if keyed is None:
        return Typed(start, cursor, "", token) if token.isascii() and token.isalpha() else None
    key, quote, value = keyed.groups()
    if key.lower() not in KEYS or (quote and not is_quoted):
        return None
    return Typed(start, cursor, key.lower(), value)


def keys(typed: Typed) -> list[Completion]:
    """Return the keys that begin with what is typed."""
    if len(typed.value) < _LEAST:
        return []
    begun = typed.value.lower()
    return [
        Completion(f"{key}:", f"{key}:", words)
        for key, words in KEYS_IN_WORDS.items()
        if key.startswith(begun)
    ]


def values(typed: Typed, known: Sequence[Value] = ()) -> list[Completion]:
    """Return the values of the key that fit what is typed: what begins with it comes first."""
    wanted = folded(typed.value)
    if typed.key in ("from", "to"):
        offered = [(day, note) for day, note in _DAYS if day.startswith(wanted)]
    elif typed.key in FROM_LIBRARY:
        offered = [(value.text, value.note) for value in _fitting(wanted, known)]
    else:
        offered = [(value, "") for value in KEYS[typed.key] if value.startswith(wanted)]
    found = [
        Completion(_written(typed.key, value), value, note)
        for value, note in offered
        if _written(typed.key, value)
    ]
    is_whole = len(found) == 1 and folded(found[0].label) == wanted
    return [] if is_whole else found[:_MOST]


def for_the_empty(recent: Iterable[str]) -> list[Completion]:
    """Return what can be typed at all: former searches, the keys, examples."""
    return [
        *(Completion(text, text, "searched before") for text in recent),
        *(Completion(f"{key}:", f"{key}:", words) for key, words in KEYS_IN_WORDS.items()),
        *(Completion(text, text, words) for text, words in EXAMPLES),
    ]


def prepared(key: str, texts: Iterable[str]) -> list[Value]:
    """Return values of a key ready to be searched in; languages are found by their names, too."""
    if key != "lang":
        return [Value(text, folded(text)) for text in texts]
    named = [(code, language_name(code)) for code in texts]
    return [
        Value(code, folded(f"{code} {name}"), name if name != code else "") for code, name in named
    ]


def without_begun(text: str, cursor: int) -> str:
    """Return a search without the key at the cursor that has no value yet."""
    typed = typed_at(text, cursor)
    if typed is None or not typed.key or typed.value.strip():
        return text
    return f"{text[: typed.start].rstrip('-(')}{text[typed.end :]}"


def completed(text: str, typed: Typed, completion: Completion) -> tuple[str, int]:
    """Return the search with a completion in place, and where the cursor goes in it."""
    insert = completion.insert
    rest = text[typed.end :]
    if not insert.endswith(":") and not rest.startswith((" ", ")")):
        insert += " "
    return f"{text[: typed.start]}{insert}{rest}", typed.start + len(insert)


def _fitting(wanted: str, known: Sequence[Value]) -> list[Value]:
    fitting = [value for value in known if wanted in value.folded]
    return sorted(fitting, key=lambda value: not value.folded.startswith(wanted))


def _written(key: str, value: str) -> str:
    """Return a key and a value as they are written; nothing where that is not possible."""
    # A quote cannot be written between quotes; the part before it finds the value, too.
    value = value.partition('"')[0].strip()
    if not value:
        return ""
    is_plain = not re.search(r"[\s()]", value)
    return f"{key}:{value}" if is_plain else f'{key}:"{value}"'
