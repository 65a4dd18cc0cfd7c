"""A real HTTP server on loopback whose answers a test programs by path."""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Self

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""A certificate for localhost and 127.0.0.1, signed by itself, with its key: for tests only."""

ANY_HOST = "0.0.0.0"

PATIENCE = 30.0
"""Seconds after which a wait for something that never comes fails the test."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in; header names are lower case."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"

    @property
    def host(self) -> str:
        """The host that was asked, without its port."""
        return self.headers.get("host", "").rpartition(":")[0]


@dataclass(slots=True)
class Answer:
    """What a path answers. With a validator, a matching conditional request gets 304.

    `pieces` are sent one by one, `pause` seconds apart; `is_held` waits for `release()` first;
    `raw` is written as it stands instead of an HTTP response.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None
    is_held: bool = False
    raw: Iterable[bytes] | None = None
    pause: float = 0.0

    def is_unchanged_for(self, headers: Mapping[str, str]) -> bool:
        """Whether the client has this version (RFC 9110 section 13.2.2: the ETag goes first)."""
        if "if-none-match" in headers and self.etag is not None:
            return headers["if-none-match"] == self.etag
        modified = self.last_modified
        return modified is not None and headers.get("if-modified-since") == modified


class FeedServer:
    """A threaded server on `host`; a context manager. `url("/a")` is the address of a path.

    On `ANY_HOST` it answers at every loopback address (127.0.0.1, 127.0.0.2, ...), each a host of
    its own to whom asks. What no `serve` call has named answers 404. `serve` on the same path
    replaces the answer.
    With a `certificate` (a PEM file with its key, such as `CERTIFICATE`) it speaks https.
    """

    def __init__(self, host: str = "127.0.0.1", *, certificate: Path | None = None) -> None:
        self._host = host
        self.answers: dict[str, Answer] = {}
        self._scripts: dict[str, deque[Answer]] = {}
        self.requests: list[Seen] = []
        self.most_at_once = 0
        self._at_once = 0
        self._changed = threading.Condition()
        self._released = threading.Event()
        self._scheme = "https" if certificate else "http"
        self._server = _Server((host, 0), self._handler())
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # The handshake is left to the thread that reads the request.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str, *, host: str | None = None) -> str:
        """Return the address of `path`; another `host` (such as `localhost`) may be named."""
        host = host or self._host.replace(ANY_HOST, "127.0.0.1")
        return f"{self._scheme}://{host}:{self.port}{path}"

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        content_type: str | None = "application/rss+xml",
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        is_gzipped: bool = False,
        is_held: bool = False,
    ) -> str:
        """Make `path` answer so, and return its address."""
        data = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": content_type} if content_type else {}
        if is_gzipped:
            data = gzip.compress(data)
            fields["Content-Encoding"] = "gzip"
        fields.update(headers or {})
        self.answers[path] = Answer(data, status, fields, etag, last_modified, is_held)
        return self.url(path)

    def redirect(self, path: str, to: str, *, status: int = 302) -> str:
        """Make `path` send the client to `to` (302 Found unless `status` says otherwise)."""
        return self.serve(path, status=status, content_type=None, headers={"Location": to})

    def stall(self, path: str) -> str:
        """Make `path` answer nothing until `release()` or the end of the server."""
        return self.serve(path, is_held=True)

    def raw(self, path: str, pieces: Iterable[bytes], *, pause: float = 0.0) -> str:
        """Make `path` write `pieces` as they are, `pause` seconds apart, and hang up."""
        self.answers[path] = Answer(raw=pieces, pause=pause)
        return self.url(path)

    def script(self, path: str, *answers: Answer) -> str:
        """Make `path` give these answers one after the other, and the last one from then on."""
        self._scripts[path] = deque(answers)
        self.answers[path] = answers[-1]
        return self.url(path)

    def release(self) -> None:
        """Let everything that is held go on, now and from now on."""
        self._released.set()

    def wait_for_requests(self, count: int) -> None:
        """Return when `count` requests came in since the start; fail after `PATIENCE`."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, PATIENCE)

    def requests_to(self, path: str) -> list[Seen]:
        """Return the requests for `path`, the oldest first."""
        return [seen for seen in self.requests if seen.path == path]

    def close(self) -> None:
        """Hang up on everyone, end all threads."""
        self._released.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.hang_up()
        self._server.server_close()

    def _handler(self) -> Callable[..., BaseHTTPRequestHandler]:
        def handler(*args: Any) -> _Handler:
            return _Handler(self, *args)

        return handler

    def _answer_to(self, path: str) -> Answer:
        with self._changed:
            if script := self._scripts.get(path):
                return script.popleft()
        return self.answers.get(path) or self.answers.get(path.split("?")[0]) or Answer(status=404)

    def _enter(self, seen: Seen) -> None:
        with self._changed:
            self.requests.append(seen)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._changed.notify_all()

    def _leave(self) -> None:
        with self._changed:
            self._at_once -= 1


class _Server(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = False
    request_queue_size = 256

    def __init__(self, *args: Any) -> None:
        self._sockets: set[socket.socket] = set()
        self._is_closing = False
        self._lock = threading.Lock()
        super().__init__(*args)

    def server_bind(self) -> None:
        # HTTPServer asks the name service for the host's full name here; nobody needs it.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._sockets.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._sockets.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up early is what many tests are about."""

    def hang_up(self) -> None:
        with self._lock:
            for one in self._sockets:
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(one, socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in one piece and at once: no waiting for delayed acknowledgements.
    wbufsize = 2**18
    disable_nagle_algorithm = True

    def __init__(self, server: FeedServer, *args: Any) -> None:
        self._feeds = server
        super().__init__(*args)

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._feeds._enter(Seen(self.path, headers, self.command))
        try:
            self._answer(headers)
        finally:
            self._feeds._leave()

    def _answer(self, headers: Mapping[str, str]) -> None:
        answer = self._feeds._answer_to(self.path)
        if answer.is_held:
            self._feeds._released.wait(PATIENCE)
        if answer.raw is not None:
            self._write_raw(answer.raw, answer.pause)
            return
        is_unchanged = answer.is_unchanged_for(headers)
        body = b"" if is_unchanged or answer.status in (204, 304) else answer.body
        self.send_response(304 if is_unchanged else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.etag is not None:
            self.send_header("ETag", answer.etag)
        if answer.last_modified is not None:
            self.send_header("Last-Modified", answer.last_modified)
        if not is_unchanged and "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _write_raw(self, pieces: Iterable[bytes], pause: float) -> None:
        self.close_connection = True
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
            if pause and self._feeds._released.wait(pause):
                return

    def log_message(self, *_: object) -> None:
        """The test's output is not the place for an access log."""
