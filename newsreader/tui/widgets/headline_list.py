"""The list of headlines."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import wrap
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.model.headline import Headline
from newsreader.tui.cells import DATED_FROM, age, fit
from newsreader.tui.days import day_name, day_of
from newsreader.tui.widgets.paged_list import PagedList

ONE_LINE_WIDTH = 76
"""From this width on, a headline, its feed and its age stand on one line."""

MARKS_WIDTH = _MARKS = 3
"""Cells for the marks before a title."""

_DAY = Style(italic=True)
_AGE = 6
_SHORT_DAY = 12
"""Cells that a day takes at the most where there is little room, with the blank before it."""

_LEAST_FEED, _LEAST_TITLE = 24, 50
"""Cells that a feed and a title have before a day is given more than it needs."""

_FEED_WIDTH = 60
"""From this width on, headlines on one line have a column for their feeds."""

UNREAD_SIGN, CHANGED_SIGN, BOOKMARK_SIGN, FULL_TEXT_SIGN = "●", "~", "★", "≡"
SELECTED_SIGN = "▐"


def _room_of_day(room: int, *, least: int) -> int:
    """Return the cells for a day beside a text that is to have so many itself."""
    return max(_SHORT_DAY, min(room // 2, room - least))


class HeadlineList(PagedList):
    """Draws headlines, on one line or two.

    Unread rows are bold with a dot, those that changed since they were read have a tilde,
    bookmarked ones a star, those with their full text three bars, selected ones a bar: no state is
    told by colour alone. The first headline of each day names it, and the uppermost on the screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--unread", "list--star"}
    DEFAULT_CSS = """
    HeadlineList {
        & > .list--unread { text-style: bold; }
        & > .list--star { color: $warning; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.empty_words = ""
        self.lines_wanted = 0
        """Lines a headline has; 0: as many as suit the width."""
        # Asked for with every line drawn: the widths of list and screen, and lines of a headline.
        self._measured = ((-1, -1), 2)

    @property
    def row_height(self) -> int:
        """How many lines a row has."""
        return self.headline_height

    @property
    def headline_height(self) -> int:
        """One line where there is room for all of it, else two; or as it is set."""
        if self.lines_wanted:
            return self.lines_wanted
        seen = self.outer_size.width, self.app.size.width
        if self._measured[0] != seen:
            self._measured = seen, self._suiting_height()
        return self._measured[1]

    def _suiting_height(self) -> int:
        width = self.scrollable_content_region.width
        if self.is_attached and self.screen.has_class("-narrow"):
            # The feeds pane comes and goes beside it: the lines stay as they are.
            width = self.screen.size.width - 1
        return 1 if width >= ONE_LINE_WIDTH else 2

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a headline: marks, title, feed and age, on one line or two."""
        row = self.window.row(place)
        if row is None:
            return [Segment("   …" if line == 0 else "", style)]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        title = style
        if not row.is_read:
            title += self.get_component_rich_style("list--unread", partial=True)
        if line == 0:
            marks = [*self._marks(row, style), self._bar(place, style)]
            room = width - _MARKS - 1
            if self.headline_height == 1:
                return [*marks, *self._one_line(place, row, room, title, dim)]
            return [*marks, *self.draw_title(row.title or "(no title)", room, title)]
        room = width - _MARKS - _AGE - 2
        day = self._day(place, row, _room_of_day(room, least=_LEAST_FEED))
        source = (row.author or "") if self._is_of_one_feed else row.feed
        return [
            Segment(self._text_sign(row).ljust(_MARKS - 1), dim),
            self._bar(place, style),
            Segment(fit(source, room - len(day)), dim),
            Segment(day, dim + _DAY),
            Segment(f" {self._age(row)}", dim),
        ]

    def draw_title(self, title: str, width: int, style: Style) -> list[Segment]:
        """Draw a title in so many cells."""
        return [Segment(fit(title, width), style)]

    def _one_line(
        self, place: int, row: Headline, room: int, title: Style, dim: Style
    ) -> list[Segment]:
        """Draw all that comes after the marks: title, day, sign of the full text, feed, age."""
        feed = 0
        if room >= _FEED_WIDTH - _MARKS - 1 and not self._is_of_one_feed:
            feed = max(12, min(24, room // 4))
        room -= feed + _AGE + 4
        day = self._day(place, row, _room_of_day(room, least=_LEAST_TITLE))
        return [
            *self.draw_title(row.title or "(no title)", room - len(day), title),
            Segment(day, dim + _DAY),
            Segment(
                f" {self._text_sign(row)} {fit(row.feed, feed)} {self._age(row)}",
                dim,
            ),
        ]

    @property
    def _is_of_one_feed(self) -> bool:
        """Whether all rows are of the same feed, which the title of the list names."""
        return self.window.query.feed_id is not None

    def _day(self, place: int, row: Headline, room: int) -> str:
        """Return the day of a row, after a blank, where it is the first of its day; or nothing.

        The uppermost on the screen names its day as well: those below tell the time only. In a
        list whose best rows come first days do not follow one another.
        """
        if self.window.query.ranked:
            return ""
        before = self.window.row(place - 1)
        day = day_of(row.sort_at)
        is_first = not place or (before is not None and day_of(before.sort_at) != day)
        if not is_first and place != self.first_shown:
            return ""
        name = day_name(day, day_of(datetime.now(UTC)), room - 1)
        return f" {name}" if name else ""

    def _bar(self, place: int, style: Style) -> Segment:
        """Return the cell after the marks: the sign of a selected row."""
        dot = style + self.get_component_rich_style("list--mark", partial=True)
        return Segment(SELECTED_SIGN if self.is_selected(place) else " ", dot)

    def _marks(self, row: Headline, style: Style) -> list[Segment]:
        dot = style + self.get_component_rich_style("list--mark", partial=True)
        star = style + self.get_component_rich_style("list--star", partial=True)
        return [
            Segment(self._state_sign(row), dot),
            Segment(BOOKMARK_SIGN if row.is_bookmarked else " ", star),
        ]

    def _state_sign(self, row: Headline) -> str:
        if not row.is_read:
            return UNREAD_SIGN
        return CHANGED_SIGN if row.is_changed else " "

    def _text_sign(self, row: Headline) -> str:
        return FULL_TEXT_SIGN if row.has_full_text else " "

    def _age(self, row: Headline) -> str:
        """Return how old a row is; where days are named, of an older one the time of day."""
        now = datetime.now(UTC)
        if not self.window.query.ranked and now - row.sort_at >= DATED_FROM:
            return f"{row.sort_at.astimezone():%H:%M}".rjust(_AGE)
        return age(row.sort_at, now).rjust(_AGE)

    def render_line(self, y: int) -> Strip:
        """Draw one line; an empty list says why it is empty, in as many lines as it takes."""
        strip = super().render_line(y)
        if self.row_count or not self.empty_words:
            return strip
        lines = ["", *wrap(self.empty_words, max(10, strip.cell_length - 2 * _MARKS))]
        if y >= len(lines):
            return strip
        dim = self.rich_style + self.get_component_rich_style("list--dim", partial=True)
        return Strip([Segment(fit(" " * _MARKS + lines[y], strip.cell_length), dim)])
