"""Connections of a test, taken by hand."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Self


class SocketServer:
    """Connections taken by hand; a context manager. `talk` is called with each, in a thread.

    Without `talk` nobody takes the connections, and after the first ones none is made any more.
    """

    def __init__(
        self, host: str = "127.0.0.1", talk: Callable[[socket.socket], None] | None = None
    ) -> None:
        self._listener = socket.create_server((host, 0), backlog=0 if talk is None else 128)
        self._talk = talk
        self._taken: list[socket.socket] = []
        self.port = int(self._listener.getsockname()[1])
        self._host = host

    def url(self, path: str, *, scheme: str = "http") -> str:
        """Return the address of `path`."""
        return f"{scheme}://{self._host}:{self.port}{path}"

    def __enter__(self) -> Self:
        if self._talk is None:
            self._fill()
        else:
            threading.Thread(target=self._take, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._listener, *self._taken):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _fill(self) -> None:
        """Fill the queue of the listener: the system leaves further ones without an answer."""
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex((self._host, self.port))
            self._taken.append(one)

    def _take(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._taken.append(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        assert self._talk is not None
        with contextlib.suppress(OSError):
            self._talk(connection)
