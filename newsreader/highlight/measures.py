"""What stands around a number: percent, money, units, the thing counted, "per month", "about"."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.highlight.conditions import Conditions
from newsreader.highlight.number import Number
from newsreader.highlight.numbers import after_abbreviation
from newsreader.highlight.scan import Line
from newsreader.highlight.tokens import TokenKind
from newsreader.highlight.vocabulary import Vocabulary
from newsreader.model.mention import MentionKind

_LONGEST_COUNTED = 60
_PRIMES = frozenset("'’′")
_MINUSES = frozenset("-−–")
PLUSES = frozenset("+")
_LONGEST_HYPHENATED = 4
"""Parts of a word like `twenty-five-year-old` that may be its number and unit."""
_WEIGHT_REACH = 4
"""So many words away a word like "weighs" makes pounds a weight."""


class Measure(NamedTuple):
    """A measure and the index of the token after it; a per cent is a kind, not a unit."""

    kind: MentionKind
    unit: str | None
    end: int


class Measures:
    """The rules for what stands around a number in one language."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._nouns = Conditions(words)
        self._signs = words.map("signs")
        self._codes = words.set("codes")
        self._symbols = words.map("symbols")
        self._links = words.set("currency_link")
        self._partitives = words.set("partitives")
        self._adjectives = tuple(words.map("adjective_units").items())
        self._hyphen_units = words.map("hyphen_units")
        self._stems = (*self._adjectives, *words.map("hyphen_units").items())
        self._periods = words.phrases("periods")
        self._per = words.phrases("per")
        self._about = words.phrases("about")
        self._place_words = words.set("about_no_article")
        self._prime_cue = words.set("prime_cue")
        self._no_period = words.set("no_period")
        self._halves = words.set("half_words")

    def after(self, line: Line, number: Number, *, is_digits: bool) -> Measure | None:
        """Return the measure that follows a number and belongs to its span, or None."""
        end, lows = number.end, line.lows
        low = lows[end]
        if low == "%":
            return Measure(MentionKind.PERCENT, None, end + 1)
        found = self._words.measures.at(lows, end)
        if found is None and number.is_scaled and low in self._links:
            found = self._words.measures.at(lows, end + 1)
            if found and found[0][0] is MentionKind.PERCENT:
                return None
        if found:
            (kind, unit), stop = found
            if lows[stop - 1] in self._words.set("weights") and self._is_weight(line, stop):
                kind, unit = MentionKind.QUANTITY, self._words.map("weights")[lows[stop - 1]]
            return Measure(kind, unit, after_abbreviation(line, stop - 1, self._words))
        if low in _PRIMES and line.is_glued(end) and line.before(end - 1) in self._prime_cue:
            return Measure(MentionKind.QUANTITY, "minute", end + 1)
        if low == "-" and line.is_glued(end) and line.is_glued(end + 1):
            return self._hyphenated(line, end + 1)
        if (sum_ := self._sign_after(line, end)) is not None or not is_digits:
            return sum_
        return self._symbol(line, end) or self._adjective_after(line, end)

    def _is_weight(self, line: Line, end: int) -> bool:
        """Whether a unit that is also money is a weight: `weighs 605 pounds, or 274 kg`."""
        cues = self._words.set("weight_cues")
        around = range(max(0, end - _WEIGHT_REACH - 1), min(line.size, end + _WEIGHT_REACH))
        return any(line.lows[place] in cues for place in around)

    def _hyphenated(self, line: Line, index: int) -> Measure | None:
        """Read the measure of `12-day`, `69-year-old`, `26-Jährige`, `24-Stunden-Betrieb`."""
        if not line.is_word(index):
            return None
        if adjective := self._adjective_after(line, index):
            return adjective
        found = self._words.measures.meanings.get(line.lows[index].partition("-")[0])
        return Measure(*found, index + 1) if found else None

    def _adjective_after(self, line: Line, index: int) -> Measure | None:
        """Read the measure of `46 jähriger`, as it is often misspelled."""
        if not line.is_word(index):
            return None
        low = line.lows[index]
        for stem, unit in self._stems:
            if low.startswith(stem):
                return Measure(MentionKind.QUANTITY, unit, index + 1)
        return None

    def adjective(self, low: str) -> tuple[str, str] | None:
        """Return the number word and the unit of `achtjähriges`, `ten-year`, or None."""
        for stem, unit in self._adjectives:
            top, found, _ = low.partition(stem)
            if found and top:
                return top, unit
        parts = low.split("-")
        for place in range(1, min(len(parts), _LONGEST_HYPHENATED)):
            if (unit_ := self._hyphen_units.get(parts[place])) is not None:
                return "-".join(parts[:place]), unit_
        return None

    def _sign_after(self, line: Line, index: int) -> Measure | None:
        if index >= line.size:
            return None
        sign = self._signs.get(line.lows[index])
        if sign is None and line.tokens[index].text in self._codes:
            sign = line.tokens[index].text
        return Measure(MentionKind.MONEY, sign, index + 1) if sign else None

    def _symbol(self, line: Line, index: int) -> Measure | None:
        """Read a unit's symbol, which is written in one case only: `km`, `°C`, `MW`."""
        if index >= line.size:
            return None
        text = line.text(index)
        if text == "°" and line.text(index + 1) in ("C", "F"):
            return Measure(
                MentionKind.QUANTITY, self._symbols[text + line.text(index + 1)], index + 2
            )
        if text in ("C", "F") and line.is_glued(index):
            return Measure(MentionKind.QUANTITY, f"°{text}", index + 1)
        unit = self._symbols.get(text.rstrip("."))
        if unit is None or (text == "s" and line.is_glued(index)):
            # "12 s" are seconds, "1990s" is a decade.
            return None
        return Measure(MentionKind.QUANTITY, unit, after_abbreviation(line, index, self._words))

    def sign_before(self, line: Line, index: int) -> tuple[str, int] | None:
        """Return the currency before a number and the index where it begins: `$`, `CHF`."""
        if index < 1:
            return None
        token = line.tokens[index - 1]
        if token.text in self._codes:
            return token.text, index - 1
        sign = self._signs.get(line.lows[index - 1])
        if sign and (token.kind is TokenKind.MARK or line.is_glued(index)):
            # "US $ 300", as some write it.
            whole = self._signs.get(line.before(index - 1) + line.lows[index - 1])
            is_whole = whole is not None and line.text(index - 2).isupper() and index > 1
            return (whole, index - 2) if whole and is_whole else (sign, index - 1)
        return None

    def is_noun(self, line: Line, index: int) -> bool:
        """Whether a word stands at an index that may be counted."""
        return self._nouns.is_noun(line, index)

    def counted(self, line: Line, number: Number, end: int) -> tuple[str | None, int]:
        """Return the thing counted after a number, as written, and the index after it.

        It is the next word, with the names after it: `canons Caesar`. After a magnitude it
        stands behind a "de"; adjectives of the list take the noun with them.
        """
        if number.is_scaled and line.lows[end] in self._partitives:
            end += 1
        start = end
        if not self._nouns.is_noun(line, end):
            return None, end
        end += 1
        nouns_have_capitals = self._words.nouns_have_capitals
        is_open = line.is_capital(start) and not nouns_have_capitals
        is_open = is_open or line.lows[start] in self._words.set("counted_adjectives")
        while is_open and self._nouns.is_noun(line, end):
            is_open = line.is_capital(end)
            end += 1
        while not nouns_have_capitals and self._nouns.is_noun(line, end) and line.is_capital(end):
            end += 1
        length = line.tokens[end - 1].end - line.tokens[start].start
        words = (token.text for token in line.tokens[start:end])
        return (" ".join(words) if length < _LONGEST_COUNTED else None), end

    def per(self, line: Line, index: int) -> str | None:
        """Return the period or thing after "per" at an index: `par mois` is `month`."""
        link = self._per.at(line.lows, index)
        found = self._periods.at(line.lows, link[1]) if link else None
        # "$3m a year earlier", "3 Millionen im Jahr 2024".
        is_date = found and (line.lows[found[1]] in self._no_period or line.is_number(found[1]))
        return found[0] if found and not is_date else None

    def is_negative(self, line: Line, index: int, unit: str | None) -> bool:
        """Whether a minus stands before a number, or a word for it: `moins 4 degrés`."""
        before, is_degree = line.before(index), (unit or "").startswith("°")
        return (
            self.has_sign(line, index, _MINUSES)
            or before in self._words.set("minus_words")
            or (is_degree and before in self._words.set("minus_degrees"))
        )

    def has_sign(self, line: Line, index: int, signs: frozenset[str]) -> bool:
        """Whether a plus or minus stands before a number, and not a hyphen or dash."""
        if not (line.is_glued(index) and line.lows[index - 1] in signs):
            return False
        return not line.is_glued(index - 1) or line.lows[index - 2] == "("

    def is_about(self, line: Line, index: int) -> bool:
        """Whether words like "environ", "plus de", "at least" stand before an index."""
        return self.about_start(line, index) is not None

    def about_start(self, line: Line, index: int) -> int | None:
        """Return where such words begin; an article may stand between: `roughly a dozen`."""
        start = self._about.start_before(line.lows, index)
        if start is None and line.before(index) in self._words.set("passed_over"):
            start = self._about.start_before(line.lows, index - 1)
            if start is not None and line.lows[index] not in self._halves:
                # "gegen den 53-Jährigen", "about the 12 men".
                is_place = " ".join(line.lows[start : index - 1]) in self._place_words
                is_definite = line.before(index) not in self._words.set("articles")
                start = None if is_place and is_definite else start
        return start
