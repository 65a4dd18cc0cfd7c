from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library, LibraryError
from newsreader.library.rows import pack, unpack
from newsreader.model.article import FeedUpdate
from newsreader.model.correction import NO_NAME
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, parse_query
from newsreader.model.saved_search import SavedSearch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

FLAGS = [
    Action.MARK_READ,
    Action.MARK_UNREAD,
    Action.BOOKMARK,
    Action.UNBOOKMARK,
    Action.DELETE,
    Action.RESTORE,
]
IDS = st.lists(st.integers(0, 9), max_size=6).map(tuple)
FEEDS = st.lists(st.integers(0, 4), max_size=2).map(tuple)
TITLES = st.sampled_from([None, "", "One", "Two"])
SEARCHES = st.sampled_from(["rain", "snow"])
PLACES = st.integers(1, 9)


def stored_search(text: str, position: int) -> str:
    return SavedSearch("", text, position).dumps()


STORED = st.builds(stored_search, SEARCHES, PLACES)

CHANGES = st.one_of(
    st.builds(lambda action, ids: Change(action, ids), st.sampled_from(FLAGS), IDS),
    st.builds(
        lambda action, feeds: Change(action, feed_ids=feeds),
        st.sampled_from([Action.SUBSCRIBE, Action.UNSUBSCRIBE]),
        FEEDS,
    ),
    st.builds(
        lambda feed, after: Change(Action.EDIT_FEED, feed_ids=(feed,), after=after),
        st.integers(0, 4),
        st.dictionaries(st.sampled_from(["title", "folder"]), TITLES),
    ),
    st.builds(
        lambda after: Change(Action.CORRECT, after=after),
        st.dictionaries(
            st.sampled_from(["mars", "paris"]), st.sampled_from([None, "person", NO_NAME])
        ),
    ),
    st.builds(
        lambda name, stored: Change(Action.SAVE_SEARCH, after={name: stored}), SEARCHES, STORED
    ),
    st.builds(lambda name: Change(Action.DROP_SEARCH, after={name: None}), SEARCHES),
    st.builds(
        # As `editing` of model/saved_search.py makes it: the former name goes, or is the same.
        lambda old, new, stored: Change(Action.EDIT_SEARCH, after={old: None, new: stored}),
        SEARCHES,
        SEARCHES,
        STORED,
    ),
    st.builds(
        lambda after: Change(Action.ARRANGE, after=after),
        st.dictionaries(
            st.sampled_from(["feed:1", "feed:2", "folder:One", "folder:Two", "search:rain"]),
            st.one_of(st.none(), PLACES.map(str)),
        ),
    ),
    st.builds(
        lambda old, new: Change(
            Action.RENAME_FOLDER, before={"folder": old}, after={"folder": new}
        ),
        st.sampled_from(["One", "Two"]),
        st.sampled_from(["", "One", "Two", "Three"]),
    ),
)
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("do"), CHANGES),
        st.tuples(st.just("do quietly"), CHANGES),
        st.tuples(st.just("read all"), st.sampled_from([Query(), Query(feed_id=1)])),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
        st.tuples(st.just("save"), st.integers(1, 3)),
        st.tuples(st.just("add"), st.integers(0, 3)),
    ),
    max_size=14,
)


def state(library: Library) -> tuple[list, ...]:
    """All a change may touch."""
    with library._connections.reading() as connection:
        articles = connection.execute(
            "SELECT id, is_read, is_bookmarked, gone, read_at FROM article ORDER BY id"
        ).fetchall()
        feeds = connection.execute(
            "SELECT id, url, user_title, folder, is_removed, position, articles, unread, "
            "bookmarked FROM feed ORDER BY id"
        ).fetchall()
        corrections = connection.execute("SELECT * FROM correction ORDER BY key").fetchall()
        folders = connection.execute("SELECT * FROM folder ORDER BY name").fetchall()
        searches = connection.execute("SELECT * FROM saved_search ORDER BY name").fetchall()
        return articles, feeds, corrections, folders, searches


