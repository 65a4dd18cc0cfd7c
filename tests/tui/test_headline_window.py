"""A window of rows over a long list asks for the right pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.article import Headline, Key
from newsreader.model.query import Query
from newsreader.tui.headline_window import PAGE, HeadlineWindow, PageRequest

START = datetime(2024, 1, 1, tzinfo=UTC)


def rows(count: int) -> list[Headline]:
    """A list of so many headlines, newest first."""
    return [
        Headline(i + 1, 1, "Feed", f"Title {i}", None, None, None, START - timedelta(minutes=i))
        for i in range(count)
    ]


def answer(everything: list[Headline], request: PageRequest) -> list[Headline]:
    """What the library gives for a request, by its documented meaning."""
    keys: list[Key] = [row.key for row in everything]
    if request.after is not None:
        start = keys.index(request.after) + 1
        return everything[start : start + request.limit]
    if request.before is not None:
        stop = keys.index(request.before)
        return everything[max(0, stop - request.limit) : stop]
    if request.from_end:
        return everything[-request.limit :]
    start = request.offset or 0
    return everything[start : start + request.limit]


@given(
    st.integers(0, 3000), st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 60)), max_size=8)
)
def test_any_scrolling_shows_the_right_rows(total: int, looks: list[tuple[int, int]]) -> None:
    """Wherever one scrolls, the rows asked for arrive at their places, and few are kept."""
    everything = rows(total)
    window = HeadlineWindow(Query(), total)
    for start, height in looks:
        start = min(start, max(0, total - 1))
        for _ in range(20):
            request = window.request(start, start + height)
            if request is None:
                break
            window.accept(request, answer(everything, request))
        for place in range(start, min(start + height, total)):
            assert window.row(place) == everything[place]
        assert len(window.rows) <= 4 * PAGE
        assert window.total == total


def test_a_jump_to_the_end_needs_no_offset() -> None:
    """The end is read backwards, not counted to."""
    request = HeadlineWindow(Query(), 100_000).request(99_950, 100_000)
    assert request is not None
    assert request.from_end


def test_scrolling_on_asks_by_key() -> None:
    """The next page comes after the last row known."""
    everything = rows(1000)
    window = HeadlineWindow(Query(), 1000, 0, everything[:200])
    request = window.request(190, 230)
    assert request is not None
    assert request.after == everything[199].key


def test_a_list_shorter_than_thought_is_corrected() -> None:
    """When rows went away meanwhile, the end that was reached is the end."""
    everything = rows(250)
    window = HeadlineWindow(Query(), 300, 0, everything[:200])
    request = window.request(190, 230)
    assert request is not None
    window.accept(request, answer(everything, request))
    assert window.total == 250


def test_a_row_is_replaced_in_place() -> None:
    """A headline that was marked read is shown so."""
    everything = rows(10)
    window = HeadlineWindow(Query(), 10, 0, list(everything))
    read = Headline(4, 1, "Feed", "Title 3", None, None, None, everything[3].sort_at, is_read=True)
    window.replace(read)
    assert window.row(3) == read
    assert window.place_of(4) == 3
