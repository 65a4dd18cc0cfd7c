"""Measures the lists: `python -m tests.benchmarks.lists [ARTICLES] [WORDS]`.

Without numbers, 100 000 articles of 60 words on average; with 400 words they are full articles.

Prints milliseconds of the library's own calls; `tests.benchmarks.million` drives the whole app.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from newsreader.library.hits import HitFinder
from newsreader.library.library import Library
from newsreader.model.query import Query, parse_query
from tests.benchmarks.big_library import make_library

_SEARCHES = (
    "4711",
    "harbour",
    "h",
    "harbour museum",
    '"harbour museum"',
    "title:harbour",
    "(harbour OR museum) is:unread",
    "feed:3 harbour",
    "東京",
)


def timed(task: object, *, runs: int = 20) -> float:
    """Median milliseconds of a call."""
    assert callable(task)
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        task()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def main(articles: int, words: int) -> None:
    """Make a library and measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        make_library(path, articles, words=words)
        with Library.open(path) as library:
            _pages(library)
            _searches(library)


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
        "unread of a saved search, a common word": lambda: saved("harbour"),
        "unread of a saved search, nothing": lambda: saved("author:nobody"),
        "feeds and counters": lambda: (library.feeds.all(), library.feeds.totals()),
    }
    for name, task in tasks.items():
        print(f"{name}: {timed(task, runs=5 if 'count' in name else 20):.2f} ms")


def _searches(library: Library) -> None:
    """Measure the first page of searches, newest and best first, and what is shown with it."""
    page, hits, now = library.articles.page, library.hits, datetime.now(UTC)
    print("search, milliseconds: hits, count, first page newest first, best first, 40 snippets")
    for text in _SEARCHES:
        query = parse_query(text)
        ids = [row.id for row in page(query, limit=40)]
        figures = [
            timed(partial(library.articles.count, query), runs=5),
            timed(partial(page, query, limit=256)),
            timed(lambda query=query: page(hits.best_first(query, now), limit=256), runs=7),
            timed(partial(hits.snippets, HitFinder(query), ids, 60), runs=7),
        ]
        words = "".join(f"{figure:8.1f}" for figure in figures)
        print(f"  {text:32}{library.articles.count(query):8,}{words}")


if __name__ == "__main__":
    main(*(int(number) for number in [*sys.argv[1:], *("100000", "60")[len(sys.argv) - 1 :]]))
