"""Lists of headlines: pages, order, counts, stretches, and the indexes they are read from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import lists, narrowing
from newsreader.library.feeds import NewFeed
from newsreader.model.article import FeedUpdate, Key
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, narrowed, parse_query
from newsreader.model.terms import Term

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR_OFF = datetime(2100, 1, 1, tzinfo=UTC)

QUERIES = st.builds(
    Query,
    feed_id=st.sampled_from([None, None, 1, 2, 9]),
    folder=st.sampled_from([None, None, "x", "nowhere"]),
    is_unread=st.sampled_from([None, True, False]),
    is_bookmarked=st.sampled_from([None, None, True, False]),
    unread_since=st.sampled_from([None, LONG_AGO, FAR_OFF]),
    oldest_first=st.booleans(),
    terms=st.sampled_from(
        [(), (), (Term("even"),), (Term("even", is_excluded=True),), (Term("od"), Term("thi"))]
    ),
)
RANKED = st.one_of(st.just([]), st.lists(st.integers(1, 24), unique=True))
ACTIONS = st.sampled_from(
    [Action.MARK_READ, Action.BOOKMARK, Action.BOOKMARK, Action.DELETE, Action.UNSUBSCRIBE]
)
CHANGES = st.lists(st.tuples(ACTIONS, st.sets(st.integers(1, 24), max_size=8)), max_size=6)


@pytest.fixture(scope="module")
def stocked(entry):
    """A library of four feeds, two of them in folder x, with six articles each."""

    def make(library, changes):
        added = library.feeds.add(
            [NewFeed(f"https://{n}.example", folder="x" if n % 2 else None) for n in range(4)]
        )
        for feed, _ in added:
            new = tuple(
                entry(str(n), hours_ago=n // 2, title="even thing" if n % 2 else "odd thing")
                for n in range(6)
            )
            library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
        for action, ids in changes:
            if action is Action.UNSUBSCRIBE:
                change = Change(action, feed_ids=tuple(n % 4 + 1 for n in list(ids)[:1]))
            else:
                change = Change(action, tuple(ids))
            library.journal.apply(change)

    return make


def listed(library, query: Query) -> list[int]:
    """The ids a list must show, found without any index."""
    terms = {
        (): "1",
        (Term("even"),): "article.title LIKE 'even%'",
        (Term("even", is_excluded=True),): "article.title NOT LIKE 'even%'",
        (Term("od"), Term("thi")): "article.title LIKE 'odd%'",
    }
    where = [terms[query.terms]]
    if query.is_bookmarked:
        where.append("+gone IN (0, 2) AND +is_bookmarked = 1")
    else:
        where.append("+gone = 0")
        if query.is_bookmarked is False:
            where.append("+is_bookmarked = 0")
    if query.feed_id is not None:
        where.append(f"+feed_id = {query.feed_id}")
    if query.folder is not None:
        where.append(f"folder = '{query.folder}' AND is_removed = 0")
    if query.is_unread is False:
        where.append("+is_read = 1")
    elif query.is_unread:
        # Everything was read between LONG_AGO and FAR_OFF.
        where.append("1" if query.unread_since == LONG_AGO else "+is_read = 0")
    order = "sort_at, article.id" if query.oldest_first else "sort_at DESC, article.id DESC"
    with library._connections.reading() as connection:
        rows = connection.execute(
            "SELECT article.id FROM article NOT INDEXED JOIN feed ON feed.id = feed_id "
            f"WHERE {' AND '.join(where)} ORDER BY {order}"
        )
        found = [row[0] for row in rows]
    places = {article_id: place for place, article_id in enumerate(query.ranked)}
    return sorted(found, key=lambda article_id: places.get(article_id, len(places)))


def ranked(library, query: Query, ids: list[int]) -> Query:
    """Rank ids that the words of a query find, whatever became of their articles."""
    words = Query(terms=query.terms)
    gone = library.articles.known(1) + library.articles.known(2)
    title = {known.article_id: known.title for known in gone}
    found = set(listed(library, words))
    if query.terms == (Term("even"),):
        found |= {article_id for article_id in title if title[article_id].startswith("even")}
    kept = tuple(article_id for article_id in ids if article_id in found)
    return query._replace(ranked=kept, oldest_first=query.oldest_first and not kept)


@settings(max_examples=60, deadline=None)
@given(
    CHANGES,
    st.lists(st.tuples(QUERIES, RANKED), min_size=1, max_size=8),
    st.integers(1, 9),
    st.booleans(),
)
def test_pages_put_together_are_the_whole_list(
    fresh_library, stocked, changes, queries, limit, has_few_hits
):
    """Forwards, backwards and by offset, pages give every row of a list once, in its order."""
    with pytest.MonkeyPatch.context() as patch, fresh_library() as library:
        patch.setattr(narrowing, "FEW_HITS", 1000 if has_few_hits else 1)
        stocked(library, changes)
        articles = library.articles
        for unranked, ids in queries:
            query = ranked(library, unranked, ids)
            expected = listed(library, query)
            assert [row.id for row in articles.iterate(query)] == expected
            forward: list = []
            while rows := articles.page(
                query, after=forward[-1].key if forward else None, limit=limit
            ):
                forward += rows
            backward = articles.page(query, from_end=True, limit=limit)
            while backward and (rows := articles.page(query, before=backward[0].key, limit=limit)):
                backward = rows + backward
            by_offset: list = []
            while rows := articles.page(query, offset=len(by_offset), limit=limit):
                by_offset += rows
            assert [row.id for row in forward] == expected
            assert backward == forward == by_offset
            assert articles.count(query) == len(expected)
            for place, row in enumerate(forward):
                assert articles.rank(query, row.key) == place
                unread = [each for each in forward[place + 1 :] if not each.is_read]
                found = articles.next_unread(query, row.key)
                assert found == (unread[0] if unread else None)
                unread = [each for each in forward[:place] if not each.is_read]
                found = articles.next_unread(query, row.key, forward=False)
                assert found == (unread[-1] if unread else None)
            unread = [each for each in forward if not each.is_read]
            assert articles.next_unread(query, None) == (unread[0] if unread else None)


def test_a_list_stops_where_it_is_told_to(library, fill):
    """A limit bounds what is iterated over; a key need not be a row's own."""
    ids = fill(library, ages=range(600))
    assert [row.id for row in library.articles.iterate(Query(), limit=300)] == ids[:300]
    assert list(library.articles.iterate(Query(), limit=0)) == []
    between = Key(NOW - timedelta(hours=10, minutes=30), 1)
    assert library.articles.rank(Query(), between) == 11
    assert library.articles.page(Query(), after=between, limit=1)[0].id == ids[11]


