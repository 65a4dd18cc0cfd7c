"""Digits that are no figures: telephone numbers, versions, list numbers, parts of names."""

from __future__ import annotations

import re

from newsreader.highlight.scan import Line
from newsreader.highlight.tokens import TokenKind
from newsreader.highlight.vocabulary import Vocabulary

_DIGIT_RUN = 3
"""So many bare numbers in a row are a telephone number or a table, and say nothing alone."""
_PHONE_REACH = 6
"""So many tokens after a word like "telephone" its number may begin and go on."""
_LABEL_REACH = 2


_AREA_CODE = 3
_LOCAL = re.compile(r"\d{3}-\d{4}")
_BULLETS = frozenset("-–—•*")
_SCORED = frozenset("-–:%")
_RANKING = frozenset((":", ";"))
_PRIMES = frozenset("'\"’”′″")
_MOST_PRIMES = 2
_AT_ALL_TIMES = frozenset(("h/24", "j/7", "h/7", "d/7"))
_FORMATS = frozenset(("2", "4", "8"))


class Traps:
    """What is passed over in one language."""

    def __init__(self, words: Vocabulary) -> None:
        self._labels = words.phrases("labels")
        self._numbered = frozenset(name.lower() for name in words.set("numbered"))
        self._channels = words.set("channels")
        self._countries = words.set("channel_countries")
        self._words = words
        self._phone = words.phrases("phone")
        self._months = words.phrases("month")

    def end(self, line: Line, index: int) -> int:
        """Return the index after digits at an index that are no figure, or `index`."""
        if not line.is_number(index):
            return index
        if (run := self._digit_run(line, index)) > index:
            return run
        if (
            self._is_labelled(line, index)
            or self._is_channel(line, index)
            or self._is_list_number(line, index)
            or _is_always(line, index)
        ):
            return index + 1
        if (
            line.text(index) in _FORMATS
            and line.is_glued(index + 1)
            and self._is_format(line, index)
        ):
            return index + 2
        if _is_result(line, index):
            return index + 1
        if self._is_telephone(line, index):
            return self._after_digits(line, index)
        return index

    def _is_format(self, line: Line, index: int) -> bool:
        """Whether digits are of the name of a format: `4K`, but not `$4K`."""
        signs = self._words.map("signs")
        is_sum = line.before(index) in signs or line.lows[index + 2] in signs
        return line.text(index + 1) == "K" and not is_sum

    def _is_labelled(self, line: Line, index: int) -> bool:
        """Whether a word like "version" or "Boeing" stands before: `version 3.2`, `§ 12`."""
        if index == 0:
            return False
        before = index - (line.lows[index - 1] == "." and index > 1)
        if self._labels.start_before(line.lows, before) is not None:
            return True
        is_name = line.lows[before - 1] in self._numbered and not line.text(before - 1).islower()
        return is_name and len(line.text(index)) <= 4

    def _is_channel(self, line: Line, index: int) -> bool:
        """Whether a digit is of a broadcaster's name: `France 3`, `Rai 3`, not `France 2-1`."""
        low = line.before(index)
        is_known = low in self._channels or low in self._countries
        if not is_known or not line.text(index).isdecimal() or len(line.text(index)) > 2:
            return False
        if not line.is_capital(index - 1) or line.lows[index + 1] in _SCORED:
            return False
        if self._words.measures.at(line.lows, index + 1) is not None:
            return False
        # "France 2, Italie 1", "en France 3 communes".
        is_score = line.is_number(index + 3) and line.lows[index + 1] == ","
        is_place = line.before(index - 1) in self._words.set("place_cue")
        return low in self._channels or not (is_score or is_place)

    def _is_list_number(self, line: Line, index: int) -> bool:
        """Whether a line begins with "1." or "2)", or a ranking goes on with "; 2. Anna"."""
        end = index + 1
        if len(line.text(index)) > 2 or not line.is_glued(end) or line.lows[end] not in (".", ")"):
            return False
        is_dashed = index == 1 and line.lows[0] in _BULLETS and not line.is_glued(1)
        if (
            index
            and not is_dashed
            and (line.lows[index - 1] not in _RANKING or not line.is_capital(end + 1))
        ):
            return False
        return self._months.at(line.lows, end + 1) is None

    def _is_telephone(self, line: Line, index: int) -> bool:
        """Whether a number begins with a zero, or stands near "tel.", and goes on."""
        text = line.text(index)
        if len(text) > 2 and text.isdecimal() and text[0] == "0":
            return True
        is_glued = index > 0 and line.is_glued(index)
        if is_glued and line.lows[index - 1] == "+" and self._goes_on(line, index):
            return True
        if is_glued and line.lows[index - 1] == "(" and line.lows[index + 1] == ")":
            # "(555) 123-4567".
            return len(text) == _AREA_CODE and bool(_LOCAL.fullmatch(line.text(index + 2)))
        for place in range(index, max(0, index - _LABEL_REACH), -1):
            if self._phone.start_before(line.lows, place) is not None:
                return line.is_number(index + 1) or len(text) > 5 or line.lows[index + 1] == "("
        return False

    def _goes_on(self, line: Line, index: int) -> bool:
        """Whether more digits follow, after a blank, a hyphen or an opening bracket."""
        end = index + 1
        is_hyphened = line.lows[end] == "-" and line.is_glued(end) and line.is_number(end + 1)
        is_bracketed = line.lows[end] == "(" and line.is_number(end + 1)
        return line.is_number(end) or is_hyphened or is_bracketed

    def _after_digits(self, line: Line, index: int) -> int:
        end = index + 1
        while end < line.size and line.tokens[end].kind in (TokenKind.NUMBER, TokenKind.MARK):
            if line.lows[end] in (",", ".", ";"):
                break
            end += 1
        return end

    def _digit_run(self, line: Line, index: int) -> int:
        """Return the index after a run of bare numbers, or `index` where there is none."""
        end, count = index, 0
        while line.is_number(end) and line.text(end).replace(" ", "").isdecimal():
            count += 1
            end += 1
            if line.lows[end] in (".", "-", "/") and line.is_glued(end) and line.is_glued(end + 1):
                end += 1
        return end if count >= _DIGIT_RUN else index


def _is_always(line: Line, index: int) -> bool:
    """Whether digits begin an idiom for "at all times": `24 h/24`, `7 j/7`."""
    return line.text(index) in ("24", "7") and line.lows[index + 1] in _AT_ALL_TIMES


def _is_result(line: Line, index: int) -> bool:
    """Whether a number is part of the minutes and seconds of a race: `1'23"41`, `9''84`."""
    return _past_primes(line, index, 1) or _past_primes(line, index, -1)


def _past_primes(line: Line, index: int, step: int) -> bool:
    """Whether primes lead from a number to another, forwards or (`step` is -1) backwards."""
    place, count = index + step, 0
    while 0 < place < line.size and line.lows[place] in _PRIMES and line.is_glued(place):
        place, count = place + step, count + 1
        if count > _MOST_PRIMES:
            return False
    is_joined = line.is_glued(place if step > 0 else place + 1)
    return count > 0 and place >= 0 and is_joined and line.is_number(place)
