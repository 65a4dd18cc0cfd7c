"""The list of names that rise, each above the headlines that tell why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.model.headline import Headline
from newsreader.model.name import Name, Rising
from newsreader.tui.cells import age, cut, fit
from newsreader.tui.names.rising_names import rise_in_words
from newsreader.tui.theme import Surroundings, mention_style
from newsreader.tui.widgets.grouped_list import GroupedList
from newsreader.tui.widgets.headline_list import BOOKMARK_SIGN, UNREAD_SIGN

Row: TypeAlias = "Rising | Headline | None"
"""A name, a headline that tells why it rises, or (None) a blank line."""

_INDENT = 2
_AGE = 6
_MOST_OF_FEED = 28
_WIDEST = 130
"""Cells of a row at most: the eye finds from a title to its feed."""


class RisingList(GroupedList):
    """A name with how much it rises, its headlines below it, a blank line before the next."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--unread", "list--star"}
    DEFAULT_CSS = """
    RisingList {
        & > .list--unread { text-style: bold; }
        & > .list--star { color: $mark; }
    }
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        super().__init__()

    @property
    def row_count(self) -> int:
        """How many rows there are, blank ones among them."""
        return len(self.rows)

    @property
    def current(self) -> Row:
        """What is under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def current_name(self) -> Name | None:
        """The name under the cursor, or the one of the headline there."""
        above = self.rows[self.cursor :: -1] if self.rows else ()
        return next((row.name for row in above if isinstance(row, Rising)), None)

    def is_choosable(self, place: int) -> bool:
        """Whether a row is not blank."""
        return self.rows[place] is not None

    def show(self, rising: Sequence[Rising]) -> None:
        """Show names; the cursor stays on its row."""
        self.rows = []
        for each in rising:
            self.rows += [None, each, *each.why] if self.rows else [each, *each.why]
        self.update_size()
        self.refresh()

    def move_names(self, steps: int) -> None:
        """Put the cursor on a name so many further down, or up."""
        names = [place for place, row in enumerate(self.rows) if isinstance(row, Rising)]
        self.move_groups(names, steps)

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a name or a headline."""
        row, width = self.rows[place], min(width, _WIDEST)
        if row is None:
            return []
        if isinstance(row, Headline):
            return self._why(row, width, style)
        return self._who(row, width, style)

    def _who(self, row: Rising, width: int, style: Style) -> list[Segment]:
        """Draw a name: however long it is, how much it rises is seen."""
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        words = rise_in_words(row)
        kind = f" · {row.name.kind.value}"
        name = cut(row.name.name, max(8, width - cell_len(words) - cell_len(kind) - 4))
        room = width - 1 - cell_len(name)
        return [
            Segment(" ", style),
            Segment(name, style + mention_style(row.name.kind, Surroundings.of(self.app))),
            Segment(fit(f"  {words}{kind}", room), dim),
        ]

    def _why(self, row: Headline, width: int, style: Style) -> list[Segment]:
        dim = style + self.get_component_rich_style("list--dim", partial=True)
        mark = style + self.get_component_rich_style("list--mark", partial=True)
        star = style + self.get_component_rich_style("list--star", partial=True)
        title = style
        if not row.is_read:
            title += self.get_component_rich_style("list--unread", partial=True)
        room = width - _INDENT - 3 - _AGE - 2
        feed = min(_MOST_OF_FEED, room // 4)
        when = age(row.sort_at, datetime.now(UTC))
        return [
            Segment(" " * _INDENT, style),
            Segment(" " if row.is_read else UNREAD_SIGN, mark),
            Segment(BOOKMARK_SIGN if row.is_bookmarked else " ", star),
            Segment(" ", style),
            Segment(fit(row.title or "(no title)", room - feed - 2), title),
            Segment(f"  {fit(row.feed, feed)} {when:>{_AGE}} ", dim),
        ]
