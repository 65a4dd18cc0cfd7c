"""The articles of a name, newest first, each with the sentence that mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.tui.cells import age, cut, fit
from newsreader.tui.names.excerpt import Emphasis, Line, excerpt, painted
from newsreader.tui.names.name_page import Spot
from newsreader.tui.theme import Surroundings, mention_style
from newsreader.tui.widgets.headline_list import BOOKMARK_SIGN, CHANGED_SIGN, UNREAD_SIGN
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.moving_keys import moving_by_key

if TYPE_CHECKING:
    from newsreader.model.mention_kind import MentionKind
    from newsreader.model.name import Name, Passage
    from newsreader.tui.widgets.name_figures import NameFigure

NAMED = Style(bold=True, underline=True)
"""Over the style of its kind: the name in its sentence stands out without colours, too."""

_MARKS = 3
_AGE = 6
_LINES = 2
"""Lines of the sentence."""
_ONLY_IN_TITLE = "only in its title"
_LOADING = "   …"
_PAGES_AT_ONCE = 20
"""Pages that are read one after the other where the end of the list is asked for."""
_KEPT = 400
"""Sentences whose lines are kept."""


class PageList(LineList):
    """A list on the page of a name: takes the first of several clicks at a place only.

    The others may have been meant for the word that led to the page.
    """

    @property
    def current(self) -> Passage | Name | NameFigure | None:
        """What is under the cursor."""
        raise NotImplementedError

    empty_words = ""
    """Said where there are no rows."""
    _top_wanted: int | None = None
    """The line to be at the top as soon as there are lines on the screen."""

    def render_line(self, y: int) -> Strip:
        """Draw one line; an empty list says that it is."""
        if self._top_wanted is not None:
            # Not only after the first frame: that would show another place for a moment.
            top, self._top_wanted = self._top_wanted, None
            self.update_size()
            self.scroll_rows_to(top)
            self.show_cursor()
        strip = super().render_line(y)
        if self.row_count or y:
            return strip
        dim = self.rich_style + self.get_component_rich_style("list--dim", partial=True)
        return Strip([Segment(fit(f" {self.empty_words}", strip.cell_length), dim)])

    def kind_style(self, kind: MentionKind) -> Style:
        """Return how articles paint a kind; on reversed cells in its shape only."""
        style = mention_style(kind, Surroundings.of(self.app))
        is_reversed = self._is_cursor_drawn and self.app.native_ansi_color
        return style.without_color if is_reversed else style

    @property
    def spot(self) -> Spot:
        """The row under the cursor, and the line at the top."""
        top = self.scroll_offset.y if self._top_wanted is None else self._top_wanted
        return Spot(self.cursor, top)

    def go_to(self, spot: Spot) -> None:
        """Go back to where one was."""
        self.cursor = spot.cursor
        self._top_wanted = spot.top
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Take no notice of a second click."""
        if event.chain > 1:
            event.prevent_default()
            event.stop()


