"""Work on a library that takes long tells how far it is, and Ctrl+C ends it without a loss."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.exclusive import exclusively
from newsreader.library.library import Library
from newsreader.library.restoring import RESTORING
from newsreader.library.telling import interruptible
from newsreader.model.query import Query
from tests.benchmarks.big_library import make_library
from tests.cli.command_line import CommandLine

ARTICLES = 1500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library that takes several portions to read and to index."""
    path = tmp_path / "library.db"
    make_library(path, ARTICLES, feeds=3, words=100)
    return path


def harm(path: Path) -> bytes:
    """Take the first page away; return what is left."""
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    return path.read_bytes()


def outdate(path: Path) -> None:
    """Let the search index be one of another segmentation."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE state SET value = '0' WHERE name = 'segmentation'")
        connection.commit()


class Told:
    """Keeps what was told; interrupts, as Ctrl+C does, at its first words that begin so."""

    def __init__(self, interrupted_at: str | None = None) -> None:
        self.parts: dict[str, list[float]] = {}
        self._interrupted_at = interrupted_at

    def __call__(self, words: str, part: float | None) -> None:
        self.parts.setdefault(words, []).extend([] if part is None else [part])
        if self._interrupted_at is not None and words.startswith(self._interrupted_at):
            os.kill(os.getpid(), signal.SIGINT)

    @property
    def is_orderly(self) -> bool:
        """Whether each kind of work went on from 0 to 1, never back."""
        return all(
            parts == sorted(parts) and max(parts, default=0) <= 1 for parts in self.parts.values()
        )


def test_restoring_tells_how_far_it_is(path):
    """What is left of the file is read, put together, indexed and looked through."""
    harm(path)
    told = Told()
    with Library.open(path, tell=told) as library:
        assert library.articles.count(Query()) == ARTICLES
    assert told.is_orderly
    read, together, indexed, looked = told.parts.values()
    assert len(read) > 3
    assert len(indexed) > 1
    assert together == looked == []


def test_building_the_index_anew_tells_how_far_it_is(path):
    """As after a change of how text is cut into words."""
    outdate(path)
    told = Told()
    with Library.open(path, tell=told) as library:
        assert library.flaws() == []
    assert told.is_orderly
    assert [words for words in told.parts if "search index" in words]


def test_a_sound_library_is_opened_in_silence(path):
    """There is nothing to wait for."""
    told = Told()
    with Library.open(path, tell=told):
        assert told.parts == {}


@pytest.mark.parametrize(
    "work", ["The library is damaged: reading", "Putting", "Indexing", "Looking through the rest"]
)
def test_restoring_can_be_interrupted(path, work):
    """The damaged file is as it was, nothing half made lies about, and the next start restores."""
    before = harm(path)
    with pytest.raises(KeyboardInterrupt):
        Library.open(path, tell=Told(work))
    assert path.read_bytes() == before
    assert {file.suffix for file in path.parent.iterdir()} == {".db"}
    with Library.open(path) as library:
        assert library.articles.count(Query()) == ARTICLES
        assert library.flaws() == []
        assert len(library.notices) == 1


@pytest.mark.parametrize("work", ["Bringing the library", "Building"])
def test_bringing_up_to_date_can_be_interrupted(path, work):
    """The library is as it was, and the next start does it."""
    outdate(path)
    with pytest.raises(KeyboardInterrupt):
        Library.open(path, tell=Told(work))
    told = Told()
    with Library.open(path, tell=told) as library:
        assert library.articles.count(Query()) == ARTICLES
        assert library.flaws() == []
    assert [words for words in told.parts if "search index" in words]


def run_for_ever(connection: sqlite3.Connection) -> None:
    """Let SQLite count without an end, and a signal come meanwhile."""
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    with interruptible(connection):
        connection.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )


def test_a_long_statement_can_be_interrupted(tmp_path):
    """Also while SQLite works and Python does not."""
    former = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with (
            closing(sqlite3.connect(tmp_path / "any.db")) as connection,
            pytest.raises(KeyboardInterrupt),
        ):
            run_for_ever(connection)
    finally:
        signal.signal(signal.SIGALRM, former)


@pytest.mark.parametrize("words", [("list", "--limit", "1"), ()], ids=["command", "app"])
def test_a_terminal_shows_it_and_ctrl_c_is_heard(path, words):
    """While another process has the library for itself: it is said, and one can leave."""
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX terminal")
    before = harm(path)
    cli = CommandLine(path.parent)
    program, *arguments = cli.words(*words)
    environment = {**cli.environment, "TERM": "xterm-256color"}
    with exclusively(path, RESTORING):
        process = pexpect.spawn(
            program, arguments, env=environment, cwd=str(cli.folder), timeout=30
        )
        process.expect("Waiting for another newsreader")
        process.sendintr()
        process.expect("stopped; nothing is lost")
        process.expect(pexpect.EOF)
        process.close()
        assert process.exitstatus == 130
    assert path.read_bytes() == before
    done = cli.run("list", "--limit", "1")
    assert len(done.lines) == 1
    assert "was damaged" in done.errors
