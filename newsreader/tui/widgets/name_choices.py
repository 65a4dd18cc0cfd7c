"""Names to choose from, each with its kind and how many articles mention it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model.name import Name
from newsreader.tui.cells import cut, fit
from newsreader.tui.names.following import name_in_words
from newsreader.tui.theme import Surroundings, mention_style
from newsreader.tui.widgets.line_list import LineList


class NameChoices(LineList):
    """A row for each name; it is moved in while one types."""

    DEFAULT_CSS = """
    NameChoices { background: $surface; }
    NameChoices > .list--cursor {
        background: $sheet-row;
        color: $foreground;
        text-style: $row-style;
    }
    """
    can_focus = False

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.is_clicked_again = False
        """Whether the row clicked last was under the cursor already."""
        super().__init__()

    @property
    def row_count(self) -> int:
        """How many names there are."""
        return len(self.names)

    @property
    def current(self) -> Name | None:
        """The name under the cursor."""
        return self.names[self.cursor] if self.names else None

    def show(self, names: Sequence[Name]) -> None:
        """Show names, the cursor on the first."""
        self.names = [*names]
        self.update_size()
        self.move_to(0)
        self.refresh()

    def begin_click(self, clicked: LineList.Clicked) -> None:
        """Keep whether the name clicked is the one that was told of already."""
        self.is_clicked_again = clicked.place == self.cursor

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a name as articles paint it, and at the right what it is."""
        name = self.names[place]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        note = name_in_words(name)
        room = width - cell_len(note) - 4
        label = cut(name.name, room)
        sign = "› " if place == self.cursor else "  "
        padding = fit("", max(0, room - cell_len(label)) + 1)
        painted = mention_style(name.kind, Surroundings.of(self.app))
        if self._is_cursor_drawn and self.app.native_ansi_color:
            # On reversed cells in its shape only.
            painted = painted.without_color
        return [
            Segment(sign, style),
            Segment(label, style + painted),
            Segment(padding, style),
            Segment(f"{note} ", dim),
        ]
