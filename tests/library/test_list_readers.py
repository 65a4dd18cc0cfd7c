"""Lists asked for in several threads: beside a writer, given up, and ended by closing."""

from __future__ import annotations

import threading

import pytest

from newsreader.library.articles import Abandoned
from newsreader.library.library import Library, LibraryError
from newsreader.model.query import Query, parse_query


def test_a_query_nobody_waits_for_is_abandoned(library, fill):
    """A stale query is interrupted within itself, and the library goes on."""
    fill(library, ages=range(2000))
    with pytest.raises(Abandoned):
        library.articles.page(parse_query("title"), is_stale=lambda: True)
    with pytest.raises(Abandoned):
        library.articles.count(parse_query("-x"), is_stale=lambda: True)
    assert library.articles.count(parse_query("title"), is_stale=lambda: False) == 2000


def test_readers_do_not_wait_for_the_writer(library, fill):
    """While a transaction is open a reader sees the state before it."""
    fill(library)
    counted: list[int] = []
    with library._connections.writing() as connection:
        connection.execute("UPDATE article SET gone = 1")
        reader = threading.Thread(
            target=lambda: counted.append(len(library.articles.page(Query())))
        )
        reader.start()
        reader.join(timeout=30)
        library.data_version()
    assert counted == [3]
    assert library.articles.page(Query()) == []


def test_closing_ends_queries_in_other_threads(tmp_path, fill):
    """A query running while the library is closed is abandoned, and its connection closed."""
    library = Library.open(tmp_path / "l.db")
    fill(library, ages=range(3000))
    started = threading.Event()
    ended: list[type[BaseException]] = []

    def stale() -> bool:
        started.set()
        return False

    def read() -> None:
        try:
            while True:
                library.articles.count(parse_query("-x"), is_stale=stale)
        except (Abandoned, LibraryError) as error:
            ended.append(type(error))

    thread = threading.Thread(target=read)
    thread.start()
    assert started.wait(30)
    library.close()
    thread.join(timeout=30)
    assert len(ended) == 1
    assert not library._connections._in_use
    assert not library._connections._idle
