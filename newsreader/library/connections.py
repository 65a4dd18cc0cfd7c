"""The connections to one library file, and the one place where SQLite's errors become words."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from newsreader.library.search import folded, has_folded

MAGIC = b"SQLite format 3\0"
"""How a file begins that SQLite made."""

BUSY_TIMEOUT = 15.0
"""Seconds to wait for another process that is writing."""

_WRITER_CACHE = 8000
"""KiB of pages that the writer keeps in memory."""

_LOGGED = 8000
"""Pages of the write-ahead log from which on it is copied into the library: 32 MB."""

_OPCODES_A_POLL = 2000

_ROOM = 1 << 16
"""Bytes that must be free for the files that are kept beside an open library."""


READ_ONLY = (
    "is read-only: nothing was changed; make the file and its folder writable, or use another "
    "library"
)
"""Why a library cannot be written that may not be."""


class LibraryError(Exception):
    """Something is wrong with the library; the message tells the user what, and what to do."""


class DamagedError(LibraryError):
    """The file is damaged; whoever opens it next restores it (see restoring.py)."""


class Abandoned(Exception):  # noqa: N818 - nothing went wrong: nobody wants the answer any more
    """A query was given up because its answer is no longer wanted."""


class Connections:
    """One writer under a lock, and as many readers as are in use at once; for any thread.

    Readers see the last commit and never wait for the writer (write-ahead log).
    """

    def __init__(self, path: Path, *, obstacle: str | None = None) -> None:
        """Open the file; with an `obstacle`, which tells why it cannot be written, for reading."""
        self.path = path
        self.obstacle = obstacle
        self._copy = ExitStack()
        self._readable = path
        self._write_lock = threading.Lock()
        self._pool_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._in_use: set[sqlite3.Connection] = set()
        self._is_closed = False
        self._data_version = 0
        with in_words(path):
            self._writer = self._open_reader() if obstacle else self._open_writer()
        self._file = _identity(path)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.obstacle is not None

    @contextmanager
    def writing(self, *, is_repeatable: bool = False) -> Iterator[sqlite3.Connection]:
        """Give the writer inside a transaction: durable when the block ends, or not at all.

        What `is_repeatable` does not wait for the disk: should the power fail, it was never begun.
        Raises `LibraryError` also where another process put a restored library in the place of
        the file meanwhile: what was written went into the damaged one.
        """
        self._refuse_to_write()
        with self._write_lock, in_words(self.path):
            # Set each time: it holds for this transaction, and costs nothing.
            self._writer.execute(f"PRAGMA synchronous = {'NORMAL' if is_repeatable else 'FULL'}")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                raise
            if _identity(self.path) != self._file:
                raise LibraryError(
                    f"The library {self.path} was replaced while it was open, so what you just did "
                    "is not in it; quit, start newsreader again and do it once more"
                )

    @contextmanager
    def reading(self, is_stale: Callable[[], bool] | None = None) -> Iterator[sqlite3.Connection]:
        """Give a reader that sees one state of the library throughout the block.

        `is_stale` is polled while SQLite works; once it is true, `Abandoned` is raised.
        """
        with in_words(self.path):
            connection = self._take()
            try:
                connection.set_progress_handler(is_stale, _OPCODES_A_POLL)
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def outside_transactions(self) -> Iterator[sqlite3.Connection]:
        """Give the writer for what SQLite does outside of any transaction only."""
        self._refuse_to_write()
        with self._write_lock, in_words(self.path):
            yield self._writer

    @contextmanager
    def migrating(self) -> Iterator[sqlite3.Connection]:
        """Give the writer outside any transaction, foreign keys not enforced."""
        with self._write_lock, in_words(self.path):
            self._writer.execute("PRAGMA foreign_keys = OFF")
            try:
                yield self._writer
            finally:
                self._writer.execute("PRAGMA foreign_keys = ON")

    def data_version(self) -> int:
        """Return a number that changes when another connection wrote; never waits."""
        if self._write_lock.acquire(blocking=False):
            try:
                with in_words(self.path):
                    (self._data_version,) = self._writer.execute("PRAGMA data_version").fetchone()
            finally:
                self._write_lock.release()
        return self._data_version

    def close(self) -> None:
        """Close all connections; queries still running in other threads are abandoned."""
        with self._pool_lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
            for connection in self._in_use:
                connection.interrupt()
        for connection in idle:
            connection.close()
        with self._write_lock, in_words(self.path):
            self._writer.close()
        self._copy.close()

    def _refuse_to_write(self) -> None:
        if self.obstacle is not None:
            raise LibraryError(f"The library {self.path} {self.obstacle}")

    def _take(self) -> sqlite3.Connection:
        with self._pool_lock:
            if self._is_closed:
                raise sqlite3.ProgrammingError("closed")
            connection = self._idle.pop() if self._idle else self._open_reader()
            self._in_use.add(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(None, 0)
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._pool_lock:
            self._in_use.discard(connection)
            if not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()

    def _open_writer(self) -> sqlite3.Connection:
        connection = self._connect("mode=rw")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        # The steps of a large change fit in, and do not each wait for the disk.
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
        # What a change works on; see effects.py.
        connection.execute("CREATE TEMP TABLE picked (id INTEGER PRIMARY KEY)")
        return connection

    def _open_reader(self) -> sqlite3.Connection:
        connection = self._connect("mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if not self.is_read_only:
                raise
            # There is no room for the index of the write-ahead log; nobody else writes there.
            connection = self._connect_without_index()
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _connect_without_index(self) -> sqlite3.Connection:
        """Connect to a file that nobody can write; if its log is not empty, to a copy of both."""
        if self._readable == self.path and has_log(self.path):
            log = self.path.with_name(f"{self.path.name}-wal")
            folder = self._copy.enter_context(tempfile.TemporaryDirectory(prefix="newsreader-"))
            copy = Path(folder) / self.path.name
            shutil.copyfile(log, copy.with_name(log.name))
            shutil.copyfile(self.path, copy)
            self._readable = copy
        return self._connect("mode=ro" if self._readable != self.path else "mode=ro&immutable=1")

    def _connect(self, options: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._readable.as_uri()}?{options}",
            uri=True,
            timeout=BUSY_TIMEOUT,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.create_function("folded", 1, folded, deterministic=True)
        connection.create_function("has_folded", 2, has_folded, deterministic=True)
        return connection


def obstacle_to(path: Path, error: LibraryError) -> str | None:
    """Return why a library that could not be opened can perhaps be read all the same, or None."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
    if code not in _WRITING_FAILED:
        return None
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free < _ROOM:
            code = sqlite3.SQLITE_FULL
    return _REASONS[code]


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `LibraryError` (or `Abandoned`, when interrupted)."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise Abandoned from error
        if code in _DAMAGE:
            with suppress(OSError):
                suspicion(path).touch(mode=0o600)
            raise DamagedError(
                f"The library {path} is damaged; start newsreader again: it then keeps the file "
                "aside and restores what can be had"
            ) from error
        reason = _REASONS.get(code)
        if reason is None and isinstance(error, sqlite3.ProgrammingError):
            reason = "was closed; open it again"
        raise LibraryError(
            f"The library {path} {reason or f'could not be used ({error}); try again'}"
        ) from error


def suspicion(path: Path) -> Path:
    """Return the file whose being there says that the library has to be looked through."""
    return path.with_name(f"{path.name}.suspect")


def has_log(path: Path) -> bool:
    """Whether there are changes beside a file that were not yet moved into it."""
    log = path.with_name(f"{path.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_WRITING_FAILED = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
)

_REASONS = {
    sqlite3.SQLITE_FULL: "could not be written, for the disk is full: nothing was changed; "
    "free some space and try again",
    sqlite3.SQLITE_BUSY: "is being written by another program; try again in a moment",
    sqlite3.SQLITE_LOCKED: "is being written by another program; try again in a moment",
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: "could not be read or written: nothing was changed; check that its disk "
    "is well and not full",
    sqlite3.SQLITE_CANTOPEN: "could not be opened; check that the file and its folder are there "
    "and yours",
}
