"""Copies of the library file, in the folder `backups` beside it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library.connections import LibraryError, in_words

if TYPE_CHECKING:
    from newsreader.library.library import Library

KEPT = 5
"""How many copies of each sort are kept."""

_PART = ".part"
_STALE = 86_400.0
"""Seconds after which nobody writes to a part any more."""


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

    A copy that was cut short never bears the name of a copy.
    """
    copy = copy_path(path, name)
    try:
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        _drop_stale_parts(copy.parent)
        file, part_name = tempfile.mkstemp(_PART, f"{copy.stem}.", copy.parent)
        os.close(file)
        part = Path(part_name)
        try:
            _copy(path, part)
            part.replace(copy)
        finally:
            part.unlink(missing_ok=True)
        sort = name.partition("-")[0]
        alike = [old for old in backups(path) if old.name.startswith(f"{path.stem}.{sort}-")]
        for old in alike[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The library {path} could not be backed up to {copy} ({error.strerror}); "
            "check the folder and the space left"
        ) from error
    return copy


def copy_path(path: Path, name: str) -> Path:
    """Return where the copy of that name lies."""
    return path.parent / "backups" / f"{path.stem}.{name}.db"


def _drop_stale_parts(folder: Path) -> None:
    """Remove what copying left when it was killed, but nothing another process may be writing."""
    for part in folder.glob(f"*{_PART}"):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > _STALE:
                part.unlink()


def _copy(path: Path, part: Path) -> None:
    with in_words(path), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
        source.execute("VACUUM INTO ?", (str(part),))
    with part.open("rb+") as written:
        os.fsync(written.fileno())


def _escaped(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)
