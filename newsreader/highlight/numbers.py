"""Numbers as they are written: digits in any grouping, number words, magnitudes, fractions."""

from __future__ import annotations

import re
from functools import lru_cache

from newsreader.highlight.number import Number, plain
from newsreader.highlight.scan import Line
from newsreader.highlight.shares import Shares
from newsreader.highlight.tokens import TokenKind
from newsreader.highlight.vocabulary import Vocabulary

_GROUPED = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+)(?:[.,](\d+))?")
_DECIMAL = re.compile(r"(\d{1,18})([.,])(\d{1,9})")
_MIXED = re.compile(
    r"(\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,9}))?|(\d{1,3}(?:\.\d{3}){1,5})(?:,(\d{1,9}))?"
)
_FRACTION = re.compile(r"([1-9])/([2-9]|10)")
_LONGEST_DIGITS = 18
_MOST_MAGNITUDES = 3
_LONGEST_WORD = 60
_LONGEST_ACRONYM = 5
_LEAST_FACTOR = 1000
"""`a million` is a number, `a dozen` is a dozen."""
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2}


def parse_digits(text: str, decimal_mark: str) -> int | float | None:
    """Return the number a string of digits and separators means, or None where it is no number.

    Three digits after the mark that is not the decimal one are thousands, and after either where
    the language is not known (`decimal_mark` is empty).
    """
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST_DIGITS else None
    if grouped := _GROUPED.fullmatch(text):
        return _number(re.sub(r"\D", "", grouped[1]), grouped[2])
    if (decimal := _DECIMAL.fullmatch(text)) and (
        decimal[2] == decimal_mark or len(decimal[3]) != 3 or decimal[1] == "0"
    ):
        return _number(decimal[1], decimal[3])
    if mixed := _MIXED.fullmatch(text):
        whole, part = (mixed[1], mixed[2]) if mixed[1] else (mixed[3], mixed[4])
        return _number(whole.replace(",", "").replace(".", ""), part)
    return None


def _number(whole: str, part: str | None) -> int | float:
    return float(f"{whole}.{part}") if part else int(whole)


