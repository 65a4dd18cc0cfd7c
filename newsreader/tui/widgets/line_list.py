"""A list that draws its rows itself, however many there are."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.widgets.drawn_view import DrawnView

_BEHIND = frozenset({"list--dim", "list--error"})
"""Styles whose colours are not for the cursor's ground."""

_BEHIND_REVERSED = _BEHIND | {"list--mark", "list--star"}
"""The same, where the row under the cursor is the terminal's colours reversed."""


class LineList(DrawnView, can_focus=True, inherit_bindings=False):
    """Rows of equal height, one of them under the cursor; drawn by the line, never as widgets.

    It has no keys of its own: the screen moves it. Subclasses say how many rows there are and draw
    them.
    """

    ALLOW_SELECT = False  # a row is not text to be copied; articles are
    BINDINGS: ClassVar[list[BindingType]] = []
    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--row", "list--cursor", "list--dim", "list--mark"}
    DEFAULT_CSS = """
    LineList {
        & > .list--cursor { background: $foreground 12%; text-style: $idle-style; }
        & > .list--dim { color: $quiet; }
        & > .list--mark { color: $mark; }
        &:focus > .list--cursor {
            background: $row;
            color: $foreground;
            text-style: $row-style;
        }
    }
    """

    # Only the rows it leaves and reaches are painted anew.
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The place of the row under the cursor, counted from 0."""

    _fitted = Size(0, 0)
    _is_cursor_drawn = False
    _row_style: Style | None = None
    """The style of a row like any other, until styles change: finding it takes a while."""
    _was_hidden = False
    """Whether the cursor was to be seen while the list was not."""
    _height_before = 0
    """Lines of a row when the list was fitted last; 0 before."""

    class Clicked(Message):
        """A row was clicked: with which button (1 left, 2 middle, 3 right), and where in it.

        `spot` is the cell and the line inside the row; `is_extending` tells that Shift or Ctrl was
        held.
        """

        def __init__(self, sender: LineList, place: int, click: events.Click) -> None:
            super().__init__()
            self.sender = sender
            self.place = place
            self.button = click.button
            self.is_extending = click.shift or click.ctrl
            line = (sender.scroll_offset.y + click.y) % sender.row_height
            self.spot = Offset(click.x, line)

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
        if self._is_cursor_drawn:
            behind = _BEHIND_REVERSED if self.app.native_ansi_color else _BEHIND
            if behind.issuperset(names):
                return Style.null() if partial else self.rich_style
        return super().get_component_rich_style(*names, partial=partial, default=default)

    def is_selected(self, place: int) -> bool:  # noqa: ARG002
        """Whether a row is one of several that are selected."""
        return False

    @property
    def rows_shown(self) -> int:
        """How many whole rows fit on the screen."""
        return max(1, self.scrollable_content_region.height // self.row_height)

    @property
    def first_shown(self) -> int:
        """The place of the first row on the screen."""
        return self.scroll_offset.y // self.row_height

    def is_in_sight(self, place: int) -> bool:
        """Whether a row is on the screen, whole."""
        top = place * self.row_height - self.scroll_offset.y
        return 0 <= top <= self.scrollable_content_region.height - self.row_height

    def update_size(self) -> None:
        """Tell the scroll bar how long the list is, and keep the cursor inside it."""
        region, lines = self.scrollable_content_region, self.row_count * self.row_height
        if not region.height:
            # Not laid out yet: a bar that is needed in any case is there in the first frame, too.
            self.show_vertical_scrollbar = self.is_attached and lines > self.app.size.height
        elif lines > region.height:
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
        """Move the cursor by rows and keep it on the screen.

        Where the mouse has scrolled it out of sight, the first step is to the nearest row in sight.
        """
        place = self.in_sight(self.cursor)
        if place != self.cursor and rows:
            rows -= 1 if rows > 0 else -1
        self.move_to(place + rows)

    def in_sight(self, place: int) -> int:
        """Return the row in sight that is nearest to a place."""
        if not self.scrollable_content_region.height:
            return place
        first = -(-self.scroll_offset.y // self.row_height)
        return max(first, min(place, first + self.rows_shown - 1))

    def move_to(self, place: int) -> None:
        """Put the cursor on a row and scroll it into view."""
        self.cursor = place
        self.show_cursor()

    def move_page(self, pages: float) -> None:
        """Move the cursor and the screen by pages or parts of one."""
        rows = int(self.rows_shown * pages) or (1 if pages > 0 else -1)
        place = self.in_sight(self.cursor)
        self.scroll_rows_to(self.scroll_offset.y + rows * self.row_height)
        self.move_to(place + rows)

    def move_by_key(self, key: str) -> bool:
        """Move as a key says that moves in every list; False for another key."""
        # No business of the start: there the screen's own commands move.
        from newsreader.tui.widgets.moving_keys import PAGES, ROWS, moving_by_key

        command_id = moving_by_key().get(key, "")
        if command_id in ROWS:
            self.move(ROWS[command_id])
        elif command_id in PAGES:
            self.move_page(PAGES[command_id])
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
            self._was_hidden = True
            return
        top = self.cursor * self.row_height
        target = self.scroll_offset.y
        if top < target:
            target = top
        elif top + self.row_height > target + height:
            target = top + self.row_height - height
            target += -target % self.row_height
        if target != self.scroll_offset.y:
            self.scroll_rows_to(target)

    def scroll_rows_to(self, y: int) -> None:
        """Scroll so that a line is the first on the screen."""
        self.scroll_to(y=max(0, y), animate=False, immediate=True)

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
        if self._height_before not in (0, self.row_height):
            # The first frame at a new size comes before the news of it.
            self._fit_rows()
            self.show_cursor()
        elif self._was_hidden:
            self._was_hidden = False
            self.show_cursor()
        place, line = divmod(self.scroll_offset.y + y, self.row_height)
        style = self.row_style
        if place >= self.row_count:
            return Strip.blank(width, style)
        is_selected = self.is_selected(place)
        if is_selected and not self.app.native_ansi_color:
            # The terminal's own colours have no shades: there the sign must do.
            style += self.get_component_rich_style("list--selected")
        if place == self.cursor:
            style += self.get_component_rich_style("list--cursor")
        self._is_cursor_drawn = place == self.cursor or is_selected
        segments = self.draw_row(place, line, width, style)
        self._is_cursor_drawn = False
        return Strip(segments).adjust_cell_length(width, style)

    def on_resize(self) -> None:
        """Fit the rows to the new width; where that has changed, they have been drawn already."""
        self._fit_rows()
        if self.size != self._fitted:
            # Textual tells also of a list that only got longer: what is on the screen stays then.
            self._fitted = self.size
            self.show_cursor()

    def _fit_rows(self) -> None:
        height = self.row_height
        if self.size.height and height != self._height_before:
            # Rows have become higher or lower: the one under the cursor stays on its line.
            line = self.cursor * self._height_before - self.scroll_offset.y
            is_first, self._height_before = not self._height_before, height
            self.update_size()
            if not is_first:
                self.scroll_rows_to(self.cursor * height - line // height * height)
                self.refresh()
        else:
            self.update_size()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row clicked and tell."""
        place = (self.scroll_offset.y + event.y) // self.row_height
        if place < self.row_count:
            clicked = self.Clicked(self, place, event)
            self.begin_click(clicked)
            self.cursor = place
            self.post_message(clicked)

    def begin_click(self, clicked: Clicked) -> None:
        """Do what a click does before the cursor is on its row."""

    def notify_style_update(self) -> None:
        """Draw all again in the new theme."""
        super().notify_style_update()
        self._row_style = None
        self.refresh()