class PassageList(PageList):
    """A headline with its feed and age on one line, its sentence on two; read as it is scrolled."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--unread", "list--star"}
    DEFAULT_CSS = """
    PassageList {
        & > .list--unread { text-style: bold; }
        & > .list--star { color: $mark; }
    }
    """

    class MoreNeeded(Message):
        """The end of what was read is near, and there are more articles."""

    def __init__(self) -> None:
        self.rows: Sequence[Passage] = ()
        self._kind: MentionKind | None = None
        self._is_whole = True
        self._is_asked = False
        self._pages_to_end = 0
        self._lines: dict[tuple[int, str, int], list[Line]] = {}
        super().__init__(id="passages")

    @property
    def row_count(self) -> int:
        """How many articles were read, and a row for those that were not yet."""
        return len(self.rows) + (not self._is_whole)

    @property
    def row_height(self) -> int:
        """Return a line of the headline and those of the sentence."""
        return 1 + _LINES

    @property
    def current(self) -> Passage | None:
        """The article under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Passage], kind: MentionKind, *, is_whole: bool) -> None:
        """Show articles; the one under the cursor stays there, and on its line."""
        current, former = self.current, self.cursor
        self.rows, self._kind, self._is_whole = rows, kind, is_whole
        self._is_asked = False
        self.update_size()
        place = None
        if current is not None:
            same = (n for n, each in enumerate(rows) if each.headline.id == current.headline.id)
            place = next(same, None)
        if place is not None and place != former:
            line = former * self.row_height - self.scroll_offset.y
            self.cursor = place
            self.scroll_rows_to(place * self.row_height - line)
        if self._pages_to_end:
            self._pages_to_end = 0 if is_whole else self._pages_to_end - 1
            self.move_to(self.row_count)
        self.refresh()
        self.call_after_refresh(self._ask)

    def move_by_key(self, key: str) -> bool:
        """Move as a key says; to the end also where that was not read yet."""
        is_to_end = moving_by_key().get(key) == "bottom" and not self._is_whole
        self._pages_to_end = _PAGES_AT_ONCE if is_to_end else 0
        return super().move_by_key(key)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the rows that changed; ask for more near the end."""
        super().watch_cursor(old, new)
        self._ask()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more near the end."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def _ask(self) -> None:
        """Ask for more once the end is less than a screen away."""
        shown = self.first_shown + 2 * self.rows_shown
        is_near = max(shown, self.cursor + self.rows_shown) >= len(self.rows)
        if is_near and not self._is_whole and not self._is_asked:
            self._is_asked = True
            self.post_message(self.MoreNeeded())

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a line of an article."""
        if place >= len(self.rows):
            return [Segment(_LOADING if not line else "", style)]
        row = self.rows[place]
        if not line:
            return self._headline(row, width, style)
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        indent = Segment(" " * _MARKS, style)
        if row.is_title:
            return [indent, Segment(_ONLY_IN_TITLE if line == 1 else "", dim)]
        lines = self._excerpt(row, width - _MARKS - 1)
        if line > len(lines):
            return []
        name = Emphasis(row.start, row.end, self._name_style)
        return [indent, *painted(lines[line - 1], (name,), dim)]

    @property
    def _name_style(self) -> Style:
        if self._kind is None:
            return NAMED
        return self.kind_style(self._kind) + NAMED

    def _excerpt(self, row: Passage, width: int) -> list[Line]:
        key = row.headline.id, row.sentence, width
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            lines = excerpt(row.sentence, row.start, row.end, width, _LINES)
            self._lines[key] = lines
        return lines

    def _headline(self, row: Passage, width: int, style: Style) -> list[Segment]:
        headline = row.headline
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        mark = style + self.get_component_rich_style("list--mark", partial=True)
        star = style + self.get_component_rich_style("list--star", partial=True)
        title = style
        if not headline.is_read:
            title += self.get_component_rich_style("list--unread", partial=True)
        feed = max(8, min(26, width // 5))
        room = width - _MARKS - feed - _AGE - 4
        sign = CHANGED_SIGN if headline.is_changed else " "
        return [
            Segment(sign if headline.is_read else UNREAD_SIGN, mark),
            Segment(BOOKMARK_SIGN if headline.is_bookmarked else " ", star),
            Segment(" ", style),
            *self._title(row, room, title),
            Segment(f"  {fit(headline.feed, feed)} ", dim),
            Segment(f"{age(headline.sort_at, datetime.now(UTC)):>{_AGE}} ", dim),
        ]

    def _title(self, row: Passage, room: int, style: Style) -> list[Segment]:
        title = row.headline.title or "(no title)"
        if not row.is_title:
            return [Segment(fit(title, room), style)]
        name = Emphasis(row.start, row.end, self._name_style)
        shown = painted(Line(cut(title, room), 0), (name,), style)
        return Segment.adjust_line_length(shown, room, style)
