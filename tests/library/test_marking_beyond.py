"""Marking above or below a place of a list read."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.library.steps import AT_ONCE
from newsreader.model.article import FeedUpdate
from newsreader.model.query import Beyond, Query, parse_query
from tests.benchmarks.big_library import make_library
from tests.library.conftest import NOW

QUERIES = st.builds(
    Query,
    feed_id=st.sampled_from([None, None, 1]),
    is_unread=st.sampled_from([None, True]),
    oldest_first=st.booleans(),
)
RANKED = st.lists(st.integers(1, 12), unique=True, max_size=8).map(tuple)


@settings(max_examples=40, deadline=None)
@given(QUERIES, st.integers(0, 11), st.booleans(), RANKED)
def test_exactly_what_is_listed_there_is_marked(
    fresh_library, entry, query: Query, place: int, is_backward: bool, ranked: tuple[int, ...]
) -> None:
    """What a list shows before or after a row, the row not with it; undo takes it back."""
    with fresh_library() as library:
        fill(library, entry)
        if not query.oldest_first:
            query = query._replace(ranked=ranked)
        rows = library.articles.page(query, limit=20)
        place = min(place, len(rows) - 1)
        key, beyond = rows[place].key, rows[:place] if is_backward else rows[place + 1 :]
        library.journal.mark_all_read(query._replace(beyond=Beyond(key, is_before=is_backward)))
        read = {row.id for row in library.articles.page(Query(is_unread=False), limit=20)}
        assert read == {row.id for row in beyond}
        assert library.feeds.totals().unread == 12 - len(beyond)
        if beyond:
            library.journal.undo()
            assert library.feeds.totals().unread == 12
            library.journal.redo()
            assert library.feeds.totals().unread == 12 - len(beyond)


def fill(library: Library, entry) -> None:
    """Two feeds of six articles, several of one moment."""
    for number in (1, 2):
        [(feed, _)] = library.feeds.add([NewFeed(f"https://example.org/{number}", f"{number}")])
        new = tuple(entry(f"{number}-{n}", hours_ago=n // 2) for n in range(6))
        library.articles.save(feed.id, FeedUpdate(new=new), None, NOW + timedelta(days=1))


def test_a_search_is_marked_beyond_a_place(library: Library, entry) -> None:
    """Only what is found, and only beyond the place."""
    [(feed, _)] = library.feeds.add([NewFeed("https://example.org/1", "one")])
    new = tuple(entry(f"{n}", hours_ago=n, text="even" if n % 2 else "odd") for n in range(8))
    library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
    query = parse_query("even")
    rows = library.articles.page(query, limit=9)
    library.journal.mark_all_read(query._replace(beyond=Beyond(rows[1].key)))
    read = library.articles.page(Query(is_unread=False), limit=9)
    assert [row.id for row in read] == [row.id for row in rows[2:]]


def test_a_long_list_is_marked_in_steps(tmp_path) -> None:
    """Of very many articles it is one change, carried out in steps, and undone as one."""
    path = tmp_path / "library.db"
    make_library(path, AT_ONCE * 5 // 4, feeds=5, words=10)
    with Library.open(path) as library:
        before = library.feeds.totals().unread
        key = library.articles.page(Query(), offset=20, limit=1)[0].key
        change = library.journal.mark_all_read(Query(beyond=Beyond(key)))
        assert change is not None
        assert change.many > AT_ONCE
        library.journal.finish()
        left = library.articles.page(Query(is_unread=True), limit=50)
        assert left
        assert all((row.sort_at, row.id) >= (key.sort_at, key.id) for row in left)
        library.journal.undo()
        library.journal.finish()
        assert library.feeds.totals().unread == before
