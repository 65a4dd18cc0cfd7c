"""Measures the lists: `python -m tests.benchmarks.lists [ARTICLES]` (100 000 unless told).

Prints milliseconds of the library's own calls; `tests.benchmarks.million` drives the whole app.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from newsreader.library.library import Library
from newsreader.model.query import Query, parse_query
from tests.benchmarks.big_library import make_library


def timed(task: object, *, runs: int = 20) -> float:
    """Median milliseconds of a call."""
    assert callable(task)
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        task()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def main(articles: int) -> None:
    """Make a library and measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        make_library(path, articles)
        with Library.open(path) as library:
            _pages(library)


def _pages(library: Library) -> None:
    page, count = library.articles.page, library.articles.count
    middle = page(Query(), offset=count(Query()) // 2, limit=1)[0].key
    unread = Query(is_unread=True, unread_since=datetime.now(UTC))

    def saved(text: str) -> int:
        return library.searches.count_unread(parse_query(text))

    tasks = {
        "first page": lambda: page(Query(), limit=128),
        "a page in the middle, by key": lambda: page(Query(), after=middle, limit=128),
        "first unread page": lambda: page(unread, limit=128),
        "last page": lambda: page(Query(), from_end=True, limit=128),
        "a folder's page": lambda: page(Query(folder="Folder 3"), limit=128),
        "count of all": lambda: count(Query()),
        "count of unread": lambda: count(unread),
        "search, a rare word": lambda: page(parse_query("4711"), limit=128),
        "search, a common word": lambda: page(parse_query("harbour"), limit=128),
        "search, a common prefix": lambda: page(parse_query("h"), limit=128),
        "search count, a common word": lambda: count(parse_query("harbour")),
        "unread of a saved search, a common word": lambda: saved("harbour"),
        "unread of a saved search, nothing": lambda: saved("author:nobody"),
        "feeds and counters": lambda: (library.feeds.all(), library.feeds.totals()),
    }
    for name, task in tasks.items():
        print(f"{name}: {timed(task, runs=5 if 'count' in name else 20):.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
