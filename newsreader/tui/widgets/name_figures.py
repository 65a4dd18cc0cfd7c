"""The figures that stand in the sentences with a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.cells import age, cut, fit
from newsreader.tui.layout.stepping import figure_in_words
from newsreader.tui.names.excerpt import Emphasis, excerpt, on_one_line, painted
from newsreader.tui.widgets.name_page_list import NAMED, NamePageList

if TYPE_CHECKING:
    from newsreader.model.mention import Mention
    from newsreader.model.mention_kind import MentionKind
    from newsreader.model.name import Passage

_INDENT = 3
_AGE = 6


class NameFigure(NamedTuple):
    """A figure in the sentence of an article with the name."""

    passage: Passage
    figure: Mention

    @property
    def written(self) -> str:
        """The figure as the article writes it."""
        return on_one_line(self.passage.sentence[self.figure.start : self.figure.end])

    @property
    def meaning(self) -> str:
        """Its kind and what it says."""
        words, kind = figure_in_words(self.figure), self.figure.kind.value
        return f"{kind} · {words}" if words else kind

    @property
    def place(self) -> int:
        """Where it begins in the article's text, or in its title."""
        return self.passage.place - self.passage.start + self.figure.start


def figures_of(passages: Sequence[Passage]) -> list[NameFigure]:
    """Return the figures in the sentences of articles."""
    return [NameFigure(passage, each) for passage in passages for each in passage.figures]


class NameFigureList(NamePageList):
    """A figure on two lines: what it says, then its sentence around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--value"}
    DEFAULT_CSS = """
    NameFigureList {
        & > .list--value { text-style: bold; }
    }
    """

    empty_words = "No figures are in its sentences."

    def __init__(self) -> None:
        self.rows: Sequence[NameFigure] = ()
        self._kind: MentionKind | None = None
        super().__init__(id="name-figures")

    @property
    def row_count(self) -> int:
        """How many figures there are."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """Return two lines."""
        return 2

    @property
    def current(self) -> NameFigure | None:
        """The figure under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[NameFigure], kind: MentionKind) -> None:
        """Show figures; the cursor stays on its figure."""
        current = self.current
        self.rows, self._kind = rows, kind
        self.update_size()
        if current is not None:
            mark = current.passage.headline.id, current.place
            same = (n for n, r in enumerate(rows) if (r.passage.headline.id, r.place) == mark)
            self.cursor = next(same, self.cursor)
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a line of a figure."""
        row = self.rows[place]
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        over = self.kind_style(row.figure.kind)
        if line:
            return self._sentence(row, width, dim, over)
        written = cut(row.written, width // 2)
        when = age(row.passage.headline.sort_at, datetime.now(UTC))
        room = width - cell_len(written) - 1 - _AGE - 2
        value = style + self.get_component_rich_style("list--value", partial=True)
        return [
            Segment(" ", style),
            Segment(written, style + over + Style(bold=True)),
            Segment(fit(f"  {row.meaning}", room), value),
            Segment(f" {when:>{_AGE}} ", dim),
        ]

    def _sentence(self, row: NameFigure, width: int, dim: Style, over: Style) -> list[Segment]:
        passage, figure = row.passage, row.figure
        lines = excerpt(passage.sentence, figure.start, figure.end, width - _INDENT - 1, 1)
        if not lines:
            return []
        name = NAMED
        if self._kind is not None:
            name = self.kind_style(self._kind) + NAMED
        emphases = (
            Emphasis(figure.start, figure.end, over + Style(bold=True)),
            Emphasis(passage.start, passage.end, name),
        )
        return [Segment(" " * _INDENT, dim), *painted(lines[0], emphases, dim)]
