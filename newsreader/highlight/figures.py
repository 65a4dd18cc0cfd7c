"""Figures: numbers with their measures, money, percentages, dates. One engine, words as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from newsreader.highlight.clock import Clock
from newsreader.highlight.dates import Calendar
from newsreader.highlight.measures import Measure, Measures
from newsreader.highlight.numbers import (
    Number,
    parse_digits,
    phrase_end,
    plain,
    read_number,
    scaled,
)
from newsreader.highlight.scan import Figure, Found, Scan
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon
from newsreader.highlight.years import Years
from newsreader.model.mention import Amount, MentionKind, Value

_DASHED = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)[-–](\d{1,9}(?:[.,]\d{1,9})?)")
_MINUSES = frozenset("-−–")
_DASHES = frozenset("-–—")
_NO_FIGURE_BEFORE = frozenset(("version", "v", "+", "#", "tél", "tel", "téléphone", "phone"))
_FROM = frozenset(("de", "from", "von", "da", "van", "od", "от", "с"))
_DIGIT_RUN = 3
"""So many bare numbers in a row are a telephone number or a table, and say nothing alone."""


def find_figures(
    tokens: Sequence[Token], words: Lexicon, published_at: datetime | None = None
) -> list[Figure]:
    """Return the figures of a text, in order and disjoint.

    Relative dates are resolved against `published_at`.
    """
    grammar = Grammar(tokens, words, published_at)
    starters, stems = _starters(words), tuple(words.words("compounds"))
    figures: list[Figure] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = index + 1
        if token.kind is TokenKind.NUMBER:
            if (run := grammar.digit_run(index)) > end:
                index = run
                continue
            found = grammar.read(index)
        elif token.kind is TokenKind.WORD and _may_start(token.low, starters, stems):
            found = grammar.read(index)
        else:
            found = None
        if found:
            figures += (f for f in found.figures if not figures or f.start >= figures[-1].end)
            end = max(found.end, end)
        index = end
    return figures


def _may_start(low: str, starters: frozenset[str], stems: tuple[str, ...]) -> bool:
    is_listed = low in starters or (bool(stems) and low.startswith(stems))
    return is_listed or low[0] in "ivx" or "-" in low


@cache
def _starters(words: Lexicon) -> frozenset[str]:
    """Return the words with which a figure may begin; all others are passed over at once."""
    sections = (
        "numbers", "articles", "fractions", "ordinals", "collectives", "clock_words", "centuries",
        "relative_days", "last", "next", "periods", "magnitudes",
    )  # fmt: skip
    found: set[str] = set()
    for section in sections:
        found |= words.words(section)
    months = {month + dot for month in words.months for dot in ("", ".")}
    return frozenset(found | months | set(words.weekdays))


@dataclass(frozen=True, slots=True)
class _Numeric:
    """A number found; `is_measured` when percent, money or a unit is part of it."""

    found: Found
    is_measured: bool


class Grammar(Scan):
    """The grammar of figures: times, dates, ordinals, then numbers with what belongs to them."""

    __slots__ = ()

    def read(self, index: int) -> Found | None:
        """Return the figures that begin at a token, or None."""
        if self.before(index) in _NO_FIGURE_BEFORE or self._is_list_number(index):
            return None
        scan = (self.tokens, self.words, self.published_at)
        number = self._number(index)
        if time := Clock(*scan).read(index):
            return time
        if number and number.is_measured:
            # "40 %" and "2000 euros" are no years.
            return number.found
        return (
            Calendar(*scan).read(index)
            or Years(*scan).read(index)
            or self._ordinal(index)
            or self._collective(index)
            or (number.found if number else None)
        )

    def digit_run(self, index: int) -> int:
        """Return the index after a run of bare numbers, or `index` where there is none."""
        end, count = index, 0
        while end < len(self.tokens) and self.tokens[end].text.isdecimal():
            if count and self.tokens[end].gap is Gap.BREAK:
                break
            count += 1
            end += 1
            if self.low(end) in (".", "-", "/") and self.is_glued(end) and self.is_glued(end + 1):
                end += 1
        return end if count >= _DIGIT_RUN else index

    def _is_list_number(self, index: int) -> bool:
        """Whether a line begins with "1." or "2)"."""
        token = self.tokens[index]
        if token.kind is not TokenKind.NUMBER or len(token.text) > 2:
            return False
        is_first = index == 0 or token.gap is Gap.BREAK
        is_marked = self.is_glued(index + 1) and self.low(index + 1) in (".", ")")
        return is_first and is_marked and self.words.months.get(self.low(index + 2)) is None

    def _ordinal(self, index: int) -> Found | None:
        """Read `3e`, `1er`, `21st`, `3. Platz`, `troisième`."""
        token = self.tokens[index]
        number = self.words.values("ordinals").get(token.low)
        end = index + 1
        if number is None:
            is_bare = token.text.isdecimal() and len(token.text) <= 4
            has_suffix = self.low(end) in self.words.words("ordinal_suffixes")
            if not is_bare or not has_suffix or not self.is_glued(end):
                return None
            if self.low(end) == "." and not self._is_before_noun(index):
                return None
            number, end = token.text, end + 1
        return self.found(index, end, MentionKind.ORDINAL, Value(int(number)))

    def _is_before_noun(self, index: int) -> bool:
        """Whether a number with a dot stands between an article and a noun: `der 3. Platz`."""
        is_led = self.before(index) in self.words.words("function")
        return is_led and bool(self.low(index + 2)) and self.tokens[index + 2].text[0].isalpha()

    def _collective(self, index: int) -> Found | None:
        """Read `vingtaine` of "une vingtaine de chars", `dozen`."""
        amount = self.words.values("collectives").get(self.tokens[index].low)
        if amount is None:
            return None
        is_linked = self.low(index + 1) in self.words.words("partitives")
        if not is_linked and self.before(index) not in self.words.words("articles"):
            return None
        number = Number(int(amount), index + 1, 1000)
        measures = Measures(self.tokens, self.words)
        unit, _ = measures.counted(number, index + 1)
        value = Value(int(amount), unit, is_about=amount != "12")
        return self.found(index, index + 1, MentionKind.QUANTITY, value)

    def _number(self, index: int) -> _Numeric | None:
        """Read a number or a range of numbers with its measure."""
        read = self._dashed(index) or self._plain(index)
        if read is None:
            return None
        low, number = read
        measure = self._measures.after(number, is_digits=self._is_digits(index))
        high = number.amount if self._is_dashed(index) else None
        if high is None and (second := self._second(index, number, measure)):
            factor = 1 if number.is_scaled else second.factor
            low, high = plain(low * factor), second.amount
            number = second
            measure = self._measures.after(number, is_digits=self._is_digits(number.end - 1))
        if measure and high is None and self.low(measure.end):
            # "deux ans et demi".
            half = phrase_end(self.words.words("halves"), self.tokens, measure.end)
            if half:
                low, measure = plain(low + number.factor / 2), replace(measure, end=half)
        numeric = self._measured(index, (low, high), number, measure)
        return None if self._is_code(index, number, numeric, is_pair=high is not None) else numeric

    @property
    def _measures(self) -> Measures:
        return Measures(self.tokens, self.words)

    def _is_digits(self, index: int) -> bool:
        return self.tokens[index].kind is TokenKind.NUMBER

    def _is_dashed(self, index: int) -> bool:
        return _DASHED.fullmatch(self.tokens[index].text) is not None

    def _plain(self, index: int) -> tuple[int | float, Number] | None:
        number = read_number(self.tokens, index, self.words)
        return (number.amount, number) if number else None

    def _dashed(self, index: int) -> tuple[int | float, Number] | None:
        """Return both numbers of `6-12` or `3-1`; a magnitude after them counts for both."""
        dashed = _DASHED.fullmatch(self.tokens[index].text)
        if not dashed:
            return None
        low, high = (parse_digits(dashed[group], self.words.language) for group in (1, 2))
        if low is None or high is None:
            return None
        number = scaled(Number(high, index + 1), self.tokens, self.words)
        return plain(low * number.factor), number

    def _second(self, index: int, number: Number, measure: Measure | None) -> Number | None:
        """Return the number that makes a range of one: `six à douze`, `40 et 60 %`."""
        link = measure.end if measure else number.end
        words = self.words
        is_range = self.low(link) in words.words("range_words")
        is_dash = self.low(link) in _DASHES and not self.is_glued(link)
        is_joined = self.low(link) in words.words("range_ends")
        if not (is_range or is_dash or is_joined) or not self.low(link + 1):
            return None
        scan = (self.tokens, words, self.published_at)
        second = read_number(self.tokens, link + 1, words)
        is_day = Clock(*scan).read(link + 1) or Calendar(*scan).read(link + 1)
        if second is None or is_day or (not measure and self._is_like_year(index)):
            return None
        other = self._measures.after(second, is_digits=self._is_digits(second.end - 1))
        if measure and (other is None or other.unit != measure.unit):
            return None
        has_sum = other is not None and other.kind in (MentionKind.PERCENT, MentionKind.MONEY)
        is_between = self.before(index) in words.words("range_starts") - _FROM
        if (is_joined and not (is_between or (has_sum and not measure))) or (is_dash and not other):
            return None
        return second

    def _is_like_year(self, index: int) -> bool:
        text = self.tokens[index].text
        return len(text) == 4 and text.isdecimal() and 1000 <= int(text) <= 2100

    def _is_code(self, index: int, number: Number, read: _Numeric, *, is_pair: bool) -> bool:
        """Whether digits are part of a code (`5G`, `555-1234`), or a word means no number here."""
        if read.is_measured:
            return False
        if self._is_digits(index):
            next_token = self.tokens[number.end] if number.end < len(self.tokens) else None
            has_letters = (
                next_token is not None
                and next_token.gap is Gap.NONE
                and next_token.kind is not TokenKind.MARK
            )
            return has_letters or (is_pair and len(self.tokens[index].text) > 7)
        is_doubtful = self.tokens[index].low in self.words.words("doubtful_numbers")
        return is_doubtful and not is_pair and read.found.figures[0].kind is MentionKind.NUMBER

    def _measured(
        self,
        index: int,
        amounts: tuple[int | float, int | float | None],
        number: Number,
        measure: Measure | None,
    ) -> _Numeric:
        """Make the figure of what was read, with sign or currency before and words after it."""
        start, kind, unit = index, MentionKind.NUMBER, None
        end = after = measure.end if measure else number.end
        sign = self._measures.sign_before(index) if self._is_digits(index) else None
        if measure:
            kind, unit = measure.kind, measure.unit
        if sign and (measure is None or measure.kind is MentionKind.QUANTITY):
            kind, (unit, start), end = MentionKind.MONEY, sign, number.end
        is_measured = kind is not MentionKind.NUMBER
        if not is_measured:
            unit, after = self._measures.counted(number, end)
        per = self._measures.per(after) if self.low(after) else None
        if unit or per:
            kind = MentionKind.QUANTITY if not is_measured else kind
        low, high = amounts
        if self._has_minus(start):
            start, low = start - 1, -low
        amount: Amount = low if high is None else (low, high)
        is_about = self._measures.is_about(start)
        found = self.found(start, end, kind, Value(amount, unit, is_about, per))
        return _Numeric(found, is_measured)

    def _has_minus(self, index: int) -> bool:
        """Whether a minus stands before a number, and not a hyphen or dash."""
        if not (self.is_glued(index) and self.low(index - 1) in _MINUSES):
            return False
        return self._is_digits(index) and not self.is_glued(index - 1)
