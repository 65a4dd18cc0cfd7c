"""What typed words find among short texts: commands, feed names, settings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")

_START, _WORD, _INSIDE, _SCATTERED = 0, 1, 2, 16
"""How far from what is typed a find is: at the text's start, at a word's, within one, in pieces."""

_LEAST_SCATTERED = 3
"""Letters that must be typed before they are looked for one by one."""


class Text(NamedTuple):
    """A text to look in: folded, letter by letter as long as what is shown."""

    shown: str
    folded: str
    further: str = ""
    """Folded words by which it is found as well, such as a command's id."""

    @classmethod
    def of(cls, shown: str, further: str = "") -> Text:
        """Fold a text."""
        return cls(shown, fold(shown), fold(further))


def fold(text: str) -> str:
    """Return a text without case and accents, of the same length."""
    if text.isascii():
        return text.lower()
    return "".join(_bare(character) for character in text)


def _bare(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character)[0].lower()
    return bare if len(bare) == 1 else character


class Match(NamedTuple):
    """How far a find is from what was typed, and where it lies in the text shown."""

    distance: int
    spans: tuple[tuple[int, int], ...]


def match(typed: Sequence[str], text: Text) -> Match | None:
    """Find every word typed (folded), anywhere; else their letters in order; None: not there."""
    distance, spans = 0, []
    for word in typed:
        found = _find(word, text)
        if found is None:
            return _scattered("".join(typed), text)
        distance = min(distance + found[0], _SCATTERED - 1)
        if found[1] >= 0:
            spans.append((found[1], found[1] + len(word)))
    return Match(distance, tuple(sorted(spans)))


def _find(word: str, text: Text) -> tuple[int, int] | None:
    place = text.folded.find(word)
    inside = place
    while place >= 0:
        if place == 0:
            return _START, 0
        if not text.folded[place - 1].isalnum():
            return _WORD, place
        place = text.folded.find(word, place + 1)
    if inside >= 0:
        return _INSIDE, inside
    return (_INSIDE, -1) if word in text.further else None


def _scattered(letters: str, text: Text) -> Match | None:
    if len(letters) < _LEAST_SCATTERED:
        return None
    spans, place = [], -1
    for letter in letters:
        place = text.folded.find(letter, place + 1)
        if place < 0:
            return None
        spans.append((place, place + 1))
    reach = spans[-1][1] - spans[0][0]
    return Match(_SCATTERED + reach, tuple(spans)) if reach <= 3 * len(letters) else None


def begins_words(hit: Match) -> bool:
    """Whether a word of what was found begins with what was typed."""
    return hit.distance <= _WORD


def ranked(typed: str, texts: Sequence[tuple[_T, Text]]) -> list[tuple[_T, Match]]:
    """Return what is found, the nearest first, else in the order given.

    Letters in pieces count only where the words typed are nowhere.
    """
    words = fold(typed).split()
    found = [(each, hit) for each, text in texts if (hit := match(words, text)) is not None]
    whole = [pair for pair in found if pair[1].distance < _SCATTERED]
    return sorted(whole or found, key=lambda pair: pair[1].distance)
