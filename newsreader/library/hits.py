"""Where the words of a search stand in a text, by the rules of the search index (search.py)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsreader.library.search import LONGEST_TERM, MOST_TERMS, RUN, is_of_a_word, unified
from newsreader.model.query import Query
from newsreader.model.terms import AnyOf, Condition, Part, Term
from newsreader.model.text import clean


class Hit(NamedTuple):
    """A stretch `[start, end)` of a text, in code points, and the number of the term found."""

    start: int
    end: int
    term: int


class HitFinder:
    """Finds the wanted words of a query in titles and texts; pure, for any thread.

    Words begin where words begin; all but phrases may go on. Case and diacritics make no
    difference, and in scripts without blanks a word may stand anywhere.
    """

    def __init__(self, query: Query) -> None:
        wanted = list(_wanted((*query.terms, *query.conditions)))[:MOST_TERMS]
        patterns = [(term.in_title, pattern) for term in wanted if (pattern := _pattern(term))]
        self.count = len(patterns)
        """How many terms there are that can be found at all."""
        compiled = [re.compile(pattern) for _, pattern in patterns]
        self._in_title = list(enumerate(compiled))
        self._in_text = [each for each in self._in_title if not patterns[each[0]][0]]
        self._key = tuple(patterns)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HitFinder) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def in_title(self, title: str) -> list[Hit]:
        """Return where words of the query stand in a title: disjoint, in order."""
        return _found(self._in_title, title)

    def in_text(self, text: str) -> list[Hit]:
        """Return where words of the query stand in an article's text: disjoint, in order."""
        return _found(self._in_text, text)


_BREVE_KEPT = re.compile("[\u0370-\u052f\u1f00-\u1fff]")
_MARK = re.compile("[\u0300-\u036f]")


def _folded_character(character: str) -> str:
    """Return a character as words of the index have it; one of no word stays one character."""
    plain = unified(character)
    if not _BREVE_KEPT.search(plain):
        bare = _MARK.sub("", unicodedata.normalize("NFD", plain))
        plain = unicodedata.normalize("NFC", bare)
    # As in the index, ß stays what it is.
    plain = plain.lower().replace("ς", "σ")
    if len(plain) != 1 and not any(map(is_of_a_word, plain)):
        return "" if _MARK.match(character) else character
    return plain


class _Folds(dict[int, str]):
    """What each character is folded to, by its code point, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = fold = _folded_character(character)
        if len(fold) != 1:
            _RESIZED.add(character)
        return fold


_RESIZED: set[str] = set()
_FOLDS = _Folds({code: chr(code).lower() for code in range(128)})


def _found(patterns: Sequence[tuple[int, re.Pattern[str]]], text: str) -> list[Hit]:
    if not patterns:
        return []
    folded = text.lower() if text.isascii() else text.translate(_FOLDS)
    hits = [
        Hit(match.start(), match.end(), number)
        for number, pattern in patterns
        for match in pattern.finditer(folded)
        if _begins_well(folded, match.start()) and _ends_well(pattern, folded, match.end())
    ]
    if len(patterns) > 1:
        hits = _disjoint(hits)
    if not hits or text.isascii() or _RESIZED.isdisjoint(text):
        return hits
    places = [place for place, each in enumerate(text) for _ in _FOLDS[ord(each)]]
    places.append(len(text))
    # A hit takes the marks along that follow its last character.
    return [
        Hit(places[hit.start], max(places[hit.end - 1] + 1, places[hit.end]), hit.term)
        for hit in hits
    ]


def _disjoint(hits: list[Hit]) -> list[Hit]:
    """Return hits in order, of two that overlap the earlier, of two at one place the longer."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _begins_well(folded: str, start: int) -> bool:
    """Whether a word begins at a place: amid a word only what has no blanks does."""
    before = folded[start - 1] if start else " "
    if before.isascii():
        is_within = before.isalnum()
    else:
        is_within = is_of_a_word(before) and not _UNSPACED.match(before)
    return not is_within or bool(_UNSPACED.match(folded, start))


def _ends_well(pattern: re.Pattern[str], folded: str, end: int) -> bool:
    """Whether a word that may not go on does not: marks are no letters to a pattern."""
    after = folded[end : end + 1]
    if after.isascii() or not pattern.pattern.endswith(_END):
        return True
    return not is_of_a_word(after) or bool(_UNSPACED.match(after))


def _wanted(parts: Sequence[Part]) -> Iterator[Term]:
    """Give the terms that what is found may have in it."""
    for part in parts:
        if part.is_excluded or isinstance(part, Condition):
            continue
        if isinstance(part, AnyOf):
            for alternative in part.alternatives:
                yield from _wanted(alternative)
        else:
            yield part


_UNSPACED = re.compile(RUN)
_UNITS = re.compile(f"({RUN})|(.)", re.DOTALL)
_GAP = r"[\W_]"
_BEGIN = rf"(?<![^\W_{RUN[1:-2]}])"
_SHORT = 3
"""Words shorter than this stand amid very many others: it is quicker to leave these out at once."""
_END = rf"(?![^\W_{RUN[1:-2]}])"


def _pattern(term: Term) -> str:
    """Return what finds a term in a folded text; empty for one without a word."""
    text = clean(term.text[:LONGEST_TERM]).translate(_FOLDS)
    units = _units(text)
    if not units:
        return ""
    parts: list[str] = []
    was_run = False
    for place, (unit, is_run) in enumerate(units):
        if place:
            parts.append(f"{_GAP}*" if was_run or is_run else f"{_GAP}+")
        elif not is_run and len(unit) < _SHORT:
            parts.append(_BEGIN)
        parts.append(re.escape(unit))
        was_run = is_run
    if not term.is_prefix and not was_run:
        parts.append(_END)
    return "".join(parts)


def _units(text: str) -> list[tuple[str, bool]]:
    """Cut a folded term into its words, and its runs in a script without blanks (True)."""
    units: list[tuple[str, bool]] = []
    is_open = False
    for match in _UNITS.finditer(text):
        run, other = match.groups()
        if run:
            units.append((run, True))
            is_open = False
        elif not is_of_a_word(other):
            is_open = False
        elif is_open:
            units[-1] = (units[-1][0] + other, False)
        else:
            units.append((other, False))
            is_open = True
    return units
