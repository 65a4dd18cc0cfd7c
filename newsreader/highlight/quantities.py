"""Numbers with all that belongs to them: measures, ordinals, dozens, what is counted."""

from __future__ import annotations

from newsreader.highlight.conditions import Conditions
from newsreader.highlight.grammar import Grammar
from newsreader.highlight.measures import PLUSES, Measures
from newsreader.highlight.moments import Slots
from newsreader.highlight.number import Number, plain
from newsreader.highlight.numbers import Numbers
from newsreader.highlight.ordinals import Ordinals
from newsreader.highlight.ranges import Ranges, Span
from newsreader.highlight.readers import Readers
from newsreader.highlight.scan import Found, Line, found_at
from newsreader.highlight.vocabulary import Vocabulary
from newsreader.model.mention import Amount, MentionKind, Value

_HOURS = (["hour", "heures"], ["hour", "u"], ["hour", "oclock"])
"""Parts of a rule that tell the same as a number of hours does."""
_CODE_SIGNS = frozenset("#@_/")
_AFTER_RESULT = frozenset((",", ";", ".", "-", "–", "—", ")", ""))
_ROMAN_LETTERS = frozenset("ivx")
_LONGEST_PAIR = 7
"""Digits with a hyphen that are longer are a code: `555-1234`."""
_TIME_UNITS = frozenset(
    ("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade")
)


