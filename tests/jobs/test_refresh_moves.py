"""Feeds whose servers say that they moved, or that they are gone."""

from __future__ import annotations

import pytest

from newsreader.jobs.refresh import due_feeds
from newsreader.model.query import Query
from tests.feed_server import Answer
from tests.jobs.test_refresh import check, subscribe, titles
from tests.jobs.written import page, rss


def urls(library) -> list[str]:
    return sorted(feed.url for feed in library.feeds.all())


@pytest.mark.parametrize(
    ("statuses", "hops"),
    [
        ((301,), 1),
        ((308,), 1),
        ((301, 308, 301), 3),
        ((302,), 0),
        ((307,), 0),
        ((303,), 0),
        ((301, 302), 1),
        ((307, 301), 0),
    ],
)
def test_a_feed_moves_as_far_as_redirects_are_permanent(
    library, settings, feed_server, statuses, hops
):
    """The subscription takes the address at the end of the permanent ones at the beginning."""
    for number, status in enumerate(statuses):
        feed_server.redirect(f"/{number}", feed_server.url(f"/{number + 1}"), status=status)
    feed_server.serve(f"/{len(statuses)}", rss("A", ["One"]))
    subscribe(library, feed_server.url("/0"))
    there = feed_server.url(f"/{hops}")
    [outcome] = check(library, settings).values()
    assert (outcome.status, outcome.url) == ("new", there)
    assert urls(library) == [there]
    assert library.feeds.all()[0].health.last_error is None
    assert list(check(library, settings, is_forced=True)) == urls(library)
    assert library.flaws() == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(page().encode(), headers={"Content-Type": "text/html"}),
        Answer(b"<rss", headers={"Content-Type": "application/rss+xml"}),
        Answer(b""),
        Answer(rss("A", ["One"]).encode(), status=500),
        Answer(status=410),
    ],
    ids=["page", "damaged", "empty", "error", "gone"],
)
def test_a_feed_does_not_move_to_what_is_no_feed(library, settings, feed_server, answer):
    """The page of a hotel's network, say, is no reason to forget where a feed was."""
    first = feed_server.redirect("/a", feed_server.url("/b"), status=301)
    feed_server.answers["/b"] = answer
    subscribe(library, first)
    assert check(library, settings)[first].status == "error"
    assert urls(library) == [first]


def test_a_feed_that_is_as_it_was_moves_too(library, settings, feed_server):
    """A server that knows the version, or sends the same body, is believed that it moved."""
    documents = {"/a": rss("A", ["One"]), "/b": rss("B", ["Two"])}
    etags = {"/a": '"1"', "/b": None}
    subscribe(library, *(feed_server.serve(p, documents[p], etag=etags[p]) for p in documents))
    check(library, settings)
    for path, document in documents.items():
        feed_server.serve(f"/new{path}", document, etag=etags[path])
        feed_server.redirect(path, feed_server.url(f"/new{path}"), status=301)
    outcomes = check(library, settings, is_forced=True)
    assert {outcome.status for outcome in outcomes.values()} == {"unchanged"}
    assert urls(library) == sorted(feed_server.url(f"/new{path}") for path in documents)


@pytest.mark.parametrize("is_named", [True, False])
def test_a_feed_that_moves_to_another_subscription_becomes_one_with_it(
    library, settings, feed_server, is_named
):
    """Articles of both are there once; the feed is checked at its address, once in a run."""
    old = feed_server.serve("/old", rss("Old", ["One", "Two"]))
    new = feed_server.serve("/new", rss("New", ["Two", "Three"]))
    subscribe(library, old, new)
    check(library, settings)
    feed_server.redirect("/old", new, status=301)
    feed_server.serve("/new", rss("New", ["Two", "Three", "Four"]))
    before = len(feed_server.requests_to("/new"))
    feeds = [library.feeds.find(old)] if is_named else None
    outcomes = list(check(library, settings, feeds=feeds, is_forced=True).values())
    assert {outcome.url for outcome in outcomes} == {new}
    assert titles(library) == ["Four", "One", "Three", "Two"]
    # Once for the feed that moved there, once for the one that is there.
    assert len(feed_server.requests_to("/new")) == before + 2
    [feed] = library.feeds.all()
    assert (feed.url, feed.articles, feed.health.last_error) == (new, 4, None)
    assert library.flaws() == []


def test_many_feeds_that_move_to_one_address_become_one(library, settings, feed_server):
    """As many redirects as there may be end in one subscription with one set of articles."""
    end = feed_server.serve("/end", rss("End", ["One", "Two"]))
    paths = [f"/{number}" for number in range(8)]
    subscribe(library, *(feed_server.redirect(path, end, status=301) for path in paths))
    outcomes = check(library, settings)
    assert list(outcomes) == [end]
    assert urls(library) == [end]
    assert titles(library) == ["One", "Two"]
    assert library.flaws() == []


def test_two_addresses_that_take_turns_in_moving_end(library, settings, feed_server):
    """A server that moves a feed back and forth does not keep a refresh from ending."""
    feed = Answer(rss("A", ["One"]).encode())
    to_a, to_b = (
        Answer(status=301, headers={"Location": feed_server.url(path)}) for path in ("/a", "/b")
    )
    # Each address sends on, is the feed when asked from there, and so on.
    feed_server.script("/a", *[to_b, feed] * 50, feed)
    feed_server.script("/b", *[feed, to_a] * 50, feed)
    subscribe(library, feed_server.url("/a"), feed_server.url("/b"))
    for _ in range(4):
        check(library, settings, is_forced=True)
        assert library.flaws() == []
        assert set(titles(library)) <= {"One"}
    # Four runs with three checks at most, each with ten redirects at most.
    assert len(feed_server.requests) <= 4 * 3 * 11


def test_a_feed_that_is_gone_is_not_due_again(library, settings, feed_server):
    """410 stops a feed for the clock; asked for by the user it is tried, and success revives it."""
    url = feed_server.serve("/a", status=410)
    subscribe(library, url)
    assert "410" in check(library, settings)[url].error
    feed = library.feeds.find(url)
    assert (feed.health.is_stopped, feed.health.next_check_at) == (True, None)
    assert due_feeds(library) == []
    assert check(library, settings) == {}
    assert [one.url for one in due_feeds(library, is_forced=True)] == [url]
    assert check(library, settings, feeds=[feed])[url].status == "error"
    assert library.feeds.find(url).health.is_stopped
    feed_server.serve("/a", rss("A", ["One"]))
    assert check(library, settings, is_forced=True)[url].status == "new"
    health = library.feeds.find(url).health
    assert (health.is_stopped, health.last_error) == (False, None)
    assert health.next_check_at is not None


def test_a_stopped_feed_that_others_move_to_is_checked(library, settings, feed_server):
    """A feed that came back is not kept stopped for what its server said before."""
    new = feed_server.serve("/new", status=410)
    subscribe(library, new)
    check(library, settings)
    feed_server.serve("/new", rss("New", ["One"]))
    subscribe(library, feed_server.redirect("/old", new, status=301))
    check(library, settings)
    [feed] = library.feeds.all()
    assert (feed.url, feed.health.is_stopped) == (new, False)
    assert [one.feed_id for one in library.articles.iterate(Query())] == [feed.id]
