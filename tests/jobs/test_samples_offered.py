"""The bundled samples: offered once, and only to a new library."""

from __future__ import annotations

from newsreader.jobs.samples import offer_samples
from newsreader.library.feeds import NewFeed
from newsreader.model.feed import SAMPLES_URL
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query


def test_a_new_library_gets_the_samples(library):
    """The samples are there with names and figures marked, unread, and nothing can be undone."""
    assert offer_samples(library)
    [feed] = library.feeds.all()
    assert feed.url == SAMPLES_URL
    assert feed.articles == feed.unread >= 10
    for headline in library.articles.iterate(Query()):
        assert library.articles.get(headline.id).mentions
    assert library.journal.undo() is None


def test_removed_samples_stay_gone(library):
    """Samples the reader removed are not offered again."""
    offer_samples(library)
    [feed] = library.feeds.all()
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    assert not offer_samples(library)
    assert library.feeds.all() == []


def test_a_library_with_feeds_gets_none(library):
    """Whoever has subscribed needs no samples, later neither."""
    [(feed, _)] = library.feeds.add([NewFeed("https://one.example/f")])
    assert not offer_samples(library)
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    assert not offer_samples(library)


def test_an_offer_that_was_cut_short_is_completed(library):
    """A start killed half-way leaves no empty feed of samples behind."""
    library.feeds.add([NewFeed(SAMPLES_URL)], is_undoable=False)
    assert offer_samples(library)
    assert library.feeds.all()[0].articles >= 10
