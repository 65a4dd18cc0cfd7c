"""The panel of the names of the open article, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from newsreader.tui.cells import fit
from newsreader.tui.names.article_names import KINDS, NameHere
from newsreader.tui.theme import Surroundings, mention_style
from newsreader.tui.widgets.grouped_list import GroupedList
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.pane_title import PaneTitle

CHOSEN_SIGN = "▸"
CLOSING_SIGN = "✕"
_COUNT = 6
"""Cells of a count with a blank before and after it."""
_ROOM_FOR_FORMS = 44
"""Cells of a row from which on it has the other forms, too."""
_LEAST_OF_FORMS = 14


class _Heading(NamedTuple):
    words: str


class NameList(GroupedList):
    """The names of an article under a heading for each kind, with how often it mentions each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--heading"}
    DEFAULT_CSS = """
    NameList {
        & > .list--heading { color: $quiet; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        self.rows: list[NameHere | _Heading] = []
        self.empty_words = ""
        self.chosen_key = ""
        """The name that is stepped through alone; empty for none."""
        self._widest = 0
        super().__init__(id="article-names")

    @property
    def row_count(self) -> int:
        """How many rows there are, headings among them."""
        return len(self.rows)

    @property
    def current(self) -> NameHere | None:
        """The name under the cursor."""
        return self.name_at(self.cursor)

    def name_at(self, place: int) -> NameHere | None:
        """Return the name of a row; None for a heading."""
        row = self.rows[place] if place < len(self.rows) else None
        return row if isinstance(row, NameHere) else None

    def is_choosable(self, place: int) -> bool:
        """Whether a row is a name."""
        return self.name_at(place) is not None

    def show(self, names: Sequence[NameHere], empty_words: str, *, key: str = "") -> None:
        """Show names, the cursor on the one with a key, or on the first; or why there are none."""
        self.rows, self.empty_words = [], empty_words
        for kind, words in KINDS:
            of_kind = [each for each in names if each.kind is kind]
            if of_kind:
                self.rows += [_Heading(f"{words} {len(of_kind)}"), *of_kind]
        self._widest = max((cell_len(each.label) for each in names), default=0)
        self.update_size()
        self.cursor = next((n for n, row in enumerate(self.rows) if _key(row) == key), 0)
        self.show_cursor()
        self.refresh()

    def go_to(self, key: str) -> None:
        """Put the cursor on a name."""
        place = next((n for n, row in enumerate(self.rows) if _key(row) == key), None)
        if place is not None:
            self.move_to(place)

    def move_kinds(self, steps: int) -> None:
        """Put the cursor on the first name of another kind, so many further down, or up."""
        heads = [n + 1 for n, row in enumerate(self.rows) if isinstance(row, _Heading)]
        self.move_groups(heads, steps)

    def choose(self, key: str) -> None:
        """Show which name is stepped through alone."""
        self.chosen_key = key
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a heading, or a name as the article paints it, its other forms, and its count."""
        row = self.rows[place]
        if isinstance(row, _Heading):
            heading = self.get_component_rich_style("list--heading", partial=True)
            return [Segment(fit(f" {row.words}", width), style + heading)]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        mark = style + self.get_component_rich_style("list--mark", partial=True)
        name = style + mention_style(row.kind, Surroundings.of(self.app))
        room = width - 2 - _COUNT
        sign = f"{CHOSEN_SIGN} " if row.key == self.chosen_key else "  "
        count = f" {row.count:>{_COUNT - 2},} "
        if width < _ROOM_FOR_FORMS or not row.others:
            return [
                Segment(sign, mark),
                *_padded(row.label, room, name, style),
                Segment(count, dim),
            ]
        label = min(self._widest, room - _LEAST_OF_FORMS)
        forms = fit(f"  {', '.join(row.others)}", room - label)
        return [
            Segment(sign, mark),
            *_padded(row.label, label, name, style),
            Segment(forms, dim),
            Segment(count, dim),
        ]

    def render_line(self, y: int) -> Strip:
        """Draw one line; without names it is said why there are none."""
        strip = super().render_line(y)
        if self.rows or y != 0:
            return strip
        dim = self.rich_style + self.get_component_rich_style("list--dim", partial=True)
        return Strip([Segment(fit(f" {self.empty_words}", strip.cell_length), dim)])


def _key(row: NameHere | _Heading) -> str:
    return row.key if isinstance(row, NameHere) else ""


def _padded(text: str, width: int, style: Style, ground: Style) -> list[Segment]:
    """Return a text in so many cells, what is underlined ending with its last letter."""
    shown = fit(text, width)
    bare = shown.rstrip()
    return [Segment(bare, style), Segment(" " * (width - cell_len(bare)), ground)]


class NamesPanel(Vertical):
    """Beside the text where there is room for both, else below it."""

    DEFAULT_CSS = """
    NamesPanel {
        dock: bottom;
        height: 42%;
        min-height: 5;
        background: $background;
        &.-beside {
            dock: right;
            width: 34;
            height: 100%;
            border-left: vkey $surface;
        }
        NameList { height: 1fr; }
    }
    """

    class Closed(Message):
        """The sign that closes the panel was clicked."""

    class Chosen(Message):
        """The name under the cursor was clicked; by its count, to step through it."""

        def __init__(self, *, is_stepping: bool) -> None:
            super().__init__()
            self.is_stepping = is_stepping

    def __init__(self) -> None:
        self.title_line = PaneTitle()
        self.names = NameList()
        self.is_wanted = False
        """Whether it is shown beside any article that is."""
        super().__init__(self.title_line, self.names, id="names-panel")
        self.title_line.title = "Names"
        self.title_line.count = CLOSING_SIGN

    def on_line_list_clicked(self, clicked: LineList.Clicked) -> None:
        """Tell of a click on a name."""
        clicked.stop()
        begin = self.names.scrollable_content_region.width - _COUNT
        self.post_message(self.Chosen(is_stepping=clicked.spot.x >= begin))

    def on_click(self, event: events.Click) -> None:
        """Close by the sign in the title."""
        if event.widget is self.title_line and event.x >= self.title_line.size.width - 3:
            self.post_message(self.Closed())
