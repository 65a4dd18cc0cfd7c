"""Libraries of every released version become what a new library is, whole or not at all."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import migrations
from newsreader.library.backup import backups
from newsreader.library.library import Library
from newsreader.library.restoring import aside_files
from newsreader.model.journal import Action
from newsreader.model.query import Query, parse_query
from newsreader.model.text import clean, clean_line

RELEASED = Path(__file__).with_name("released")
VERSIONS = sorted(int(path.stem.removeprefix("version-")) for path in RELEASED.glob("*.sql"))
DERIVED = ("search", "state")
"""Tables that a migration may fill in its own way; what they are for is looked at otherwise."""

Content = dict[str, list[tuple[object, ...]]]


def released(version: int, path: Path) -> Path:
    """Make a library as that version made it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASED.joinpath(f"version-{version}.sql").read_text("utf-8"))
    return path


def content(path: Path, like: Content | None = None) -> Content:
    """Return the rows of all tables by name, of the columns and tables that another one has."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'"
        ).fetchall()
        found: Content = {}
        for (name,) in names:
            if name in DERIVED or (like is not None and name not in like):
                continue
            rows = connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
            width = len(like[name][0]) if like and like[name] else None
            found[name] = [tuple(row)[:width] for row in rows]
        return found


def schema(path: Path) -> list[tuple[str, str]]:
    """Return what a library is made of, by name, blanks and comments aside."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema")
        return sorted(
            (name, " ".join(" ".join(line.partition("--")[0] for line in sql.splitlines()).split()))
            for name, sql in rows
        )


def test_every_released_version_is_kept():
    """Whoever adds a step keeps the schema that it starts from."""
    assert {*range(1, len(migrations.STEPS))} <= {*VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_library_becomes_what_a_new_one_is(tmp_path, version):
    """The schema is the same to the word, every row is there, and everything works on."""
    path = released(version, tmp_path / "library.db")
    before = content(path)
    with Library.open(path) as library:
        assert library.notices == []
        assert library.flaws() == []
    Library.open(tmp_path / "new.db").close()
    assert schema(path) == schema(tmp_path / "new.db")
    assert content(path, before) == before
    assert [copy.name for copy in backups(path)] == [f"library.version-{version}.db"] * (
        version < len(migrations.STEPS)
    )
    with Library.open(path) as library:
        assert library.recall("place") == '{"source": "all"}'
        assert [row.id for row in library.articles.page(parse_query("eleves"))] == [6]
        assert library.articles.count(Query(is_bookmarked=True)) == 2
        marks = library.articles.get(1).mentions
        assert [mention.canonical for mention in marks] == ["Ana Silva", None, "Porto"]
        undone = [library.journal.undo().action for _ in range(4)]
        wanted = [Action.DELETE, Action.EDIT_FEED, Action.UNSUBSCRIBE, Action.BOOKMARK]
        assert undone == wanted
        assert library.articles.get(4).body.text == "A text that can be had back."
        assert {feed.title for feed in library.feeds.all()} == {"Harbour News", "Hills", "Former"}
        assert library.flaws() == []


line = st.text(max_size=40).map(clean_line)


@given(
    articles=st.lists(
        st.tuples(line, st.text(max_size=200).map(clean), st.booleans(), st.booleans()), max_size=8
    ),
    version=st.sampled_from(VERSIONS),
)
@settings(max_examples=8, deadline=None)
def test_any_article_comes_through_as_it_was(tmp_path_factory, articles, version):
    """Titles, texts and marks of any article that an older version stored are the same later."""
    path = released(version, tmp_path_factory.mktemp("old") / "library.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, (title, text, is_read, is_kept) in enumerate(articles, 100):
            connection.execute(
                "INSERT INTO article (id, feed_id, guid, title, sort_at, fingerprint, is_read, "
                "is_bookmarked) VALUES (?, 2, ?, ?, ?, '', ?, ?)",
                (number, f"g{number}", title, number, is_read, is_kept),
            )
            connection.execute("INSERT INTO body VALUES (?, ?, '[]')", (number, text))
            connection.execute(
                "UPDATE feed SET articles = articles + 1, unread = unread + ?, "
                "bookmarked = bookmarked + ? WHERE id = 2",
                (not is_read, is_kept),
            )
    with Library.open(path) as library:
        for number, (title, text, is_read, is_kept) in enumerate(articles, 100):
            article = library.articles.get(number)
            headline = article.headline
            assert (headline.title, article.body.text) == (title, text)
            assert (headline.is_read, headline.is_bookmarked) == (is_read, is_kept)
        assert library.flaws() == []


DYING = """
import os, signal, sys
from pathlib import Path
from newsreader.library import migrations
from newsreader.library.library import Library

left = int(sys.argv[2])

def count_down(_statement):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watched(step):
    def run(connection):
        connection.set_trace_callback(count_down)
        step(connection)
    return run

migrations.STEPS[:] = [watched(step) for step in migrations.STEPS]
Library.open(Path(sys.argv[1])).close()
"""


def statements(version: int) -> int:
    """Return how many statements it takes to bring a version up to date."""
    return {0: 78, 1: 47, 2: 38, 3: 37}.get(version, 30)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize(
    ("version", "at"),
    [
        (version, at)
        for version in (0, *VERSIONS)
        if version < len(migrations.STEPS)
        for at in range(0, statements(version), max(1, statements(version) // 5))
    ],
)
def test_a_migration_that_is_killed_is_done_by_the_next_start(tmp_path, version, at):
    """Killed at a statement of any step, the library is what it was, until it is opened again."""
    path = tmp_path / "library.db"
    if version:
        released(version, path)
    before = content(path) if version else {}
    words = [sys.executable, "-c", DYING, str(path), str(at)]
    assert subprocess.run(words, check=False, timeout=60).returncode == -signal.SIGKILL
    assert path.exists() is bool(version)
    if version:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (version,)
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert content(path) == before
    with Library.open(path) as library:
        assert library.notices == []
        assert library.flaws() == []
    Library.open(tmp_path / "new.db").close()
    assert schema(path) == schema(tmp_path / "new.db")
    assert content(path, before) == before
    assert aside_files(path) == []
    assert not [*tmp_path.glob("backups/*.part*")]
    assert not [file.name for file in tmp_path.iterdir() if file.name.startswith(".")]
