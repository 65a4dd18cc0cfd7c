from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.feeds import NewFeed, Totals
from newsreader.model.article import Enclosure, FeedUpdate, KnownEntry
from newsreader.model.feed import FILES_URL, FeedHealth
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention, MentionKind
from newsreader.model.query import Query, parse_query
from newsreader.model.text import MarkedText, Span, SpanKind

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def feed(library):
    ((feed, is_new),) = library.feeds.add([NewFeed("https://feed.example/rss")])
    assert is_new
    return feed


def test_an_article_comes_back_as_it_was_saved(library, feed, entry):
    """Text, spans, enclosures, author, dates (to the microsecond) and language are kept."""
    text = "Viel Lärm 🙂\n\nEnde"
    body = MarkedText(
        text,
        (
            Span(0, 11, SpanKind.HEADING, 2),
            Span(0, 4, SpanKind.LINK, 0, "https://x.example/?a=1&b=2"),
            Span(13, 17, SpanKind.PARAGRAPH),
        ),
    )
    files = (Enclosure("https://x.example/a.mp3", "audio/mpeg", 12, 34), Enclosure("b"))
    at = datetime(2025, 2, 3, 4, 5, 6, 789012, tzinfo=UTC)
    new = replace(
        entry("g", language="de", author="Ann"), body=body, enclosures=files, published_at=at
    )
    update = FeedUpdate("The Feed", "https://feed.example", "de-AT", (new,))
    (article_id,) = library.articles.save(feed.id, update, None, NOW)
    article = library.articles.get(article_id)
    assert article.body == body
    assert article.enclosures == files
    assert not article.is_annotated
    assert article.feed_language == "de-AT"
    headline = article.headline
    assert headline == library.articles.headline(article_id)
    assert (headline.published_at, headline.sort_at) == (at, at)
    assert (headline.feed, headline.author, headline.language) == ("The Feed", "Ann", "de")
    assert not headline.is_read
    assert library.articles.known(feed.id) == [
        KnownEntry(article_id, "g", new.url, new.title, new.fingerprint())
    ]


def test_the_place_is_the_earlier_of_published_and_first_seen(library, feed, entry):
    """An article dated in the future, or not at all, stands where it was first seen."""
    new = (entry("future", hours_ago=-50), entry("none", hours_ago=None), entry("old"))
    ids = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
    places = [library.articles.headline(article_id).sort_at for article_id in ids]
    assert places == [NOW, NOW, NOW - timedelta(hours=1)]
    assert [row.title for row in library.articles.page(Query())] == [e.title for e in new]


def test_very_old_dates_are_ordinary(library, feed, entry):
    """The first moment a date can say is kept and listed last."""
    oldest = replace(entry("a"), published_at=datetime.min.replace(tzinfo=UTC))
    library.articles.save(feed.id, FeedUpdate(new=(oldest, entry("b"))), None, NOW)
    assert library.articles.page(Query())[-1].published_at == oldest.published_at


def test_an_entry_that_is_there_already_keeps_its_id(library, feed, entry):
    """Another process that was faster, or a feed that says a thing twice, makes no second one."""
    (first,) = library.articles.save(feed.id, FeedUpdate(new=(entry("a"),)), None, NOW)
    again = FeedUpdate(new=(entry("b"), entry("a", text="other"), entry("b")))
    ids = library.articles.save(feed.id, again, None, NOW)
    assert ids[1] == first
    assert ids[0] == ids[2] != first
    assert library.articles.get(first).body.text == "A text."
    assert library.feeds.get(feed.id).articles == 2


def test_a_changed_entry_is_replaced_in_place(library, feed, entry, annotate):
    """It keeps id, place and flags, gets new texts, is found by them only, loses its marks."""
    old = entry("a", text="The walrus sleeps.", enclosures=(Enclosure("x"),))
    (article_id,) = library.articles.save(feed.id, FeedUpdate(new=(old,)), None, NOW)
    library.journal.apply(Change(Action.BOOKMARK, (article_id,)))
    library.journal.apply(Change(Action.MARK_READ, (article_id,)))
    name = Mention(4, 10, MentionKind.OTHER, "walrus")
    annotate(library, article_id, Marks(mentions=(name,), language="en"))
    place = library.articles.headline(article_id).sort_at
    new = entry("a2", hours_ago=0.5, text="The heron flies.", title="Birds")
    library.articles.save(feed.id, FeedUpdate(changed={article_id: new}), None, NOW)
    article = library.articles.get(article_id)
    assert article.body == new.body
    assert (article.mentions, article.enclosures, article.is_annotated) == ((), (), False)
    headline = article.headline
    assert (headline.title, headline.sort_at, headline.language) == ("Birds", place, None)
    assert headline.is_read
    assert headline.is_bookmarked
    assert headline.published_at == new.published_at
    assert library.articles.page(parse_query("walrus")) == []
    assert [row.id for row in library.articles.page(parse_query("heron"))] == [article_id]
    assert library.articles.unannotated(1) == [article_id]
    (known,) = library.articles.known(feed.id)
    assert (known.guid, known.fingerprint) == ("a2", new.fingerprint())


