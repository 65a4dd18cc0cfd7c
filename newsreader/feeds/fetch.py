"""URL -> response: conditional GET with one deadline, caps, redirects, and errors in words."""

from __future__ import annotations

import ssl
import threading
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from http import HTTPStatus
from typing import Self

import httpcore2
import httpx2

from newsreader import __version__
from newsreader.feeds.address import (
    Proxies,
    parse_address,
    private_headers,
    redirect_target,
    with_login_of,
    without_login,
)
from newsreader.feeds.body import CappedBody
from newsreader.feeds.compression import decompressed
from newsreader.feeds.failures import (
    FetchError,
    in_words,
    is_of_connecting,
    name_of,
    parse_retry_after,
    status_error,
    too_large,
)
from newsreader.feeds.freshness import fresh_for
from newsreader.feeds.network import Network
from newsreader.feeds.turns import Turns
from newsreader.feeds.validators import conditions, encoded, is_conditional, validator
from newsreader.model.text import clean_line
from newsreader.settings import FeedAccess

__all__ = ["FetchError", "Fetcher", "Response"]

MAX_BYTES = 15 * 2**20
MAX_REDIRECTS = 10
DEADLINE = 30.0

USER_AGENT = f"newsreader/{__version__} (feed reader)"
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5"
)
ENCODINGS = "gzip, deflate, br, zstd"

