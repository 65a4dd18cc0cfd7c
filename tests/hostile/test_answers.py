"""Statuses, redirects, compression and header fields that no feed should have."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Mapping
from datetime import timedelta

import brotli
import pytest

from tests.feed_server import CERTIFICATE, FeedServer
from tests.feeds.fetching import ok
from tests.hostile.aftermath import Condition, Place, answer, check, check_the_rest, raw
from tests.jobs.written import rss

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SETTINGS = "fetch_timeout = 20\n"
TITLE = "Come through"
FEED = rss("A feed", [TITLE]).encode()
ZEROS = bytes(10 * 2**20)
TOO_LARGE = "larger than 15 MiB"
DAMAGED = "could not be decompressed"
CUT_SHORT = "cut short"
UNFETCHABLE = "redirects to an address that cannot be fetched"


def coded(encoding: str, data: bytes) -> Callable[[Place], None]:
    return answer(data, headers={"Content-Encoding": encoding})


def redirects(to: str, status: int = 302, headers: Mapping[str, str] | None = None) -> object:
    """Redirect to an address, in which {here} and {host} are those of the place."""

    def serve(place: Place) -> None:
        target = to.format(here=place.url, host=place.host, port=place.server.port)
        fields = {"Location": target, **(headers or {})}
        place.server.serve(place.path, status=status, content_type=None, headers=fields)

    return serve


def chain(length: int, *, end: bytes = FEED) -> Callable[[Place], None]:
    def serve(place: Place) -> None:
        for number in range(length):
            path = f"{place.path}/{number}" if number else place.path
            place.server.redirect(path, place.at(f"/{number + 1}"))
        place.server.serve(f"{place.path}/{length}", end)

    return serve


def two_that_point_at_each_other(place: Place) -> None:
    place.server.redirect(place.path, place.at("/back"))
    place.server.redirect(f"{place.path}/back", place.url)


def to_another_loopback_host(place: Place) -> None:
    there = place.server.url(f"{place.path}/there", host=place.host.replace("127.7.", "127.8."))
    place.server.redirect(place.path, there)
    place.server.serve(f"{place.path}/there", FEED)


def to_a_bad_certificate(place: Place) -> None:
    secure = place.stack.enter_context(FeedServer(place.host, certificate=CERTIFICATE))
    place.server.redirect(place.path, secure.serve("/feed", FEED))


def at_a_bad_certificate(place: Place) -> str:
    secure = place.stack.enter_context(FeedServer(place.host, certificate=CERTIFICATE))
    return secure.serve("/feed", FEED)


def retry_after(value: str, status: int = 503) -> Callable[[Place], None]:
    return answer(status=status, headers={"Retry-After": value})


STATUSES = [
    Condition("no-content", answer(status=204)),
    Condition("reset-content", answer(status=205)),
    Condition("partial-content", answer(FEED[:-200], status=206), "206"),
    Condition("not-modified-unasked", answer(status=304), "304"),
    Condition("multiple-choices", answer(FEED, status=300), "300"),
    Condition("redirect-without-address", answer(status=302), "302"),
    Condition("unauthorized", answer(status=401), "wants a login"),
    Condition("forbidden", answer(FEED, status=403), "403"),
    Condition("not-found", answer(FEED, status=404), "404"),
    Condition("proxy-login", answer(status=407), "407"),
    Condition("gone", answer(status=410), "taken down for good"),
    Condition("too-many-requests", answer(status=429), "429"),
    Condition("withheld", answer(status=451), "legal reasons"),
    Condition("server-error", answer(FEED, status=500), "500"),
    Condition("unavailable", answer(status=503), "503"),
    Condition("unknown-status", answer(FEED, status=799), "799"),
    Condition("phrase-with-escapes", raw(lambda: [b"HTTP/1.1 500 \x1b[31mred\r\n\r\n"])),
]
RETRY_AFTER = {
    "retry-in-hours": "7200",
    "retry-never": "9" * 400,
    "retry-infinite": "1e99",
    "retry-negative": "-86400",
    "retry-nonsense": "when\x07ready",
    "retry-date": "Fri, 01 Jan 2999 00:00:00 GMT",
    "retry-date-past": "Mon, 01 Jan 1900 00:00:00 GMT",
    "retry-date-impossible": "Fri, 99 Foo 99999 99:99:99 XXX",
}
REDIRECTS = [
    Condition("redirect-to-itself", redirects("{here}"), "more than 10 times"),
    Condition(
        "redirect-with-cookies",
        redirects("{here}", headers={"Set-Cookie": "a=b"}),
        "more than 10 times",
    ),
    Condition("redirect-in-a-circle", two_that_point_at_each_other, "more than 10 times"),
    Condition("redirect-50-times", chain(50), "more than 10 times"),
    Condition("redirect-10-times", chain(10), None),
    Condition("redirect-to-file", redirects("file:///etc/passwd"), UNFETCHABLE),
    Condition("redirect-to-ftp", redirects("ftp://{host}/feed"), UNFETCHABLE),
    Condition("redirect-to-script", redirects("javascript:alert(1)"), UNFETCHABLE),
    Condition("redirect-to-data", redirects("data:text/xml,<rss/>"), UNFETCHABLE),
    Condition("redirect-to-gopher", redirects("gopher://{host}/"), UNFETCHABLE),
    Condition("redirect-to-port-0", redirects("http://{host}:0/"), UNFETCHABLE),
    Condition("redirect-to-port-99999", redirects("http://{host}:99999/"), UNFETCHABLE),
    Condition("redirect-to-no-host", redirects("http:///feed"), ""),
    Condition("redirect-to-blanks", redirects("http://a b c/"), UNFETCHABLE),
    Condition("redirect-to-escapes", redirects("http://\x1b[31m\x9b/"), ""),
    Condition("redirect-to-much", redirects("http://{host}/" + "a" * 60_000), ""),
    Condition("redirect-to-a-closed-port", redirects("http://{host}:1/"), "refused"),
    Condition("redirect-to-another-host", to_another_loopback_host, None),
    Condition("redirect-to-a-bad-certificate", to_a_bad_certificate, "certificate"),
]
COMPRESSION = [
    Condition("gzip-bomb", coded("gzip", gzip.compress(ZEROS) * 200), TOO_LARGE),
    Condition("gzip-bomb-in-one", coded("gzip", gzip.compress(ZEROS * 10)), TOO_LARGE),
    Condition("deflate-bomb", coded("deflate", zlib.compress(ZEROS * 10)), TOO_LARGE),
    Condition("brotli-bomb", coded("br", brotli.compress(ZEROS * 10, quality=1)), TOO_LARGE),
    Condition("zstd-bomb", coded("zstd", zstd.compress(ZEROS * 10) * 99), TOO_LARGE),
    Condition(
        "bomb-in-a-bomb", coded("gzip, gzip", gzip.compress(gzip.compress(ZEROS) * 99)), TOO_LARGE
    ),
    Condition("gzip-in-brotli", coded("gzip, br", brotli.compress(gzip.compress(FEED))), None),
    Condition("compressed-20-times", coded(", ".join(["gzip"] * 20), FEED), DAMAGED),
    Condition("gzip-cut-short", coded("gzip", gzip.compress(FEED)[:-20]), CUT_SHORT),
    Condition("brotli-cut-short", coded("br", brotli.compress(FEED)[:-20]), CUT_SHORT),
    Condition("zstd-cut-short", coded("zstd", zstd.compress(FEED)[:-20]), CUT_SHORT),
    Condition("no-gzip-at-all", coded("gzip", FEED), DAMAGED),
    Condition("wrong-checksum", coded("gzip", gzip.compress(FEED)[:-8] + bytes(8)), DAMAGED),
    Condition("unknown-coding", coded("rot13", FEED), None),
    Condition("gzip-that-nobody-names", answer(gzip.compress(FEED)), "", is_either=True),
]
COOKIES = [b"Set-Cookie: c%d=%s" % (number, b"v" * 20) for number in range(1000)]
FIELDS = [
    Condition("cookie-storm", raw(lambda: [ok(*COOKIES), FEED]), "", is_either=True),
    Condition("cookie-of-a-megabyte", raw(lambda: [ok(b"Set-Cookie: a=" + b"x" * 2**20), FEED])),
    Condition("cookie-nonsense", raw(lambda: [ok(b"Set-Cookie: \xff;;=;\x07=\x1b"), FEED]), "",
              is_either=True),
    Condition("etag-of-a-megabyte", raw(lambda: [ok(b"ETag: " + b"x" * 2**20), FEED])),
    Condition("etag-with-controls", raw(lambda: [ok(b'ETag: "\x1b[31m\x01"'), FEED]), "",
              is_either=True),
    Condition("etag-long", answer(FEED, headers={"ETag": "x" * 5000}), None),
    Condition("modified-with-c1", answer(FEED, headers={"Last-Modified": "\x9b31m"}), None),
    Condition("type-with-escapes", answer(FEED, content_type="text/\x9b31m;charset=\x9b"), None),
    Condition("type-of-a-picture", answer(FEED, content_type="image/png"), None),
    Condition("charset-nobody-knows", answer(FEED, content_type="text/xml;charset=none"), None),
    Condition("max-age-absurd", answer(FEED, headers={"Cache-Control": "max-age=" + "9" * 99}),
              None),
    Condition("expires-absurd", answer(FEED, headers={"Expires": "9" * 99, "Date": "-"}), None),
    Condition("bad-certificate", at_a_bad_certificate, "the certificate of 127."),
]  # fmt: skip
CONDITIONS = [
    *STATUSES,
    *(Condition(name, retry_after(value), "503") for name, value in RETRY_AFTER.items()),
    *REDIRECTS,
    *COMPRESSION,
    *FIELDS,
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_bad_answer_costs_its_feed_only(aftermath, condition):
    """An answer is understood, or refused in words that are kept with the feed."""
    check(aftermath, condition)
    outcome = aftermath.outcomes[condition.name]
    if outcome.error is None:
        assert {article.headline.title for article in outcome.articles} <= {TITLE}
    if condition.words is None:
        assert len(outcome.articles) == 1


def test_bad_answers_harm_nothing_else(aftermath):
    """The good feeds come in, the library is sound, no process is left."""
    check_the_rest(aftermath)


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_the_next_check_is_sane_whatever_the_server_says(aftermath, condition):
    """No answer keeps a feed from being checked within a week, nor has it asked at once again."""
    health = aftermath.outcomes[condition.name].feed.health
    if condition.name == "gone":
        assert (health.is_stopped, health.next_check_at) == (True, None)
        return
    assert not health.is_stopped
    wait = health.next_check_at - health.last_checked_at
    assert timedelta(minutes=15) <= wait <= timedelta(days=7)
    if condition.name == "retry-in-hours":
        assert wait >= timedelta(hours=2)
    if condition.name in ("retry-never", "retry-date"):
        assert wait > timedelta(days=6, hours=23)


def test_what_is_kept_for_the_next_time_can_be_sent_back(aftermath):
    """Validators that no header field should carry are not stored, let alone sent."""
    for name in ("etag-long", "modified-with-c1", "etag-with-controls"):
        health = aftermath.outcomes[name].feed.health
        assert (health.etag, health.last_modified) == (None, None)
