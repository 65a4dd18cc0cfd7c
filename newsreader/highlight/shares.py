"""Parts of a whole in words: `un tiers`, `la moitié`, `half a million`, `one in five`."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.highlight.number import Number, plain
from newsreader.highlight.scan import Line
from newsreader.highlight.vocabulary import Vocabulary

_LEAST_OF_MANY, _MOST_OF_MANY = 2, 1000
_LEAST_SMALL = 10
"""Tenths and less: "3 quarts" may be of a match."""


class Shares:
    """The rules for parts of a whole in one language.

    `value_of` tells what a number word means, `scaled` reads the magnitudes after a number.
    """

    def __init__(
        self,
        words: Vocabulary,
        value_of: Callable[[str], float | None],
        scaled: Callable[[Number, Line], Number],
    ) -> None:
        self._words = words
        self._value_of = value_of
        self._scaled = scaled
        self._articles = words.set("articles")
        self._partitives = words.set("partitives")
        self._bottoms = words.map("fractions")
        self._wholes = words.phrases("half_magnitudes")
        self._halves = words.set("half_words")
        self._out_of = words.phrases("out_of")

    def read(self, line: Line, index: int) -> Number | None:
        """Return the part of a whole that begins at a word, or None."""
        lows = line.lows
        low, end = lows[index], index + 1
        if found := self._wholes.at(lows, index):
            return Number(plain(float(found[0])), found[1], 1e6)
        if low in self._halves and self._is_half(line, index):
            return Number(0.5, end, is_part=True)
        if low in self._words.set("half_before") and lows[end] in self._articles:
            scaled = self._scaled(Number(0.5, end + 1), line)
            is_measured = self._words.measures.at(lows, end + 1) is not None
            return scaled if scaled.is_scaled or is_measured else None
        return self._fraction(line, index) or self._one_of_many(line, index)

    def small(self, line: Line, amount: float, end: int) -> Number | None:
        """Read `centièmes` after digits: `2 centièmes`, a number of parts of one, or None.

        A word that is a coin too is a part before what shows it: `2 centesimi di secondo`.
        """
        below = float(self._bottoms.get(line.lows[end], 0))
        if line.lows[end + 2] in self._words.set("coin_fraction_of"):
            below = float(self._words.map("coin_fractions").get(line.lows[end], below))
        if below < _LEAST_SMALL:
            return None
        return Number(round(amount / below, 6), end + 1, is_part=True)

    def _is_half(self, line: Line, index: int) -> bool:
        """Whether `half` is a share, and no half of a match or year: `la moitié`, `half of`."""
        before, after, words = line.before(index), line.lows[index + 1], self._words
        if before in words.set("place") or before in words.set("ordinals"):
            return False
        if before in words.set("half_barred") or line.before(index - 1) in words.set("half_place"):
            # "the western half of", "vers la moitié des années 1980".
            return False
        if after in words.set("ordinals"):
            # "половина второго" is half past one.
            return False
        cues, nexts = words.set("half_cue"), words.set("half_next")
        return (not cues and not nexts) or before in cues or after in nexts

    def _fraction(self, line: Line, index: int) -> Number | None:
        """Read `un tiers`, `two-thirds`, `trois quarts`."""
        lows = line.lows
        low, end = lows[index], index + 1
        top, _, bottom = low.rpartition("-")
        if not top:
            top, bottom, end = low, lows[end], end + 1
        below = self._bottoms.get(bottom)
        if below is None:
            return self._half_magnitude(bottom, end)
        is_one = top in self._articles
        value = 1.0 if is_one else self._value_of(top)
        is_ordinal = bottom in self._words.set("ordinals") or bottom in self._words.set("quarters")
        if (
            value is None
            or below == "2"
            or (value == 1 and is_ordinal and lows[end] not in self._partitives)
        ):
            return None
        return Number(round(value / float(below), 4), end, is_part=True)

    def _half_magnitude(self, bottom: str, end: int) -> Number | None:
        """Read `demi-million` after its article."""
        scale = bottom.removeprefix("demi-")
        factor = self._words.magnitudes.get(scale) if scale != bottom else None
        return Number(plain(factor / 2), end, factor) if factor else None

    def _one_of_many(self, line: Line, index: int) -> Number | None:
        """Read the `one` of `one in five`, the `un` of `un Français sur cinq`."""
        if self._value_of(line.lows[index]) != 1:
            return None
        end = index + 1
        link = self._out_of.at(line.lows, end)
        is_noun_between = link is None and line.lows[end + 1] in self._words.set("out_of_noun")
        if is_noun_between and line.is_word(end):
            link = self._out_of.at(line.lows, end + 1)
        if link is None or not self._is_many(line, link[1], is_open=not is_noun_between):
            return None
        return Number(1, end)

    def _is_many(self, line: Line, index: int, *, is_open: bool) -> bool:
        """Whether a number stands at an index that counts nothing; not so if `is_open`."""
        low = line.lows[index]
        value = float(low) if low.isdecimal() and len(low) <= 4 else self._value_of(low)
        if value is None or not _LEAST_OF_MANY <= value <= _MOST_OF_MANY:
            return False
        after = line.lows[index + 1]
        if self._words.measures.at(line.lows, index + 1) or after == "%":
            return False
        return is_open or after[-1:] not in self._words.set("plural_endings")
