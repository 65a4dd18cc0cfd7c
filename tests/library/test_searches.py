"""Searches saved under a name: what is stored, counted, refused and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.library.connections import Abandoned
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library, LibraryError
from newsreader.library.searches import MOST_COUNTED
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, narrowed, parse_query
from newsreader.model.saved_search import SavedSearch, dropping, editing, saving, successor

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RAIN = SavedSearch("Rain", "rain from:7d")
SNOW = SavedSearch("Snow", "snow OR ice")


def names(library: Library) -> list[str]:
    return [search.name for search in library.searches.all()]


def test_what_is_saved_is_there_after_a_restart(tmp_path):
    """Saved, changed and removed: each is durable, and taken back later in the same words."""
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        for search in (SNOW, RAIN):
            library.journal.apply(saving(search))
        assert library.searches.all() == [RAIN, SNOW]
        change = editing(SNOW, "Winter", "snow")
        assert successor(change) == ("Snow", "Winter")
        library.journal.apply(change)
        library.journal.apply(dropping(RAIN))
    with Library.open(path) as library:
        assert library.searches.all() == [SavedSearch("Winter", "snow")]
        assert library.searches.get("Snow") is None
        assert library.journal.undo().in_words() == "removed the search “Rain”"
        assert library.journal.undo().in_words() == "changed the search “Winter”"
        assert library.searches.all() == [RAIN, SNOW]
        assert library.journal.undo().in_words() == "saved the search “Rain”"
    with Library.open(path) as library:
        assert names(library) == ["Snow"]
        library.journal.redo()
        library.journal.redo()
        assert names(library) == ["Rain", "Winter"]


def test_a_name_is_that_of_one_search(library):
    """Saving or renaming under a name that is taken is refused in words and changes nothing."""
    library.journal.apply(saving(RAIN))
    library.journal.apply(saving(SNOW))
    for change in (saving(SavedSearch("Rain", "hail")), editing(SNOW, "Rain", RAIN.text)):
        with pytest.raises(LibraryError, match="“Rain” is another saved search already"):
            library.journal.apply(change)
    assert library.searches.all() == [RAIN, SNOW]
    assert library.journal.apply(editing(SNOW, "Snow", SNOW.text)) is None
    assert library.journal.apply(dropping(SavedSearch("Hail", "hail"))) is None
    assert library.journal.undo().subject == "Snow"


def test_outside_words_are_cleaned(library):
    """Names and queries hold no control characters and one line each."""
    library.journal.apply(saving(SavedSearch(" A\x1b[31m\nname ", "rain\u202e\n snow")))
    [search] = library.searches.all()
    assert (search.name, search.text) == ("A name", "rain snow")
    with pytest.raises(ValueError, match="needs a name"):
        library.journal.apply(saving(SavedSearch(" \n", "rain")))


def test_searches_stand_where_they_are_put(library):
    """The reader's order first, then by name; a renamed one keeps its place."""
    for name in ("b", "A", "c"):
        library.journal.apply(saving(SavedSearch(name, name)))
    assert names(library) == ["A", "b", "c"]
    order = {"search:c": "1", "search:A": "2", "search:none": "3"}
    moved = library.journal.apply(Change(Action.ARRANGE, after=order, subject="c"))
    assert moved.in_words() == "moved “c”"
    assert dict(moved.after) == {"search:c": "1", "search:A": "2"}
    assert names(library) == ["c", "A", "b"]
    library.journal.apply(editing(library.searches.get("c"), "z", "c"))
    assert names(library) == ["z", "A", "b"]
    library.journal.undo()
    library.journal.undo()
    assert names(library) == ["A", "b", "c"]


PART = st.sampled_from(
    [
        *("rain", "snow", "-rain", '"rain and"', "title:snow", "author:x", "feed:feed"),
        *("is:unread", "-is:unread", "is:read", "is:bookmarked", "-is:bookmarked"),
        *("from:2026-02-28", "to:2026-02-28"),
    ]
)
PARTS = st.lists(PART, min_size=1, max_size=3).map(" ".join)
TEXT = st.one_of(PARTS, st.tuples(PARTS, PARTS).map(" OR ".join))


