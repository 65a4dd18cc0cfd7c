"""Subscribing: from what was typed to a feed with articles, or a reason."""

from __future__ import annotations

import pytest

from newsreader.jobs.subscribe import Found, SubscribeError, discover, subscribe
from newsreader.model.journal import Action, Change
from tests.feed_server import CERTIFICATE, FeedServer
from tests.jobs.written import page, rss


def test_a_feed_is_subscribed_with_its_articles(library, settings, feed_server):
    """Subscribing fetches once and stores what came."""
    url = feed_server.serve("/a", rss("Harbour News", ["One", "Two"]), etag='"1"')
    subscribed = subscribe(library, url, settings=settings, folder="Sea")
    assert (subscribed.is_new, subscribed.new_articles) == (True, 2)
    assert (subscribed.feed.title, subscribed.feed.folder) == ("Harbour News", "Sea")
    assert subscribed.feed.health.etag == '"1"'
    assert len(feed_server.requests) == 1


def test_a_feed_that_is_there_is_left_alone(library, settings, feed_server):
    """Subscribing twice says so and fetches nothing."""
    url = feed_server.serve("/a", rss("A", ["One"]))
    subscribe(library, url, settings=settings)
    again = subscribe(library, url, settings=settings, title="Other")
    assert (again.is_new, again.feed.title) == (False, "A")
    assert len(feed_server.requests) == 1


def test_the_reader_names_the_feed(library, settings, feed_server):
    """A title that is given stands above the feed's own."""
    url = feed_server.serve("/a", rss("A", ["One"]))
    assert subscribe(library, url, settings=settings, title="Mine").feed.title == "Mine"


def test_a_web_page_leads_to_its_feed(library, settings, feed_server):
    """The address of a page subscribes to the first feed it names that can be had."""
    feed_server.serve("/feed", rss("A", ["One"]))
    site = feed_server.serve("/site", page("/missing", "/feed"), content_type="text/html")
    assert subscribe(library, site, settings=settings).feed.url == feed_server.url("/feed")
    assert not subscribe(library, site, settings=settings).is_new


def test_all_feeds_of_a_page_are_discovered(settings, feed_server):
    """Of the feeds a page names, those that can be had are found, with their own titles."""
    one = feed_server.serve("/1", rss("One", ["A"]))
    two = feed_server.serve("/2", rss("Two", ["A"]))
    site = feed_server.serve("/site", page("/1", "/none", "/2"), content_type="text/html")
    assert discover(site, settings=settings) == [Found(one, "One"), Found(two, "Two")]
    assert discover(one, settings=settings) == [Found(one, "One")]


def test_a_permanent_move_is_followed(library, settings, feed_server):
    """What is stored is the address to which a feed moved for good, not a temporary one."""
    feed = feed_server.serve("/new", rss("A", ["One"]))
    moved = feed_server.redirect("/moved", "/new", status=301)
    lent = feed_server.redirect("/lent", "/new", status=302)
    assert subscribe(library, moved, settings=settings).feed.url == feed
    assert subscribe(library, lent, settings=settings).feed.url == lent


@pytest.mark.parametrize("path", ["/gone", "/plain", "/links", "/junk"])
def test_what_cannot_be_had_is_not_subscribed(library, settings, feed_server, path):
    """A failure is said in words, and the library stays as it was."""
    feed_server.serve("/plain", page(), content_type="text/html")
    feed_server.serve("/links", page("/gone"), content_type="text/html")
    feed_server.serve("/junk", b"\x00\xff")
    with pytest.raises(SubscribeError) as raised:
        subscribe(library, feed_server.url(path), settings=settings)
    assert str(raised.value)
    assert library.feeds.all() == []
    with pytest.raises(SubscribeError):
        discover(feed_server.url(path), settings=settings)


@pytest.mark.parametrize("typed", ["", "ftp://example.org/", "file:///etc/passwd", "two words"])
def test_what_is_no_address_is_told(library, settings, typed):
    """Only http and https addresses are subscribed to."""
    with pytest.raises(SubscribeError):
        subscribe(library, typed, settings=settings)


def test_subscribing_again_brings_the_articles_back(library, settings, feed_server):
    """A feed unsubscribed earlier comes back with its articles, and what is new is counted."""
    url = feed_server.serve("/a", rss("A", ["One", "Two"]))
    feed = subscribe(library, url, settings=settings).feed
    library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,)))
    feed_server.serve("/a", rss("A", ["Two", "Three"]))
    again = subscribe(library, url, settings=settings)
    assert (again.is_new, again.new_articles, again.feed.articles) == (True, 3, 3)
    assert library.journal.undo() is not None
    assert library.feeds.all() == []


@pytest.mark.parametrize("place", ["/feed", "/atom.xml", "/feeds/posts/default", "/?feed=rss2"])
def test_a_site_that_names_no_feed_is_asked_at_the_common_places(
    library, settings, feed_server, place
):
    """Nothing is tried any more once there is a feed, and nobody else is asked."""
    site = feed_server.serve("/about/us", page(), content_type="text/html")
    feed_server.serve("/rss", page(), content_type="text/html")
    feed_server.serve(place, rss("A", ["One"]))
    assert subscribe(library, site, settings=settings).feed.url == feed_server.url(place)
    assert feed_server.requests[-1].path == place
    assert feed_server.most_at_once <= 2


def test_a_page_that_names_feeds_is_believed(settings, feed_server):
    """The common places are for sites that name nothing."""
    site = feed_server.serve("/", page("/gone"), content_type="text/html")
    feed_server.serve("/feed", rss("A", ["One"]))
    with pytest.raises(SubscribeError, match="the feed it names"):
        discover(site, settings=settings)
    assert not feed_server.requests_to("/feed")


def test_a_bare_host_that_has_no_https_is_asked_by_http(library, settings, feed_server):
    """https goes first; an address is kept as it could be had."""
    feed_server.serve("/feed", rss("A", ["One"]))
    # A name of this machine that does not look like one.
    bare = f"127.1:{feed_server.port}/feed"
    with pytest.raises(SubscribeError, match="secure connection"):
        subscribe(library, f"https://{bare}", settings=settings)
    assert subscribe(library, bare, settings=settings).feed.url == f"http://{bare}"
    assert not subscribe(library, bare, settings=settings).is_new


def test_a_bad_certificate_is_no_reason_to_go_without(library, settings):
    """A bare host whose https is there but cannot be trusted is refused."""
    with FeedServer(certificate=CERTIFICATE) as server:
        bare = server.serve("/feed", rss("A", ["One"])).replace("https://127.0.0.1", "127.1")
        with pytest.raises(SubscribeError, match="certificate"):
            subscribe(library, bare, settings=settings)
    assert not server.requests
