"""Bringing older libraries up to date, and the copies that are kept."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.library import backup, migrations, search
from newsreader.library.backup import KEPT, back_up_daily, backups
from newsreader.library.exclusive import exclusively
from newsreader.library.library import Library, LibraryError
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, parse_query

OLD = len(migrations.STEPS)
"""The version of the libraries that the tests bring to a newer one."""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_schema"))


def second_step(connection: sqlite3.Connection) -> None:
    migrations.run_script(
        connection,
        """
        ALTER TABLE article ADD COLUMN stars INTEGER NOT NULL DEFAULT 0; -- a; comment
        CREATE INDEX article_stars ON article (stars);
        """,
    )


def test_an_older_library_is_migrated_whole_after_a_backup(tmp_path, monkeypatch, fill):
    """Everything survives a migration, the schema is that of a new file, a copy is kept."""
    path = tmp_path / "old.db"
    with Library.open(path) as library:
        ids = fill(library)
        library.journal.apply(Change(Action.BOOKMARK, (ids[1],)))
        before = [library.articles.get(article_id) for article_id in ids]
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, second_step])
    with Library.open(path) as library:
        assert [library.articles.get(article_id) for article_id in ids] == before
        assert library.journal.undo() is not None
    Library.open(tmp_path / "new.db").close()
    assert schema(path) == schema(tmp_path / "new.db")
    (copy,) = backups(path)
    assert f"version-{OLD}" in copy.name
    assert mode(copy) == 0o600
    monkeypatch.undo()
    with Library.open(copy) as library:
        assert library.articles.count(Query(is_bookmarked=True)) == 1


@pytest.mark.parametrize("failing", ["an error", "a reference to nothing"])
def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path, monkeypatch, failing, fill):
    """It is one transaction, checked for foreign keys before it counts."""
    path = tmp_path / "old.db"
    with Library.open(path) as library:
        fill(library)

    def step(connection: sqlite3.Connection) -> None:
        second_step(connection)
        if failing == "an error":
            connection.execute("CREATE TABLE article (id)")
        connection.execute("UPDATE article SET feed_id = 77")

    before = schema(path)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", [*migrations.STEPS, step])
        with pytest.raises(LibraryError, match=r"old\.db"):
            Library.open(path)
    assert schema(path) == before
    with Library.open(path) as library:
        assert library.articles.count(Query()) == 3


def test_the_search_index_is_made_anew_for_another_segmentation(tmp_path, monkeypatch, fill):
    """An index made by another segmentation is rebuilt when the library is opened."""
    with Library.open(tmp_path / "l.db") as library:
        ids = fill(library)
    monkeypatch.setattr(search, "SEGMENTATION", 2)
    monkeypatch.setattr(search, "segment", lambda text: text.replace("Title", "Kopf"))
    with Library.open(tmp_path / "l.db") as library:
        found = library.articles.page(parse_query("Kopf"))
        assert sorted(headline.id for headline in found) == sorted(ids)
        assert library._connections is not None
    with Library.open(tmp_path / "l.db") as library:
        assert len(library.articles.page(parse_query("Kopf"))) == 3


def test_the_daily_backup_is_made_once_a_day_and_rotated(library, fill):
    """A copy is a whole library; the newest few are kept, and no part file is left."""
    fill(library)
    day = datetime(2026, 1, 1, tzinfo=UTC)
    made = [back_up_daily(library, day + timedelta(days=n)) for n in range(KEPT + 2)]
    assert back_up_daily(library, day + timedelta(days=KEPT + 1)) is None
    assert backups(library.path) == [*reversed(made[2:])]
    assert sorted(made[-1].parent.iterdir()) == sorted(made[2:])
    with Library.open(made[-1]) as copy:
        assert copy.articles.count(Query()) == 3


def test_what_a_killed_copy_left_goes_at_the_next_start(library):
    """Half-made copies are removed when a library is opened, unless one is being made."""
    folder = library.path.with_name("backups")
    folder.mkdir()
    parts = [folder / name for name in ("library.day-1.x.part", "library.day-1.x.part-journal")]
    other = folder / "other.day-1.x.part"
    for part in (*parts, other):
        part.write_text("half")
    with exclusively(folder / library.path.name, "copying"):
        Library.open(library.path).close()
        assert all(part.exists() for part in parts)
    Library.open(library.path).close()
    assert [*folder.iterdir()] == [other]
    made = back_up_daily(library)
    assert sorted(folder.iterdir()) == sorted([made, other])
    assert mode(made) == 0o600


def test_backups_are_bounded_in_size(library, monkeypatch):
    """The oldest go when all together are too large; the newest stays, however large it is."""
    library.remember("much", "x" * 100_000)
    day = datetime(2026, 1, 1, tzinfo=UTC)
    made = [back_up_daily(library, day + timedelta(days=n)) for n in range(4)]
    size = made[0].stat().st_size
    monkeypatch.setattr(backup, "MOST_BYTES", 2 * size)
    made.append(back_up_daily(library, day + timedelta(days=4)))
    assert backups(library.path) == [made[4], made[3]]
    monkeypatch.setattr(backup, "MOST_BYTES", 1)
    made.append(back_up_daily(library, day + timedelta(days=5)))
    assert backups(library.path) == [made[5]]


def test_a_backup_and_writers_do_not_wait_for_each_other(library, fill):
    """A copy is made in the midst of a change, without it; who reads as it does stops nobody."""
    fill(library)
    with library._connections.writing() as connection:
        connection.execute("UPDATE article SET is_bookmarked = 1")
        copy = back_up_daily(library)
    with Library.open(copy) as made:
        assert made.flaws() == []
        assert made.articles.count(Query()) == 3
        assert not any(row.is_bookmarked for row in made.articles.page(Query()))
    with library._connections.reading() as reader:
        reader.execute("SELECT count(*) FROM article").fetchone()
        library.remember("written", "meanwhile")
    assert library.recall("written") == "meanwhile"


OPENER = """
import sys
from pathlib import Path
from newsreader.library import migrations
from newsreader.library.library import Library

def second_step(connection):
    connection.execute("ALTER TABLE article ADD COLUMN stars INTEGER NOT NULL DEFAULT 0")
    connection.execute("UPDATE article SET stars = stars + 1")

migrations.STEPS.append(second_step)
print("ready", flush=True)
sys.stdin.readline()
with Library.open(Path(sys.argv[1])) as library:
    with library._connections.reading() as connection:
        print(connection.execute("SELECT DISTINCT stars FROM article").fetchall())
"""


def test_an_older_library_opened_by_several_processes_is_migrated_once(tmp_path, fill):
    """The others wait, then see it done; one copy is kept and nothing else is left."""
    path = tmp_path / "old.db"
    with Library.open(path) as library:
        fill(library, ages=range(300))
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", OPENER, str(path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(6)
        ]
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
        assert [process.communicate(timeout=60)[0] for process in processes] == ["[(1,)]\n"] * 6
    [copy] = path.with_name("backups").iterdir()
    assert f"version-{OLD}" in copy.name


def test_a_backup_that_cannot_be_made_is_said_in_words(library):
    """A file in the place of the backup folder is named."""
    library.path.with_name("backups").write_text("in the way")
    with pytest.raises(LibraryError, match="could not be backed up"):
        back_up_daily(library)