def attempted(library: Library, change: Change, *, is_undoable: bool = True) -> Change | None:
    """Apply a change; one that is refused changes nothing."""
    before = state(library)
    try:
        return library.journal.apply(change, is_undoable=is_undoable)
    except LibraryError:
        assert state(library) == before
        return None


def carry_out(library, entry, what, argument):
    if what in ("do", "do quietly"):
        return attempted(library, argument, is_undoable=what == "do")
    if what == "read all":
        return library.journal.mark_all_read(argument)
    if what == "undo":
        return library.journal.undo()
    if what == "redo":
        return library.journal.redo()
    if what == "add":
        return library.feeds.add([NewFeed(f"https://{argument}.example")])
    number = len(library.articles.known(argument))
    update = FeedUpdate(new=(entry(f"new{number}"),))
    return library.articles.save(argument, update, None, NOW)


@settings(max_examples=80, deadline=None)
@given(OPERATIONS)
def test_counters_always_equal_counts(fresh_library, fill, entry, operations):
    """Whatever is done, the kept counters are what counting gives."""
    with fresh_library() as library:
        for number in range(3):
            fill(library, f"https://{number}.example")
        for what, argument in operations:
            carry_out(library, entry, what, argument)
        with library._connections.reading() as connection:
            counted = connection.execute(
                "SELECT feed.id, count(article.id), coalesce(sum(NOT is_read), 0) FROM feed "
                "LEFT JOIN article ON feed_id = feed.id AND gone = 0 "
                "GROUP BY feed.id ORDER BY feed.id"
            ).fetchall()
            (bookmarked,) = connection.execute(
                "SELECT count(*) FROM article WHERE gone <> 1 AND is_bookmarked"
            ).fetchone()
            kept = connection.execute("SELECT id, articles, unread FROM feed ORDER BY id")
            assert kept.fetchall() == counted
            hidden = connection.execute(
                "SELECT count(*) FROM article JOIN feed ON feed.id = feed_id "
                "WHERE gone <> 1 AND (gone = 2) <> is_removed"
            )
            assert hidden.fetchone() == (0,)
        totals = library.feeds.totals()
        assert totals.articles == library.articles.count(Query()) == sum(n for _, n, _ in counted)
        assert totals.unread == sum(unread for _, _, unread in counted)
        assert totals.bookmarked == bookmarked


@settings(max_examples=80, deadline=None)
@given(OPERATIONS, st.lists(CHANGES, min_size=1, max_size=5))
def test_undoing_restores_the_exact_former_state(fresh_library, fill, entry, before, changes):
    """Each undo gives back the state before its change, each redo the state after it."""
    with fresh_library() as library:
        for number in range(3):
            fill(library, f"https://{number}.example")
        for what, argument in before:
            carry_out(library, entry, what, argument)
        states = [state(library)]
        done = []
        for change in changes:
            if (carried_out := attempted(library, change)) is not None:
                done.append(carried_out)
                states.append(state(library))
            else:
                assert state(library) == states[-1]
        for change, former in zip(reversed(done), reversed(states[:-1]), strict=True):
            assert library.journal.undo() == change
            assert state(library) == former
        for change, latter in zip(done, states[1:], strict=True):
            assert library.journal.redo() == change
            assert without_times(state(library)) == without_times(latter)
        if done:
            assert library.journal.redo() is None


def without_times(state):
    articles, *rest = state
    return [row[:4] for row in articles], *rest


def test_a_change_keeps_what_it_had_an_effect_on(library, fill):
    """Only articles changed are in the change; one gives its title, none gives no change."""
    ids = fill(library)
    first = library.journal.apply(Change(Action.BOOKMARK, (ids[1], 999, 2**70, ids[1])))
    assert first == Change(Action.BOOKMARK, (ids[1],), subject="Title 1")
    both = library.journal.apply(Change(Action.BOOKMARK, (ids[2], ids[1], ids[0])))
    assert both.article_ids == (ids[2], ids[0])
    assert both.subject == ""
    assert library.journal.apply(Change(Action.BOOKMARK, tuple(ids))) is None
    assert library.journal.undo() == both
    assert library.journal.undo() == first
    assert library.journal.undo() is None


