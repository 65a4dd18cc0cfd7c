"""What becomes of a damaged library: put aside as it is, and made anew of all that is left.

A new file is made of the newest good backup and of what can be salvaged, beside the library. Once
it is whole it is renamed to `*.restored`; from then on it counts, and whoever opens the library
next puts it in its place, should this process be killed before it does so itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader.library.backup import backups
from newsreader.library.connections import LibraryError, has_log, in_words, suspicion
from newsreader.library.exclusive import exclusively
from newsreader.library.telling import Tell, in_silence, interruptible

if TYPE_CHECKING:
    from newsreader.library.merging import Merged

_RESTORED = ".restored"
_PARTS = ("-wal", "-shm", "-journal")
RESTORING = "restoring"
"""The purpose for which a process is alone with a library that is restored, or made."""

Make = Callable[[Path], None]
"""Makes a new library at a path, or brings the one there to the newest version."""


class _Made(NamedTuple):
    """What a library was made anew of."""

    backup: Path | None
    merged: Merged | None


def restore(
    path: Path, make: Make, is_damaged: Callable[[], bool], tell: Tell = in_silence
) -> str | None:
    """Put a damaged library aside and make it anew; return what was done, for the user.

    `is_damaged` is asked again once no other process is at it; None if that restored it meanwhile.
    Raises `LibraryError` where nothing could be done: then the library is as it was.
    """
    with in_words(path):
        try:
            with exclusively(path, RESTORING, tell=tell):
                finish(path)
                if not is_damaged():
                    return None
                return _restore(path, make, tell)
        except OSError as error:
            raise LibraryError(
                f"The library {path} is damaged and could not be restored ({error.strerror}); make "
                "its folder writable and free some space, then start newsreader again"
            ) from error


def create(path: Path, make: Make, tell: Tell = in_silence) -> None:
    """Make a new library, whole or not at all: an empty file is never one that is being made.

    Raises `OSError`.
    """
    with in_words(path), exclusively(path, RESTORING, tell=tell):
        if path.exists():
            return
        if has_log(path):
            # The file itself is lost; what its log holds is salvaged.
            path.touch(mode=0o600)
            return
        with _workshop(path) as built:
            make(built)
            _put(built, path)


def _restore(path: Path, make: Make, tell: Tell) -> str:
    aside = _put_aside(path)
    with _workshop(path) as built:
        made = _build(path, aside, built, make, tell)
        _put(built, path.with_name(path.name + _RESTORED))
    finish(path)
    return _told(path, aside, made)


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """Give a place beside a library to build one at; all else there goes with the block."""
    workshop = path.with_name(f".{path.name}.anew")
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(mode=0o700)
    try:
        yield workshop / path.name
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _put(built: Path, place: Path) -> None:
    """Move a file to its place once it is on the disk."""
    built.chmod(0o600)
    _sync(built)
    built.replace(place)
    _sync(place.parent)


def finish(path: Path) -> None:
    """Put a library that was made anew in its place, if there is one that waits for it."""
    restored = path.with_name(path.name + _RESTORED)
    if not restored.exists():
        return
    # The log of the damaged file must not be taken for one of the new file.
    for part in _PARTS:
        path.with_name(path.name + part).unlink(missing_ok=True)
    with suppress(OSError):
        suspicion(path).unlink(missing_ok=True)
    restored.replace(path)
    _sync(path.parent)


def finish_alone(path: Path, tell: Tell = in_silence) -> None:
    """Do what a process that was killed while it restored the library had left to do."""
    if path.with_name(path.name + _RESTORED).exists():
        with in_words(path), exclusively(path, RESTORING, tell=tell):
            finish(path)


def aside_files(path: Path) -> list[Path]:
    """Return the damaged files that were put aside, the newest first."""
    found = path.parent.glob(f"*.damaged-*{path.suffix}")
    return sorted(
        (file for file in found if file.name.startswith(f"{path.stem}.damaged-")), reverse=True
    )


def _put_aside(path: Path) -> Path:
    """Keep the damaged file and its log byte for byte under a dated name; return that."""
    for known in aside_files(path):
        # Begun before by a process that was killed.
        if known.samefile(path):
            return known
    name = f"{path.stem}.damaged-{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    aside = path.with_name(name + path.suffix)
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{name}-{number}{path.suffix}")
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        _double(log, aside.with_name(f"{aside.name}-wal"))
    _double(path, aside)
    return aside


def _double(path: Path, double: Path) -> None:
    """Give a file a second name; on disks that know no such thing, copy it."""
    try:
        os.link(path, double)
    except OSError:
        shutil.copyfile(path, double)
        _sync(double)
    with suppress(OSError):
        double.chmod(0o600)


def _build(path: Path, aside: Path, built: Path, make: Make, tell: Tell) -> _Made:
    """Make a library of the newest good backup and what can be salvaged of the damaged file."""
    for copy in backups(path):
        tell(f"The library is damaged: looking at the backup {copy.name}", None)
        with suppress(LibraryError, sqlite3.Error):
            shutil.copyfile(copy, built)
            make(built)
            _check(built)
            try:
                return _Made(copy, _salvage(aside, built, tell))
            except (sqlite3.Error, ValueError):
                # Better the backup alone than nothing.
                shutil.copyfile(copy, built)
                make(built)
                return _Made(copy, None)
        _drop(built)
    make(built)
    try:
        return _Made(None, _salvage(aside, built, tell))
    except (sqlite3.Error, ValueError):
        _drop(built)
        make(built)
        return _Made(None, None)


def _salvage(aside: Path, built: Path, tell: Tell) -> Merged:
    # Hardly ever needed.
    from newsreader.library.merging import merge
    from newsreader.library.salvage import Salvage

    with (
        closing(sqlite3.connect(built, isolation_level=None)) as connection,
        interruptible(connection),
    ):
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("ATTACH ? AS salvaged", (str(built.with_name("salvaged.db")),))
        connection.execute("PRAGMA salvaged.journal_mode = OFF")
        connection.execute("PRAGMA salvaged.synchronous = OFF")
        connection.execute("BEGIN")
        Salvage(connection).take(aside, tell)
        connection.execute("COMMIT")
        connection.execute("BEGIN")
        merged = merge(connection, tell)
        connection.execute("COMMIT")
        connection.execute("DETACH salvaged")
    tell("Looking through the restored library", None)
    _check(built)
    return merged


def _check(built: Path) -> None:
    """Raise `sqlite3.DatabaseError` if a library is not sound."""
    with closing(sqlite3.connect(built)) as connection, interruptible(connection):
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        has_orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    if found != "ok" or has_orphans:
        raise sqlite3.DatabaseError(found)


def _drop(built: Path) -> None:
    for part in ("", *_PARTS):
        built.with_name(built.name + part).unlink(missing_ok=True)


def _told(path: Path, aside: Path, made: _Made) -> str:
    """Return what was done, in one sentence."""
    if made.backup is not None:
        at = datetime.fromtimestamp(made.backup.stat().st_mtime, UTC).astimezone()
        source = f"it was restored from the backup of {at:%Y-%m-%d %H:%M}"
    else:
        source = "there was no good backup, so it was begun anew"
    merged = made.merged
    if merged is None:
        added = "nothing could be salvaged from the damaged file"
    elif merged.articles or merged.feeds:
        what = [_counted(merged.articles, "article"), _counted(merged.feeds, "feed")]
        added = f"{' and '.join(words for words in what if words)} came from the damaged file"
    elif made.backup is not None:
        added = "the damaged file had nothing more"
    else:
        added = "nothing could be salvaged from the damaged file"
    lost = ""
    if merged is not None and merged.without_text:
        lost = f"; {_counted(merged.without_text, 'text')} could not be read"
    return (
        f"The library {path} was damaged: {source}, and {added}{lost}; "
        f"the damaged file is kept as {aside.name}"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else ""


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk itself."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
