"""What stands behind the panes: containers all of whose lines look the same."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip

RenderLines = Callable[[Region], list[Strip]]


def even_lines(render_lines: RenderLines, crop: Region) -> list[Strip]:
    """Draw one line with a widget's own `render_lines` and use it for all of a region.

    Whatever is hidden behind others is drawn as well, a container as carefully as its contents:
    without this, half of what the first frame takes is lines that nobody sees.
    """
    line = render_lines(Region(crop.x, crop.y, crop.width, min(1, crop.height)))
    return line * crop.height


class Row(Horizontal):
    """Panes side by side."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is seen between the panes."""
        return even_lines(super().render_lines, crop)


class Side(Vertical):
    """A pane with its title and what belongs to it, one below the other.

    Its left edge can be dragged with the mouse.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)

    class Dragged(Message):
        """The left edge was dragged to a column of the screen."""

        def __init__(self, side: Side, column: int) -> None:
            super().__init__()
            self.side = side
            self.column = column

    _is_dragged = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge."""
        if event.button == 1 and event.screen_x == self.region.x and self.styles.border_left[0]:
            self._is_dragged = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where the edge is dragged to."""
        if self._is_dragged:
            self.post_message(self.Dragged(self, event.screen_x))

    def on_mouse_up(self) -> None:
        """Let go of the edge."""
        if self._is_dragged:
            self._is_dragged = False
            self.release_mouse()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the border at the left."""
        return even_lines(super().render_lines, crop)