def test_undo_and_redo_survive_a_restart(tmp_path, fill):
    """A library opened again takes back and does again what another one did."""
    with Library.open(tmp_path / "l.db") as library:
        ids = fill(library)
        library.journal.apply(Change(Action.DELETE, (ids[0],)))
        library.journal.apply(Change(Action.MARK_READ, tuple(ids[1:])))
    with Library.open(tmp_path / "l.db") as library:
        assert library.journal.undo().action is Action.MARK_READ
        assert library.journal.undo().action is Action.DELETE
        assert library.feeds.totals().unread == 3
    with Library.open(tmp_path / "l.db") as library:
        assert library.journal.redo().action is Action.DELETE
        assert library.articles.get(ids[0]) is None
        library.journal.apply(Change(Action.BOOKMARK, (ids[1],)))
        assert library.journal.redo() is None


def test_reading_is_not_on_the_undo_stack(library, fill):
    """The mark that opening an article makes is neither undone nor ends what can be redone."""
    ids = fill(library)
    library.journal.apply(Change(Action.BOOKMARK, (ids[0],)))
    library.journal.undo()
    assert library.journal.apply(Change(Action.MARK_READ, (ids[1],)), is_undoable=False)
    assert library.journal.redo().action is Action.BOOKMARK
    assert library.journal.undo().action is Action.BOOKMARK
    assert library.journal.undo() is None
    assert library.articles.headline(ids[1]).is_read


def test_doing_again_takes_over_nothing_done_otherwise(library, fill):
    """What was read by opening it between undo and redo stays read when that is undone."""
    ids = fill(library)
    library.journal.apply(Change(Action.MARK_READ, tuple(ids)))
    library.journal.undo()
    library.journal.apply(Change(Action.MARK_READ, (ids[0],)), is_undoable=False)
    library.journal.redo()
    library.journal.undo()
    assert [library.articles.headline(each).is_read for each in ids] == [True, False, False]


def test_marking_all_read_is_one_change_of_what_is_listed(library, fill):
    """A feed, a folder or a search is marked read as a whole and taken back as a whole."""
    first = fill(library, "https://a.example", folder="f")
    second = fill(library, "https://b.example")
    library.journal.apply(Change(Action.MARK_READ, (second[0],)))
    assert library.journal.mark_all_read(Query(folder="none")) is None
    assert library.journal.mark_all_read(Query(is_unread=False)) is None
    done = library.journal.mark_all_read(parse_query('"title 1"'))
    assert sorted(done.article_ids) == sorted([first[1], second[1]])
    done = library.journal.mark_all_read(Query(folder="f"))
    assert sorted(done.article_ids) == sorted([first[0], first[2]])
    assert library.feeds.totals().unread == 1
    assert library.journal.undo() == done
    assert library.feeds.totals().unread == 3


def test_restoring_into_an_unsubscribed_feed_hides(library, fill):
    """An article restored while its feed is unsubscribed shows once the feed is back."""
    ids = fill(library)
    library.journal.apply(Change(Action.DELETE, (ids[0],)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(1,)))
    library.journal.apply(Change(Action.RESTORE, (ids[0],)))
    assert library.articles.count(Query()) == 0
    library.journal.apply(Change(Action.SUBSCRIBE, feed_ids=(1,)))
    assert library.articles.count(Query()) == 3


@given(st.lists(st.integers(-(2**62), 2**62)))
def test_packed_numbers_come_back(numbers):
    """The ids of a change are kept in little space, in their order."""
    assert unpack(pack(numbers)) == tuple(numbers)
    assert len(pack(range(7, 100_007))) < 500
