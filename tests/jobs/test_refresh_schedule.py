"""When a feed is checked again, and whose servers are asked how often in one run."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from newsreader.jobs.order import AT_ONE_HOST, Order
from newsreader.jobs.refresh import refresh
from newsreader.model.feed import Feed
from newsreader.model.journal import Action, Change
from tests.feed_server import ANY_HOST, FeedServer
from tests.jobs.test_refresh import check, subscribe
from tests.jobs.written import rss

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


def often(count: int = 30, *, asks: str = "") -> str:
    """Write a feed that publishes every minute, so that it is due as soon as may be."""
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{n}</title><guid>{n}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=n))}</pubDate></item>"
        for n in range(count)
    )
    return f'<rss version="2.0" {SY}><channel><title>T</title>{asks}{items}</channel></rss>'


def wait_of(library, url) -> timedelta:
    health = library.feeds.find(url).health
    return health.next_check_at - health.last_checked_at


def later(**delta) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(**delta), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "asks", "least", "most"),
    [
        ({}, "", timedelta(minutes=15), timedelta(minutes=15)),
        ({"Cache-Control": "public, max-age=7200"}, "", 2 * HOUR, 2 * HOUR),
        ({"Cache-Control": "max-age=7200", "Age": "3600"}, "", HOUR, HOUR),
        ({"Cache-Control": "max-age=7200", "Age": "9999"}, "", HOUR / 4, HOUR / 4),
        ({"Cache-Control": "max-age=60"}, "", HOUR / 4, HOUR / 4),
        ({"Cache-Control": "max-age=99999999999"}, "", DAY, DAY),
        ({"Cache-Control": "no-cache, max-age=7200"}, "", HOUR / 4, HOUR / 4),
        ({"Expires": "in an hour"}, "", 0.9 * HOUR, 1.1 * HOUR),
        ({"Expires": "0"}, "", HOUR / 4, HOUR / 4),
        ({"Cache-Control": "max-age=7200", "Expires": "0"}, "", 2 * HOUR, 2 * HOUR),
        ({}, "<ttl>180</ttl>", 3 * HOUR, 3 * HOUR),
        ({}, "<ttl>1e9</ttl>", HOUR / 4, HOUR / 4),
        ({}, "<ttl>-60</ttl>", HOUR / 4, HOUR / 4),
        ({}, "<ttl>9999999</ttl>", DAY, DAY),
        ({}, "<sy:updatePeriod>hourly</sy:updatePeriod>", HOUR, HOUR),
        ({}, "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
         6 * HOUR, 6 * HOUR),
        ({}, "<sy:updatePeriod>yearly</sy:updatePeriod>", DAY, DAY),
        ({"Cache-Control": "max-age=3600"}, "<ttl>120</ttl>", 2 * HOUR, 2 * HOUR),
    ],
)  # fmt: skip
def test_what_server_and_document_ask_for_is_a_floor(
    library, settings, feed_server, headers, asks, least, most
):
    """The next check is as late as the answer asks, within a day, and never too early."""
    if headers.get("Expires") == "in an hour":
        headers = {"Expires": later(hours=1)}
    url = feed_server.serve("/a", often(asks=asks), headers=headers)
    subscribe(library, url)
    assert check(library, settings)[url].status == "new"
    assert least <= wait_of(library, url) <= most


def test_what_a_document_asked_for_holds_while_it_is_the_same(library, settings, feed_server):
    """A 304, or the same body again, asks for what the document asked for."""
    document = often(asks="<ttl>300</ttl>")
    known = feed_server.serve("/known", document, etag='"1"')
    same = feed_server.serve("/same", document)
    subscribe(library, known, same)
    for _ in range(3):
        check(library, settings, is_forced=True)
        assert wait_of(library, known) == wait_of(library, same) == 5 * HOUR
    feed_server.serve("/known", often(31), etag='"2"')
    check(library, settings, is_forced=True)
    assert wait_of(library, known) < HOUR


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("7200", 2 * HOUR, 2 * HOUR),
        ("30", HOUR / 4, HOUR / 4),
        ("date", 2.9 * HOUR, 3 * HOUR),
        ("9" * 50, 7 * DAY, 7 * DAY),
        ("1e99", HOUR / 4, HOUR / 4),
        ("-5", HOUR / 4, HOUR / 4),
        ("soon", HOUR / 4, HOUR / 4),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_respected_within_reason(
    library, settings, feed_server, status, field, least, most
):
    """The server says when it wants to be asked again, up to a week."""
    url = feed_server.serve("/a", often())
    subscribe(library, url)
    check(library, settings)
    value = later(hours=3) if field == "date" else field
    feed_server.serve("/a", status=status, headers={"Retry-After": value})
    check(library, settings, is_forced=True)
    assert least <= wait_of(library, url) <= most + timedelta(minutes=1)


def test_failures_in_a_row_are_waited_for_longer_and_longer(library, settings, feed_server):
    """Each failure doubles the wait, up to a day; a success begins anew."""
    url = feed_server.serve("/a", often())
    subscribe(library, url)
    check(library, settings)
    feed_server.serve("/a", status=500)
    waits = []
    for _ in range(10):
        check(library, settings, is_forced=True)
        waits.append(wait_of(library, url))
    assert waits[:3] == [HOUR / 4, HOUR / 2, HOUR]
    assert waits == sorted(waits)
    assert waits[-1] == DAY
    feed_server.serve("/a", often())
    check(library, settings, is_forced=True)
    assert wait_of(library, url) == HOUR / 4


def test_a_feed_is_checked_as_often_as_it_publishes(library, settings, feed_server):
    """A busy feed is due within minutes, a quiet one within a day, an empty one in between."""
    busy = feed_server.serve("/busy", often())
    quiet = feed_server.serve("/quiet", rss("Quiet", ["One"]))
    empty = feed_server.serve("/empty", rss("Empty", []))
    subscribe(library, busy, quiet, empty)
    check(library, settings)
    assert wait_of(library, busy) == HOUR / 4
    assert wait_of(library, quiet) == DAY
    assert HOUR < wait_of(library, empty) < DAY


def test_the_interval_the_user_set_counts_more(library, settings, feed_server):
    """A feed of its own interval is checked at that, later only where the server asks for it."""
    plain = feed_server.serve("/plain", often())
    asking = feed_server.serve("/asking", often(), headers={"Cache-Control": "max-age=36000"})
    subscribe(library, plain, asking)
    for feed in library.feeds.all():
        change = Change(Action.EDIT_FEED, feed_ids=(feed.id,), after={"interval": "120"})
        library.journal.apply(change)
    check(library, settings)
    assert wait_of(library, plain) == 2 * HOUR
    assert wait_of(library, asking) == 10 * HOUR


def test_a_body_sent_again_is_not_read_again(library, settings, feed_server):
    """Without validators, the hash of the body tells that nothing changed; it is kept."""
    url = feed_server.serve("/a", rss("A", ["One"]))
    subscribe(library, url)
    check(library, settings)
    digest = library.feeds.find(url).health.body_hash
    # An article that left the library unseen would come back if the body were read.
    with sqlite3.connect(library.path) as connection:
        connection.execute("UPDATE article SET guid = 'other', url = NULL")
    connection.close()
    assert check(library, settings, is_forced=True)[url].status == "unchanged"
    assert library.feeds.find(url).health.body_hash == digest
    feed_server.serve("/a", rss("A", ["One"]) + " ")
    assert check(library, settings, is_forced=True)[url].status == "new"


def test_a_stalled_host_is_asked_twice_and_no_more(library, settings):
    """After two time-outs the other feeds of the host fail at once, with that reason."""
    with FeedServer() as server:
        urls = [server.stall(f"/{number}") for number in range(20)]
        good = server.serve("/good", rss("Good", ["One"])).replace("127.0.0.1", "localhost")
        subscribe(library, *urls, good)
        outcomes = check(library, settings._replace(fetch_timeout=1.0))
        assert outcomes.pop(good).status == "new"
        assert len(server.requests) == 2 + 1
        errors = [outcome.error for outcome in outcomes.values()]
        assert sum("did not answer within 1 s" in error for error in errors) == 2
        assert sum("was not asked again" in error for error in errors) == 18
        assert server.most_at_once <= 3


def test_slow_servers_do_not_hold_up_the_others(library, settings):
    """More servers than feeds are fetched at a time stall: the rest come in all the same."""
    with FeedServer(ANY_HOST) as server:
        stalled = [
            server.stall(f"/s{n}").replace("127.0.0.1", f"127.6.0.{n}") for n in range(1, 41)
        ]
        good = [
            server.serve(f"/g{n}", rss(f"G{n}", ["One"])).replace("127.0.0.1", f"127.6.1.{n}")
            for n in range(1, 11)
        ]
        subscribe(library, *stalled, *good)
        outcomes = refresh(library, settings=settings)
        first = [next(outcomes).url for _ in good]
        outcomes.close()
    assert sorted(first) == sorted(good)


def feeds_at(*hosts: str) -> list[Feed]:
    return [Feed(n, f"https://{host}/{n}", "T") for n, host in enumerate(hosts)]


def test_hosts_take_turns_and_have_two_feeds_under_way():
    """A host's third feed waits for an answer of the host, other hosts go on."""
    many, other = feeds_at(*["many.example"] * 5), feeds_at("other.example")
    order = Order([*many, other[0]._replace(id=9)])
    begun = [order.begin() for _ in range(4)]
    assert [feed.id if feed else None for feed in begun] == [0, 9, 1, None]
    order.note_answer(many[1])
    assert [order.begin(), order.begin()] == [many[2], None]


