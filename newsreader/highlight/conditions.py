"""What must hold besides the words of a rule: that a month's name is none of May, and the like.

Each condition takes a line and the tokens `[start, end)` that a rule has read.
"""

from __future__ import annotations

from newsreader.highlight.grammar import Condition
from newsreader.highlight.scan import Line
from newsreader.highlight.vocabulary import Vocabulary

_UNCOUNTED = (
    "uncounted", "range_word", "per", "weekday", "way", "this", "shift", "part", "day_part",
)  # fmt: skip
"""Lists of words that no number counts."""
_OPENINGS = frozenset(("", "(", "[", "-", "–", "—", ","))
_FIRST_BARE, _LAST_BARE = 1700, 2050
"""Years between them are taken for years where no word announces them: "attendra 1884"."""
_FIRST_OPEN = 1900
_RACE_REACH = 15
_FIRST_OPENING, _MIDNIGHT = 6, 24
"""Hours from which on a shop may be open: "de 2 à 3 heures" is a length of time."""
_CLOSINGS = frozenset((".", ",", ";", ":", ")", "!", "?", "-", "–", "—", "»", "”", '"', ""))


class Conditions:
    """The conditions for one language."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._races = words.set("race_words")
        self._uncounted = words.function.union(*(words.set(name) for name in _UNCOUNTED))
        if words.is_joined:
            self._uncounted |= words.set("month") | words.set("month_short")

    def table(self) -> dict[str, Condition]:
        """Return the conditions by the names that rules have for them."""
        words = self._words
        return {
            "announced": self.is_announced,
            "raced": self.is_raced,
            "year_ends": self.is_year_last,
            "month_alone": self.is_month_alone,
            "weekday_alone": self.is_weekday_alone,
            "lower": lambda line, start, _: not line.is_capital(start),
            "uncounted": lambda line, _, end: not self.is_noun(line, end),
            "ended": lambda line, _, end: line.lows[end] in _CLOSINGS,
            "written_day": lambda line, start, end: (
                line.lows[end - 1] == "." or line.text(start)[-2:].isdecimal()
            ),
            "no_distance": lambda line, _, end: line.lows[end] not in words.set("partitives"),
            "opening": self.is_opening,
            "dotted": lambda line, _, end: line.lows[end - 1] == ".",
            "dotted_end": lambda line, _, end: (
                line.lows[end - 1] == "." and not line.is_capital(end) and not line.is_number(end)
            ),
            "glued": lambda line, start, end: all(
                line.is_glued(place) for place in range(start + 1, end)
            ),
        }

    def is_noun(self, line: Line, index: int) -> bool:
        """Whether a word stands at an index that may be counted by the number before it."""
        if not line.is_word(index):
            return False
        if line.is_glued(index) and line.before(index)[-1:] != "'":
            return False
        if self._words.nouns_have_capitals and not line.is_capital(index):
            return line.lows[index] in self._words.set("counted_adjectives")
        return line.lows[index] not in self._uncounted

    def is_raced(self, line: Line, start: int, end: int) -> bool:
        """Whether a word near tells of a race: `le marathon en 2:03:21`."""
        near = line.lows[max(0, start - _RACE_REACH) : end + _RACE_REACH]
        return not self._races.isdisjoint(near)

    def is_announced(self, line: Line, start: int, end: int) -> bool:
        """Whether four digits are a year and count nothing."""
        before, after = line.before(start), line.lows[end]
        if line.is_glued(end) and after[:1].isalpha():
            return False
        is_counting = self.is_noun(line, end) and not (
            self._words.has_capitals and not line.is_capital(end) and self._words.language == "de"
        )
        number = int(line.text(start))
        if is_counting and before not in self._words.set("strong_year_cue"):
            is_round = number % 100 == 0
            return (
                _FIRST_OPEN <= number <= _LAST_BARE
                and not is_round
                and not self._is_about(line, start)
            )
        is_cued = before in self._words.set("year_cue") or before in _OPENINGS
        return is_cued or _FIRST_BARE <= number <= _LAST_BARE

    def is_year_last(self, line: Line, _start: int, end: int) -> bool:
        """Whether the last token is a year: not so in "early 2000 votes", "середине 1990-х"."""
        if line.lows[end] == "-" and line.is_glued(end):
            return False
        is_plural = line.lows[end][-1:] in self._words.set("plural_endings")
        is_round = int(line.text(end - 1)) % 100 == 0
        is_counting = is_round and is_plural and self.is_noun(line, end)
        return not is_counting and self.is_announced(line, end - 1, end)

    def is_opening(self, line: Line, start: int, end: int) -> bool:
        """Whether two hours are times of day, as `de 8 à 18 heures`, and no length of time."""
        low, high = (int(line.lows[place]) for place in range(start, end) if line.is_number(place))
        is_rate = self._words.phrases("per").at(line.lows, end) is not None
        # "de 8 a 10 horas de trabajo", but "de 9 a 14 horas de lunes a viernes".
        is_of = line.lows[end] in self._words.set("partitives")
        is_length = is_rate or (is_of and line.lows[end + 1] not in self._words.set("weekday"))
        return _FIRST_OPENING <= low < high < _MIDNIGHT and not is_length

    def _is_about(self, line: Line, start: int) -> bool:
        return self._words.phrases("about").start_before(line.lows, start) is not None

    def is_month_alone(self, line: Line, start: int, end: int) -> bool:
        """Whether a month's name stands for it without a day or year."""
        words, low = self._words, line.lows[start]
        if words.is_joined or low in words.short_months:
            return False
        is_cued = line.before(start) in words.set("month_cue")
        is_led_on = line.is_capital(end) and not words.nouns_have_capitals
        if not is_cued and (low in words.set("doubtful_month") or is_led_on):
            return False
        return words.has_capitals or not line.is_capital(start) or line.tokens[start].is_start

    def is_weekday_alone(self, line: Line, start: int, _end: int) -> bool:
        """Whether a weekday's name is one: in most languages it has no capital."""
        words = self._words
        if words.is_joined:
            return False
        is_plain = words.has_capitals or not line.is_capital(start) or line.tokens[start].is_start
        is_doubtful = line.lows[start] in words.set("doubtful_weekday")
        return is_plain and (not is_doubtful or line.before(start) in words.set("weekday_cue"))
