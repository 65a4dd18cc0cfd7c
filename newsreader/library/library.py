"""One library: a file with feeds, articles and the journal of what the reader did."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newsreader.library.articles import ArticleStore
from newsreader.library.backup import backups, drop_half_made
from newsreader.library.connections import (
    MAGIC,
    READ_ONLY,
    Connections,
    DamagedError,
    LibraryError,
    obstacle_to,
    suspicion,
)
from newsreader.library.feeds import FeedStore
from newsreader.library.migrations import migrate
from newsreader.library.restoring import create, finish_alone, restore
from newsreader.library.searches import SearchStore
from newsreader.library.soundness import could_be_damaged, is_damaged
from newsreader.library.steps import Steps, is_left
from newsreader.library.telling import Tell, in_silence

if TYPE_CHECKING:
    from newsreader.library.hit_store import HitStore
    from newsreader.library.journal import JournalStore
    from newsreader.library.names import NameStore
    from newsreader.library.space import DiskUse
    from newsreader.model.retention import Retention

__all__ = ["DamagedError", "Library", "LibraryError"]


class Library:
    """A library that is open. Any thread may use it; other processes may use the file too."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.path: Path = connections.path
        steps = Steps()
        self.feeds = FeedStore(connections, steps)
        self.articles = ArticleStore(connections, steps)
        self.searches = SearchStore(connections, steps)
        self._steps = steps
        self.notices: list[str] = []

    @classmethod
    def open(cls, path: Path, *, tell: Tell = in_silence) -> Library:
        """Open a library, bringing it to the newest version; make it if it is not there.

        Folders and file are made for the user alone, and closed to others where they are not. A
        damaged library is put aside and restored first; `notices` say so. A library that may not
        be written is opened for reading. `tell` hears of what takes long; ended by Ctrl+C, it is as
        if it had not been begun. Raises `LibraryError` where the library cannot be used.
        """
        path = path.absolute()
        is_new = not path.exists()
        is_writable = _prepare(path, tell)
        notices = _restored(path, tell) if is_writable else []
        if is_new and not notices and (former := backups(path)):
            notices.append(
                f"There was no library {path}, so a new one was begun; to have back the former "
                f"one, copy {former[0]} in its place"
            )
        library = cls(_connected_somehow(path, None if is_writable else READ_ONLY, tell))
        library.notices += notices
        if not library.is_read_only and suspicion(path).exists():
            tell("Looking through the library", None)
            library.notices += library.mend()
            suspicion(path).unlink(missing_ok=True)
        return library

    @cached_property
    def hits(self) -> HitStore:
        """What searches find beyond their lists."""
        # No business of the start.
        from newsreader.library.hit_store import HitStore

        return HitStore(self._connections, self.articles)

    @cached_property
    def names(self) -> NameStore:
        """The names of the library."""
        # A start needs none.
        from newsreader.library.names import NameStore

        return NameStore(self._connections, self._steps)

    @cached_property
    def journal(self) -> JournalStore:
        """What the reader did, and doing more."""
        # No business of the start.
        from newsreader.library.journal import JournalStore

        return JournalStore(self._connections, self._steps)

    @property
    def is_unfinished(self) -> bool:
        """Whether something is left to do of a change to very many articles."""
        with self._connections.reading() as connection:
            return is_left(connection)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._connections.is_read_only

    @property
    def obstacle(self) -> str | None:
        """Why nothing can be changed here, in words that follow the library's name; or None."""
        return self._connections.obstacle

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

        Reads the whole file. Raises `DamagedError` if that cannot be done.
        """
        from newsreader.library.check import flaws

        found = flaws(self._connections)
        return [*found.damage, *found.slight]

    def mend(self) -> list[str]:
        """Put right what is wrong but no damage; return what was, in sentences for the user."""
        from newsreader.library.check import mend

        return [f"{self.path}: {flaw}; it was put right" for flaw in mend(self._connections)]

    def forget(self, before: datetime) -> None:
        """Let changes made before a moment be final, and drop the texts of what they removed.

        The articles deleted then stay known, so that they do not come back. Those of feeds
        unsubscribed then are forgotten, but for the bookmarked.
        """
        from newsreader.library.forgetting import forget

        forget(self._connections, before)

    def expire(self, feed_ids: Collection[int], retention: Retention, now: datetime) -> int:
        """Delete articles of these feeds that have been kept long enough; return how many.

        The count that is set is of all these feeds together. It is journalled, yet not on the undo
        stack: nobody did it just now.
        """
        from newsreader.library.forgetting import expire

        return expire(self._connections, feed_ids, retention, now)

    def disk_use(self) -> DiskUse:
        """Return what the library takes on the disk, with its backups."""
        from newsreader.library.space import disk_use

        return disk_use(self._connections)

    def give_back(self) -> None:
        """Return room that is free in the file to the disk, while others may write."""
        from newsreader.library.space import give_back

        give_back(self._connections)

    def compact(self) -> bool:
        """Make the file anew if much of it is free; return whether it was. Others wait."""
        from newsreader.library.space import compact

        return compact(self._connections)

    def suspect(self) -> None:
        """Have whoever opens the library next look through it, and restore it if need be."""
        with suppress(OSError):
            suspicion(self.path).touch(mode=0o600)

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


def _connected_somehow(path: Path, obstacle: str | None, tell: Tell) -> Connections:
    """Connect for reading alone where writing fails, as on a disk that is full."""
    try:
        return _connected(path, obstacle, tell)
    except LibraryError as error:
        obstacle = obstacle or obstacle_to(path, error)
        if obstacle is None or path.stat().st_size == 0:
            raise
        try:
            return _connected(path, obstacle, tell)
        except (LibraryError, OSError):
            raise error from None


def _connected(path: Path, obstacle: str | None, tell: Tell) -> Connections:
    connections = Connections(path, obstacle=obstacle)
    try:
        migrate(connections, tell)
    except BaseException:
        connections.close()
        raise
    return connections


def _make(path: Path, tell: Tell) -> None:
    """Make a library, or bring the one that is there to the newest version."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    _connected(path, None, tell).close()


def _restored(path: Path, tell: Tell) -> list[str]:
    """Restore a library that is damaged; return what was done about it."""
    if not is_damaged(path, tell):
        return []
    done = restore(path, partial(_make, tell=tell), lambda: is_damaged(path, tell), tell)
    return [done] if done else []


def _prepare(path: Path, tell: Tell) -> bool:
    """Make folder and file where missing; return whether both may be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        finish_alone(path, tell)
        if not path.exists():
            create(path, partial(_make, tell=tell), tell)
        if path.is_dir():
            raise LibraryError(f"{path} is a folder; name a file for the library")
        if not path.is_file():
            raise LibraryError(f"{path} is no ordinary file; name another one for the library")
        # Asked for reading, whatever it holds.
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
        is_writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        if is_writable:
            _close_to_others(path)
            drop_half_made(path)
    except OSError as error:
        raise LibraryError(
            f"The library {path} could not be opened ({error.strerror}); "
            "check the path and its permissions, or use another library"
        ) from error
    if start not in (b"", MAGIC) and not could_be_damaged(path):
        raise LibraryError(
            f"{path} is no newsreader library; move the file away, or use another library"
        )
    return is_writable


def _close_to_others(path: Path) -> None:
    """Take from everyone but the user what they may do with the library's files."""
    if os.name == "nt":
        return
    for part in ("", "-wal", "-shm"):
        file = path.with_name(path.name + part)
        # Not there, or another user's.
        with suppress(OSError):
            mode = file.stat().st_mode
            if mode & 0o077:
                file.chmod(stat.S_IMODE(mode) & 0o700)
