"""Ordinals: `3e`, `1er`, `21st`, `3. Platz`, `troisième`."""

from __future__ import annotations

from newsreader.highlight.measures import Measures
from newsreader.highlight.scan import Found, Line, found_at
from newsreader.highlight.vocabulary import Vocabulary
from newsreader.model.mention import MentionKind


class Ordinals:
    """The rules for ordinals in one language.

    `suffixes` are what makes an ordinal of digits, `first_words` what one in words begins with.
    """

    def __init__(self, words: Vocabulary, measures: Measures) -> None:
        self._words = words
        self._measures = measures
        self._whole = words.map("ordinals")
        self._cued = words.map("cued_ordinals")
        self.suffixes = words.phrases("ordinal_suffixes")
        self.first_words = frozenset((*self._whole, *self._cued))

    def read(self, line: Line, index: int) -> Found | None:
        """Read `3e`, `1er`, `21st`, `3. Platz`, `troisième`."""
        low = line.lows[index]
        if not line.is_number(index):
            number = self._whole.get(low)
            if number is None and self._is_led_ordinal(line, index):
                number = self._cued.get(low)
            return (
                found_at(line, index, index + 1, MentionKind.ORDINAL, int(number))
                if number
                else None
            )
        text = line.text(index)
        if len(text) > 4 or not text.isdecimal():
            return None
        end = index + 1
        suffix = self.suffixes.at(line.lows, end) if line.is_glued(end) else None
        if suffix is None or not all(line.is_glued(place) for place in range(end, suffix[1])):
            return None
        if line.lows[end] == "." and suffix[1] == end + 1 and not self._is_before_noun(line, index):
            return None
        return found_at(line, index, suffix[1], MentionKind.ORDINAL, int(text))

    def _is_led_ordinal(self, line: Line, index: int) -> bool:
        """Whether the words around tell that `second` is an ordinal: `a second vote`."""
        before = line.before(index)
        if before in self._words.set("ordinal_cue"):
            return True
        return (
            before in self._words.set("articles")
            and line.lows[index] in self._words.set("indefinite")
            and self._measures.is_noun(line, index + 1)
        )

    def _is_before_noun(self, line: Line, index: int) -> bool:
        """Whether a number with a dot stands before a noun: `der 3. Platz`, `3. miejsce`."""
        if not line.is_word(index + 2) or line.is_glued(index + 2):
            return False
        is_led = line.before(index) in self._words.function
        return is_led if line.is_capital(index + 2) else self._words.language != "de" or is_led
