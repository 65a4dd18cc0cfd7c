"""What a number measures or counts: percent, money, units, the thing counted, "per month"."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.highlight.numbers import Number, phrase, phrase_end
from newsreader.highlight.scan import Scan
from newsreader.highlight.tokens import Gap, TokenKind
from newsreader.model.mention import MentionKind

_LONGEST_ABOUT = 4


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and the index of the token after it; a per cent is a kind, not a unit."""

    kind: MentionKind
    unit: str | None
    end: int


class Measures(Scan):
    """The rules for what stands around a number."""

    __slots__ = ()

    def after(self, number: Number, *, is_digits: bool) -> Measure | None:
        """Return the measure that follows a number and belongs to its span, or None."""
        end = number.end
        if not self.low(end):
            return None
        if self.low(end) == "%":
            return Measure(MentionKind.PERCENT, None, end + 1)
        for section, kind in (
            ("percent", MentionKind.PERCENT),
            ("percent_points", MentionKind.PERCENT),
            ("currencies", MentionKind.MONEY),
            ("units", MentionKind.QUANTITY),
        ):
            table = self.words.words(section)
            stop = phrase_end(table, self.tokens, end)
            if stop:
                if self._is_weight(end, stop):
                    return Measure(MentionKind.QUANTITY, self._value("weights", end, stop), stop)
                if section == "percent":
                    return Measure(kind, None, stop)
                unit = "pp" if section == "percent_points" else self._value(section, end, stop)
                return Measure(kind, unit, stop)
        if number.is_scaled and self.low(end) in self.words.words("currency_links"):
            stop = phrase_end(self.words.words("currencies"), self.tokens, end + 1)
            if stop and self.low(end + 1):
                return Measure(MentionKind.MONEY, self._value("currencies", end + 1, stop), stop)
        return self._sign_after(end) or (self._symbol(end) if is_digits else None)

    def _value(self, section: str, start: int, end: int) -> str:
        values = self.words.values(section)
        words = phrase(self.tokens, start, end)
        return values.get(words) or values.get(words.rstrip(".")) or words

    def _is_weight(self, start: int, end: int) -> bool:
        """Whether a unit that is also money is a weight: `weighs 605 pounds, or 274 kg`."""
        if self.low(start) not in self.words.words("weights"):
            return False
        cues = self.words.words("weight_cues")
        return any(self.low(place) in cues for place in range(start - 4, end + 4))

    def _sign_after(self, index: int) -> Measure | None:
        token = self.tokens[index]
        sign = self.words.values("signs").get(token.low)
        if sign is None and token.text in self.words.words("codes"):
            sign = token.text
        return Measure(MentionKind.MONEY, sign, index + 1) if sign else None

    def _symbol(self, index: int) -> Measure | None:
        """Read a unit's symbol, which is written in one case only: `km`, `°C`, `MW`."""
        token = self.tokens[index]
        symbols = self.words.values("symbols")
        unit = symbols.get(token.text.rstrip("."))
        if unit is None or (token.text == "s" and token.gap is Gap.NONE):
            # "12 s" are seconds, "1990s" is a decade.
            return None
        end = index + 1
        if token.text == "°" and self.is_glued(end) and self.tokens[end].text in ("C", "F"):
            unit, end = symbols[f"°{self.tokens[end].text}"], end + 1
        return Measure(MentionKind.QUANTITY, unit, end)

    def sign_before(self, index: int) -> tuple[str, int] | None:
        """Return the currency before a number and the index where it begins: `$`, `CHF`."""
        if index < 1 or self.tokens[index].gap is Gap.BREAK:
            return None
        token = self.tokens[index - 1]
        if token.text in self.words.words("codes"):
            return token.text, index - 1
        sign = self.words.values("signs").get(token.low)
        return (sign, index - 1) if sign and token.kind is TokenKind.MARK else None

    def counted(self, number: Number, end: int) -> tuple[str | None, int]:
        """Return the thing counted after a number, as written, and the index after it.

        It is the next word, with the names after it: `canons Caesar`. After a magnitude it
        stands behind a "de"; adjectives of the list take the noun with them.
        """
        if number.is_scaled and self.low(end) in self.words.words("partitives"):
            end += 1
        if self.low(end) == "-" and self.is_glued(end) and self.is_glued(end + 1):
            # "a 69-year-old": the hyphen leads to the measure.
            return self.words.values("units").get(self.low(end + 1).split("-")[0]), end
        start = end
        if not self._is_noun(end):
            return None, end
        end += 1
        is_open = self.tokens[start].is_capital and self.words.language != "de"
        is_open = is_open or self.low(start) in self.words.words("counted_adjectives")
        while is_open and self._is_noun(end):
            is_open = self.tokens[end].is_capital
            end += 1
        while self.words.language != "de" and self._is_noun(end) and self.tokens[end].is_capital:
            end += 1
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        words = (token.text for token in self.tokens[start:end])
        return (" ".join(words) if last - first < 60 else None), end

    def _is_noun(self, index: int) -> bool:
        low = self.low(index)
        return (
            bool(low)
            and self.tokens[index].kind is TokenKind.WORD
            and low not in self.words.words("function")
            and low not in self.words.words("per")
            and low not in self.words.words("function_of_any")
            and low not in self.words.weekdays
            and not (self.words.is_joined and low.rstrip(".") in self.words.months)
            and self.tokens[index].gap is not Gap.NONE
        )

    def per(self, index: int) -> str | None:
        """Return the period or thing after "per" at an index: `par mois` is `month`."""
        periods = self.words.values("periods")
        low = self.low(index)
        if low.startswith("/") and self.low(index + 1) in periods:
            return periods[self.low(index + 1)]
        end = phrase_end(self.words.words("per"), self.tokens, index) if low else None
        return periods.get(self.low(end)) if end else None

    def is_about(self, index: int) -> bool:
        """Whether words like "environ", "plus de", "at least" stand before an index."""
        phrases = self.words.words("about")
        for start in range(max(0, index - _LONGEST_ABOUT), index):
            if any(token.gap is Gap.BREAK for token in self.tokens[start + 1 : index + 1]):
                continue
            if phrase(self.tokens, start, index) in phrases:
                return True
        return False