def test_all_come_in_where_one_answer_is_all_that_may_wait(
    library, settings, feed_server, monkeypatch
):
    """No more bodies wait in memory than are allowed; that loses none."""
    monkeypatch.setattr("newsreader.jobs.checks.MOST_UNREAD", 1)
    urls = [feed_server.serve(f"/{n}", rss(f"F{n}", ["One"])) for n in range(20)]
    subscribe(library, *urls)
    assert {url for url, outcome in check(library, settings).items() if outcome.new_articles} == {
        *urls
    }


def test_a_feed_that_is_added_waits_for_its_host():
    """A feed put last later has its turn like the others."""
    feeds = feeds_at(*["a.example"] * (AT_ONE_HOST + 1))
    order = Order(feeds[:AT_ONE_HOST])
    for feed in feeds[:AT_ONE_HOST]:
        assert order.begin() == feed
    order.add(feeds[-1])
    assert order.begin() is None
    order.note_answer(feeds[0])
    assert order.begin() == feeds[-1]
    assert order.begin() is None


def test_what_failed_last_time_goes_first(library, settings, feed_server):
    """A server that is still down takes its time while the others answer."""
    urls = [feed_server.serve(f"/{n}", rss(f"F{n}", ["One"])) for n in range(3)]
    feed_server.serve("/2", status=500)
    subscribe(library, *urls)
    check(library, settings)
    for n in range(3):
        feed_server.stall(f"/{n}")
    before = len(feed_server.requests)
    timer = threading.Thread(
        target=lambda: (feed_server.wait_for_requests(before + 2), feed_server.release())
    )
    timer.start()
    check(library, settings, is_forced=True)
    timer.join()
    assert "/2" in [seen.path for seen in feed_server.requests[before : before + 2]]


def test_without_a_network_nothing_is_held_against_the_feeds(library, settings, feed_server):
    """While no server is found at all, feeds are tried again soon; else the lost one backs off."""
    subscribe(library, "http://nowhere.invalid/feed")
    for _ in range(3):
        check(library, settings, is_forced=True)
    [lost] = library.feeds.all()
    assert lost.health.failures == 1
    assert lost.health.next_check_at <= datetime.now(UTC) + timedelta(minutes=15)
    subscribe(library, feed_server.serve("/a", rss("A", ["One"])))
    for _ in range(3):
        assert len(check(library, settings, is_forced=True)) == 2
    assert library.feeds.get(lost.id).health.failures == 4
