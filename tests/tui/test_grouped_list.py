"""A list whose headings are passed over."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from newsreader.tui.widgets.grouped_list import GroupedList


class Rows(GroupedList):
    """Rows that can be chosen (True) or not."""

    def __init__(self, rows: list[bool], cursor: int) -> None:
        super().__init__()
        self.rows = rows
        self.set_reactive(GroupedList.cursor, cursor)

    @property
    def row_count(self) -> int:
        return len(self.rows)

    def is_choosable(self, place: int) -> bool:
        return self.rows[place]


rows = st.lists(st.booleans(), min_size=1, max_size=30)


@given(rows, st.integers(0, 29), st.integers(-5, 40))
def test_the_cursor_is_never_on_a_heading(rows: list[bool], cursor: int, wanted: int) -> None:
    """It goes on the way it goes, and turns round only where nothing is left that way."""
    assume(any(rows))
    shown = Rows(rows, min(cursor, len(rows) - 1))
    found = shown.validate_cursor(wanted)
    assert rows[found]
    place = max(0, min(wanted, len(rows) - 1))
    ahead = range(place, len(rows)) if place >= shown.cursor else range(place, -1, -1)
    nearest = next((each for each in ahead if rows[each]), None)
    if nearest is not None:
        assert found == nearest


@given(rows)
def test_without_anything_to_choose_the_cursor_stays_inside(rows: list[bool]) -> None:
    """Where all are headings there is still no row but those there are."""
    shown = Rows([False] * len(rows), 0)
    assert 0 <= shown.validate_cursor(len(rows)) < len(rows)
