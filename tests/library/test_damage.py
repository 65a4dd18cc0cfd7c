"""Damaged libraries: kept as they are, restored from backup, and what can be had of them added."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library.backup import back_up_daily
from newsreader.library.library import DamagedError, Library, LibraryError
from newsreader.library.restoring import aside_files
from newsreader.model.article import FeedUpdate
from newsreader.model.correction import Correction
from newsreader.model.journal import Action, Change
from newsreader.model.mention import MentionKind
from newsreader.model.query import Query, parse_query
from newsreader.model.saved_search import SavedSearch, saving

PAGE = 4096
OLD, NEW = 120, 60
"""Articles that the backup has, and that came after it."""

Harm = Callable[[bytearray], bytes]


def flip(data: bytearray) -> bytes:
    """Turn a bit of one page in twelve."""
    for at in range(3 * PAGE, len(data), 12 * PAGE):
        data[at] ^= 0x40
    return bytes(data)


def swap(data: bytearray) -> bytes:
    """Let pages change places."""
    half = len(data) // PAGE // 2
    first, second = slice(2 * PAGE, half * PAGE), slice(half * PAGE, (2 * half - 2) * PAGE)
    return bytes(data[: 2 * PAGE] + data[second] + data[first] + data[(2 * half - 2) * PAGE :])


HARMS: dict[str, Harm] = {
    "cut to half": lambda data: bytes(data[: len(data) // 2]),
    "cut within a page": lambda data: bytes(data[: len(data) - PAGE - 77]),
    "cut to a page": lambda data: bytes(data[:PAGE]),
    "empty": lambda _: b"",
    "header overwritten": lambda data: b"\0" * 100 + bytes(data[100:]),
    "header of noise": lambda data: random.Random(1).randbytes(100) + bytes(data[100:]),
    "magic overwritten": lambda data: b"X" * 16 + bytes(data[16:]),
    "first page lost": lambda data: b"\xff" * PAGE + bytes(data[PAGE:]),
    "first pages lost": lambda data: b"\0" * 8 * PAGE + bytes(data[8 * PAGE :]),
    "version lost": lambda data: bytes(data[:60] + b"\xff" * 12 + data[72:]),
    "all but the header lost": lambda data: bytes(data[:100]) + b"\xaa" * (len(data) - 100),
    "noise": lambda data: random.Random(2).randbytes(len(data)),
    "a letter": lambda _: b"Dear aunt, thank you for the socks.\n" * 300,
    "bits flipped": flip,
    "pages swapped": swap,
}
DEEP = {"bits flipped", "pages swapped"}
"""Harm that may show only when the pages are read."""

HOPELESS = {"cut to a page", "empty", "all but the header lost", "noise", "a letter"}
"""Harm after which a file holds no article."""


def story(entry, number: int):
    return entry(str(number), title=f"Title {number}", text=f"Words of {number}. " * 60)


def add(library: Library, entry, numbers: range) -> list[int]:
    return library.articles.save(
        1,
        FeedUpdate(new=tuple(story(entry, number) for number in numbers)),
        None,
        datetime.now(UTC),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory, fill, entry) -> Path:
    """The folder of a library with articles older and newer than its backup."""
    folder = tmp_path_factory.mktemp("whole")
    with Library.open(folder / "library.db") as library:
        fill(library, ages=())
        ids = add(library, entry, range(OLD))
        library.articles.index()
        back_up_daily(library)
        ids += add(library, entry, range(OLD, OLD + NEW))
        library.journal.apply(Change(Action.MARK_READ, tuple(ids[::2])))
        library.journal.apply(Change(Action.BOOKMARK, (ids[3], ids[-3])))
        corrected = Correction("Mars", "Mars", MentionKind.PLACE)
        library.journal.apply(Change(Action.CORRECT, after=corrected.after, subject="Mars"))
        library.journal.apply(saving(SavedSearch("Words", "words from:7d")))
        library.journal.apply(Change(Action.ARRANGE, after={"folder:Later": "1", "feed:1": "2"}))
        library.journal.apply(Change(Action.DELETE, (ids[5],)))
        fill(library, "https://later.example", ages=(1, 2), folder="Later")
    return folder


@pytest.fixture
def make(whole: Path) -> Callable[..., Path]:
    """Copy the library, with its backup or without, and harm it."""

    def made(path: Path, harm: Harm, *, has_backup: bool) -> Path:
        path.write_bytes(harm(bytearray((whole / path.name).read_bytes())))
        if has_backup:
            shutil.copytree(whole / "backups", path.with_name("backups"))
        return path

    return made


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def use_until_restored(path: Path) -> list[str]:
    """Use a library as one does until its damage is met; return what is told of it."""
    try:
        with Library.open(path) as library:
            if library.notices:
                return library.notices
            if library.flaws():
                library.suspect()
    except DamagedError:
        pass
    with Library.open(path) as library:
        return library.notices


@pytest.mark.parametrize("has_backup", [True, False], ids=["backup", "no backup"])
@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_library_is_put_aside_and_restored(tmp_path, make, harm, has_backup):
    """Byte for byte beside it; what is in the backup is there, and what can be salvaged."""
    path = make(tmp_path / "library.db", HARMS[harm], has_backup=has_backup)
    before = digest(path)
    notices = use_until_restored(path)
    [told] = notices
    [aside] = aside_files(path)
    assert digest(aside) == before
    assert aside.name in told
    assert ("from the backup" in told) is has_backup
    assert stat.S_IMODE(aside.stat().st_mode) == stat.S_IMODE(path.stat().st_mode) == 0o600
    names = {file.name for file in tmp_path.iterdir() if not file.name.endswith(("-wal", "-shm"))}
    assert names == {path.name, aside.name} | ({"backups"} if has_backup else set())
    with Library.open(path) as library:
        assert library.notices == []
        assert library.flaws() == []
        titles = {row.title for row in library.articles.iterate(Query())}
        expected = 0 if harm in HOPELESS else (OLD + NEW) * (0.8 if harm in DEEP else 0.45)
        assert len(titles) >= max(expected, (OLD - 1) * has_backup)
        assert all(library.articles.get(row.id) for row in library.articles.iterate(Query()))
        found = library.articles.page(parse_query("words"))
        assert bool(found) is bool(titles)
        assert not found or library.journal.apply(Change(Action.BOOKMARK, (found[0].id,)))


@pytest.mark.parametrize("harm", ["header overwritten", "first page lost"])
@pytest.mark.parametrize("has_backup", [True, False])
def test_all_is_salvaged_where_no_page_of_it_is_lost(tmp_path, make, harm, has_backup):
    """Articles, what was done with them, feeds, what is said and saved are there, also undo."""
    path = make(tmp_path / "library.db", HARMS[harm], has_backup=has_backup)
    with Library.open(path) as library:
        assert f"{NEW + 2 if has_backup else OLD + NEW + 2} articles" in library.notices[0]
        assert library.feeds.totals().articles == OLD + NEW + 1
        assert library.articles.count(Query(is_bookmarked=True)) == 2
        assert library.articles.count(Query(is_unread=False)) == (OLD + NEW) // 2
        later = library.feeds.find("https://later.example")
        assert (later.folder, later.articles) == ("Later", 2)
        newest = library.articles.page(parse_query(f'"Words of {OLD + NEW - 1}"'))[0]
        assert library.articles.get(newest.id).body.text.startswith("Words of")
        if harm == "header overwritten":
            assert library.journal.undo().action is Action.DELETE
            assert library.journal.undo().after == {"folder:Later": "1", "feed:1": "2"}
            assert library.searches.all() == [SavedSearch("Words", "words from:7d")]
            assert library.journal.undo().action is Action.SAVE_SEARCH
            assert library.journal.undo().action is Action.CORRECT


def test_a_bad_backup_is_passed_over(tmp_path, make):
    """The newest backup that is sound is taken."""
    path = make(tmp_path / "library.db", HARMS["noise"], has_backup=True)
    bad = tmp_path / "backups" / "library.day-2999-01-01.db"
    bad.write_bytes(b"nothing")
    with Library.open(path) as library:
        assert library.feeds.totals().articles == OLD
        assert "from the backup" in library.notices[0]


def test_a_restore_that_was_cut_short_is_finished(tmp_path, make):
    """A library made anew that was not yet in its place is put there by the next one to open it."""
    path = make(tmp_path / "library.db", HARMS["noise"], has_backup=True)
    shutil.copyfile(next((tmp_path / "backups").iterdir()), f"{path}.restored")
    Path(f"{path}-wal").write_bytes(b"the log of the damaged file")
    with Library.open(path) as library:
        assert library.feeds.totals().articles == OLD
        assert library.flaws() == []
    assert not Path(f"{path}.restored").exists()


def test_what_another_process_restored_is_not_written_over(tmp_path, make):
    """Who had the damaged file open is told that the change is not in the restored library."""
    path = make(tmp_path / "library.db", lambda data: bytes(data), has_backup=True)
    with Library.open(path) as old:
        shutil.copyfile(next((tmp_path / "backups").iterdir()), f"{path}.restored")
        Library.open(path).close()
        with pytest.raises(LibraryError, match="was replaced"):
            old.journal.apply(Change(Action.BOOKMARK, (1,)))
    with Library.open(path) as library:
        assert library.flaws() == []
        assert library.articles.count(Query(is_bookmarked=True)) == 0


def test_another_programs_database_is_left_alone(tmp_path):
    """A sound database that is no library is never put aside, whatever its name."""
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE feed (id)")
    before = digest(path)
    with pytest.raises(LibraryError, match="of another program"):
        Library.open(path)
    assert (digest(path), aside_files(path)) == (before, [])


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_no_damage_at_all_stops_the_reader(tmp_path_factory, sound, data):
    """Whatever bytes are overwritten, cut off or repeated, the next start has a sound library."""
    path = tmp_path_factory.mktemp("damaged") / "library.db"
    harmed = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(harmed) - 1))
        noise = data.draw(st.binary(min_size=1, max_size=64))
        harmed[at : at + len(noise)] = noise
    path.write_bytes(harmed[: data.draw(st.integers(PAGE, len(harmed)))])
    use_until_restored(path)
    with Library.open(path) as library:
        assert library.flaws() == []
        for row in library.articles.iterate(Query()):
            assert library.articles.get(row.id) is not None
        library.remember("a", "b")


@pytest.fixture(scope="module")
def sound(tmp_path_factory, fill, entry) -> bytes:
    """The bytes of a library without a flaw."""
    path = tmp_path_factory.mktemp("sound") / "library.db"
    with Library.open(path) as library:
        fill(library, ages=())
        add(library, entry, range(20))
        library.articles.index()
    return path.read_bytes()
