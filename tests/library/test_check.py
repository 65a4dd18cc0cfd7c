"""A sound library has no flaws, and each kind of flaw is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from newsreader.library.library import Library


def test_a_sound_library_has_no_flaws(library: Library, fill) -> None:
    """Nothing is said of a library that is as it should be."""
    fill(library)
    assert library.flaws() == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE feed SET unread = unread + 1", "counters"),
        ("DELETE FROM feed", "without an owner"),
    ],
)
def test_flaws_are_named(library: Library, fill, harm: str, words: str) -> None:
    """Wrong counters and lost owners are found."""
    fill(library)
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(harm)
    assert any(words in flaw for flaw in library.flaws())


def test_damage_is_found(library: Library, fill) -> None:
    """A page overwritten with nonsense is damage, said in words."""
    fill(library)
    library.close()
    data = bytearray(library.path.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    library.path.write_bytes(data)
    with Library.open(library.path) as damaged:
        assert damaged.flaws()