class Numbers:
    """The rules for numbers in one language."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._articles = words.set("articles")
        self._joiners = words.set("joiners")
        self._half = words.phrases("halves")
        self._vague = words.set("vague")
        self._alone = words.set("alone")
        self._partitives = words.set("partitives")
        self._is_compounding = bool(words.set("compounds"))
        self._stems = tuple(words.set("compounds"))
        self.value_of = lru_cache(maxsize=4096)(self._value_of)
        """The value of a single word below a thousand, or of a compound, or None."""
        self._shares = Shares(words, self.value_of, self.scaled)

    def read(self, line: Line, index: int) -> Number | None:
        """Return the number that begins at a token, with its magnitudes, or None.

        The articles (`un`, `a`) are numbers only before a magnitude: `un million`.
        """
        token = line.tokens[index]
        if token.kind is TokenKind.NUMBER:
            return self._digits(line, index)
        if token.kind is not TokenKind.WORD:
            return None
        low = line.lows[index]
        if low in _GLYPHS:
            return self.scaled(Number(_GLYPHS[low], index + 1), line)
        if share := self._shares.read(line, index):
            return share
        if low in self._articles:
            return self._after_article(line, index)
        if low in self._words.magnitudes and (
            low not in self._alone or line.before(index) in self._vague
        ):
            return None
        return self._words_in_a_row(line, index)

    def _digits(self, line: Line, index: int) -> Number | None:
        text = line.tokens[index].text
        amount = parse_digits(text, self._words.decimal_mark)
        end = index + 1
        if amount is None:
            part = _FRACTION.fullmatch(text)
            if part and int(part[1]) < int(part[2]) and line.lows[end] in self._partitives:
                return Number(round(int(part[1]) / int(part[2]), 4), end, is_part=True)
            return None
        if small := self._shares.small(line, amount, end):
            return small
        if line.lows[end] in _GLYPHS:
            amount, end = amount + _GLYPHS[line.lows[end]], end + 1
        return self.scaled(Number(amount, end), line)

    def _after_article(self, line: Line, index: int) -> Number | None:
        """Read `a hundred`, `un million`: an article is one before a magnitude."""
        one = self.scaled(Number(1, index + 1), line)
        if one.factor >= _LEAST_FACTOR and one.end > index + 1:
            return one
        if self.value_of(line.lows[index + 1]) == 100 and line.lows[index + 1] in self._alone:
            return self._words_in_a_row(line, index + 1)
        return None

    def scaled(self, number: Number, line: Line) -> Number:
        """Return the number times the magnitudes after it: `2,5 milliards`, `3.4bn`, `300 Mio.`."""
        amount, end = self._with_half(line, number.end, number.amount, 1)
        total = 1.0
        for _ in range(_MOST_MAGNITUDES):
            factor = self._words.magnitudes.get(line.lows[end])
            if factor is None or not self._is_magnitude(line, end):
                break
            amount, total = plain(round(amount * factor, 6)), total * factor
            end = after_abbreviation(line, end, self._words)
        amount, end = self._with_half(line, end, amount, total)
        return Number(plain(amount), end, total)

    def _is_magnitude(self, line: Line, index: int) -> bool:
        """Whether a letter is a magnitude: `5k`, `450 M€`, `£400m`, but not `400m`."""
        low, signs = line.lows[index], self._words.map("signs")
        if len(low) > 1:
            return True
        is_before_sign = line.is_glued(index + 1) and line.lows[index + 1] in signs
        is_signed = index > 1 and line.lows[index - 2] in signs
        is_free = low not in self._words.set("signed_magnitudes")
        return is_before_sign or (line.is_glued(index) and (is_free or is_signed))

    def _with_half(
        self, line: Line, index: int, amount: float, factor: float
    ) -> tuple[int | float, int]:
        """Return an amount with the half after it: `two and a half`, `deux millions et demi`."""
        found = self._half.at(line.lows, index)
        if found is None or line.lows[found[1]] in self._words.magnitudes:
            # "un millón y medio millón".
            return amount, index
        return amount + factor / 2, found[1]

    def _words_in_a_row(self, line: Line, index: int) -> Number | None:
        """Read number words: `vingt et un`, `two thousand and four`, `двадцать пять`."""
        lows, magnitudes = line.lows, self._words.magnitudes
        total: float = 0
        current: float | None = None
        least = 0.0
        end = place = index
        while line.is_word(place):
            factor = magnitudes.get(lows[place])
            if factor is not None:
                if current is None and place > index:
                    # "mil millones"
                    if factor <= least:
                        break
                    total *= factor
                elif least and factor >= least:
                    break
                else:
                    total += (1 if current is None else current) * factor
                current, least, place = None, factor, place + 1
                end = after_abbreviation(line, place - 1, self._words)
                if end > place:
                    break
                continue
            step = place
            if step > index and lows[step] in self._joiners:
                step += 1
            value = self.value_of(lows[step])
            if value is None or (current is not None and not _continues(current, value)):
                break
            if current is not None and value == 100 and current < 10:
                current *= 100
            else:
                current = (current or 0) + value
            end = place = step + 1
        if end == index:
            return None
        amount, end = self._with_half(line, end, total + (current or 0), least or 1)
        return Number(plain(amount), end, least or 1)

    def _value_of(self, low: str) -> float | None:
        value = self._words.numbers.get(low)
        if value is not None or not low or len(low) > _LONGEST_WORD:
            return value
        if "-" in low:
            return self._hyphenated(low.split("-"))
        if self._is_compounding and len(low) > 4 and low.startswith(self._stems):
            return self._compound(low)
        return None

    def _compound(self, low: str) -> float | None:
        """Return the value of a number written as one word: `fünfundzwanzig`, `ventitré`."""
        from text_to_num import text2num  # 10 ms, and only some languages and texts need it

        for ending, more in self._words.map("compound_halves").items():
            if low.endswith(ending) and (whole := self.value_of(low[: -len(ending)])):
                return whole + float(more)
        try:
            return float(text2num(low, self._words.language or ""))
        except (ValueError, OverflowError):
            return None

    def _hyphenated(self, parts: list[str]) -> float | None:
        """Return the value of `vingt-et-un`, `quatre-vingt-dix-sept`, `twenty-five`."""
        total: float | None = None
        for part in parts:
            if total is not None and part in self._joiners:
                continue
            value = self._words.numbers.get(part)
            if value is None:
                return None
            if total is None:
                total = value
            elif value == 20 and total % 100 == 4:
                total += 76
            elif not _continues(total, value):
                return None
            else:
                total = total * value if value == 100 and total < 10 else total + value
        return total


def _continues(total: float, value: float) -> bool:
    """Whether a number may go on with `value`: lower places follow higher ones."""
    rest = total % 1000
    if value == 100:
        return 1 < rest < 10
    if rest == 0:
        return False
    if rest % 100 == 0:
        return value < 100
    if rest % 10 == 0 and rest % 100 >= 20:
        return value < 10 or (rest % 100 in (60, 80) and value < 20)
    return False


def after_abbreviation(line: Line, index: int, words: Vocabulary) -> int:
    """Return the index after a word, and after its dot (`mln.`) where that ends no sentence."""
    end = index + 1
    if (
        line.lows[index] in words.set("abbreviations")
        and line.lows[end] == "."
        and (line.is_glued(end) and end + 1 < line.size)
        # "6,5 proc. PKB".
        and (not line.is_capital(end + 1) or _is_acronym(line.text(end + 1)))
    ):
        return end + 1
    return end


def _is_acronym(text: str) -> bool:
    return text.isupper() and 1 < len(text) <= _LONGEST_ACRONYM
