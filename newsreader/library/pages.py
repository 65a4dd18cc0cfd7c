"""The pages of a database file read without SQLite, for files that it refuses.

Formats: https://www.sqlite.org/fileformat2.html. Nothing here trusts what it reads: a row that is
not whole is left out.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from newsreader.library.connections import MAGIC

Reader = Callable[[int], bytes]
Row = tuple[int, tuple[object, ...]]
"""A row's id (0 in a table without one) and its values."""

_USUAL_SIZE = 4096
_SIZES = frozenset(1 << power for power in range(9, 17))
_WAL_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
_WAL_HEADER, _FRAME_HEADER = 32, 24
_LARGEST = 1 << 28
"""Bytes that no value has: a length beyond it is a damaged one."""

INDEX_INTERIOR, TABLE_INTERIOR, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13


class Pages:
    """The pages of a file as of the last commit in its write-ahead log; numbered from 1."""

    def __init__(self, path: Path) -> None:
        self._stack = ExitStack()
        self._file: bytes | mmap.mmap = b""
        self._log: dict[int, bytes] = {}
        with path.open("rb") as file:
            if path.stat().st_size:
                self._file = self._stack.enter_context(
                    mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                )
        self.size = _size_said_by(bytes(self._file[:100])) or _USUAL_SIZE
        log = path.with_name(f"{path.name}-wal")
        if log.is_file():
            with log.open("rb") as file:
                self._read_log(file.read(_WAL_HEADER), file.read)
        self.count = max(len(self._file) // self.size, *self._log, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def page(self, number: int) -> bytes:
        """Return a page, or nothing where there is none."""
        if number in self._log:
            return self._log[number]
        start = (number - 1) * self.size
        found = bytes(self._file[start : start + self.size]) if number > 0 else b""
        return found if len(found) == self.size else b""

    def kind(self, number: int) -> int:
        """Return of what kind a page of a tree is, by its first byte; whatever it is otherwise."""
        page = self.page(number)
        return page[_start(number)] if page else 0

    def children(self, number: int) -> Iterator[int]:
        """Give the pages below an inner page of a tree."""
        page, start = self.page(number), _start(number)
        for at in _cells(page, start, 12):
            (child,) = struct.unpack_from(">I", page, at)
            yield child
        (last,) = struct.unpack_from(">I", page, start + 8)
        yield last

    def rows(self, number: int) -> Iterator[Row]:
        """Give the rows of a page that are whole: of a leaf, or of any page of an index."""
        page, start, kind = self.page(number), _start(number), self.kind(number)
        if kind not in (TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR):
            return
        is_table = kind == TABLE_LEAF
        for cell in _cells(page, start, 12 if kind == INDEX_INTERIOR else 8):
            try:
                at = cell + 4 if kind == INDEX_INTERIOR else cell
                length, at = _varint(page, at)
                row_id, at = _varint(page, at) if is_table else (0, at)
                values = _values(self._payload(page, at, length, is_table=is_table))
            except (IndexError, ValueError, struct.error):
                continue
            yield row_id, values

    def tree(self, root: int, seen: set[int]) -> Iterator[int]:
        """Give the pages of a tree that hold rows; `seen` are pages met before, and becomes all."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in seen or not self.page(number):
                continue
            seen.add(number)
            kind = self.kind(number)
            if kind in (TABLE_INTERIOR, INDEX_INTERIOR):
                waiting += self.children(number)
            if kind != TABLE_INTERIOR:
                yield number

    def free(self) -> set[int]:
        """Return the pages that are not in use: what they hold is out of date."""
        found: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36], "big")
        while trunk and trunk not in found and (page := self.page(trunk)):
            found.add(trunk)
            trunk, count = struct.unpack_from(">II", page)
            if count <= self.size // 4 - 2:
                found.update(struct.unpack_from(f">{count}I", page, 8))
        return found

    def _payload(self, page: bytes, at: int, length: int, *, is_table: bool) -> bytes:
        """Return the bytes of a record that begins at a place and may go on in other pages."""
        if length > _LARGEST:
            raise ValueError(length)
        most = self.size - 35 if is_table else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page[at : at + length], length)
        least = (self.size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.size - 4)
        here = here if here <= most else least
        parts = [page[at : at + here]]
        (following,) = struct.unpack_from(">I", page, at + here)
        left = length - here
        while left > 0:
            rest = self.page(following)
            (following,) = struct.unpack_from(">I", rest)
            parts.append(rest[4 : 4 + left])
            left -= len(parts[-1])
        return _exactly(b"".join(parts), length)

    def _read_log(self, header: bytes, read: Reader) -> None:
        """Take the pages of a write-ahead log, up to its last commit whose checksums are right."""
        if len(header) < _WAL_HEADER:
            return
        magic, _, size, _, salt, other_salt, *sums = struct.unpack(">8I", header)
        if magic not in _WAL_MAGIC or size not in _SIZES:
            return
        order = _WAL_MAGIC[magic]
        state = _checksum(order, header[:24], (0, 0))
        if state != tuple(sums):
            return
        if self._file[:16] != MAGIC:
            self.size = size
        pending: dict[int, bytes] = {}
        while len(frame := read(_FRAME_HEADER + size)) == _FRAME_HEADER + size:
            number, commit, *salts = struct.unpack_from(">4I", frame)
            state = _checksum(order, frame[:8], state)
            state = _checksum(order, frame[_FRAME_HEADER:], state)
            if salts != [salt, other_salt] or state != struct.unpack_from(">2I", frame, 16):
                return
            pending[number] = frame[_FRAME_HEADER:]
            if commit:
                self._log |= pending
                pending = {}


def _size_said_by(header: bytes) -> int | None:
    """Return the size of pages that the header of a file tells; None if it tells nothing."""
    if header[:16] != MAGIC:
        return None
    size = int.from_bytes(header[16:18], "big")
    size = 1 << 16 if size == 1 else size
    return size if size in _SIZES else None


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _cells(page: bytes, start: int, header: int) -> list[int]:
    """Return where the cells of a page begin; none where that makes no sense."""
    if len(page) < start + header:
        return []
    (count,) = struct.unpack_from(">H", page, start + 3)
    first = start + header
    if first + 2 * count > len(page):
        return []
    places = struct.unpack_from(f">{count}H", page, first)
    return [at for at in places if first + 2 * count <= at < len(page) - 4]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, and where it ends."""
    number = 0
    for place in range(at, at + 8):
        byte = data[place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place + 1
    number = number << 8 | data[at + 8]
    return number - (1 << 64) if number >> 63 else number, at + 9


def _values(record: bytes) -> tuple[object, ...]:
    """Return the values of a record; raises `ValueError` unless it is one to the last byte."""
    end, at = _varint(record, 0)
    if not 0 < end <= len(record):
        raise ValueError(end)
    types: list[int] = []
    while at < end:
        kind, at = _varint(record, at)
        types.append(kind)
    values: list[object] = []
    at = end
    for kind in types:
        width = _width(kind)
        values.append(_value(kind, _exactly(record[at : at + width], width)))
        at += width
    if at != len(record):
        raise ValueError(at)
    return tuple(values)


def _width(kind: int) -> int:
    if kind < 0 or kind in (10, 11):
        raise ValueError(kind)
    return (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, data: bytes) -> object:
    if kind == 0:
        return None
    if kind == 7:
        return struct.unpack(">d", data)[0]
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(data, "big", signed=True)
    return data.decode() if kind % 2 else data


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(length)
    return data


def _checksum(order: str, data: bytes, state: tuple[int, int]) -> tuple[int, int]:
    first, second = state
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second