def test_a_changed_guid_never_collides(library, feed, entry):
    """An entry that takes another one's guid is replaced under its own."""
    first, second = library.articles.save(
        feed.id, FeedUpdate(new=(entry("a"), entry("b"))), None, NOW
    )
    library.articles.save(feed.id, FeedUpdate(changed={first: entry("b", title="New")}), None, NOW)
    assert library.articles.headline(first).title == "New"
    guids = {known.article_id: known.guid for known in library.articles.known(feed.id)}
    assert guids == {first: "a", second: "b"}


def test_a_deleted_article_stays_known_and_gone(library, feed, entry):
    """It is known as deleted, saving it again does not bring it back, nor does a change."""
    update = FeedUpdate(new=(entry("a"),))
    (article_id,) = library.articles.save(feed.id, update, None, NOW)
    library.journal.apply(Change(Action.DELETE, (article_id,)))
    assert library.articles.save(feed.id, update, None, NOW) == [article_id]
    changed = FeedUpdate(changed={article_id: entry("a", text="new")})
    library.articles.save(feed.id, changed, None, NOW)
    assert library.articles.get(article_id) is None
    assert library.articles.headline(article_id) is None
    assert library.articles.page(Query()) == []
    assert [known.is_deleted for known in library.articles.known(feed.id)] == [True]


def test_an_unsubscribed_feed_gets_nothing(library, feed, entry):
    """What comes for a feed unsubscribed meanwhile, or an unknown one, is dropped."""
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    update = FeedUpdate(new=(entry("a"),))
    assert library.articles.save(feed.id, update, None, NOW) == []
    assert library.articles.save(999, update, None, NOW) == []
    assert library.articles.known(feed.id) == []


def test_a_feeds_own_title_gives_way_to_the_users(library, entry):
    """The title shown is the user's, else the feed's own, else the address."""
    (first, _), (second, _) = library.feeds.add(
        [NewFeed("https://a.example", title="Mine"), NewFeed("https://b.example")]
    )
    assert [first.title, second.title] == ["Mine", "https://b.example"]
    for feed in (first, second):
        library.articles.save(feed.id, FeedUpdate(title="Own", new=(entry("a"),)), None, NOW)
    library.articles.save(second.id, FeedUpdate(), None, NOW)
    assert [feed.title for feed in library.feeds.all()] == ["Mine", "Own"]
    assert {row.feed for row in library.articles.page(Query())} == {"Mine", "Own"}


def test_health_is_kept_and_decides_what_is_due(library, feed):
    """A feed of the web is due when its next check is unknown or has come; others never."""
    library.feeds.add([NewFeed(FILES_URL, title="Files")])
    health = FeedHealth(
        "etag", "modified", "hash", NOW, NOW, "It failed.", 3, NOW + timedelta(minutes=30)
    )
    assert [due.id for due in library.feeds.due(NOW)] == [feed.id]
    library.articles.save(feed.id, FeedUpdate(), health, NOW)
    assert library.feeds.get(feed.id).health == health
    assert library.feeds.due(NOW) == []
    assert [due.id for due in library.feeds.due(NOW + timedelta(minutes=30))] == [feed.id]
    library.feeds.record_check(feed.id, FeedHealth())
    assert library.feeds.get(feed.id).health == FeedHealth()


def test_feeds_are_found_and_in_order(library):
    """By id or address; those in no folder first, then by folder, then by title."""
    urls = ["https://a.example", "https://b.example", "https://c.example", "https://d.example"]
    library.feeds.add(
        [
            NewFeed(urls[0], "zebra"),
            NewFeed(urls[1], "Ant", "news"),
            NewFeed(urls[2], "bee", "Animals"),
            NewFeed(urls[3], "Ape"),
        ]
    )
    assert [feed.title for feed in library.feeds.all()] == ["Ape", "zebra", "bee", "Ant"]
    assert library.feeds.find(urls[1]).title == "Ant"
    assert library.feeds.find("1").title == "zebra"
    for unknown in ("0", "9" * 40, "-1", "https://e.example", "", "²"):
        assert library.feeds.find(unknown) is None
    assert library.feeds.get(2**70) is None
    assert library.articles.get(2**70) is None
    assert library.articles.headline(-1) is None


