"""A number alone or the two ends of a range: `6-12`, `six à douze`, `between 5 and 7 million`."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from newsreader.highlight.measures import Measure, Measures
from newsreader.highlight.number import Number, plain
from newsreader.highlight.numbers import Numbers, parse_digits
from newsreader.highlight.readers import FIRST_YEAR, LAST_YEAR
from newsreader.highlight.scan import Line
from newsreader.highlight.vocabulary import Vocabulary
from newsreader.model.mention import MentionKind

_DASHED = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)[-–](\d{1,9}(?:[.,]\d{1,9})?)")
_SCORE = re.compile(r"(\d{1,2}):(\d{1,2})")
_DASHES = frozenset("-–—")
_WIDEST = 20
"""From a number to one more times larger is a change and no range: "rose $1.20 to $68"."""
_LARGEST_SCORE = 99


class Span(NamedTuple):
    """A number or a range (`high` is not None), its last number, and the measure if any."""

    low: int | float
    high: int | float | None
    number: Number
    measure: Measure | None


class _Link(Enum):
    """What stands between two numbers that may be the ends of a range."""

    OPENED = auto()
    """`to` or `and` after "from" or "between"."""
    TO = auto()
    """`to` without them, which in some languages has many uses."""
    AND = auto()
    """`and` without "between": one figure only before a common sum or per cent."""
    DASH = auto()


class _End(NamedTuple):
    """An end of a range: its number and its own measure."""

    number: Number
    measure: Measure | None

    @property
    def end(self) -> int:
        return self.measure.end if self.measure else self.number.end


class Ranges:
    """The rules for ranges in one language; `is_moment` tells where a date or time begins.

    After "from" or "between" whole hours are none: `de 2 à 3 heures`.
    """

    def __init__(
        self,
        words: Vocabulary,
        numbers: Numbers,
        measures: Measures,
        is_moment: Callable[[Line, int, bool], bool],
    ) -> None:
        self._words = words
        self._numbers = numbers
        self._measures = measures
        self._is_moment = is_moment
        self._is_strict = "strict_ranges" in words.set("traits")

    def read(self, line: Line, index: int) -> Span | None:
        """Return the number or range that begins at a token, with its measure, or None."""
        return self._paired(line, index) or self._spread(line, index)

    def _paired(self, line: Line, index: int) -> Span | None:
        """Read both numbers of `6-12`, `3-1`, `2:2`; a magnitude after them counts for both."""
        text = line.text(index)
        pair = _DASHED.fullmatch(text) or _SCORE.fullmatch(text)
        if not pair or not line.is_number(index) or any(map(_is_padded, pair.groups())):
            return None
        low, high = (parse_digits(part, self._words.decimal_mark) for part in pair.groups())
        if low is None or high is None:
            return None
        number = self._numbers.scaled(Number(high, index + 1), line)
        measure = self._measures.after(line, number, is_digits=True)
        return Span(plain(low * number.factor), number.amount, number, measure)

    def _spread(self, line: Line, index: int) -> Span | None:
        """Read a number, or a range in words: `six à douze`, `40 et 60 %`."""
        first = self._end(line, index)
        if first is None:
            return None
        number, measure = first
        if (second := self._second(line, index, first)) is not None:
            factor = 1 if number.is_scaled else second.number.factor
            low = plain(number.amount * factor)
            return Span(low, second.number.amount, second.number, second.measure)
        half = self._words.phrases("halves").at(line.lows, measure.end) if measure else None
        if measure and half and line.lows[half[1]] not in self._words.magnitudes:
            # "deux ans et demi".
            amount = plain(number.amount + number.factor / 2)
            return Span(amount, None, number, measure._replace(end=half[1]))
        return Span(number.amount, None, number, measure)

    def _end(self, line: Line, index: int) -> _End | None:
        number = self._numbers.read(line, index)
        if number is None:
            return None
        is_digits = line.is_number(number.end - 1)
        return _End(number, self._measures.after(line, number, is_digits=is_digits))

    def _second(self, line: Line, index: int, first: _End) -> _End | None:
        """Return the other end of a range, or None where the number stands alone."""
        link = self._link(line, index, first.end)
        if link is None:
            return None
        lows, place = line.lows, first.end + 1
        place += link is not _Link.DASH and lows[place] in self._words.set("passed_over")
        sign = self._measures.sign_before(line, index)
        is_signed = sign is not None and sign[0] == self._words.map("signs").get(lows[place])
        place += is_signed
        if place >= line.size or self._is_moment(line, place, link is _Link.OPENED):
            return None
        second = self._end(line, place)
        if second is None or not self._is_range(first, second, link, is_signed=is_signed):
            return None
        is_year = first.measure is None and _is_like_year(line.text(index))
        return None if is_year else second

    def _link(self, line: Line, index: int, place: int) -> _Link | None:
        low, words = line.lows[place], self._words
        if low in _DASHES:
            is_hyphen = line.is_glued(place) and not line.is_glued(place + 1)
            return None if is_hyphen else _Link.DASH
        is_between = self._is_after(line, index, "range_between")
        if low in words.set("range_end"):
            return _Link.OPENED if is_between else _Link.AND
        if low in words.set("range_word"):
            is_open = is_between or self._is_after(line, index, "range_from")
            return _Link.OPENED if is_open else _Link.TO
        return None

    def _is_range(self, first: _End, second: _End, link: _Link, *, is_signed: bool) -> bool:
        """Whether two numbers are the ends of a range; `is_signed`: both after a currency."""
        number, measure = first
        later, other = second
        if measure and (other is None or other.unit != measure.unit or other.kind != measure.kind):
            return False
        factor = 1 if number.is_scaled else later.factor
        ratio = later.amount / (number.amount * factor) if number.amount else 0
        if link is _Link.AND:
            is_sum = other is not None and other.kind in (MentionKind.PERCENT, MentionKind.MONEY)
            return ratio > 1 and is_sum and not measure
        if link is _Link.DASH:
            return ratio > 1 and other is not None and not measure
        if link is _Link.TO and self._is_strict:
            # "3 a 1" is a score.
            is_small = max(number.amount, later.amount) <= _LARGEST_SCORE
            return other is None and is_small and later.end == number.end + 2
        is_plain = not measure and not is_signed
        return ratio > 1 and (link is _Link.OPENED or is_plain or ratio <= _WIDEST)

    def _is_after(self, line: Line, index: int, name: str) -> bool:
        """Whether a word of a list stands before a number, its sign, "about" and an article."""
        start = self._measures.about_start(line, index)
        start = index if start is None else start
        sign = self._measures.sign_before(line, start)
        start = sign[1] if sign else start
        words, before = self._words.set(name), line.before(start)
        if before not in words and before in self._words.set("passed_over"):
            before = line.before(start - 1)
        return before in words


def _is_padded(digits: str) -> bool:
    return len(digits) > 1 and digits[0] == "0" and digits.isdecimal()


def _is_like_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR
