"""Editing feeds, and taking that back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library, LibraryError
from newsreader.model.article import FeedUpdate
from newsreader.model.feed import FeedHealth
from newsreader.model.journal import Action, Change

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def feeds(library: Library) -> list:
    with library._connections.reading() as connection:
        return connection.execute(
            "SELECT id, url, user_title, is_removed FROM feed ORDER BY id"
        ).fetchall()


def edit(library, feed_id, **after):
    return library.journal.apply(Change(Action.EDIT_FEED, feed_ids=(feed_id,), after=after))


def test_an_edit_keeps_what_was_before(library, fill):
    """Only fields that changed are in it; without a title of the user's the feed's own shows."""
    fill(library)
    library.articles.save(1, FeedUpdate(title="Own"), FeedHealth(etag="e"), NOW)
    edit = Change(Action.EDIT_FEED, feed_ids=(1,), after={"title": " Mine\x1b[31m ", "folder": ""})
    done = library.journal.apply(edit)
    assert (done.before, done.after, done.subject) == ({"title": None}, {"title": "Mine"}, "Own")
    assert library.feeds.get(1).title == "Mine"
    assert library.feeds.get(1).health.etag == "e"
    moved = library.journal.apply(
        Change(Action.EDIT_FEED, feed_ids=(1,), after={"url": "https://new.example"})
    )
    assert moved.subject == "Mine"
    assert library.feeds.get(1).health == FeedHealth()
    assert library.feeds.find("https://new.example").id == 1
    library.journal.undo()
    library.journal.undo()
    assert library.feeds.find("https://feed.example/a").title == "Own"


def test_an_edit_that_cannot_be_is_refused_in_words(library, fill):
    """Two feeds never share an address, and none is without."""
    fill(library, "https://a.example")
    fill(library, "https://b.example")
    for url, words in (("https://b.example", "already there"), ("", "needs an address")):
        with pytest.raises(LibraryError, match=words):
            library.journal.apply(Change(Action.EDIT_FEED, feed_ids=(1,), after={"url": url}))
    assert library.journal.undo() is None


def test_what_cannot_be_taken_back_is_said_once(library, fill):
    """When its former address has been taken, an edit stays, and undo goes on to older ones."""
    ids = fill(library, "https://a.example")
    library.journal.apply(Change(Action.BOOKMARK, (ids[0],)))
    library.journal.apply(
        Change(Action.EDIT_FEED, feed_ids=(1,), after={"url": "https://b.example"})
    )
    fill(library, "https://a.example")
    with pytest.raises(LibraryError, match=r"https://a\.example"):
        library.journal.undo()
    assert library.journal.undo().action is Action.BOOKMARK


def test_an_address_nobody_uses_is_free(library):
    """A feed whose subscription was taken back does not keep older changes from being undone."""
    a, b = "https://a.example", "https://b.example"
    library.feeds.add([NewFeed(a)])
    edit(library, 1, title="X", url=b)
    library.feeds.add([NewFeed(a)])
    states = [feeds(library)]
    library.journal.undo()
    library.journal.undo()
    assert library.feeds.find(a).id == 1
    assert library.feeds.find(a).title == a
    library.journal.redo()
    library.journal.redo()
    assert feeds(library) == states[0]


def test_an_edit_is_undone_whole_or_not_at_all(library, fill, entry):
    """When the address cannot be given back, the title stays as well; undo goes on before it."""
    ids = fill(library, "https://a.example")
    library.journal.apply(Change(Action.BOOKMARK, (ids[0],)))
    edit(library, 1, title="X", url="https://b.example")
    ((other, _),) = library.feeds.add([NewFeed("https://a.example")])
    library.articles.save(other.id, FeedUpdate(new=(entry("n"),)), None, NOW)
    library.journal.undo()
    before = feeds(library)
    with pytest.raises(LibraryError, match="unsubscribed"):
        library.journal.undo()
    assert feeds(library) == before
    assert library.feeds.get(1).title == "X"
    assert library.journal.undo().action is Action.BOOKMARK


def test_an_error_shows_no_password(library):
    """The login in an address is left out of what is said, also where the address is the title."""
    secret = "https://ann:secret@a.example/feed"
    library.feeds.add([NewFeed(secret), NewFeed("https://b.example")])
    with pytest.raises(LibraryError) as caught:
        edit(library, 2, url=secret)
    assert "secret" not in str(caught.value)
    assert "https://a.example/feed" in str(caught.value)
