from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.library.restoring import aside_files
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.text import MarkedText

path, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Library.open(path) as library:
    ((feed, _),) = library.feeds.add([NewFeed(f"https://{name}.example")])
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(times):
        new = Entry(str(number), f"{name} {number}", body=MarkedText.from_plain("text " * 200))
        ids = library.articles.save(feed.id, FeedUpdate(new=(new,)), None, datetime.now(UTC))
        library.journal.apply(Change(Action.BOOKMARK, tuple(ids)))
        print(ids[0], flush=True)
"""


def start(path: Path, name: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(process: subprocess.Popen[str]) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_write_to_one_library(tmp_path):
    """Both make the same new library and write at once; nothing of either is lost."""
    path = tmp_path / "l.db"
    with start(path, "a", 40) as first, start(path, "b", 40) as second:
        for process in (first, second):
            assert process.stdout.readline() == "ready\n"
        with Library.open(path) as library:
            version = library.data_version()
            for process in (first, second):
                go(process)
            ids = [int(line) for process in (first, second) for line in process.stdout]
            assert library.data_version() != version
            assert len(set(ids)) == 80
            assert library.articles.count(Query(is_bookmarked=True)) == 80
            assert [feed.articles for feed in library.feeds.all()] == [40, 40]
            version = library.data_version()
            library.journal.apply(Change(Action.MARK_READ, tuple(ids)))
            assert library.data_version() == version
    assert (first.returncode, second.returncode) == (0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("acknowledged", [1, 7, 30])
def test_a_killed_process_loses_no_acknowledged_change(tmp_path, acknowledged):
    """After SIGKILL in the middle of writing, all that was reported done is there and whole."""
    path = tmp_path / "l.db"
    with start(path, "a", 100_000) as writer:
        assert writer.stdout.readline() == "ready\n"
        go(writer)
        ids = [int(writer.stdout.readline()) for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        ids += [int(line) for line in writer.stdout if line.endswith("\n")]
    with Library.open(path) as library:
        kept = {row.id for row in library.articles.iterate(Query(is_bookmarked=True))}
        assert kept >= set(ids)
        (feed,) = library.feeds.all()
        assert (
            feed.articles
            == library.articles.rank(
                Query(oldest_first=True), library.articles.page(Query())[0].key
            )
            + 1
        )
        with library._connections.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with library._connections.writing() as connection:
            connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        assert library.articles.get(ids[-1]).body.text.startswith("text")
        assert library.journal.undo().action is Action.BOOKMARK


OPENER = """
import sys
from pathlib import Path
from newsreader.library.library import Library

print("ready", flush=True)
sys.stdin.readline()
with Library.open(Path(sys.argv[1])) as library:
    print(len(library.notices), library.flaws())
"""


@pytest.mark.parametrize("is_damaged", [False, True])
def test_several_processes_open_a_library_that_has_to_be_made_or_restored(tmp_path, is_damaged):
    """One of them does it, once; the others wait and find it done, and nothing is left of it."""
    path = tmp_path / "l.db"
    if is_damaged:
        path.write_bytes(b"\0" * 5000)
    words = [sys.executable, "-c", OPENER, str(path)]
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(6)
        ]
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            go(process)
        told = sorted(process.communicate(timeout=60)[0] for process in processes)
    assert told == ["0 []\n"] * (6 - is_damaged) + ["1 []\n"] * is_damaged
    assert {*tmp_path.iterdir()} == {path, *aside_files(path)}
    assert len(aside_files(path)) == is_damaged