def test_adding_feeds_is_one_change(library, feed):
    """What is there already stays as it is; the new ones are one step of undo."""
    added = library.feeds.add(
        [
            NewFeed(feed.url, title="Other"),
            NewFeed("https://b.example", site_url="https://b.example/home"),
            NewFeed(" https://b.example\n"),
        ]
    )
    assert [is_new for _, is_new in added] == [False, True, False]
    assert added[0][0] == feed
    assert added[1][0] == added[2][0]
    undone = library.journal.undo()
    assert (undone.action, undone.feed_ids) == (Action.SUBSCRIBE, (added[1][0].id,))
    assert library.feeds.all() == [feed]
    assert library.feeds.add([]) == []


def test_subscribing_again_brings_the_articles_back(library, feed, entry):
    """A feed subscribed anew has its articles, flags and title; deleted ones stay deleted."""
    ids = library.articles.save(
        feed.id, FeedUpdate(title="Own", new=(entry("a"), entry("b"))), None, NOW
    )
    library.journal.apply(Change(Action.DELETE, (ids[0],)))
    library.journal.apply(Change(Action.MARK_READ, (ids[1],)))
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    assert library.articles.page(Query()) == []
    ((again, is_new),) = library.feeds.add([NewFeed(feed.url, folder="F")])
    assert is_new
    assert (again.id, again.title, again.folder) == (feed.id, "Own", "F")
    assert (again.articles, again.unread) == (1, 0)
    assert [row.id for row in library.articles.page(Query())] == [ids[1]]
    assert library.feeds.totals() == Totals(1, 0, 0)


def test_a_guid_can_change_alone(library, feed, entry):
    """New guids of visible and deleted articles are stored, one that is taken is not."""
    new = (entry("a"), entry("b"), entry("c"))
    ids = library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
    library.journal.apply(Change(Action.DELETE, (ids[1],)))
    guids = {ids[0]: "a2", ids[1]: "b2", ids[2]: "a2"}
    library.articles.save(feed.id, FeedUpdate(guids=guids), None, NOW)
    known = {one.article_id: one.guid for one in library.articles.known(feed.id)}
    assert known == {ids[0]: "a2", ids[1]: "b2", ids[2]: "c"}


def test_what_was_fetched_from_a_former_address_is_dropped(library, feed, entry):
    """A check of an address the feed has no longer changes nothing."""
    moved = Change(Action.EDIT_FEED, feed_ids=(feed.id,), after={"url": "https://new.example"})
    library.journal.apply(moved)
    health = FeedHealth(etag="old", next_check_at=NOW)
    update = FeedUpdate(title="Old", new=(entry("a"),))
    assert library.articles.save(feed.id, update, health, NOW, url=feed.url) == []
    library.feeds.record_check(feed.id, health, url=feed.url)
    assert library.feeds.get(feed.id).health == FeedHealth()
    assert library.articles.known(feed.id) == []
    assert library.articles.save(feed.id, update, health, NOW, url="https://new.example")


def test_a_dropped_text_can_be_stored_anew(library, feed, entry):
    """It can be restored then and is found; an article that has its text is left alone."""
    ids = library.articles.save(feed.id, FeedUpdate(new=(entry("a"), entry("b"))), None, NOW)
    library.journal.apply(Change(Action.DELETE, (ids[0],)))
    library.forget(datetime.now(UTC) + timedelta(days=1))
    for article_id in ids:
        library.articles.renew(feed.id, article_id, entry("a", text="A heron."), NOW)
    assert library.journal.apply(Change(Action.RESTORE, (ids[0],)))
    assert library.articles.get(ids[0]).body.text == "A heron."
    assert [row.id for row in library.articles.page(parse_query("heron"))] == [ids[0]]
    assert library.articles.get(ids[1]).body.text == "A text."
    assert library.flaws() == []


def test_a_feed_is_found_by_its_address_though_unsubscribed(library, feed):
    """Its id is there as long as it is known."""
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    assert library.feeds.find(feed.url) is None
    assert library.feeds.stored_id(f" {feed.url}") == feed.id
    assert library.feeds.stored_id("https://other.example") is None
