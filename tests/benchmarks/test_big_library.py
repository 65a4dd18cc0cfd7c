"""A generated library is one that the program could have made."""

from __future__ import annotations

from pathlib import Path

from newsreader.library.library import Library
from newsreader.model.query import Query, parse_query
from tests.benchmarks.big_library import make_library


def test_a_generated_library_is_sound(tmp_path: Path) -> None:
    """Its file and search index are without flaws, its counters right, its articles found."""
    path = tmp_path / "library.db"
    made = make_library(path, 400, feeds=20)
    with Library.open(path) as library:
        assert library.flaws() == []
        assert not library.notices
        totals = library.feeds.totals()
        assert (totals.articles, totals.unread) == (400, 360) == (made.articles, made.unread)
        rows = list(library.articles.iterate(Query()))
        assert [rows[0].title.split()[0], rows[-1].title.split()[0]] == ["400:", "1:"]
        assert {row.language for row in rows} == {"en", "fr", "de", "es", "ru", "ja"}
        assert sum(feed.unread for feed in library.feeds.all()) == 360
        assert library.articles.count(parse_query("harbour")) > 0
        assert library.articles.count(parse_query("東京")) > 0
