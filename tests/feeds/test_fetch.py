"""What a fetch asks for and brings: validators, compression, redirects, logins."""

from __future__ import annotations

import itertools
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest

from tests.feed_server import FeedServer
from tests.feeds.fetching import BODY, failure, ok

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def test_a_feed_comes_with_what_the_server_says_of_it(feed_server, fetcher):
    """Body, type and validators are returned as they are, the validators verbatim."""
    modified = "Tue, 02 Apr 2024 10:00:00 GMT"
    url = feed_server.serve("/feed", BODY, etag='W/"é 1"', last_modified=modified)
    response = fetcher.get(url)
    assert (response.url, response.status, response.body) == (url, 200, BODY)
    assert response.content_type == "application/rss+xml"
    assert (response.etag, response.last_modified) == ('W/"é 1"', modified)
    assert response.moved_to is None


def test_an_unchanged_feed_is_not_sent_again(feed_server, fetcher):
    """Validators go back as If-None-Match and If-Modified-Since; 304 has an empty body."""
    url = feed_server.serve("/feed", BODY, etag='"é1"', last_modified="yesterday, they say")
    first = fetcher.get(url)
    again = fetcher.get(url, etag=first.etag, last_modified=first.last_modified)
    assert (again.status, again.body) == (304, b"")
    headers = feed_server.requests[-1].headers
    assert headers["if-none-match"].encode("latin-1") == '"é1"'.encode("latin-1")
    assert headers["if-modified-since"] == "yesterday, they say"


def test_not_modified_is_an_error_when_nobody_asked(feed_server, fetcher):
    """A 304 to a plain request brings nothing and is not taken for a success."""
    assert failure(fetcher, feed_server.serve("/feed", status=304)).status == 304


@pytest.mark.parametrize("validator", ["", "a\r\nX: 1", "\0", "漢", " padded ", "x" * 5000])
def test_a_validator_that_no_header_can_carry_is_not_sent(feed_server, fetcher, validator):
    """A stored validator never costs the feed, and never writes headers of its own."""
    response = fetcher.get(
        feed_server.serve("/feed", BODY), etag=validator, last_modified=validator
    )
    assert response.body == BODY
    assert not {"if-none-match", "if-modified-since", "x"} & set(feed_server.requests[-1].headers)


