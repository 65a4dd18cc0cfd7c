"""Figures: numbers with their measures, money, percentages, dates, times. One engine, data apart.

A text is gone through once, line by line, and looked at only where there are digits or a word with
which a figure may begin. There the rules of dates and times (grammar.py) and those of numbers
(quantities.py) are tried, and the longer reading is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from newsreader.highlight.grammar import Match, Part
from newsreader.highlight.moments import Slots, date_of, time_of
from newsreader.highlight.quantities import Quantities, is_named
from newsreader.highlight.scan import Figure, Found, Line
from newsreader.highlight.tenses import UNKNOWN, Tenses
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.traps import Traps
from newsreader.highlight.vocabulary import vocabulary
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind, Value

_MID_YEAR = re.compile(r"(?:mid|mi|mitte|early|late|end)-((?:19|20)\d\d)")
"""A part of a year in one word."""
_MID_DECADE = re.compile(r"(?:mid|early|late)-((?:19|20)\d)0s")
"""A part of a decade in one word."""
_MOST_KNOWN_WORDS = 50_000
_PAIRS = {"days": "day", "years": "year", "hours": "hour"}
"""Parts that are two in one token, and what each of them is."""
_JOINER = "joiner"
_SMALL_WORDS = frozenset(("moment", "shift", "season"))
"""What has no capital but in German and English: `Mezzogiorno` is a region."""
_SURE = 3
"""A rule that has read so many tokens has read more than a number does."""
_SAME = {
    "shift_lower": "shift",
    "shift_tomorrow": "shift",
    "weekday_short": "weekday",
    "century_nth": "nth",
    "half_year": "half",
    "hour_word": "hour",
    "hour_nth": "hour",
    "month_short": "month",
    "mid_month": "month",
    "half_match": "half",
    "clock_shift": "past",
    "past_after": "past",
}
"""Lists that tell the same as another, but of which a rule asks more."""


def find_figures(
    tokens: Sequence[Token], words: Lexicon, published_at: datetime | None = None
) -> list[Figure]:
    """Return the figures of a text, in order and disjoint.

    Relative dates are resolved against `published_at`.
    """
    engine = _engine(words.language)
    starts, learn = engine.starts, engine.learn
    number, word, broken = TokenKind.NUMBER, TokenKind.WORD, Gap.BREAK
    figures: list[Figure] = []
    places: list[int] = []
    begin = 0
    for index, (_, low, _, _, kind, gap, _, _) in enumerate(tokens):
        if gap is broken and index > begin:
            if places:
                engine.mark(tokens[begin:index], places, published_at, figures)
                places = []
            begin = index
        if kind is number:
            places.append(index - begin)
        elif kind is word:
            is_start = starts.get(low)
            if is_start or (is_start is None and learn(low)):
                places.append(index - begin)
    if places:
        engine.mark(tokens[begin:], places, published_at, figures)
    return figures


class Engine:
    """The rules of one language, ready for use."""

    def __init__(self, language: str | None) -> None:
        words = vocabulary(language)
        self._words = words
        self._quantities = Quantities(words)
        self._grammar = self._quantities.grammar
        self._traps = Traps(words)
        self._tenses = Tenses(words)
        self._first = self._quantities.first_words
        self.starts: dict[str, bool] = {}
        """Whether a figure may begin with a word, for the words seen so far."""

    def learn(self, low: str) -> bool:
        """Return and keep whether a figure may begin with a word."""
        if len(self.starts) >= _MOST_KNOWN_WORDS:
            self.starts.clear()
        word = low.rstrip(".") or low
        self.starts[low] = is_start = (
            bool(_MID_YEAR.fullmatch(word) or _MID_DECADE.fullmatch(word))
            or word in self._first
            or self._quantities.may_start(word)
        )
        return is_start

    def mark(
        self,
        tokens: Sequence[Token],
        places: Sequence[int],
        at: datetime | None,
        figures: list[Figure],
    ) -> None:
        """Add the figures of a line of tokens, which may begin at some places only."""
        line = Line(tokens, at)
        end = 0
        for index in places:
            if index < end:
                continue
            end = self._traps.end(line, index)
            if end > index:
                continue
            found = self._read(line, index)
            if found is None:
                continue
            last = figures[-1].end if figures else 0
            figures += [figure for figure in found.figures if figure.start >= last]
            end = found.end

    def _read(self, line: Line, index: int) -> Found | None:
        if middle := _MID_YEAR.fullmatch(line.lows[index]):
            token = line.tokens[index]
            date = Figure(token.start, token.end, MentionKind.DATE, Value(middle[1]))
            return Found((date,), index + 1)
        if decade := _MID_DECADE.fullmatch(line.lows[index]):
            token = line.tokens[index]
            start = token.start + decade.start(1)
            return Found(
                (Figure(start, token.end, MentionKind.DATE, Value(f"{decade[1]}X")),), index + 1
            )
        match = self._grammar.read(line, index)
        if match and match.parts[0].name in _SMALL_WORDS and self._is_name(line, index):
            match = None
        if match and match.end >= index + _SURE and (found := self._dated(line, match)):
            return found
        number = self._quantities.read(line, index)
        if match and (number is None or match.end >= number.end):
            return self._dated(line, match) or number
        return number

    def _is_name(self, line: Line, index: int) -> bool:
        return not self._words.has_capitals and is_named(line, index)

    def _dated(self, line: Line, match: Match) -> Found | None:
        """Return the dates or times of a rule, or None where there is no such day or hour."""
        pieces = _pieces(line, match)
        figures: list[Figure] = []
        first = match.parts[0].start
        since = self._words.phrases("since").start_before
        is_past = any(since(line.lows, place) is not None for place in (first, first - 1))
        is_open = line.at is not None and _lacks_year(match)
        tense = self._tenses.around(line, first, match.end) if is_open else UNKNOWN
        for start, end, slots in pieces:
            value: Value | None
            if match.kind is MentionKind.TIME:
                told = time_of(slots)
                if told is None:
                    return None
                value = Value(told)
            elif match.kind is MentionKind.DATE:
                told = date_of(slots, line, tense, is_past=is_past)
                if told is None and "month" in slots:
                    return None
                value = Value(told) if told is not None else None
            else:
                value = self._quantities.told(slots)
            figures.append(Figure(start, end, match.kind, value))
        return Found(tuple(figures), match.end)


def _lacks_year(match: Match) -> bool:
    """Whether a match is a day or month without its year."""
    names = {part.name for part in match.parts}
    is_month = any(name.endswith("month") or name.startswith("month") for name in names)
    return is_month and not names & {"year", "way"}


def _pieces(line: Line, match: Match) -> list[tuple[int, int, Slots]]:
    """Return the figures that a match is made of: start, end and what is told of each.

    A joiner (`11 et 12 décembre`) or a pair in one token (`11-12 décembre`) parts them; what the
    later ones tell holds for those before, but for the day of the week.
    """
    parts = [
        (_SAME.get(part.name, part.name), part.value, *_span(line, part)) for part in match.parts
    ]
    split: list[list[tuple[str, object, int, int]]] = [[]]
    for name, value, start, end in parts:
        if name == _JOINER:
            split.append([])
        elif name in _PAIRS and isinstance(value, tuple):
            text = line.text(_place_of(match, name))
            cut = start + next(i for i, letter in enumerate(text) if not letter.isdecimal())
            split[-1].append((_PAIRS[name], value[0], start, cut))
            split.append([(_PAIRS[name], value[1], cut + 1, end)])
        else:
            split[-1].append((name, value, start, end))
    pieces: list[tuple[int, int, Slots]] = []
    later: dict[str, object] = {}
    for piece in reversed(split):
        own = {name: value for name, value, _, _ in piece}
        pieces.append((piece[0][2], piece[-1][3], {**later, **own}))
        later = {**later, **own}
        later.pop("weekday", None)
    return pieces[::-1]


def _span(line: Line, part: Part) -> tuple[int, int]:
    return line.tokens[part.start].start, line.tokens[part.end - 1].end


def _place_of(match: Match, name: str) -> int:
    """Return the index of the token that a named part of a match begins with."""
    return next(part.start for part in match.parts if part.name == name)


@cache
def _engine(language: str | None) -> Engine:
    return Engine(language)
