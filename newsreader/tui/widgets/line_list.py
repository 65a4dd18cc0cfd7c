"""A list that draws its rows itself, however many there are."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.tui.commands.bindings import bindings_in_use

_BEHIND = frozenset({"list--dim", "list--error"})
"""Styles whose colours are not for the cursor's ground."""

_BEHIND_REVERSED = _BEHIND | {"list--mark"}
"""The same, where the row under the cursor is the terminal's colours reversed."""

_ROWS = {"down": 1, "up": -1}
_PAGES = {
    "half-page-down": 0.5,
    "half-page-up": -0.5,
    "page-down": 1.0,
    "page-up": -1.0,
    "read-on": 1.0,
}


def moving_by_key() -> dict[str, str]:
    """Return the ids of the commands that move in every list, by the keys in use."""
    bindings = bindings_in_use()
    ids = (*_ROWS, *_PAGES, "top", "bottom")
    return {keys.split()[0]: name for name in ids for keys in bindings.of(name).keys}


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of equal height, one of them under the cursor; drawn by the line, never as widgets.

    It has no keys of its own: the screen moves it. Subclasses say how many rows there are and draw
    them.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--row", "list--cursor", "list--dim", "list--mark"}
    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        background: $background;
        & > .list--cursor { background: $foreground 12%; }
        & > .list--dim { color: $quiet; }
        & > .list--mark { color: $mark; }
        &:focus > .list--cursor {
            background: $row;
            color: $foreground;
            text-style: $row-style;
        }
    }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """The place of the row under the cursor, counted from 0."""

    _is_cursor_drawn = False
    _row_style: Style | None = None
    """The style of a row like any other, until styles change: finding it takes a while."""

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, sender: LineList, place: int) -> None:
            super().__init__()
            self.sender = sender
            self.place = place

        @property
        def control(self) -> LineList:
            """The list that was clicked."""
            return self.sender

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def row_height(self) -> int:
        """How many lines a row has."""
        return 1

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Return one line of a row, in at most `width` cells, on top of the row's style."""
        raise NotImplementedError

    def get_component_rich_style(
        self, *names: str, partial: bool = False, default: Style | None = None
    ) -> Style:
        """Return a style of the rows; what stays behind elsewhere is read under the cursor, too."""
        behind = _BEHIND_REVERSED if self.app.native_ansi_color else _BEHIND
        if self._is_cursor_drawn and behind.issuperset(names):
            return Style.null() if partial else self.rich_style
        return super().get_component_rich_style(*names, partial=partial, default=default)

    @property
    def rows_shown(self) -> int:
        """How many whole rows fit on the screen."""
        return max(1, self.scrollable_content_region.height // self.row_height)

    @property
    def first_shown(self) -> int:
        """The place of the first row on the screen."""
        return self.scroll_offset.y // self.row_height

    def update_size(self) -> None:
        """Tell the scroll bar how long the list is, and keep the cursor inside it."""
        region, lines = self.scrollable_content_region, self.row_count * self.row_height
        if lines > region.height:
            # So that at the end, too, a whole row stands at the top.
            lines += region.height % self.row_height
        self.virtual_size = Size(region.width, lines)
        self.cursor = min(self.cursor, max(0, self.row_count - 1))

    def validate_cursor(self, place: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(place, self.row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed."""
        self.refresh_row(old)
        self.refresh_row(new)

    def move(self, rows: int) -> None:
        """Move the cursor by rows and keep it on the screen."""
        self.move_to(self.cursor + rows)

    def move_to(self, place: int) -> None:
        """Put the cursor on a row and scroll it into view."""
        self.cursor = place
        self.show_cursor()

    def move_page(self, pages: float) -> None:
        """Move the cursor and the screen by pages or parts of one."""
        rows = int(self.rows_shown * pages) or (1 if pages > 0 else -1)
        self.scroll_relative(y=rows * self.row_height, animate=False, immediate=True)
        self.move(rows)

    def move_by_key(self, key: str) -> bool:
        """Move as a key says that moves in every list; False for another key.

        Of a sequence its first key is enough here: nothing else begins with it.
        """
        command_id = moving_by_key().get(key, "")
        if command_id in _ROWS:
            self.move(_ROWS[command_id])
        elif command_id in _PAGES:
            self.move_page(_PAGES[command_id])
        elif command_id == "top":
            self.move_to(0)
        elif command_id == "bottom":
            self.move_to(self.row_count)
        else:
            return False
        return True

    def show_cursor(self) -> None:
        """Scroll as little as needed to see the row under the cursor."""
        height = self.scrollable_content_region.height
        if not height:
            return
        top = self.cursor * self.row_height
        target = self.scroll_offset.y
        if top < target:
            target = top
        elif top + self.row_height > target + height:
            target = top + self.row_height - height
            target += -target % self.row_height
        if target != self.scroll_offset.y:
            self.scroll_to(y=target, animate=False, immediate=True)

    def refresh_row(self, place: int) -> None:
        """Draw one row again."""
        y = place * self.row_height - self.scroll_offset.y
        width, height = self.size
        if -self.row_height < y < height:
            self.refresh(Region(0, max(0, y), width, min(self.row_height, height - y)))

    @property
    def row_style(self) -> Style:
        """The style of a row that is not under the cursor."""
        if self._row_style is None:
            self._row_style = self.rich_style
        return self._row_style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the screen, where nothing is around them without Textual's ado for that."""
        if self.gutter:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        if filters := self.get_line_filters():
            background = self.background_colors[1]
            for line_filter in filters:
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return [strip.crop_extend(*crop.column_span, self.row_style) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen (Textual's line API)."""
        width = self.scrollable_content_region.width
        place, line = divmod(self.scroll_offset.y + y, self.row_height)
        style = self.row_style
        if place >= self.row_count:
            return Strip.blank(width, style)
        if place == self.cursor:
            style += self.get_component_rich_style("list--cursor")
        self._is_cursor_drawn = place == self.cursor
        segments = self.draw_row(place, line, width, style)
        self._is_cursor_drawn = False
        return Strip(segments).adjust_cell_length(width, style)

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self.update_size()
        self.show_cursor()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked and tell."""
        place = (self.scroll_offset.y + event.y) // self.row_height
        if place < self.row_count:
            self.cursor = place
            self.post_message(self.Clicked(self, place))

    def notify_style_update(self) -> None:
        """Draw all again in the new theme."""
        super().notify_style_update()
        self._row_style = None
        self.refresh()
