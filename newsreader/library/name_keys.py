"""The forms of names as they are compared: without what makes no difference in any language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsreader.model.mention import fold

_BESIDES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_JOINTS = re.compile(r"[-‐‑‒–—_/·•]+")
_OWNER = re.compile(r"(?<=\w)'s?$")
_QUOTES = re.compile('["«»“”„‟()\\[\\],;:!?]+')

PARTICLES = frozenset(
    {
        *("von", "van", "vom", "zu", "zur", "der", "den", "ter", "ten", "af", "av", "mac", "mc"),
        *("de", "del", "della", "di", "da", "dos", "das", "du", "do", "dal", "dalla", "la", "le"),
        *("el", "al", "bin", "ben", "ibn", "st", "san"),
    }
)
"""Words with which a surname may begin."""

_MOST_SUFFIXES = 3


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """Return the form that all spellings of a name share, be they in whatever language.

    Case, accents, dots, hyphens, apostrophes and the possessive `'s` make no difference:
    `Etats-Unis` and `États-Unis` are one. A name of nothing else is itself, folded.
    """
    found = _plainer(name)
    # What stood in one letter for several, `⒈`, shows what makes no difference only now.
    while not name.isascii() and (again := _plainer(found)) != found:
        found = again
    return found or " ".join(name.split())


def _plainer(name: str) -> str:
    bare = unicodedata.normalize("NFKD", _OWNER.sub("", fold(name))).casefold()
    bare = "".join(each for each in bare if not unicodedata.combining(each)).translate(_BESIDES)
    return " ".join(_QUOTES.sub(" ", _JOINTS.sub(" ", bare)).replace("'", "").split())


def is_short(words: list[str]) -> bool:
    """Whether a person's name is less than a full one: a surname, or initials and one."""
    return len(words) == 1 or words[0] in PARTICLES or len(words[0]) == 1


def surname(words: list[str]) -> str:
    """Return what a short name has of a surname: all but the initials."""
    while len(words) > 1 and len(words[0]) == 1:
        words = words[1:]
    return " ".join(words)


def initial(words: list[str]) -> str:
    """Return the first initial of a short name, or nothing."""
    return words[0] if len(words) > 1 and len(words[0]) == 1 else ""


def surnames(words: list[str]) -> list[str]:
    """Return what may be the surname of a full name: its last word, or more that a particle begins.

    `ursula von der leyen` may be called `leyen`, `der leyen` and `von der leyen`.
    """
    found = [words[-1]]
    for place in range(len(words) - 2, 0, -1):
        if words[place] not in PARTICLES or len(found) > _MOST_SUFFIXES:
            break
        found.append(" ".join(words[place:]))
    return found


def without_initials(words: list[str]) -> str:
    """Return a full name without initials in its middle: `donald j trump`."""
    if len(words) < 3 or len(words[0]) == 1 or len(words[-1]) == 1:
        return " ".join(words)
    middle = [word for word in words[1:-1] if len(word) > 1 or not word.isalpha()]
    return " ".join([words[0], *middle, words[-1]])
