"""Finding words in a text whatever their case, accents and kind of quotes and blanks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_LIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\n": " ", "‑": "-"}


class FoldedText:
    """A text without case and accents in which can be searched, folded once."""

    def __init__(self, text: str) -> None:
        folds = {character: _fold(character) for character in set(text)}
        self._text = text
        self._folded = text.translate({ord(character): fold for character, fold in folds.items()})
        # Where a character is folded to none or several, later places move: the places in both
        # texts just after each such character.
        self._folded_places: list[int] = [0]
        self._places: list[int] = [0]
        resized = "".join(character for character, fold in folds.items() if len(fold) != 1)
        if resized:
            moved = 0
            for match in re.finditer(f"[{re.escape(resized)}]", text):
                moved += len(folds[match.group()]) - 1
                self._folded_places.append(match.end() + moved)
                self._places.append(match.end())

    def find_all(self, wanted: str) -> list[tuple[int, int]]:
        """Return where `wanted` stands in the text: disjoint stretches `[start, end)`, in order.

        White space around it does not matter; nothing is found for nothing. Where `wanted` has
        capitals or accents and the text has it just so, only those places are found.
        """
        found = self._find_alike(wanted)
        strict = _unfolded(wanted)
        has_capitals = strict != strict.lower()
        if not has_capitals and strict == _bare(strict):
            return found
        exact = []
        for start, end in found:
            there = _unfolded(self._text[start:end])
            there = there if has_capitals else there.lower()
            if (there if strict != _bare(strict) else _bare(there)) == strict:
                exact.append((start, end))
        return exact or found

    def _find_alike(self, wanted: str) -> list[tuple[int, int]]:
        folded = "".join(map(_fold, wanted)).strip()
        if not folded:
            return []
        found: list[tuple[int, int]] = []
        for match in re.finditer(re.escape(folded), self._folded):
            # The end is where the last character found ends, with the accents that follow it.
            start, end = self._place(match.start()), self._place(match.end() - 1) + 1
            if not found or start >= found[-1][1]:
                found.append((start, max(end, self._place(match.end()))))
        return found

    def _place(self, folded_place: int) -> int:
        known = bisect_right(self._folded_places, folded_place) - 1
        place = self._places[known] + folded_place - self._folded_places[known]
        if known + 1 < len(self._places):  # inside a character folded to several
            place = min(place, self._places[known + 1] - 1)
        return place


def _unfolded(text: str) -> str:
    """Return a text with one kind of quotes and blanks, its accents composed."""
    text = unicodedata.normalize("NFC", text.strip())
    return "".join(_LIKE.get(character, character) for character in text)


def _bare(text: str) -> str:
    """Return a text without accents."""
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", bare)


def _fold(character: str) -> str:
    like = _LIKE.get(character)
    if like is not None:
        return like
    if character.isascii():
        return character.lower()
    return _bare(character.casefold())
