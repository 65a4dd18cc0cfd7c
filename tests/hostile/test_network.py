"""Servers that stall, drip, never end, or speak no HTTP."""

from __future__ import annotations

import itertools
import socket
import struct
from collections.abc import Callable, Iterable

import pytest

from tests.feeds.fetching import ok
from tests.hostile.aftermath import Condition, Place, check, check_the_rest, raw
from tests.jobs.written import rss
from tests.socket_server import SocketServer

CHUNKED = b"Transfer-Encoding: chunked"
FEED = rss("A feed", ["One", "Two"]).encode()
FOR_EVER = 60.0
"""Seconds between two pieces of an answer that stalls; the server ends before."""


def endless(start: bytes, piece: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: itertools.chain([start], itertools.repeat(piece))


def drips(start: bytes, piece: bytes = b"x") -> Callable[[Place], None]:
    return raw(endless(start, piece), pause=0.2)


def stalls(start: bytes) -> Callable[[Place], None]:
    return raw(lambda: [start, b"late"], pause=FOR_EVER)


def talks(talk: Callable[[socket.socket], None] | None, scheme: str = "http") -> object:
    def serve(place: Place) -> str:
        server = place.stack.enter_context(SocketServer(place.host, talk))
        return server.url(place.path, scheme=scheme)

    return serve


def waits(connection: socket.socket) -> None:
    """Read what comes and say nothing."""
    while connection.recv(65536):
        pass


def resets(connection: socket.socket) -> None:
    """Hang up the hard way, which the other side sees as an error."""
    connection.recv(65536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def starts_tls_and_stops(connection: socket.socket) -> None:
    """Begin a handshake record that never comes whole."""
    connection.recv(65536)
    connection.sendall(b"\x16\x03\x03\x40\x00\x02")
    waits(connection)


def speaks_http_to_tls(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


SLOW = "did not answer within 1 s"
HUNG_UP = "hung up"
NO_HTTP = "does not speak proper HTTP"

CONDITIONS = [
    Condition("stalled-connect", talks(None), SLOW),
    Condition("stalled-handshake", talks(waits, "https"), SLOW),
    Condition("handshake-begun-and-stalled", talks(starts_tls_and_stops, "https"), SLOW),
    Condition("http-to-tls", talks(speaks_http_to_tls, "https"), "no secure connection"),
    Condition("stalled-before-status", stalls(b""), SLOW),
    Condition("stalled-in-headers", stalls(b"HTTP/1.1 200 OK\r\nContent-"), SLOW),
    Condition("stalled-in-body", stalls(ok(b"Content-Length: 5000") + FEED[:100]), SLOW),
    Condition("stalled-in-chunk", stalls(ok(CHUNKED) + b"ff\r\n" + FEED[:100]), SLOW),
    Condition("stalled-after-feed", stalls(ok(b"Content-Length: 99999") + FEED), SLOW),
    Condition("dripping-status", drips(b"HTTP/1.1 200 O"), SLOW),
    Condition("dripping-headers", drips(b"HTTP/1.1 200 OK\r\nX-Slow: "), SLOW),
    Condition("dripping-body", drips(ok()), SLOW),
    Condition("dripping-chunks", drips(ok(CHUNKED), b"1\r\nx\r\n"), SLOW),
    Condition("dripping-chunk-size", drips(ok(CHUNKED), b"0"), SLOW),
    Condition("dripping-informational", drips(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), SLOW),
    Condition("dripping-gzip", drips(ok(b"Content-Encoding: gzip"), b"\x1f\x8b\x08"), ""),
    Condition("endless-status", raw(endless(b"HTTP/1.1 200 ", b"O" * 4096))),
    Condition("endless-header", raw(endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 4096))),
    Condition("endless-headers", raw(endless(b"HTTP/1.1 200 OK\r\n", b"X-More: x\r\n" * 99))),
    Condition("endless-informational", raw(endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99))),
    Condition("endless-body", raw(endless(ok(), b"x" * 65536))),
    Condition("endless-feed", raw(endless(ok() + FEED[:300], b"<item>" * 9999))),
    Condition("endless-chunks", raw(endless(ok(CHUNKED), b"1\r\nx\r\n" * 99))),
    Condition("endless-chunk-size", raw(endless(ok(CHUNKED), b"1" * 4096))),
    Condition("endless-chunk-extension", raw(endless(ok(CHUNKED) + b"5;", b"x" * 4096))),
    Condition("endless-trailers", raw(endless(ok(CHUNKED) + b"0\r\n", b"X: y\r\n" * 99))),
    Condition("hangs-up-at-once", raw(list), HUNG_UP),
    Condition("resets", talks(resets), HUNG_UP),
    Condition("hangs-up-in-headers", raw(lambda: [b"HTTP/1.1 200 OK\r\nX: "]), HUNG_UP),
    Condition("length-too-long", raw(lambda: [ok(b"Content-Length: 99999"), FEED]), HUNG_UP),
    Condition("length-too-short", raw(lambda: [ok(b"Content-Length: 150"), FEED]), is_either=True),
    Condition("length-negative", raw(lambda: [ok(b"Content-Length: -5"), FEED]), NO_HTTP),
    Condition("length-absurd", raw(lambda: [ok(b"Content-Length: " + b"9" * 30), FEED])),
    Condition(
        "lengths-that-differ",
        raw(lambda: [ok(b"Content-Length: 3", b"Content-Length: 4"), FEED]),
        NO_HTTP,
    ),
    Condition("chunk-cut-short", raw(lambda: [ok(CHUNKED), b"ffff\r\n", FEED]), HUNG_UP),
    Condition("chunk-size-no-number", raw(lambda: [ok(CHUNKED), b"many\r\n", FEED]), NO_HTTP),
    Condition(
        "chunk-longer-than-its-size",
        raw(lambda: [ok(CHUNKED), b"3\r\n", FEED, b"\r\n0\r\n\r\n"]),
        NO_HTTP,
    ),
    Condition("chunked-and-length", raw(lambda: [ok(CHUNKED, b"Content-Length: 9"), FEED])),
    Condition("another-protocol", raw(lambda: [b"SSH-2.0-OpenSSH_9.6\r\n"]), ""),
    Condition("http-0.9", raw(lambda: [FEED]), ""),
    Condition("garbage", raw(lambda: [bytes(range(256)) * 20]), ""),
    Condition("status-no-number", raw(lambda: [b"HTTP/1.1 twohundred OK\r\n\r\n"]), NO_HTTP),
    Condition("header-without-colon", raw(lambda: [ok(b"no colon here"), FEED]), NO_HTTP),
    Condition("header-with-nul", raw(lambda: [ok(b"X: a\0b"), FEED]), ""),
    Condition("upgrade", raw(lambda: [b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"]), ""),
    Condition("no-such-host", lambda _: "http://newsreader-test.invalid/feed", "invalid"),
    Condition("name-too-long", lambda _: f"http://{'a' * 70}.invalid/feed", ""),
    Condition("nobody-listens", lambda place: f"http://{place.host}:1/feed", "refused"),
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_bad_server_is_an_error_of_its_feed(aftermath, condition):
    """The feed fails in words and in time, and what it failed of is kept with it."""
    check(aftermath, condition)


def test_bad_servers_harm_nothing_else(aftermath):
    """The good feeds come in, the library is sound, no process is left."""
    check_the_rest(aftermath)
