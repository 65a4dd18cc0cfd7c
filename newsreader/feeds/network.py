"""Connections that keep to one deadline per request and can all be ended at once."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, InvalidStateError
from typing import Any

import httpcore2

ADDRESSES_TRIED = 4
IMPATIENCE = 3.0
"""Seconds an address may take to answer while the host has another one to try (a dead IPv6)."""


class HostUnknownError(httpcore2.ConnectError):
    """The name service knows no such host, or does not answer."""


class StoppedError(httpcore2.NetworkError):
    """The network was closed while a request was under way."""


class Network(httpcore2.NetworkBackend):
    """Opens the connections of an HTTP client; thread-safe.

    What the client asks for inside `limit` ends at that deadline, whatever the server does: every
    wait is cut to the time left. Looking up a name and opening a connection cannot be interrupted,
    so they run in a thread that is left behind when time is up. `close` ends all waits at once.
    """

    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()
        self._current = threading.local()
        self._lock = threading.Lock()
        self._streams: set[_Stream] = set()
        self._pending: set[Future[httpcore2.NetworkStream]] = set()
        self._closed = threading.Event()

    @contextlib.contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Let all network work of this thread inside the block end within `seconds`."""
        self._current.ends_at = time.monotonic() + seconds
        self._current.is_new = False
        try:
            yield
        finally:
            del self._current.ends_at

    @property
    def has_connected(self) -> bool:
        """Whether a new connection was opened, or tried, since `limit` began."""
        return bool(self._current.is_new)

    def time_left(self) -> float:
        """Return the seconds left to the request of this thread, more than 0.

        Raises httpcore2.ReadTimeout when there are none, StoppedError after `close`.
        """
        if self._closed.is_set():
            raise StoppedError
        left: float = self._current.ends_at - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, the deadline rules
        local_address: str | None = None,  # noqa: ARG002, never set here
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Look up `host` and connect to one of its addresses (httpcore's hook)."""
        left = self.time_left()
        self._current.is_new = True
        return self._adopt(lambda: self._connect(host, port, left, socket_options))

    def close(self) -> None:
        """End every wait, in whatever thread it is, with StoppedError; nothing opens any more."""
        with self._lock:
            self._closed.set()
            for future in self._pending:
                with contextlib.suppress(InvalidStateError):
                    future.set_exception(StoppedError())
            for stream in self._streams:
                stream.hang_up()

    def _connect(
        self,
        host: str,
        port: int,
        seconds: float,
        options: Iterable[httpcore2.SOCKET_OPTION] | None,
    ) -> httpcore2.NetworkStream:
        ends_at = time.monotonic() + seconds
        addresses = _look_up(host, port)
        for number, address in enumerate(addresses, start=1):
            left = max(ends_at - time.monotonic(), 0.01)
            is_last = number == len(addresses)
            try:
                return self._inner.connect_tcp(
                    address,
                    port,
                    timeout=left if is_last else min(left, IMPATIENCE),
                    socket_options=options,
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if is_last:
                    raise
        raise HostUnknownError

    def _adopt(self, work: Callable[[], httpcore2.NetworkStream]) -> _Stream:
        """Run `work` in a thread of its own, wait for it as long as there is time."""
        future: Future[httpcore2.NetworkStream] = Future()
        left = self.time_left()
        with self._lock:
            if self._closed.is_set():
                raise StoppedError
            self._pending.add(future)
        threading.Thread(target=_deliver, args=(work, future), daemon=True).start()
        try:
            stream = _Stream(self, future.result(left))
        except BaseException as error:
            # Whatever `work` may still bring is closed: here, or by `_deliver` from now on.
            if not future.cancel():
                _discard(future)
            if isinstance(error, TimeoutError):
                raise httpcore2.ConnectTimeout from None
            raise
        finally:
            with self._lock:
                self._pending.discard(future)
        with self._lock:
            self._streams.add(stream)
            if self._closed.is_set():
                stream.hang_up()
        return stream

    def start_tls(
        self, stream: httpcore2.NetworkStream, context: ssl.SSLContext, hostname: str | None
    ) -> _Stream:
        """Return `stream` encrypted, after a handshake within the time left."""
        left = self.time_left()
        return self._adopt(lambda: stream.start_tls(context, hostname, left))

    def forget(self, stream: _Stream) -> None:
        """Take note that `stream` is closed or was replaced."""
        with self._lock:
            self._streams.discard(stream)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, network: Network, inner: httpcore2.NetworkStream) -> None:
        self._network = network
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        data = self._inner.read(max_bytes, self._network.time_left())
        if not data:
            self._network.time_left()
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, self._network.time_left())

    def close(self) -> None:
        self._network.forget(self)
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        try:
            return self._network.start_tls(self._inner, ssl_context, server_hostname)
        except BaseException:
            self.hang_up()
            raise
        finally:
            self._network.forget(self)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401, httpcore's own
        return self._inner.get_extra_info(info)

    def hang_up(self) -> None:
        """Wake whoever waits on the connection; closing it is left to them."""
        with contextlib.suppress(OSError):
            # Not SSLSocket.shutdown, which would take the TLS state from under a reader.
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise HostUnknownError from error
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    return list(addresses)[:ADDRESSES_TRIED]


def _deliver(
    work: Callable[[], httpcore2.NetworkStream], future: Future[httpcore2.NetworkStream]
) -> None:
    try:
        stream = work()
    except Exception as error:  # noqa: BLE001, it is raised where the result is waited for
        with contextlib.suppress(InvalidStateError):
            future.set_exception(error)
        return
    try:
        future.set_result(stream)
    except InvalidStateError:
        stream.close()


def _discard(future: Future[httpcore2.NetworkStream]) -> None:
    with contextlib.suppress(Exception):
        future.result(0).close()
