"""The rows of a long list that are in memory, and which page to ask for next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from newsreader.model.headline import Headline, Key
from newsreader.model.query import Query

PAGE = 128
"""Rows a page has; a window keeps at most four."""


class PageRequest(NamedTuple):
    """A page to read: by the key of a neighbouring row, from the end, or (a jump) by its place.

    `first` is the place of the page's first row, once it is read (of its last, for `from_end` and
    `before`, by counting back).
    """

    first: int
    limit: int
    after: Key | None = None
    before: Key | None = None
    offset: int | None = None
    from_end: bool = False


@dataclass(slots=True)
class HeadlineWindow:
    """A contiguous run of rows `[first, first + len(rows))` out of `total`."""

    query: Query = field(default_factory=Query)
    total: int = 0
    first: int = 0
    rows: list[Headline] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The place after the last row in memory."""
        return self.first + len(self.rows)

    def row(self, place: int) -> Headline | None:
        """Return the headline at a place, or None when it is not in memory."""
        if self.first <= place < self.end:
            return self.rows[place - self.first]
        return None

    def place_of(self, article_id: int) -> int | None:
        """Return the place of an article, if it is in memory."""
        for index, row in enumerate(self.rows):
            if row.id == article_id:
                return self.first + index
        return None

    def request(self, start: int, stop: int) -> PageRequest | None:
        """Return the page to read so that `[start, stop)` is in memory; None when it is."""
        start, stop = max(0, start), min(stop, self.total)
        if start >= stop or (self.first <= start and stop <= self.end):
            return None
        if self.rows and self.first <= start <= self.end:
            return PageRequest(self.end, max(PAGE, stop - self.end), after=self.rows[-1].key)
        if self.rows and self.first <= stop <= self.end:
            limit = min(self.first, max(PAGE, self.first - start))
            return PageRequest(self.first - limit, limit, before=self.rows[0].key)
        if start <= PAGE // 2:
            return PageRequest(0, PAGE + PAGE // 2)
        if stop >= self.total - PAGE // 2:
            limit = min(self.total, PAGE + PAGE // 2)
            return PageRequest(self.total - limit, limit, from_end=True)
        first = max(0, start - PAGE // 2)
        return PageRequest(first, 2 * PAGE, offset=first)

    def accept(self, request: PageRequest, rows: list[Headline]) -> None:
        """Take in the rows read for a request; an end nearer than thought corrects `total`."""
        if request.after is not None:
            if self.rows and self.rows[-1].key == request.after:
                self.rows = [*self.rows, *rows]
                if len(rows) < request.limit:
                    self.total = self.end
        elif request.before is not None:
            if self.rows and self.rows[0].key == request.before:
                self.rows = [*rows, *self.rows]
                self.first = max(0, self.first - len(rows))
        else:
            self.first, self.rows = request.first, rows
            if len(rows) < request.limit and not request.from_end:
                self.total = self.end
        self._trim(request)

    def _trim(self, request: PageRequest) -> None:
        surplus = len(self.rows) - 4 * PAGE
        if surplus <= 0:
            return
        if request.before is not None:
            del self.rows[-surplus:]
        else:
            del self.rows[:surplus]
            self.first += surplus

    def replace(self, headline: Headline) -> None:
        """Put in a newer version of a row, if it is in memory."""
        place = self.place_of(headline.id)
        if place is not None:
            self.rows[place - self.first] = headline
