"""Refreshing: what is fetched, stored and said of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.jobs.refresh import due_feeds, refresh
from newsreader.library.backup import backups
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.feed import FeedHealth
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from tests.jobs.written import page, rss


def subscribe(library: Library, *urls: str) -> None:
    library.feeds.add([NewFeed(url) for url in urls])


def check(library, settings, **options):
    return {outcome.url: outcome for outcome in refresh(library, settings=settings, **options)}


def titles(library) -> list[str]:
    return sorted(headline.title for headline in library.articles.iterate(Query()))


def test_a_first_refresh_brings_the_articles(library, settings, feed_server):
    """A feed that is due is fetched, its articles and its own title stored."""
    url = feed_server.serve("/a", rss("Harbour News", ["One", "Two"]))
    subscribe(library, url)
    outcome = check(library, settings)[url]
    assert (outcome.status, outcome.new_articles, outcome.error) == ("new", 2, None)
    assert len(outcome.article_ids) == 2
    assert titles(library) == ["One", "Two"]
    [feed] = library.feeds.all()
    assert (feed.title, feed.articles, feed.unread) == ("Harbour News", 2, 2)


def test_what_was_just_fetched_is_not_due(library, settings, feed_server):
    """A feed is due again after an interval by what it publishes, and when forced."""
    url = feed_server.serve("/a", rss("A", ["One"]))
    subscribe(library, url)
    check(library, settings)
    assert check(library, settings) == {}
    [feed] = library.feeds.all()
    left = feed.health.next_check_at - datetime.now(UTC)
    assert timedelta(minutes=15) <= left <= timedelta(days=1)
    assert [feed.url for feed in due_feeds(library, is_forced=True)] == [url]
    assert check(library, settings, is_forced=True)[url].status == "unchanged"


def test_a_server_with_validators_is_asked_whether_it_changed(library, settings, feed_server):
    """The validators are sent back as they came, and 304 is enough."""
    url = feed_server.serve("/a", rss("A", ["One"]), etag='W/"x"', last_modified="yesterday")
    subscribe(library, url)
    check(library, settings)
    assert check(library, settings, is_forced=True)[url].status == "unchanged"
    seen = feed_server.requests_to("/a")[1].headers
    assert (seen["if-none-match"], seen["if-modified-since"]) == ('W/"x"', "yesterday")


def test_new_and_changed_articles_are_told_apart(library, settings, feed_server):
    """A later refresh stores what is new, replaces what was changed, and keeps what left."""
    url = feed_server.serve("/a", rss("A", ["One", "Two"]))
    subscribe(library, url)
    check(library, settings)
    feed_server.serve("/a", rss("A", ["Two", "Three"], text="Another text."))
    outcome = check(library, settings, is_forced=True)[url]
    assert (outcome.status, outcome.new_articles) == ("new", 1)
    assert len(outcome.article_ids) == 2
    assert titles(library) == ["One", "Three", "Two"]


def test_a_deleted_article_stays_gone(library, settings, feed_server):
    """A refresh does not bring back what the reader deleted."""
    url = feed_server.serve("/a", rss("A", ["One", "Two"]))
    subscribe(library, url)
    ids = check(library, settings)[url].article_ids
    library.journal.apply(Change(Action.DELETE, ids[:1]))
    feed_server.serve("/a", rss("A", ["One", "Two"], text="Written anew."))
    check(library, settings, is_forced=True)
    assert len(titles(library)) == 1


def test_an_article_stays_gone_when_the_feed_renumbers(library, settings, feed_server):
    """New guids bring nothing back and double nothing, even if the titles change later."""
    document = rss("A", ["One", "Two"])
    url = feed_server.serve("/a", document)
    subscribe(library, url)
    ids = check(library, settings)[url].article_ids
    library.journal.apply(Change(Action.DELETE, ids[:1]))
    for former, latter in (("='false'>", "='false'>new-"), ("<title>", "<title>New ")):
        document = document.replace(former, latter)
        feed_server.serve("/a", document)
        assert check(library, settings, is_forced=True)[url].new_articles == 0
    assert len(titles(library)) == 1


def test_the_library_is_backed_up_once_there_is_something_new(library, settings, feed_server):
    """A refresh that brings nothing copies nothing."""
    url = feed_server.serve("/a", rss("A", []))
    subscribe(library, url)
    check(library, settings)
    assert backups(library.path) == []
    feed_server.serve("/a", rss("A", ["One"]))
    check(library, settings, is_forced=True)
    [copy] = backups(library.path)
    with Library.open(copy) as opened:
        assert titles(opened) == ["One"]


def test_one_bad_feed_costs_no_other(library, settings, feed_server):
    """Failures are outcomes in words, kept with the feed; the others are refreshed."""
    good = feed_server.serve("/good", rss("Good", ["One"]))
    html = feed_server.serve("/page", page(), content_type="text/html")
    broken = feed_server.serve("/broken", "<rss><channel><item>", status=500)
    gone = feed_server.url("/gone")
    refused = "http://127.0.0.1:1/feed"
    subscribe(library, html, gone, good, broken, refused)
    outcomes = check(library, settings)
    assert outcomes[good].status == "new"
    for url, words in (
        (html, "web page"),
        (gone, "404"),
        (broken, "500"),
        (refused, "refused"),
    ):
        assert outcomes[url].status == "error"
        assert words in outcomes[url].error
        health = library.feeds.find(url).health
        assert health.last_error == outcomes[url].error
        assert health.next_check_at > datetime.now(UTC)


def test_a_feed_that_recovers_has_no_error(library, settings, feed_server):
    """The last error goes with the next success, even if the answer is 304."""
    url = feed_server.serve("/a", rss("A", ["One"]), etag='"1"')
    subscribe(library, url)
    check(library, settings)
    feed_server.serve("/a", status=503)
    assert check(library, settings, is_forced=True)[url].status == "error"
    feed_server.serve("/a", rss("A", ["One"]), etag='"1"')
    assert check(library, settings, is_forced=True)[url].status == "unchanged"
    assert library.feeds.find(url).health.last_error is None


def test_a_slow_server_does_not_hold_up_the_rest(library, settings, feed_server):
    """The outcomes of other feeds come while one server does not answer."""
    slow = feed_server.stall("/slow")
    good = [feed_server.serve(f"/{i}", rss(f"F{i}", ["One"])) for i in range(20)]
    # By another name of the host, so that it does not take the turn of the others.
    slow = slow.replace("127.0.0.1", "localhost")
    subscribe(library, slow, *good)
    outcomes = refresh(library, settings=settings)
    first = [next(outcomes).url for _ in good]
    assert sorted(first) == sorted(good)
    feed_server.release()
    assert next(outcomes).url == slow


def test_giving_up_ends_within_moments(library, settings, feed_server):
    """Closing a refresh does not wait for servers that do not answer, and loses nothing."""
    slow = [feed_server.stall(f"/slow{i}") for i in range(2)]
    good = feed_server.serve("/good", rss("Good", ["One"]))
    subscribe(library, good, *[url.replace("127.0.0.1", "localhost") for url in slow])
    outcomes = refresh(library, settings=settings)
    assert next(outcomes).url == good
    feed_server.wait_for_requests(3)
    outcomes.close()
    # The server holds its answers back still: nobody waited for them.
    assert feed_server._at_once == 2
    assert titles(library) == ["One"]


def test_feeds_that_are_named_are_fetched_due_or_not(library, settings, feed_server):
    """A refresh of given feeds leaves the others alone."""
    one = feed_server.serve("/1", rss("One", ["A"]))
    two = feed_server.serve("/2", rss("Two", ["B"]))
    subscribe(library, one, two)
    check(library, settings)
    assert list(check(library, settings, feeds=[library.feeds.find(two)])) == [two]


def test_hosts_take_turns(library, settings, feed_server):
    """A host with many feeds is not asked for all of them before another one's turn."""
    many = [feed_server.serve(f"/{i}", rss(f"F{i}", ["One"])) for i in range(40)]
    other = feed_server.serve("/other", rss("Other", ["One"])).replace("127.0.0.1", "localhost")
    subscribe(library, *many, other)
    outcomes = [outcome.url for outcome in refresh(library, settings=settings)]
    assert outcomes.index(other) < 20


