"""What cannot be fetched is said in words, however badly a server behaves."""

from __future__ import annotations

import contextlib
import socket
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.feeds.fetch import Fetcher, FetchError
from tests.feeds.fetching import BODY, failure, ok

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 599, 799])
def test_an_error_status_is_an_error_with_its_number(feed_server, fetcher, status):
    """The message names the status, and the error carries it."""
    error = failure(fetcher, feed_server.serve("/feed", BODY, status=status))
    assert error.status == status
    assert str(status) in str(error)


def test_a_redirect_to_nowhere_is_an_error(feed_server, fetcher):
    """A 3xx without a location is an error status like others."""
    assert failure(fetcher, feed_server.serve("/feed", status=302)).status == 302


@pytest.mark.parametrize(
    ("field", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("9" * 40, 999_999_999_999),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
    ],
)
def test_retry_after_is_read_whatever_it_says(feed_server, fetcher, field, seconds):
    """Seconds and dates are understood, nonsense is nothing."""
    url = feed_server.serve("/feed", status=503, headers={"Retry-After": field})
    assert failure(fetcher, url).retry_after == seconds


def test_retry_after_may_be_a_date(feed_server, fetcher):
    """A date is turned into the seconds until then."""
    then = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    url = feed_server.serve("/feed", status=429, headers={"Retry-After": then})
    assert 3500 < (failure(fetcher, url).retry_after or 0) <= 3600


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("example.org/feed", "http:// or https://"),
        ("", "http:// or https://"),
        ("http://", "no possible host"),
        ("http:///feed", "no possible host"),
        ("http://[::1/", "not a valid URL"),
        ("http://a b/", "no possible host"),
        ("http://127.0.0.1:99999/", "port"),
        ("http://127.0.0.1:0/", "port"),
        ("http://\udc80/", ""),
        ("http://" + "a" * 70 + ".invalid/", ""),
        ("http://newsreader-test.invalid/", "newsreader-test.invalid"),
    ],
)
def test_an_impossible_address_is_said_in_words(fetcher, url, words):
    """An address that cannot be fetched is a FetchError that says why."""
    assert words in str(failure(fetcher, url))


def test_a_refused_connection_is_said_in_words(fetcher):
    """Nobody listening is named as such, with the host."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert "refused the connection" in str(failure(fetcher, url))


ODD = {
    "garbage": [b"\x00\xff garbage\r\n\r\n"],
    "nothing": [],
    "half a status": [b"HTTP/1.1 2"],
    "another protocol": [b"SSH-2.0-OpenSSH_9.6\r\n"],
    "short body": [ok(b"Content-Length: 100"), b"abc"],
    "impossible length": [ok(b"Content-Length: -1"), b"abc"],
    "two lengths": [ok(b"Content-Length: 3", b"Content-Length: 4"), b"abcd"],
    "cut chunk": [ok(b"Transfer-Encoding: chunked"), b"ff\r\nabc"],
    "bad chunk": [ok(b"Transfer-Encoding: chunked"), b"zz\r\nabc\r\n0\r\n\r\n"],
    "unknown transfer": [ok(b"Transfer-Encoding: rot13"), b"nop"],
    "upgrade": [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
    "six encodings": [ok(b"Content-Encoding: " + b", ".join([b"gzip"] * 6)), b"abc"],
    "cut zstd": [ok(b"Content-Encoding: zstd"), zstd.compress(BODY)[:20]],
}


@pytest.mark.parametrize("name", ODD)
def test_a_server_that_breaks_the_protocol_is_an_error_in_words(feed_server, fetcher, name):
    """Whatever a server writes, there is one clear sentence and no other exception."""
    message = str(failure(fetcher, feed_server.raw("/odd", ODD[name])))
    assert len(message) < 200
    assert "bytearray" not in message


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=200), is_headed=st.booleans())
def test_any_bytes_give_a_response_or_a_fetch_error(feed_server, data, is_headed):
    """No bytes at all make any other exception."""
    with Fetcher(deadline=5.0, max_bytes=1000) as fetcher:
        url = feed_server.raw("/any", [b"HTTP/1.1 200 OK\r\n" if is_headed else b"", data])
        with contextlib.suppress(FetchError):
            assert fetcher.get(url).status
