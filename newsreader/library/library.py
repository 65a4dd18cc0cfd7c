"""One library: a file with feeds, articles and the journal of what the reader did."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from newsreader.library.articles import ArticleStore
from newsreader.library.check import flaws
from newsreader.library.connections import Connections, LibraryError
from newsreader.library.feeds import FeedStore
from newsreader.library.journal import JournalStore
from newsreader.library.migrations import migrate

__all__ = ["Library", "LibraryError"]

_MAGIC = b"SQLite format 3\0"


class Library:
    """A library that is open. Any thread may use it; other processes may use the file too."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.path: Path = connections.path
        self.feeds = FeedStore(connections)
        self.articles = ArticleStore(connections)
        self.journal = JournalStore(connections)

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open a library, bringing it to the newest version; make it if it is not there.

        Folders and file are made for the user alone. A library that may not be written is opened
        for reading. Raises `LibraryError` where it cannot be used.
        """
        path = path.absolute()
        is_writable = _prepare(path)
        connections = Connections(path, is_read_only=not is_writable)
        try:
            migrate(connections)
        except BaseException:
            connections.close()
            raise
        return cls(connections)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._connections.is_read_only

    def data_version(self) -> int:
        """Return a number that changes when another process wrote to the library; never waits."""
        return self._connections.data_version()

    def remember(self, name: str, value: str) -> None:
        """Keep a small value under a name, durably."""
        with self._connections.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (f"app.{name}", value)
            )

    def recall(self, name: str) -> str | None:
        """Return the value kept under a name, or None."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT value FROM state WHERE name = ?", (f"app.{name}",)
            ).fetchone()
            return None if row is None else str(row[0])

    def flaws(self) -> list[str]:
        """Return what is wrong with the file, in sentences; nothing when it is sound.

        Reads the whole file.
        """
        return flaws(self._connections)

    def close(self) -> None:
        """Close the library; what still runs in other threads is abandoned."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _prepare(path: Path) -> bool:
    """Make folder and file where missing; return whether both may be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if path.is_dir():
            raise LibraryError(f"{path} is a folder; name a file for the library")
        if not path.is_file():
            raise LibraryError(f"{path} is no ordinary file; name another one for the library")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise LibraryError(
            f"The library {path} could not be opened ({error.strerror}); "
            "check the path and its permissions, or use another library"
        ) from error
    if start not in (b"", _MAGIC):
        raise LibraryError(
            f"{path} is no newsreader library; move the file away, or use another library"
        )
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
