"""Copies of the library file, in the folder `backups` beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library.connections import LibraryError, in_words
from newsreader.library.exclusive import exclusively

if TYPE_CHECKING:
    from newsreader.library.library import Library

KEPT = 5
"""How many copies of each sort are kept."""

MOST_BYTES = 2 << 30
"""Bytes that all copies together may have; the newest is kept however large it is."""

_PART = ".part"
_ROOM = 16 << 20
"""Bytes that a copy leaves free on the disk."""


def back_up_daily(library: Library, now: datetime | None = None) -> Path | None:
    """Copy the library unless it was copied today (UTC); return the copy, or None.

    Safe while others write. Raises `LibraryError` when the copy cannot be made.
    """
    name = f"day-{now or datetime.now(UTC):%Y-%m-%d}"
    if copy_path(library.path, name).exists():
        return None
    return back_up(library.path, name)


def backups(path: Path) -> list[Path]:
    """Return the copies of a library, the newest first."""
    copies = path.parent.joinpath("backups").glob(f"{_escaped(path.stem)}.*.db")
    return sorted(copies, key=lambda copy: copy.stat().st_mtime_ns, reverse=True)


def back_up(path: Path, name: str) -> Path:
    """Copy the library file whole under a name (`day-2026-11-22`); older copies are dropped.

    Others write meanwhile: what is copied is one state of the library. A copy that was cut short
    never bears the name of a copy, and goes when the library is opened next.
    """
    copy = copy_path(path, name)
    try:
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        with in_words(path), _alone(path):
            _drop_parts(path)
            _make_room(path, path.stat().st_size)
            file, part_name = tempfile.mkstemp(_PART, f"{copy.stem}.", copy.parent)
            os.close(file)
            part = Path(part_name)
            try:
                _copy(path, part)
                part.replace(copy)
            finally:
                part.unlink(missing_ok=True)
            _rotate(path, name.partition("-")[0])
    except OSError as error:
        raise LibraryError(
            f"The library {path} could not be backed up to {copy} ({error.strerror}); "
            "check the folder and the space left"
        ) from error
    return copy


def drop_half_made(path: Path) -> None:
    """Remove copies that were cut short, unless somebody is making one."""
    if any(_parts(path)):
        with suppress(OSError, sqlite3.Error), _alone(path, is_waiting=False) as is_alone:
            if is_alone:
                _drop_parts(path)


def copy_path(path: Path, name: str) -> Path:
    """Return where the copy of that name lies."""
    return path.parent / "backups" / f"{path.stem}.{name}.db"


def _alone(path: Path, *, is_waiting: bool = True) -> AbstractContextManager[bool]:
    return exclusively(path.parent / "backups" / path.name, "copying", is_waiting=is_waiting)


def _parts(path: Path) -> Iterator[Path]:
    """Give what is there of copies that are not whole, with the journals SQLite kept for them."""
    return path.parent.joinpath("backups").glob(f"{_escaped(path.stem)}.*{_PART}*")


def _drop_parts(path: Path) -> None:
    for part in _parts(path):
        part.unlink(missing_ok=True)


def _make_room(path: Path, size: int) -> None:
    """Drop the oldest copies if the disk is too full for one more, but never the last one."""
    for old in reversed(backups(path)[1:]):
        if shutil.disk_usage(old.parent).free > size + _ROOM:
            return
        old.unlink(missing_ok=True)


def _rotate(path: Path, sort: str) -> None:
    """Drop the oldest copies of a sort beyond `KEPT`, and of all beyond `MOST_BYTES`."""
    alike = [old for old in backups(path) if old.name.startswith(f"{path.stem}.{sort}-")]
    for old in alike[KEPT:]:
        old.unlink(missing_ok=True)
    total = 0
    for place, copy in enumerate(backups(path)):
        total += copy.stat().st_size
        if place and total > MOST_BYTES:
            copy.unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    with in_words(path), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
        source.execute("VACUUM INTO ?", (str(part),))
    with part.open("rb+") as written:
        os.fsync(written.fileno())


def _escaped(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)
