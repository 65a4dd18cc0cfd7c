"""What is dropped once it can be undone no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsreader.library.feeds import NewFeed
from newsreader.model.article import FeedUpdate
from newsreader.model.feed import FeedHealth
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_space_comes_back_once_undo_has_run_out(library, fill, entry):
    """Forgotten deletions lose their texts and marks, stay known, and cannot be undone."""
    ids = fill(library)
    library.articles.index()
    library.journal.apply(Change(Action.DELETE, (ids[0],)))
    library.journal.forget(datetime.now(UTC) - timedelta(days=1))
    library.journal.undo()
    assert library.articles.get(ids[0]) is not None
    library.journal.redo()
    library.journal.forget(datetime.now(UTC) + timedelta(days=1))
    assert library.journal.undo() is None
    assert library.journal.redo() is None
    assert library.journal.apply(Change(Action.RESTORE, (ids[0],))) is None
    library.articles.save(1, FeedUpdate(changed={ids[0]: entry("0", text="x")}), None, NOW)
    with library._connections.reading() as connection:
        assert connection.execute("SELECT count(*) FROM body").fetchone() == (2,)
        hits = connection.execute("SELECT rowid FROM search WHERE search MATCH 'title'")
        assert sorted(row[0] for row in hits) == sorted(ids[1:])
    assert len(library.articles.known(1)) == 3


def texts(library):
    with library._connections.reading() as connection:
        return {row[0] for row in connection.execute("SELECT article_id FROM body")}


def test_space_of_former_feeds_comes_back(library, fill, entry):
    """What was unsubscribed before is forgotten but for bookmarks, and comes anew if wanted."""
    ids = fill(library)
    kept = fill(library, "https://b.example")
    library.articles.save(1, FeedUpdate(), FeedHealth(etag="e", body_hash="h"), NOW)
    library.journal.apply(Change(Action.BOOKMARK, (ids[0],)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(1,)))
    library.journal.forget(datetime.now(UTC) - timedelta(days=1))
    assert texts(library) == {*ids, *kept}
    library.journal.forget(datetime.now(UTC) + timedelta(days=1))
    assert texts(library) == {ids[0], *kept}
    assert library.articles.count(Query(is_bookmarked=True)) == 1
    assert library.flaws() == []
    ((again, _),) = library.feeds.add([NewFeed("https://feed.example/a")])
    assert again.articles == 1
    assert (again.health.etag, again.health.body_hash) == (None, None)
    (new,) = library.articles.save(1, FeedUpdate(new=(entry("1"),)), None, NOW)
    assert library.articles.get(new) is not None
    assert new not in ids


def test_the_newest_id_is_never_given_twice(library, fill):
    """The last article of all stays, for the journal may name it."""
    ids = fill(library)
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(1,)))
    library.journal.forget(datetime.now(UTC) + timedelta(days=1))
    assert texts(library) == {max(ids)}


def test_what_undo_can_bookmark_again_is_kept(library, fill):
    """A bookmark lately removed in a feed unsubscribed long ago can be had back."""
    ids = fill(library)
    library.journal.apply(Change(Action.BOOKMARK, (ids[1],)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(1,)))
    between = datetime.now(UTC)
    library.journal.apply(Change(Action.UNBOOKMARK, (ids[1],)))
    library.journal.forget(between)
    library.journal.undo()
    assert library.articles.get(ids[1]).headline.is_bookmarked
