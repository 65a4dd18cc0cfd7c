"""How the terminal can show pictures, and the widgets that do."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual_image.widget._base import Image as PictureWidget

_SIXEL_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "mintty", "contour"})
_SIXEL_TERMINALS = ("foot", "mlterm", "contour")
_KITTY_TERMINALS = frozenset({"xterm-kitty", "xterm-ghostty"})
_MULTIPLEXERS = ("tmux", "screen")
_CELL = (10, 20)
"""Pixels of a cell where the terminal does not tell."""

_importing = threading.Lock()


def can_show_pictures() -> bool:
    """Whether what shows pictures is installed."""
    return find_spec("textual_image") is not None and find_spec("PIL") is not None


def protocol_of(wanted: str, environment: Mapping[str, str]) -> str:
    """Return how to show pictures: `kitty`, `sixel`, or `blocks` of half a cell anywhere.

    The setting is obeyed; with `auto` the terminal's name tells. A multiplexer passes blocks only.
    """
    if wanted != "auto":
        return wanted
    name = environment.get("TERM", "")
    if environment.get("TMUX") or name.startswith(_MULTIPLEXERS):
        return "blocks"
    if name in _KITTY_TERMINALS or environment.get("KITTY_WINDOW_ID"):
        return "kitty"
    is_sixel = (
        name.startswith(_SIXEL_TERMINALS)
        or environment.get("TERM_PROGRAM") in _SIXEL_PROGRAMS
        or bool(environment.get("KONSOLE_VERSION"))
    )
    return "sixel" if is_sixel else "blocks"


class Painter(NamedTuple):
    """What makes a widget of a picture's file, and how many pixels a cell has."""

    widget: Callable[[str], PictureWidget]
    cell: tuple[int, int]

    def box(self, columns: int, rows: int) -> tuple[int, int]:
        """Return the pixels there are in so many cells."""
        return columns * self.cell[0], rows * self.cell[1]

    def cells(self, size: tuple[int, int], columns: int, rows: int) -> tuple[int, int]:
        """Return the cells that a picture takes which is to keep its shape and fit."""
        across, down = size[0] / self.cell[0], size[1] / self.cell[1]
        part = min(1.0, columns / across, rows / down)
        return max(1, round(across * part)), max(1, round(down * part))


def load_painter(protocol: str) -> Painter:
    """Import the widget for a protocol. Takes a tenth of a second: not for the UI thread.

    The library asks the terminal what it can do as it is imported, and would wait for answers that
    the app gets: it is shown none.
    """
    with _importing:
        real = sys.__stdout__
        sys.__stdout__ = io.StringIO()  # type: ignore[misc, assignment]
        try:
            from textual_image import _terminal, widget
        finally:
            sys.__stdout__ = real  # type: ignore[misc]
    cell = _cell_of_terminal() or _CELL
    _terminal.get_cell_size._result = _terminal.CellSize(*cell)  # type: ignore[attr-defined]  # noqa: SLF001
    if protocol == "kitty":
        return Painter(widget.TGPImage, cell)
    return Painter(widget.SixelImage if protocol == "sixel" else widget.HalfcellImage, cell)


def _cell_of_terminal() -> tuple[int, int] | None:
    """Return the pixels of a cell as the terminal tells them, None where it does not."""
    if sys.platform == "win32" or sys.__stdout__ is None:
        return None
    import fcntl
    import struct
    import termios

    try:
        answer = fcntl.ioctl(sys.__stdout__, termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    if not (rows and columns and width >= columns and height >= rows):
        return None
    return width // columns, height // rows