def deflate_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def gzip(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(data) + packer.flush()


ENCODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip),
    "deflate": ("deflate", zlib.compress),
    "deflate without a frame": ("deflate", deflate_raw),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
    "twice": ("gzip, br", lambda data: brotli.compress(gzip(data))),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_usual_compression_is_read(feed_server, fetcher, name):
    """gzip, deflate (both kinds), brotli and zstd are asked for and read."""
    encoding, pack = ENCODINGS[name]
    url = feed_server.serve("/feed", pack(BODY), headers={"Content-Encoding": encoding})
    assert fetcher.get(url).body == BODY
    assert feed_server.requests[-1].headers["accept-encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_compressed_body_without_its_end_is_refused(feed_server, fetcher, name):
    """A stream cut short is an error, wherever the cut is, and not a shorter body."""
    encoding, pack = ENCODINGS[name]
    data = pack(BODY)
    for size in (1, len(data) // 2, len(data) - 1):
        url = feed_server.serve("/cut", data[:size], headers={"Content-Encoding": encoding})
        assert "cut short" in str(failure(fetcher, url))


@pytest.mark.parametrize(("name", "pack"), [("gzip", gzip), ("zstd", zstd.compress)])
def test_a_body_compressed_in_parts_is_read_whole(feed_server, fetcher, name, pack):
    """Several gzip members or zstd frames are one body."""
    data = pack(BODY) + pack(b"more")
    url = feed_server.serve("/feed", data, headers={"Content-Encoding": name})
    assert fetcher.get(url).body == BODY + b"more"


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_compressed_bomb_is_refused(feed_server, fetcher, name):
    """The cap is on decompressed bytes: a small body that grows beyond it is an error."""
    encoding, pack = ENCODINGS[name]
    url = feed_server.serve("/b", pack(b"\0" * 20_000_000), headers={"Content-Encoding": encoding})
    assert "larger than 100000 bytes" in str(failure(fetcher, url))


def test_data_after_the_end_of_a_compressed_body_is_capped_too(feed_server, fetcher):
    """Bytes that decompress to nothing count as well: they cannot fill the memory."""
    endless = itertools.chain(
        [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip(b"x")],
        itertools.repeat(b"\0" * 10_000),
    )
    assert "larger than" in str(failure(fetcher, feed_server.raw("/tail", endless)))


def test_a_body_of_exactly_the_cap_is_fine_and_one_more_byte_is_not(feed_server, fetcher):
    """The cap is inclusive."""
    assert len(fetcher.get(feed_server.serve("/a", b"x" * 100_000)).body) == 100_000
    assert "larger" in str(failure(fetcher, feed_server.serve("/b", b"x" * 100_001)))


def test_damaged_compression_is_said_in_words(feed_server, fetcher):
    """What cannot be decompressed is an error of its own."""
    url = feed_server.serve("/feed", b"plain text", headers={"Content-Encoding": "gzip"})
    assert "could not be decompressed" in str(failure(fetcher, url))


@pytest.mark.parametrize(
    ("statuses", "hops"),
    [
        ([301], 1),
        ([308, 301], 2),
        ([302], 0),
        ([307], 0),
        ([303], 0),
        ([301, 302], 1),
        ([302, 301], 0),
    ],
)
def test_a_feed_has_moved_as_far_as_redirects_are_permanent(feed_server, fetcher, statuses, hops):
    """301 and 308 move a subscription, 302, 303 and 307 and what comes after them do not."""
    target = feed_server.serve(f"/{len(statuses)}", BODY)
    for hop, status in enumerate(statuses):
        feed_server.redirect(f"/{hop}", f"/{hop + 1}", status=status)
    response = fetcher.get(feed_server.url("/0"))
    assert (response.url, response.body) == (target, BODY)
    assert response.moved_to == (feed_server.url(f"/{hops}") if hops else None)


def test_ten_redirects_are_followed_and_a_loop_is_not(feed_server, fetcher):
    """More than ten redirects are an error."""
    for hop in range(11):
        feed_server.redirect(f"/{hop}", f"/{hop + 1}")
    feed_server.serve("/11", BODY)
    assert fetcher.get(feed_server.url("/1")).body == BODY
    assert "redirects more than 10 times" in str(failure(fetcher, feed_server.url("/0")))
    assert "redirects more" in str(failure(fetcher, feed_server.redirect("/loop", "/loop")))


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://example.org/feed", "javascript:1", "http://["],
)
def test_only_http_redirects_are_followed(feed_server, fetcher, target):
    """A redirect to another scheme, or to no host, is refused."""
    message = str(failure(fetcher, feed_server.redirect("/feed", target)))
    assert "redirects to an address that cannot be fetched" in message


def test_cookies_that_a_redirect_sets_go_with_it_and_no_further(feed_server, fetcher):
    """A cookie wall is passed, but no cookie outlives the request."""
    feed_server.serve("/b", BODY)
    headers = {"Location": "/b", "Set-Cookie": "seen=1"}
    url = feed_server.serve("/a", status=302, headers=headers)
    assert fetcher.get(url).body == BODY
    assert feed_server.requests[-1].headers["cookie"] == "seen=1"
    fetcher.get(feed_server.url("/b"))
    assert "cookie" not in feed_server.requests[-1].headers


def test_a_login_in_the_address_is_sent_and_shown_nowhere(feed_server, fetcher):
    """user:password@ becomes basic authentication and is in no result and no message."""
    feed_server.serve("/feed", BODY)
    url = feed_server.url("/feed", host="m%40x:se%3Acret@127.0.0.1")
    response = fetcher.get(url)
    # What `printf 'm@x:se:cret' | base64` prints.
    assert feed_server.requests[-1].headers["authorization"] == "Basic bUB4OnNlOmNyZXQ="
    assert "cret" not in repr(response)
    for bad in [
        url.replace("/feed", "/none"),
        url.replace(f":{feed_server.port}", ":1"),
        url + "\0",
    ]:
        message = failure(fetcher, bad)
        assert "cret" not in str(message)


def test_a_login_goes_with_redirects_on_its_own_server_only(feed_server, fetcher):
    """Another server, even on the same host, never gets the login; a moved feed keeps it."""
    login = "me:secret@127.0.0.1"
    feed_server.redirect("/a", "/b", status=301)
    feed_server.serve("/b", BODY)
    moved_to = fetcher.get(feed_server.url("/a", host=login)).moved_to
    assert moved_to == feed_server.url("/b", host=login)
    assert "authorization" in feed_server.requests[-1].headers
    with FeedServer() as other:
        feed_server.redirect("/a", other.serve("/c", BODY), status=301)
        response = fetcher.get(feed_server.url("/a", host=login))
        assert response.moved_to == other.url("/c")
        assert "authorization" not in other.requests[-1].headers


FINE = {
    "until the end": [b"HTTP/1.0 200 OK\r\n\r\n", BODY],
    "no reason": [b"HTTP/1.1 200\r\n\r\n", BODY],
    "bare newlines": [b"HTTP/1.1 200 OK\nContent-Type: text/xml\n\n", BODY],
    "chunks": [
        ok(b"Transfer-Encoding: chunked"),
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
    ],
    "unknown encoding": [ok(b"Content-Encoding: UTF-8"), BODY],
    "after a hint": [b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", ok(), BODY],
    "odd characters": [ok("Server: café".encode(), b"X: \xff"), BODY],
}


@pytest.mark.parametrize("name", FINE)
def test_an_old_or_careless_server_is_understood(feed_server, fetcher, name):
    """What other readers can read is read."""
    assert fetcher.get(feed_server.raw("/fine", FINE[name])).body == BODY


def test_an_empty_body_is_fine(feed_server, fetcher):
    """No bytes, compressed or not, are a body too."""
    url = feed_server.serve("/feed", b"", headers={"Content-Encoding": "gzip"})
    assert fetcher.get(url).body == b""
    assert fetcher.get(feed_server.serve("/none", status=204)).status == 204