@pytest.fixture(scope="module")
def weather(tmp_path_factory, entry) -> Iterator[Library]:
    """Articles about rain and snow, some of them read, bookmarked, or both."""
    path = tmp_path_factory.mktemp("weather") / "l.db"
    titles = ("Rain", "Snow", "Rain and snow", "Sun", "Snow and rain", "Rain and sun")
    with Library.open(path) as library:
        [(feed, _)] = library.feeds.add([NewFeed("https://feed.example/a")], is_undoable=False)
        new = tuple(
            entry(f"{place}", title=title, hours_ago=place * 8)
            for place, title in enumerate(titles * 2)
        )
        ids = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
        library.journal.apply(Change(Action.MARK_READ, tuple(ids[::2])))
        library.journal.apply(Change(Action.BOOKMARK, tuple(ids[::3])))
        yield library


@given(TEXT, TEXT)
@example("is:unread", "is:read")
@example("-is:bookmarked OR rain", "is:bookmarked")
@settings(deadline=None)
def test_a_search_within_a_search_finds_what_both_find(weather, text, more):
    """As queries put together, and as the text under which that is saved."""

    def found(query: Query) -> set[int]:
        return {row.id for row in weather.articles.iterate(query)}

    search = SavedSearch("", text)
    both = found(parse_query(text)) & found(parse_query(more))
    assert found(narrowed(search.query(), parse_query(more))) == both
    assert found(parse_query(search.narrowed_by(more))) == both
    counted = weather.searches.count_unread(search.query())
    assert counted == weather.articles.count(narrowed(search.query(), Query(is_unread=True)))


@given(TEXT, st.sets(st.integers(1, 14)))
@settings(deadline=None)
def test_of_some_articles_those_are_found_that_a_list_has(weather, text, ids):
    """In the order of the list, whichever articles are asked for."""
    query = parse_query(text)
    listed = [row for row in weather.articles.iterate(query) if row.id in ids]
    assert weather.articles.among(query, [*ids]) == listed
    backwards = query._replace(oldest_first=True)
    assert weather.articles.among(backwards, [*ids]) == listed[::-1]


def test_what_is_unread_is_counted_up_to_a_bound(library, fill, entry):
    """As a feed's count: what the search finds unread, and no more than `MOST_COUNTED`."""
    ids = fill(library, ages=(1, 2, 3))
    library.articles.index()
    count = library.searches.count_unread
    assert count(parse_query("title")) == 3
    library.journal.apply(Change(Action.MARK_READ, ids[:1]))
    assert count(parse_query("title")) == count(parse_query("is:unread title")) == 2
    assert count(parse_query("is:read")) == 0
    library.journal.apply(Change(Action.BOOKMARK, ids[1:2]))
    assert count(parse_query("is:bookmarked")) == 1
    assert count(Query(folder="none")) == 0
    many = tuple(entry(f"many{number}", text="") for number in range(MOST_COUNTED + 10))
    library.articles.save(1, FeedUpdate(new=many), None, many[0].published_at)
    assert count(Query()) == MOST_COUNTED
    with pytest.raises(Abandoned):
        count(parse_query("feed:feed OR author:nobody"), is_stale=lambda: True)


def test_days_are_counted_from_the_moment_of_asking(library):
    """`from:7d` is kept as it was written, and means other days each time."""
    library.journal.apply(saving(RAIN))
    [search] = library.searches.all()
    assert search.text == "rain from:7d"
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    starts = [search.query(at).conditions[0].at for at in (now, now + timedelta(days=3))]
    assert starts == [datetime(2026, 3, 13, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC)]


def test_a_library_of_before_there_were_saved_searches(tmp_path):
    """It is migrated with all it has; what was done before can still be taken back."""
    path = tmp_path / "old.db"
    script = Path(__file__).with_name("released") / "version-3.sql"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text("utf-8"))
    with Library.open(path) as library:
        library.journal.apply(Change(Action.BOOKMARK, (2,)))
        library.journal.apply(saving(RAIN))
        assert names(library) == ["Rain"]
        assert library.flaws() == []
        assert library.journal.undo().action is Action.SAVE_SEARCH
        assert library.journal.undo().action is Action.BOOKMARK