class Quantities:
    """The rules for numbers in one language; they hold its grammar of dates and times too."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._numbers = Numbers(words)
        self._measures = Measures(words)
        self._ordinals = Ordinals(words, self._measures)
        self._collectives = words.map("collectives")
        self._amounts = words.phrases("amounts")
        self._counts = words.map("times_suffixes")
        is_month_first = words.is_month_first or words.is_joined
        readers = Readers(
            self._ordinals.suffixes, words.decimal_mark, is_month_first=is_month_first
        )
        conditions = Conditions(words)
        self.grammar = Grammar(
            words.rules, words.lists, readers.table(), conditions.table(),
            frozenset(("month", "weekday")) if words.has_capitals else frozenset(),
        )  # fmt: skip
        self._ranges = Ranges(
            words,
            self._numbers,
            self._measures,
            self._is_moment,
        )
        self.first_words = frozenset(
            {
                *self.grammar.first_words, *words.numbers, *words.set("articles"),
                *words.set("alone"), *self._ordinals.first_words,
                *self._collectives, *self._amounts.first_words, *words.set("half_before"),
                *words.set("half_words"), *words.phrases("half_magnitudes").first_words,
                *("½", "¼", "¾", "⅓", "⅔"),
            }
        )  # fmt: skip

    def _is_moment(self, line: Line, index: int, is_opened: bool) -> bool:  # noqa: FBT001
        """Whether a date or time begins at an index; the end of an opened range is no hour."""
        match = self.grammar.read(line, index)
        if match is None:
            return False
        is_hour = match.kind is MentionKind.TIME and [part.name for part in match.parts] in _HOURS
        return not (is_opened and is_hour)

    def may_start(self, low: str) -> bool:
        """Whether a figure may begin with a word that no list has: a compound, a Roman number."""
        if low[0] in _ROMAN_LETTERS and _ROMAN_LETTERS.issuperset(low.rstrip("eèmrº°")):
            return True
        if "-" in low:
            return low.partition("-")[0] in self._words.numbers or low.startswith("demi-")
        return (
            self._numbers.value_of(low) is not None
            or self._adjective(low) is not None
            or self._times(low) is not None
        )

    def read(self, line: Line, index: int) -> Found | None:
        """Return the figure that begins at a token and is no date, or None."""
        if not self._words.nouns_have_capitals and is_named(line, index):
            return None
        return (
            self._ordinals.read(line, index)
            or self._whole(line, index)
            or self._collective(line, index)
            or self._number(line, index)
        )

    def told(self, slots: Slots) -> Value:
        """Return what a rule for a quantity tells: `2 h 10 min` in hours, a lap in minutes."""
        if "lap" in slots:
            return Value(slots["lap"], "minute")
        if "decade" in slots:
            # "in her 30s": the third digit of 193X.
            return Value(10 * int(slots["decade"][2]), "year", is_about=True)
        if "race" in slots:
            return Value(slots["race"], "hour")
        hours = int(slots["hour"]) + int(slots["amount"]) / 60
        return Value(round(hours, 4), "hour")

    def _adjective(self, low: str) -> Value | None:
        """Return what `achtjähriges` tells: 8 years."""
        found = self._measures.adjective(low)
        value = self._numbers.value_of(found[0]) if found else None
        if value is None and found:
            # "vent-enne", "diciannov-enne".
            cut = (self._numbers.value_of(found[0] + end) for end in self._words.set("cut_endings"))
            value = next((whole for whole in cut if whole is not None), None)
        return Value(plain(value), found[1]) if found and value is not None else None

    def _times(self, low: str) -> Value | None:
        """Return how often `dreimal` is."""
        for suffix in self._counts:
            if low.endswith(suffix) and len(low) > len(suffix):
                value = self._numbers.value_of(low[: -len(suffix)])
                return Value(plain(value)) if value is not None and value > 1 else None
        return None

    def _whole(self, line: Line, index: int) -> Found | None:
        """Read a number and its measure in one word or phrase: `half an hour`, `achtjährig`."""
        if not line.is_word(index):
            return None
        if found := self._amounts.at(line.lows, index):
            amount, _, unit = found[0].partition(" ")
            about = self._measures.is_about(line, index)
            value = Value(plain(float(amount)), unit or None, about)
            return found_at(line, index, found[1], MentionKind.QUANTITY, value)
        low = line.lows[index]
        if low in self._words.set("articles") and (found_ := self._and_a_half(line, index)):
            return found_
        if (value_ := self._adjective(low)) is not None:
            return found_at(line, index, index + 1, MentionKind.QUANTITY, value_)
        if (value_ := self._times(low)) is not None:
            return found_at(line, index, index + 1, MentionKind.NUMBER, value_)
        return None

    def _and_a_half(self, line: Line, index: int) -> Found | None:
        """Read `une heure et demie`, `a year and a half`."""
        unit = self._words.measures.at(line.lows, index + 1)
        half = self._words.phrases("halves").at(line.lows, unit[1]) if unit else None
        if unit is None or half is None or unit[0][1] not in _TIME_UNITS:
            return None
        value = Value(1.5, unit[0][1], self._measures.is_about(line, index))
        return found_at(line, index, half[1], MentionKind.QUANTITY, value)

    def _collective(self, line: Line, index: int) -> Found | None:
        """Read `vingtaine` of "une vingtaine de chars", `dozen`."""
        amount = self._collectives.get(line.lows[index])
        if amount is None:
            return None
        is_linked = line.lows[index + 1] in self._words.set("partitives")
        is_led = line.before(index) in self._words.set("articles")
        if is_linked and self.grammar.read(line, index + 2) is not None:
            # "la primera quincena de noviembre".
            return None
        if not is_linked and not is_led and "bare_collectives" not in self._words.set("traits"):
            return None
        number = Number(int(amount), index + 1, 1000)
        unit, _ = self._measures.counted(line, number, index + 1)
        is_about = amount != "12" or self._measures.is_about(line, index - is_led)
        value = Value(int(amount), unit, is_about)
        return found_at(line, index, index + 1, MentionKind.QUANTITY, value)

    def _number(self, line: Line, index: int) -> Found | None:
        """Read a number or a range of numbers with its measure."""
        is_digits = line.is_number(index)
        if is_digits and line.is_glued(index) and line.lows[index - 1] in _CODE_SIGNS:
            return None
        span = self._ranges.read(line, index)
        if span is None or self._is_code(line, index, span):
            return None
        found = self._figure(line, index, span)
        if is_digits and self._is_of_name(line, index, found):
            return None
        if not is_digits and line.lows[index] in self._words.set("doubtful_numbers"):
            return found if self._is_plain(line, span) else None
        return found

    def _is_code(self, line: Line, index: int, span: Span) -> bool:
        """Whether digits are part of a code: `5G`, `555-1234`, `007`."""
        if span.measure or not line.is_number(index):
            return False
        end, text = span.number.end, line.text(index)
        if line.is_glued(end) and (line.is_word(end) or line.is_number(end)):
            return True
        if line.lows[end] == "-" and line.is_glued(end) and line.is_glued(end + 1):
            # "el 11-S", "le 11-Septembre", but "4-Sterne-Hotel".
            is_name = not self._words.nouns_have_capitals or len(line.text(end + 1)) == 1
            if is_name and line.is_capital(end + 1):
                return True
        return (span.high is not None and len(text) > _LONGEST_PAIR) or (
            len(text) > 1 and text[0] == "0" and text.isdecimal()
        )

    def _is_of_name(self, line: Line, index: int, found: Found) -> bool:
        """Whether a bare number goes with the name before it: `Rai 3`, but `Lille 2, Nice 1`."""
        if found.figures[0].kind is not MentionKind.NUMBER or found.end != index + 1:
            return False
        if not line.is_capital(index - 1) or self._words.nouns_have_capitals or index < 2:
            return False
        is_whole = line.text(index).isdecimal() and not line.tokens[index - 1].is_start
        if is_whole and line.lows[index - 1] in self._words.function:
            # "La 2".
            return True
        return is_whole and line.lows[index + 1] not in _AFTER_RESULT

    def _is_plain(self, line: Line, span: Span) -> bool:
        """Whether a word that is often no number (`neuf`, `sei`) is one: before a plural."""
        if span.measure or span.high is not None or span.number.is_scaled:
            return True
        unit, _ = self._measures.counted(line, span.number, span.number.end)
        return unit is not None and self._is_plural(unit)

    def _is_plural(self, unit: str) -> bool:
        return unit[-1] in self._words.set("plural_endings")

    def _figure(self, line: Line, index: int, span: Span) -> Found:
        """Make the figure of what was read, with sign or currency before and words after it."""
        number, measure = span.number, span.measure
        start, kind, unit = index, MentionKind.NUMBER, None
        end = after = measure.end if measure else number.end
        sign = self._measures.sign_before(line, index) if line.is_number(index) else None
        if measure:
            kind, unit = measure.kind, measure.unit
        if sign and (measure is None or measure.kind is not MentionKind.PERCENT):
            is_sum = measure is not None and measure.kind is MentionKind.MONEY
            kind, start = MentionKind.MONEY, sign[1]
            unit, end = (unit, end) if is_sum else (sign[0], number.end)
        is_score = span.high is not None and span.high <= span.low
        if kind is MentionKind.NUMBER and not number.is_part and not is_score:
            unit, after = self._measures.counted(line, number, end)
            if (
                line.before(start) in self._words.set("out_of_noun")
                and unit
                and not self._is_plural(unit)
            ):
                # "un Français sur cinq pense".
                unit, after = None, end
        per = self._measures.per(line, after) or self._measures.per(line, end)
        if kind is MentionKind.NUMBER and (unit or per):
            kind = MentionKind.QUANTITY
        low = span.low
        if self._measures.is_negative(line, start, unit):
            start, low = start - 1, -low
        elif line.is_number(index) and self._measures.has_sign(line, start, PLUSES):
            start -= 1
        amount: Amount = low if span.high is None else (low, span.high)
        is_about = self._measures.is_about(line, start)
        is_race = line.lows[end] in self._words.set("disciplines")
        if (unit in _TIME_UNITS or is_race) and line.before(start) in self._words.set(
            "about_no_time"
        ):
            # "over ten years" may be during them, "über 200 Meter Brust" is a race.
            is_about = False
        return found_at(line, start, end, kind, Value(amount, unit, is_about, per))


def is_named(line: Line, index: int) -> bool:
    """Whether a word with a capital amid a sentence is part of a name: `Tweede Kamer`."""
    return line.is_capital(index) and not line.tokens[index].is_start
