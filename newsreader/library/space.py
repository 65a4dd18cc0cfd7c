"""How much room a library takes on the disk, and giving back what it does not need any more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsreader.library.backup import backups
from newsreader.library.connections import Connections
from newsreader.library.restoring import aside_files

_AT_ONCE = 256
"""Pages given back in one transaction: others who write wait for no more."""

_KEPT_FREE = 0.05
_FEWEST = 256
"""Free pages that stay, as a part of all and at least: what comes next goes there."""

_WASTE = 0.25
"""The part of a file that is free beyond which making it anew is worth the while."""


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes on the disk: of the library with its log, what of it is free, of copies of it."""

    library: int
    free: int
    backups: int
    aside: int
    backup_count: int
    newest_backup: Path | None


def disk_use(connections: Connections) -> DiskUse:
    """Return what the library and all that belongs to it take on the disk."""
    path = connections.path
    with connections.reading() as connection:
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    copies = backups(path)
    return DiskUse(
        sum(_size(path.with_name(path.name + part)) for part in ("", "-wal", "-shm")),
        free * size,
        sum(map(_size, copies)),
        sum(map(_size, aside_files(path))),
        len(copies),
        copies[0] if copies else None,
    )


def give_back(connections: Connections) -> None:
    """Return free pages to the disk, in steps that let other writers in between.

    A library made by a version that could not do that stays as large as it is; see `compact`.
    """
    while True:
        with connections.writing() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (free,) = connection.execute("PRAGMA freelist_count").fetchone()
            (can_shrink,) = connection.execute("PRAGMA auto_vacuum").fetchone()
            spare = free - max(_FEWEST, int(pages * _KEPT_FREE))
            if spare <= 0 or not can_shrink:
                break
            # Each row is a page that was moved or cut off.
            connection.execute(f"PRAGMA incremental_vacuum({min(spare, _AT_ONCE)})").fetchall()
    with connections.outside_transactions() as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def compact(connections: Connections) -> bool:
    """Make the file anew without what is free in it, if that is much; return whether it was.

    Nobody else can write meanwhile.
    """
    with connections.outside_transactions() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        if free < max(_FEWEST, pages * _WASTE):
            return False
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
