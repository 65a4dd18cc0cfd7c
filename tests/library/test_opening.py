from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from newsreader.library import migrations
from newsreader.library.backup import back_up_daily, backups
from newsreader.library.library import Library, LibraryError
from newsreader.model.journal import Action, Change


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_library_is_for_its_user_alone(tmp_path):
    """Folder and file are made with modes 0700 and 0600, the log beside it too."""
    path = tmp_path / "new" / "library.db"
    with Library.open(path) as library:
        library.remember("place", "here")
        assert mode(path.parent) == 0o700
        assert {mode(file) for file in path.parent.iterdir()} == {0o600}


def test_a_library_is_durable_and_says_what_it_is(library):
    """Commits are synced (FULL, write-ahead log), and the file bears our application id."""
    with library._connections.writing() as connection:
        values = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "journal_mode", "application_id", "foreign_keys")
        ]
    assert values == [2, "wal", migrations.APPLICATION_ID, 1]


def test_what_is_remembered_survives_a_restart(tmp_path):
    """Small values are kept durably; an unknown name has none."""
    with Library.open(tmp_path / "l.db") as library:
        library.remember("place", "one")
        library.remember("place", "two")
    with Library.open(tmp_path / "l.db") as library:
        assert library.recall("place") == "two"
        assert library.recall("segmentation") is None


@pytest.mark.parametrize("what", ["folder", "text", "other database", "newer", "fifo"])
def test_a_file_that_is_no_library_is_refused_in_words(tmp_path, what):
    """What cannot be a library is left as it is, and the error names it and what to do."""
    path = tmp_path / ("letter.txt" if what == "text" else "library.db")
    if what == "folder":
        path.mkdir()
    elif what == "fifo":
        os.mkfifo(path)
    elif what == "text":
        path.write_text("this is a letter to my aunt\n" * 200)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE recipe (id)")
            if what == "newer":
                connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
                connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LibraryError) as caught:
        Library.open(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert "use" in message or "name" in message or "move" in message
    assert before is None or path.read_bytes() == before
    assert before is None or [*tmp_path.iterdir()] == [path]


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path):
    """A path below a file cannot be a library."""
    tmp_path.joinpath("file").write_text("x")
    with pytest.raises(LibraryError, match="could not be opened"):
        Library.open(tmp_path / "file" / "library.db")


def test_an_odd_file_name_is_an_ordinary_one(tmp_path):
    """Characters that mean something in a URI or a pattern mean nothing in a path."""
    path = tmp_path / "50% [a]?#b&mode=ro é.db"
    with Library.open(path) as library:
        library.remember("a", "b")
        assert back_up_daily(library) in backups(path)
        assert library.recall("a") == "b"
    assert path.exists()


def test_a_full_disk_loses_nothing_and_is_said_in_words(library, fill):
    """A write that finds no room changes nothing, and the library goes on."""
    ids = fill(library)
    with library._connections.writing() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    library._connections._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match=r"disk is full.*free some space") as caught:
        library.remember("large", "x" * 1_000_000)
    assert str(library.path) in str(caught.value)
    library._connections._writer.execute("PRAGMA max_page_count = 1000000")
    assert library.recall("large") is None
    assert library.journal.apply(Change(Action.BOOKMARK, (ids[0],)))


def test_a_closed_library_says_so(tmp_path):
    """Using a library after closing it is an error in words."""
    library = Library.open(tmp_path / "l.db")
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.feeds.all()
    with pytest.raises(LibraryError, match="closed"):
        library.remember("a", "b")


READ_ONLY = """
import os, sys
from pathlib import Path
from newsreader.library.library import Library, LibraryError
from newsreader.model.query import Query
if os.geteuid() == 0:  # root is never refused
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
with Library.open(Path(sys.argv[1])) as library:
    print(library.is_read_only, len(library.articles.page(Query())), library.data_version() > 0)
    try:
        library.remember("a", "b")
    except LibraryError as error:
        print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no read-only mode there")
@pytest.mark.parametrize("has_log", [False, True])
def test_a_library_in_a_read_only_folder_can_be_read(open_folder, fill, has_log):
    """It opens for reading, with the log of who has it open or none; writing is refused."""
    path = open_folder / "library" / "l.db"
    with ExitStack() as stack:
        library = stack.enter_context(Library.open(path))
        fill(library)
        if not has_log:
            stack.close()
        for file in path.parent.iterdir():
            file.chmod(0o444)
        path.parent.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        path.parent.chmod(0o755)
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == "True 3 True"
    assert "read-only" in second
    assert "use another library" in second


def test_importing_the_library_is_light():
    """The package stands on the standard library's SQLite alone."""
    code = (
        "import sys, newsreader.library.library, newsreader.library.backup;"
        "heavy = {'textual', 'rich', 'feedparser', 'lxml', 'httpx2', 'asyncio', 'platformdirs'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_library_that_others_may_read_is_closed_to_them(tmp_path):
    """Files with wider modes, as a copy from elsewhere has, are the user's alone once opened."""
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.remember("a", "b")
        for part in ("", "-wal", "-shm"):
            path.with_name(path.name + part).chmod(0o644)
        with Library.open(path) as second:
            second.remember("c", "d")
            assert {mode(file) for file in tmp_path.iterdir()} == {0o600}
            assert mode(back_up_daily(second)) == 0o600
            assert mode(tmp_path / "backups") == 0o700
    path.chmod(0o444)
    Library.open(path).close()
    assert mode(path) == 0o400
