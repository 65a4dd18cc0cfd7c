"""A sound library has no flaws, and each kind of flaw is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from newsreader.library.backup import back_up_daily
from newsreader.library.library import Library, LibraryError


def test_a_sound_library_has_no_flaws(library: Library, fill) -> None:
    """Nothing is said of a library that is as it should be."""
    fill(library)
    assert library.flaws() == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE feed SET unread = unread + 1", "counters"),
        ("UPDATE feed SET bookmarked = bookmarked + 1", "counters"),
        ("DELETE FROM search_data WHERE id > 10", "search"),
        ("DELETE FROM feed", "without an owner"),
    ],
)
def test_flaws_are_named(library: Library, fill, harm: str, words: str) -> None:
    """Wrong counters, a broken search index and lost owners are found."""
    fill(library)
    library.articles.index()
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(harm)
    assert any(words in flaw for flaw in library.flaws())


@pytest.mark.parametrize("has_backup", [False, True])
def test_damage_is_found(library: Library, fill, has_backup: bool) -> None:
    """A page overwritten with nonsense is damage, said once, with a backup only where one is."""
    fill(library)
    if has_backup:
        back_up_daily(library)
    library.close()
    data = bytearray(library.path.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    library.path.write_bytes(data)
    with Library.open(library.path) as damaged, pytest.raises(LibraryError) as caught:
        damaged.flaws()
    assert str(caught.value).count("move the file away") == 1
    assert ("copy the newest file" in str(caught.value)) is has_backup
