"""Dates without a month in words: numeric dates, years, decades, centuries, "last week"."""

from __future__ import annotations

import re
from datetime import date

from newsreader.highlight.numbers import phrase_end
from newsreader.highlight.scan import Figure, Found, Scan
from newsreader.highlight.tokens import TokenKind
from newsreader.model.mention import MentionKind, Value

_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TWO = re.compile(r"(\d{4})[-–/](\d{2}|\d{4})")
_YEAR = re.compile(r"1\d{3}|20\d{2}|2100")
_FIRST_BARE = 1700
"""The first year that is taken for one where no word announces it: "attendra 1884"."""
_ROMAN = re.compile(r"(X{0,2}(?:IX|IV|V?I{0,3}))(?:e|ème|er|º|°)?")

_OPENINGS = frozenset(("", "(", "-", "–", ","))
_STRONG_CUES = frozenset(("en", "in", "im", "em", "nel", "since", "depuis", "seit"))


class Years(Scan):
    """The rules for dates that no month's name is part of."""

    __slots__ = ()

    def read(self, index: int) -> Found | None:
        """Return the dates that begin at a token, or None."""
        if self.tokens[index].kind is TokenKind.NUMBER:
            return self._numeric(index) or self._century(index) or self._years(index)
        return self._relative(index) or self._century(index)

    def _numeric(self, index: int) -> Found | None:
        """Read `24/02/2022`, `24.02.2022`, `2022-02-24`; in English the order must be plain."""
        text = self.tokens[index].text
        if match := _YEAR_FIRST.fullmatch(text):
            year, month, day = (int(group) for group in match.groups())
        elif match := _DAY_FIRST.fullmatch(text):
            day, month, year = int(match[1]), int(match[3]), int(match[4])
            year += 0 if year > 99 else 2000 if year < 70 else 1900
            if (self.words.language == "en" or self.words.is_joined) and match[2] == "/":
                if day <= 12 and month <= 12 and day != month:
                    return self.dated(index, index + 1, f"{year:04}")
                if month > 12:
                    day, month = month, day
        else:
            return None
        try:
            iso = date(year, month, day).isoformat()
        except ValueError:
            return None
        return self.dated(index, index + 1, iso)

    def _years(self, index: int) -> Found | None:
        """Read `2016-2017` (two dates), `1990s`, `années 1990`, a year that a word announces."""
        token = self.tokens[index]
        before, after = self.before(index), self.low(index + 1)
        pair = _TWO.fullmatch(token.text)
        if pair and _YEAR.fullmatch(pair[1]) and (len(pair[2]) in (2, 4)) and "." not in token.text:
            second = pair[1][: 4 - len(pair[2])] + pair[2]
            if int(pair[1]) < int(second) <= 2100:
                split = token.start + len(pair[1])
                return Found(
                    (
                        Figure(token.start, split, MentionKind.DATE, Value(pair[1])),
                        Figure(split + 1, token.end, MentionKind.DATE, Value(second)),
                    ),
                    index + 1,
                )
        is_glued = self.is_glued(index + 1)
        if after == "s" and is_glued and token.text.endswith("0"):
            return self._decade(index, index + 2)
        if before in self.words.words("decades") and before != "the" and token.text.endswith("0"):
            return self._decade(index, index + 1)
        if not _YEAR.fullmatch(token.text) or (is_glued and after.isalpha()):
            return None
        end = index + 1
        if tail := phrase_end(self.words.words("year_tails"), self.tokens, end):
            return self.dated(index, tail, token.text)
        return self.dated(index, end, token.text) if self._is_year(index) else None

    def _is_year(self, index: int) -> bool:
        """Whether four digits are a year and count nothing."""
        before, after = self.before(index), self.low(index + 1)
        is_counting = bool(after) and after.isalpha() and after not in self.words.words("function")
        is_cued = before in self.words.words("year_cues") or before in _OPENINGS
        year = int(self.tokens[index].text)
        if year % 100 == 0 and is_counting and before not in _STRONG_CUES:
            return False
        if not is_cued and year < 1900 and is_counting:
            return False
        return _FIRST_BARE <= year <= 2050 if not is_cued else not is_counting or year >= 1400

    def _decade(self, index: int, end: int) -> Found | None:
        """Return a decade; its value is ISO 8601-2's: `199X`."""
        digits = self.tokens[index].text
        if len(digits) == 2 and digits.isdecimal():
            digits = "19" + digits
        if not _YEAR.fullmatch(digits):
            return None
        return self.dated(index, end, digits[:3] + "X")

    def _century(self, index: int) -> Found | None:
        """Read `XXIe siècle`, `20th century`, `siglo XX`; the value is ISO 8601's: `20`."""
        token = self.tokens[index]
        centuries = self.words.words("centuries")
        if token.kind is TokenKind.NUMBER:
            day = self.day(index)
            if day is None or self.low(day[1]) not in centuries:
                return None
            return self.dated(index, day[1] + 1, f"{day[0] - 1:02}")
        if token.low in centuries and (number := self._roman(index + 1)):
            return self.dated(index, index + 2, f"{number - 1:02}")
        if self.low(index + 1) in centuries and (number := self._roman(index)):
            return self.dated(index, index + 2, f"{number - 1:02}")
        return None

    def _roman(self, index: int) -> int | None:
        match = _ROMAN.fullmatch(self.tokens[index].text) if self.low(index) else None
        if match is None or not match[1]:
            return None
        values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in match[1]]
        return sum(
            -value if value < max(values[place:]) else value for place, value in enumerate(values)
        )

    def _relative(self, index: int) -> Found | None:
        """Read `hier`, `la semaine dernière`, `last year`, against the article's date."""
        low = self.tokens[index].low
        days = self.words.values("relative_days").get(low)
        if days is not None:
            return self.dated(index, index + 1, self.shifted(int(days)))
        periods = self.words.values("periods")
        last, following = self.words.words("last"), self.words.words("next")
        after = self.low(index + 1)
        if low in periods and after and (after in last or after in following):
            period, way = periods[low], after
        elif (low in last or low in following) and after in periods:
            period, way = periods[after], low
        else:
            return None
        step = -1 if way in last else 1
        return self.dated(index, index + 2, self._period(period, step))

    def _period(self, period: str, step: int) -> str | None:
        """Return the week, month or year before or after publication, as ISO 8601."""
        at = self.published_at
        if at is None:
            return None
        if period == "year":
            return f"{at.year + step:04}"
        if period == "month":
            months = at.year * 12 + at.month - 1 + step
            return f"{months // 12:04}-{months % 12 + 1:02}"
        if period == "week" and (day := self.shifted(7 * step)):
            year, week, _ = date.fromisoformat(day).isocalendar()
            return f"{year:04}-W{week:02}"
        return None