_OPEN = FeedAccess()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_FAILURES = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
    httpcore2.ConnectionNotAvailable,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered.

    `url` is the final address, without credentials; `body` is decompressed, and empty with status
    304. `etag` and `last_modified` are verbatim. `retry_after` is in seconds. `moved_to` is the
    new address of the feed: where the redirects led as long as they were permanent (301 or 308).
    `fresh_for` is how long the answer need not be asked for again, by its headers.
    """

    url: str
    status: int
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None
    moved_to: str | None = None
    fresh_for: timedelta | None = None


class Fetcher:
    """Fetches over http and https; a context manager; thread-safe.

    All threads share its connections, at most two of them to one host at a time. A request may
    take `deadline` seconds in all (waiting for its turn at the host apart) and `max_bytes`
    decompressed bytes. A host that twice ran into the deadline is not asked again. `close`, from
    any thread, ends what is under way.
    """

    def __init__(
        self,
        *,
        user_agent: str = USER_AGENT,
        max_bytes: int = MAX_BYTES,
        deadline: float = DEADLINE,
    ) -> None:
        self._headers = {
            "User-Agent": user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": ENCODINGS,
        }
        self._max_bytes = max_bytes
        self._deadline = deadline
        self._network = Network()
        self._turns = Turns()
        self._proxies = Proxies()
        self._pools: dict[tuple[str, bool], httpcore2.ConnectionPool] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every request under way with FetchError, and close the connections."""
        self._turns.close()
        self._network.close()
        self._turns.wait_until_idle(seconds=1.0)
        with self._lock:
            for pool in self._pools.values():
                pool.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        access: FeedAccess = _OPEN,
    ) -> Response:
        """Return what `url` answers; with status 304 if it still is what the validators name.

        A login in the URL (`https://user:password@host/`), else that of `access`, is sent as basic
        authentication to that server only, and so are the headers of `access`. Raises FetchError,
        and nothing else.
        """
        first = address = settled = parse_address(url)
        headers = self._headers | conditions(etag, last_modified)
        cookies = httpx2.Cookies()
        seconds = self._deadline
        is_permanent = True
        for _ in range(MAX_REDIRECTS + 1):
            # The turn is given back between two hosts: one never waits for a host while holding
            # another.
            with self._turns.turn(address.host):
                started_at = time.monotonic()
                found = self._ask(
                    httpx2.Request(
                        "GET",
                        without_login(address),
                        headers=encoded(headers | private_headers(first, address, access)),
                        cookies=cookies,
                    ),
                    cookies,
                    seconds,
                )
                seconds -= time.monotonic() - started_at
            if isinstance(found, Response):
                moved = None if settled == first else str(with_login_of(first, settled))
                return replace(found, moved_to=moved)
            address = found.to
            is_permanent = is_permanent and found.is_permanent
            settled = address if is_permanent else settled
        raise FetchError(f"{name_of(first)} redirects more than {MAX_REDIRECTS} times")

    def _ask(
        self, request: httpx2.Request, cookies: httpx2.Cookies, seconds: float
    ) -> Response | _Redirect:
        """Make one request and put into words whatever goes wrong."""
        try:
            with self._network.limit(seconds):
                response = self._send(request)
                try:
                    cookies.extract_cookies(response)
                    return self._read(response)
                finally:
                    response.close()
        except _FAILURES as error:
            # A host is not to blame for the time that others took to redirect to it.
            if isinstance(error, httpcore2.TimeoutException) and seconds > self._deadline / 2:
                self._turns.note_timeout(request.url.host)
            raise self._in_words(error, request.url) from error

    def _in_words(self, error: Exception, url: httpx2.URL) -> Exception:
        proxy = self._proxies.proxy_for(url)
        if proxy is None or not is_of_connecting(error):
            return in_words(error, url, self._deadline)
        server = proxy.url
        name = httpx2.URL(scheme="http", host=server.host.decode("ascii"), port=server.port)
        return FetchError(f"the proxy cannot be used: {in_words(error, name, self._deadline)}")

    def _send(self, request: httpx2.Request) -> httpx2.Response:
        pool = self._pool(request.url)
        while True:
            try:
                return self._exchange(pool, request)
            except (httpcore2.RemoteProtocolError, httpcore2.NetworkError):
                # A kept connection that the server has closed meanwhile says nothing of the
                # server; a new one is opened before anything is called an error.
                self._network.time_left()
                if self._network.has_connected:
                    raise

    def _exchange(self, pool: httpcore2.ConnectionPool, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        answer = pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
            )
        )
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=CappedBody(answer, self._max_bytes),
            request=request,
        )

    def _read(self, response: httpx2.Response) -> Response | _Redirect:
        status = response.status_code
        location = response.headers.get("location")
        if status in _REDIRECTS and location:
            return _Redirect(redirect_target(response.url, location), status in _PERMANENT)
        is_unchanged = status == 304 and is_conditional(response.request)
        is_whole = 200 <= status < 300 and status != HTTPStatus.PARTIAL_CONTENT
        if not (is_whole or is_unchanged):
            raise status_error(status, response.headers.get("retry-after"))
        chunks: list[bytes] = []
        size = 0
        encoding = response.headers.get("content-encoding", "")
        for chunk in decompressed(response.iter_raw(), encoding):
            self._network.time_left()
            size += len(chunk)
            if size > self._max_bytes:
                raise too_large(self._max_bytes)
            chunks.append(chunk)
        return Response(
            url=str(response.url),
            status=status,
            body=b"".join(chunks),
            content_type=clean_line(response.headers.get("content-type", ""))[:200] or None,
            etag=validator(response, b"etag"),
            last_modified=validator(response, b"last-modified"),
            retry_after=parse_retry_after(response.headers.get("retry-after")),
            fresh_for=fresh_for(response.headers),
        )

    def _pool(self, url: httpx2.URL) -> httpcore2.ConnectionPool:
        """Return the connections for the scheme of `url` and its proxy."""
        proxy = self._proxies.proxy_for(url)
        key = (url.scheme, proxy is not None)
        with self._lock:
            if key not in self._pools:
                self._pools[key] = httpcore2.ConnectionPool(
                    # Certificates cost 0.1-0.2 s to load: they wait for the first https address.
                    ssl_context=self._certificates if url.scheme == "https" else None,
                    proxy=proxy,
                    max_connections=None,
                    max_keepalive_connections=4,
                    keepalive_expiry=5.0,
                    network_backend=self._network,
                )
            return self._pools[key]

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        """The system's certificates, or those that SSL_CERT_FILE or SSL_CERT_DIR name."""
        try:
            return httpcore2.default_ssl_context()
        except OSError as error:
            raise FetchError(
                "the certificates cannot be read; check what SSL_CERT_FILE names"
            ) from error


@dataclass(frozen=True, slots=True)
class _Redirect:
    to: httpx2.URL
    is_permanent: bool
