"""What stands behind the panes: containers all of whose lines look the same."""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is seen between the panes."""
        return even_lines(super().render_lines, crop)


class Side(Vertical):
    """A pane with its title and what belongs to it, one below the other."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the border at the left."""
        return even_lines(super().render_lines, crop)