@pytest.mark.parametrize("body", [rss("A", ["One"]), "<rss>"])
@pytest.mark.parametrize(
    "change",
    [
        Change(Action.UNSUBSCRIBE, feed_ids=(1,)),
        Change(Action.EDIT_FEED, feed_ids=(1,), after={"url": "https://new.example/"}),
    ],
)
def test_a_feed_changed_meanwhile_is_not_stored(library, settings, feed_server, change, body):
    """What arrives for a feed unsubscribed or moved during the refresh is dropped."""
    url = feed_server.stall("/a")
    feed_server.answers["/a"] = replace(feed_server.answers["/a"], body=body.encode())
    subscribe(library, url)
    [feed] = library.feeds.all()
    outcomes = refresh(library, settings=settings)
    timer = threading.Thread(
        target=lambda: (
            feed_server.wait_for_requests(1),
            library.journal.apply(change),
            feed_server.release(),
        )
    )
    timer.start()
    [outcome] = outcomes
    timer.join()
    assert outcome.new_articles == 0
    assert titles(library) == []
    moved = library.feeds.get(feed.id)
    assert moved is None or moved.health == FeedHealth()


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02", b"{", b"<html", b"\xff" * 1000])
def test_any_body_is_an_outcome(library, settings, feed_server, body):
    """Whatever a server sends is an article or an error in words."""
    url = feed_server.serve("/a", body)
    subscribe(library, url)
    outcome = check(library, settings)[url]
    assert outcome.status == "error"
    assert outcome.error
