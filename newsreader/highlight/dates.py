"""Calendar dates: rules over tokens, their words as data."""

from __future__ import annotations

import re
from datetime import date

from newsreader.highlight.numbers import phrase_end
from newsreader.highlight.scan import Figure, Found, Scan
from newsreader.highlight.tokens import TokenKind
from newsreader.model.mention import MentionKind, Value

_TWO = re.compile(r"(\d{1,2})[-–/](\d{1,2})")
_YEAR = re.compile(r"1\d{3}|20\d{2}|2100")
_MOST_DAYS = 3
_MONTHS_THAT_ARE_WORDS = frozenset(("march", "may", "august", "mark"))


class Calendar(Scan):
    """The rules for days, months and weekdays."""

    __slots__ = ()

    def read(self, index: int) -> Found | None:
        """Return the dates that begin at a token, or None."""
        if self.tokens[index].kind is TokenKind.NUMBER:
            return self._days(index)
        return self._weekday(index) or self._month_first(index)

    def _month(self, index: int) -> int | None:
        """Return the month a token names, 1 to 12. German and English ones have a capital."""
        low = self.low(index)
        month = self.words.months.get(low) or self.words.months.get(low.rstrip("."))
        has_capital = self._has_capitals() or (
            self.words.is_joined and low in _MONTHS_THAT_ARE_WORDS
        )
        if month and has_capital and not self.tokens[index].is_capital:
            return None
        return month

    def _is_short(self, index: int) -> bool:
        """Whether a month's name is abbreviated: `Feb`, but not `mai`."""
        low, months = self.low(index), self.words.months
        return low in months and any(len(n) > len(low) and n.startswith(low) for n in months)

    def _after_dot(self, index: int) -> int:
        """Return the index after the dot of `Feb.` where digits follow, or the same."""
        is_dot = self.low(index) == "." and self.is_glued(index)
        return index + (is_dot and self.low(index + 1)[:1].isdecimal())

    def _year(self, index: int) -> tuple[int, int] | None:
        """Return the year after a month, behind a comma or "de", and the index after it."""
        if self._is_short(index - 1):
            index = self._after_dot(index)
        if self.low(index) in (",", "of") or self.low(index) in self.words.words("date_links"):
            index += 1
        if self.low(index) and _YEAR.fullmatch(self.tokens[index].text):
            end = phrase_end(self.words.words("year_tails"), self.tokens, index + 1)
            return int(self.tokens[index].text), end or index + 1
        return None

    def _date(self, month: int, day: int | None, year: int | None) -> str | None:
        """Return a date as ISO 8601; a year the text leaves out is the nearest to publication."""
        if year is None and self.published_at is not None:
            middle = date(2000, month, min(day or 15, 28)).timetuple().tm_yday
            apart = middle - self.published_at.timetuple().tm_yday
            year = self.published_at.year + (apart < -183) - (apart > 183)
        head = "-" if year is None else f"{year:04}"
        return f"{head}-{month:02}" + ("" if day is None else f"-{day:02}")

    def _days(self, index: int, linked: int = 0) -> Found | None:
        """Read `24 février 2022`, `11 et 12 décembre`, `24 de febrero de 2022`, `3-5 mai`."""
        token = self.tokens[index]
        pair = _TWO.fullmatch(token.text)
        if pair and (month := self._month(index + 1)):
            return self._pair(index, (int(pair[1]), int(pair[2])), month)
        day = self.day(index)
        if day is None:
            return None
        number, end = day
        if linked < _MOST_DAYS and self._is_day_link(end):
            later = self._days(end + 1, linked + 1) if self.day(end + 1) else None
            if later and later.figures[0].value and self._names_a_month(later, end + 1):
                shared = str(later.figures[0].value.amount)[:-2] + f"{number:02}"
                first = Figure(
                    token.start, self.tokens[end - 1].end, MentionKind.DATE, Value(shared)
                )
                return Found((first, *later.figures), later.end)
        if self.low(end) in self.words.words("date_links") or self.low(end) == "of":
            end += 1
        month = self._month(end)
        if month is None or (self._is_doubtful(end) and self._given_year(end + 1) is None):
            return None
        return self._finish(index, end + 1, month, number)

    def _is_doubtful(self, index: int) -> bool:
        """Whether a month's name may be any word: a short one, the language not being known."""
        low = self.low(index)
        return self.words.is_joined and self.words.months.get(low) is not None and len(low) < 4

    def _is_day_link(self, index: int) -> bool:
        low = self.low(index)
        words = self.words
        return low == "," or low in words.words("day_joiners") or low in words.words("day_ranges")

    def _names_a_month(self, found: Found, index: int) -> bool:
        return found.end > index + 1 and found.figures[0].kind is MentionKind.DATE

    def _pair(self, index: int, days: tuple[int, int], month: int) -> Found | None:
        token = self.tokens[index]
        if not 1 <= days[0] < days[1] <= 31:
            return None
        split = token.start + len(str(days[0])) if token.text[0] != "0" else token.start + 2
        later = self._finish(index, index + 2, month, days[1])
        first = Value(self._date(month, days[0], self._given_year(index + 2)) or "")
        second = later.figures[0]
        return Found(
            (
                Figure(token.start, split, MentionKind.DATE, first),
                Figure(split + 1, second.end, MentionKind.DATE, second.value),
            ),
            later.end,
        )

    def _given_year(self, index: int) -> int | None:
        year = self._year(index)
        return year[0] if year else None

    def _finish(self, first: int, end: int, month: int, day: int | None) -> Found:
        """Add the year, or `dernier` and `prochain`, to a date read so far."""
        year = self._year(end)
        if year:
            return self.dated(first, year[1], self._date(month, day, year[0]))
        iso, low = self._date(month, day, None), self.low(end)
        way = (low in self.words.words("next")) - (low in self.words.words("last")) if low else 0
        skipped = abs(way)
        since = self.words.words("since")
        if not way and (self.before(first) in since or self.before(first - 1) in since):
            way = -1
        if way and self.published_at and iso:
            at = self.published_at.date().isoformat()
            year_off = way * ((iso < at) if way > 0 else (iso > at))
            iso = f"{int(iso[:4]) + year_off:04}{iso[4:]}"
        return self.dated(first, end + skipped, iso)

    def _month_first(self, index: int) -> Found | None:
        """Read `février 2022`, `February 24, 2022`, `Feb. 24`, `en février`."""
        month = self._month(index)
        if month is None:
            return None
        after = self._after_dot(index + 1) if self._is_short(index) else index + 1
        may_have_day = self.words.language == "en" or self.words.is_joined
        if may_have_day and (day := self.day(after)):
            if self.words.is_joined and self._given_year(day[1]) is None:
                return None
            return self._finish(index, day[1], month, day[0])
        if self._is_doubtful(index) and not self.tokens[index].is_capital:
            return None
        if year := self._year(index + 1):
            return self.dated(index, year[1], self._date(month, None, year[0]))
        if self.words.is_joined:
            # Without a day or a year, `Mars` and `May` are no months for certain.
            return None
        is_short = len(self.tokens[index].low.rstrip(".")) < 4
        is_cued = self.before(index) in self.words.words("month_cues")
        if self._has_capitals():
            if not is_cued and (is_short or self.low(index) in _MONTHS_THAT_ARE_WORDS):
                return None
        elif (is_short and self.low(index) != "mai") or self.tokens[index].is_capital:
            return None
        return self._finish(index, index + 1, month, None)

    def _weekday(self, index: int) -> Found | None:
        """Read `mardi`, `mardi 24 février 2022`, `Tuesday, Feb. 24`, `mardi dernier`."""
        weekday = self.words.weekdays.get(self.tokens[index].low)
        if weekday is None:
            return None
        if self._has_capitals() and not self.tokens[index].is_capital:
            return None
        after = index + 1
        for skipped in (",", *self.words.words("date_articles")):
            if self.low(after) == skipped:
                after += 1
        if self.low(after):
            token = self.tokens[after]
            later = (
                self._days(after) if token.kind is TokenKind.NUMBER else self._month_first(after)
            )
            if later and len(later.figures) == 1:
                start = self.tokens[index].start
                last = later.figures[0]
                return Found((Figure(start, last.end, last.kind, last.value),), later.end)
        if self.words.is_joined:
            return None
        end = index + 1
        is_next = self.low(end) in self.words.words("next") or self.before(index) == "next"
        if self.low(end) and (is_next or self.low(end) in self.words.words("last")):
            end += self.before(index) != "next"
        return self.dated(index, end, self._weekday_date(weekday, is_next=is_next))

    def _weekday_date(self, weekday: int, *, is_next: bool) -> str | None:
        """Return the last such day up to publication, or the next one after it."""
        if self.published_at is None:
            return None
        apart = (self.published_at.weekday() - weekday) % 7
        return self.shifted(7 - apart if is_next else -apart)

    def _has_capitals(self) -> bool:
        """Whether the language writes months and weekdays with a capital."""
        return self.words.language in ("en", "de")