def test_what_is_read_stays_in_an_unread_list_until_it_is_left(library, fill):
    """An unread list opened at a moment keeps what was read since, in its place."""
    ids = fill(library)
    library.journal.apply(Change(Action.MARK_READ, (ids[0],)))
    opened_at = datetime.now(UTC)
    query = Query(is_unread=True, unread_since=opened_at)
    library.journal.apply(Change(Action.MARK_READ, (ids[1],)))
    rows = library.articles.page(query)
    assert [(row.id, row.is_read) for row in rows] == [(ids[1], True), (ids[2], False)]
    assert library.articles.count(query) == 2
    left = query._replace(unread_since=datetime.now(UTC))
    assert [row.id for row in library.articles.page(left)] == [ids[2]]


def test_bookmarks_outlive_their_feed(library, fill):
    """A bookmarked article of an unsubscribed feed is in Bookmarks, readable, and nowhere else."""
    ids = fill(library)
    library.journal.apply(Change(Action.BOOKMARK, (ids[1],)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(1,)))
    assert [row.id for row in library.articles.page(Query(is_bookmarked=True))] == [ids[1]]
    assert library.articles.page(Query()) == []
    assert library.articles.get(ids[1]).body.text == "A text."
    assert library.articles.get(ids[0]) is None
    totals = library.feeds.totals()
    assert (totals.articles, totals.unread, totals.bookmarked) == (0, 0, 1)
    library.journal.apply(Change(Action.DELETE, (ids[1],)))
    assert library.feeds.totals().bookmarked == 0
    library.journal.undo()
    library.journal.undo()
    assert library.articles.count(Query()) == 3


@pytest.mark.parametrize("key", [None, Key(NOW, 5)])
@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Query(), "article_visible"),
        (Query(is_unread=True), "article_unread"),
        (Query(feed_id=1), "article_feed"),
        (Query(feed_id=1, is_unread=True), "article_feed_unread"),
        (Query(is_bookmarked=True), "article_bookmarked"),
        (Query(folder="f"), "article_feed"),
        (parse_query("-word"), "article_visible"),
    ],
)
def test_lists_are_read_from_an_index_in_its_order(library, fill, query, index, key, oldest_first):
    """No page is sorted, no table scanned: SQLite walks one index from the key on."""
    fill(library, folder="f")
    query = query._replace(oldest_first=oldest_first)
    with library._connections.reading() as connection:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        lists.page(connection, query, start=key, limit=10)
        connection.set_trace_callback(None)
        plans = [
            row[3]
            for sql in statements
            if "article INDEXED BY" in sql
            for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert plans
    assert all(
        f"INDEX {index} " in f"{plan} " or "SUBQUERY" in plan or "search" in plan for plan in plans
    )
    assert not any("TEMP B-TREE" in plan for plan in plans)
    if key is not None:
        assert any("sort_at=? AND id" in plan for plan in plans)
        assert any("sort_at<?" in plan or "sort_at>?" in plan for plan in plans)


@settings(max_examples=40, deadline=None)
@given(CHANGES, QUERIES, RANKED, st.data())
def test_a_stretch_of_a_list_is_the_rows_between(fresh_library, stocked, changes, query, ids, data):
    """The rows between two of a list, both included, whichever is named first."""
    with fresh_library() as library:
        stocked(library, changes)
        query = ranked(library, query, ids)
        rows = library.articles.page(query, limit=1000)
        if not rows:
            return
        places = st.integers(0, len(rows) - 1)
        first, last = data.draw(places), data.draw(places)
        stretch = query._replace(between=(rows[first].key, rows[last].key))
        expected = rows[min(first, last) : max(first, last) + 1]
        assert list(library.articles.iterate(stretch)) == expected
        assert library.articles.ids(stretch) == sorted(row.id for row in expected)
        assert library.articles.count(stretch) == len(expected)
        unread = {row.id for row in expected if not row.is_read}
        marked = library.journal.mark_all_read(stretch)
        assert set(marked.article_ids if marked else ()) == unread


@settings(max_examples=40, deadline=None)
@given(CHANGES, QUERIES, QUERIES)
def test_a_list_narrowed_by_another_is_what_both_have(
    fresh_library, stocked, changes, query, other
):
    """A filter leaves of a list what the filter lists itself, in the order of the list."""
    query = query._replace(unread_since=None)
    by = Query(is_unread=other.is_unread, is_bookmarked=other.is_bookmarked, terms=other.terms)
    # Bookmarks are listed of feeds that are subscribed to no more, other lists are not.
    changes = [change for change in changes if change[0] is not Action.UNSUBSCRIBE]
    with fresh_library() as library:
        stocked(library, changes)
        both = {row.id for row in library.articles.iterate(by)}
        expected = [row for row in library.articles.iterate(query) if row.id in both]
        assert list(library.articles.iterate(narrowed(query, by))) == expected
