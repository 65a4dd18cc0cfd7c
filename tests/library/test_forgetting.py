"""What is dropped once it can be undone no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.feed import FeedHealth
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.model.retention import Retention

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_space_comes_back_once_undo_has_run_out(library, fill, entry):
    """Forgotten deletions lose their texts and marks, stay known, and cannot be undone."""
    ids = fill(library)
    library.articles.index()
    library.journal.apply(Change(Action.DELETE, (ids[0],)))
    library.forget(datetime.now(UTC) - timedelta(days=1))
    library.journal.undo()
    assert library.articles.get(ids[0]) is not None
    library.journal.redo()
    library.forget(datetime.now(UTC) + timedelta(days=1))
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
    library.forget(datetime.now(UTC) - timedelta(days=1))
    assert texts(library) == {*ids, *kept}
    library.forget(datetime.now(UTC) + timedelta(days=1))
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
    library.forget(datetime.now(UTC) + timedelta(days=1))
    assert texts(library) == {max(ids)}


def test_what_undo_can_bookmark_again_is_kept(library, fill):
    """A bookmark lately removed in a feed unsubscribed long ago can be had back."""
    ids = fill(library)
    library.journal.apply(Change(Action.BOOKMARK, (ids[1],)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(1,)))
    between = datetime.now(UTC)
    library.journal.apply(Change(Action.UNBOOKMARK, (ids[1],)))
    library.forget(between)
    library.journal.undo()
    assert library.articles.get(ids[1]).headline.is_bookmarked


@pytest.mark.parametrize(
    ("retention", "left"),
    [
        (Retention(), {0, 1, 2, 3, 4, 5}),
        (Retention(days=1), {0, 1, 2, 3, 4}),
        (Retention(days=1, is_unread_kept=False), {0, 1, 2, 3}),
        (Retention(days=1, is_bookmarked_kept=False), {0, 1, 2, 4}),
        (Retention(articles=2), {0, 1, 3, 4}),
        (Retention(articles=2, is_unread_kept=False, is_bookmarked_kept=False), {0, 1}),
        (Retention(articles=0, is_unread_kept=False), {3}),
        (Retention(days=1, articles=5), {0, 1, 2, 3, 4}),
    ],
)
def test_articles_are_kept_as_long_as_is_set(library, fill, retention, left):
    """By age and by count; what is unread (4) or bookmarked (3) stays unless told otherwise."""
    ids = fill(library, ages=(1, 2, 3, 50, 60, 70))
    with library._connections.writing() as connection:
        # All but one were read as soon as they came.
        connection.execute(
            "UPDATE article SET is_read = 1, read_at = sort_at WHERE id <> ?", (ids[4],)
        )
        connection.execute("UPDATE article SET is_bookmarked = 1 WHERE id = ?", (ids[3],))
        connection.execute("UPDATE feed SET unread = 1, bookmarked = 1")
    gone = library.expire([1], retention, NOW)
    assert {ids.index(row.id) for row in library.articles.iterate(Query())} == left
    assert gone == 6 - len(left)
    assert library.expire([1], retention, NOW) == 0
    assert library.flaws() == []
    assert library.journal.undo() is None


def test_what_was_read_lately_is_not_old(library, fill):
    """An old article counts from when it was read."""
    ids = fill(library, ages=(1000,))
    library.journal.apply(Change(Action.MARK_READ, tuple(ids)))
    assert library.expire([1], Retention(days=1), datetime.now(UTC)) == 0
    assert library.expire([1], Retention(days=1), datetime.now(UTC) + timedelta(days=2)) == 1


def test_room_goes_back_to_the_disk_once_undo_has_run_out(library, entry, fill):
    """The file grows smaller when the texts of what was deleted are dropped."""
    fill(library, ages=())
    entries = tuple(entry(str(number), text="Long words. " * 500) for number in range(700))
    ids = library.articles.save(1, FeedUpdate(new=entries), None, NOW)
    library.articles.index()
    library.journal.apply(Change(Action.DELETE, tuple(ids[:-1])))
    library.give_back()
    full = library.disk_use()
    library.forget(datetime.now(UTC) + timedelta(days=1))
    library.give_back()
    library.close()
    assert library.path.stat().st_size < full.library / 2
    with Library.open(library.path) as again:
        assert again.flaws() == []
        assert again.articles.get(ids[-1]) is not None
