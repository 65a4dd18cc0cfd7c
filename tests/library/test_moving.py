"""Moving a feed to another address, where there may be a feed already."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.feed import FeedHealth
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from tests.library.conftest import NOW

OLD = "https://old.example/feed"
NEW = "https://new.example/feed"


def feed_of(library: Library, url: str, entry, *guids: str) -> tuple[int, dict[str, int]]:
    """Subscribe to a feed of these articles; return its id, and theirs by guid."""
    [(feed, _)] = library.feeds.add([NewFeed(url)])
    new = tuple(entry(guid) for guid in guids)
    health = FeedHealth(etag='"1"', body_hash="x")
    ids = library.articles.save(feed.id, FeedUpdate(new=new), health, NOW)
    return feed.id, dict(zip(guids, ids, strict=True))


def listed(library: Library, **options) -> list[str]:
    return sorted(one.title for one in library.articles.iterate(Query(**options)))


def do(library: Library, action: Action, *article_ids: int) -> None:
    library.journal.apply(Change(action, article_ids))


def test_a_feed_keeps_everything_at_a_new_address(library, entry):
    """Only the address changes where nothing else is there."""
    feed_id, _ = feed_of(library, OLD, entry, "a", "b")
    assert library.feeds.move(feed_id, NEW, former_url=OLD) == feed_id
    moved = library.feeds.find(NEW)
    assert (moved.id, moved.articles, moved.health.etag) == (feed_id, 2, '"1"')
    assert library.feeds.find(OLD) is None
    assert library.flaws() == []


def test_two_feeds_become_one_with_the_articles_and_marks_of_both(library, entry):
    """Every article is there once; read or bookmarked in either feed, it is so in the joined."""
    old, of_old = feed_of(library, OLD, entry, "both", "read", "starred", "only old", "deleted")
    new, of_new = feed_of(library, NEW, entry, "both", "read", "starred", "only new", "gone there")
    do(library, Action.MARK_READ, of_old["read"], of_old["only old"])
    do(library, Action.BOOKMARK, of_old["starred"], of_old["only old"])
    do(library, Action.MARK_READ, of_new["only new"])
    do(library, Action.DELETE, of_old["deleted"], of_new["gone there"])
    assert library.feeds.move(old, NEW, former_url=OLD) == new
    [feed] = library.feeds.all()
    assert (feed.id, feed.url) == (new, NEW)
    titles = ["both", "only new", "only old", "read", "starred"]
    assert listed(library) == [f"Title {name}" for name in titles]
    assert listed(library, is_unread=True) == ["Title both", "Title starred"]
    assert listed(library, is_bookmarked=True) == ["Title only old", "Title starred"]
    assert (feed.articles, feed.unread) == (5, 2)
    assert library.feeds.totals().bookmarked == 2
    # An article that both had keeps the row it had where it is now; none is doubled.
    assert {one.id for one in library.articles.iterate(Query())} >= {of_new["both"]}
    assert library.flaws() == []


def test_a_bookmark_outweighs_a_deletion_in_the_other_feed(library, entry):
    """What the reader bookmarked is not lost for having been deleted elsewhere."""
    old, of_old = feed_of(library, OLD, entry, "a", "b")
    _, of_new = feed_of(library, NEW, entry, "a", "b")
    do(library, Action.BOOKMARK, of_old["a"])
    do(library, Action.DELETE, *of_new.values())
    library.feeds.move(old, NEW, former_url=OLD)
    assert listed(library) == listed(library, is_bookmarked=True) == ["Title a"]
    assert library.flaws() == []


def test_what_the_user_set_goes_over_where_the_other_has_nothing(library, entry):
    """Title, folder and interval of the moved feed fill the gaps of the one that is there."""
    old, _ = feed_of(library, OLD, entry, "a")
    new, _ = feed_of(library, NEW, entry, "a")
    set_old = {"title": "Mine", "folder": "Sea", "interval": "30"}
    library.journal.apply(Change(Action.EDIT_FEED, feed_ids=(old,), after=set_old))
    library.journal.apply(Change(Action.EDIT_FEED, feed_ids=(new,), after={"folder": "Coast"}))
    library.feeds.move(old, NEW, former_url=OLD)
    feed = library.feeds.get(new)
    assert (feed.title, feed.folder, feed.interval) == ("Mine", "Coast", timedelta(minutes=30))


def test_a_feed_unsubscribed_before_comes_back_for_the_one_that_moves_to_it(library, entry):
    """Its articles and marks are there again, with those of the moved feed."""
    new, of_new = feed_of(library, NEW, entry, "a", "former")
    do(library, Action.MARK_READ, of_new["former"])
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(new,)))
    old, _ = feed_of(library, OLD, entry, "a", "b")
    assert library.feeds.move(old, NEW, former_url=OLD) == new
    assert listed(library) == ["Title a", "Title b", "Title former"]
    assert listed(library, is_unread=True) == ["Title a", "Title b"]
    [feed] = library.feeds.all()
    assert (feed.articles, feed.unread) == (3, 2)
    assert library.flaws() == []


@pytest.mark.parametrize(
    "change",
    [
        Change(Action.UNSUBSCRIBE, feed_ids=(1,)),
        Change(Action.EDIT_FEED, feed_ids=(1,), after={"url": "https://mine.example/"}),
    ],
)
@pytest.mark.parametrize("is_taken", [True, False])
def test_what_the_user_did_meanwhile_counts_more(library, entry, change, is_taken):
    """A feed that was unsubscribed, or given another address, is not moved any more."""
    old, _ = feed_of(library, OLD, entry, "a")
    if is_taken:
        feed_of(library, NEW, entry, "a", "b")
    library.journal.apply(change)
    before = library.feeds.all()
    assert library.feeds.move(old, NEW, former_url=OLD) == old
    assert library.feeds.all() == before
    assert library.flaws() == []


def test_undo_after_a_move_does_no_harm(library, entry):
    """Changes from before two feeds became one are taken back as far as they mean something."""
    old, of_old = feed_of(library, OLD, entry, "a", "b")
    new, _ = feed_of(library, NEW, entry, "a")
    do(library, Action.MARK_READ, *of_old.values())
    do(library, Action.DELETE, of_old["b"])
    library.feeds.move(old, NEW, former_url=OLD)
    while library.journal.undo():
        assert library.flaws() == []
    while library.journal.redo():
        assert library.flaws() == []
    assert library.feeds.get(new) is not None
