"""Measures the app on large libraries: `python -m tests.benchmarks.million [N ...] [--keep DIR]`.

For 1 000, 100 000 and 1 000 000 articles unless told, the real app is driven in a pseudo-terminal:
the time from a key to the end of the frame that shows its effect, in milliseconds, against a bare
Textual app in the same run. With `--keep` the libraries are made in a folder and used again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from newsreader.library.library import Library
from newsreader.model.query import Query, parse_query
from tests.benchmarks.big_library import make_library
from tests.benchmarks.lists import timed
from tests.benchmarks.terminal import (
    BARE_APP,
    BARE_LIST,
    Terminal,
    app_command,
    bare_command,
)

_STARTS = 7
_KEYS = 200
_AT_REST = 1.0
"""Seconds without output after which the app is at rest."""

_PAUSE = 0.015
"""Seconds between keys: a reader's fingers are not faster than a held key repeats."""

_DOWN = "\x1b[B"
_NEXT_FEED = "\x0e"
_TYPED = "harbo"


def start(path: Path, newest: str) -> None:
    """Print how long it takes until the first headline is painted, and the memory then."""
    ours, bare, resident, least = [], [], [], []
    for number in range(_STARTS + 1):
        with Terminal(bare_command(BARE_APP)) as terminal:
            bare_taken = terminal.until("first row")
            terminal.quiet(_AT_REST)
            least.append(terminal.resident())
        with Terminal(app_command(path)) as terminal:
            our_taken = terminal.until(newest)
            terminal.quiet(_AT_REST)
            resident.append(terminal.resident())
        # The first ones warm the caches of the disk.
        if number:
            bare.append(bare_taken)
            ours.append(our_taken)
    ratios = sorted(o / b for o, b in zip(ours, bare, strict=True))
    print(
        f"first headline: {median(ours):.0f} ms, bare app {median(bare):.0f}, "
        f"ratio {median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})"
    )
    print(f"resident at rest: {median(resident):.0f} MB, bare app {median(least):.0f}")


def scroll(terminal: Terminal, key: str, going_on: Iterator[object]) -> list[float]:
    """Press a key again and again; return the milliseconds until each frame."""
    taken = []
    for _ in going_on:
        terminal.press(key)
        taken.append(terminal.frame())
        time.sleep(_PAUSE)
    return taken


def tell(name: str, taken: list[float], against: list[float] | None = None) -> None:
    """Print median, 95th percentile and the worst."""
    figures = [median(taken), sorted(taken)[int(len(taken) * 0.95)], max(taken)]
    words = ", ".join(
        f"{what} {figure:.1f}"
        for what, figure in zip(("median", "p95", "worst"), figures, strict=True)
    )
    if against:
        words += f"; p95 {figures[1] / sorted(against)[int(len(against) * 0.95)]:.2f} x a bare list"
    print(f"{name}: {words} ({len(taken)} keys)")


def keys(path: Path, newest: str) -> list[float]:
    """Print the latency of keys that scroll; return that of a bare list."""
    with Terminal(bare_command(BARE_LIST)) as terminal:
        terminal.until("Row 1 ")
        terminal.quiet(_AT_REST)
        bare = scroll(terminal, _DOWN, iter(range(_KEYS)))
    with opened(path, newest) as terminal:
        ours = scroll(terminal, "j", iter(range(_KEYS)))
    tell("a bare list's key", bare)
    tell("key", ours, bare)
    return bare


@contextmanager
def opened(path: Path, newest: str) -> Iterator[Terminal]:
    """Give the app at rest, at the top of all articles."""
    with Terminal(app_command(path)) as terminal:
        terminal.until(newest)
        terminal.quiet(_AT_REST)
        yield terminal


def do(terminal: Terminal, name: str, key: str, shown: str) -> None:
    """Press a key, print how long it took until something was shown."""
    terminal.press(key)
    print(f"{name}: {terminal.until(shown):.0f} ms")
    terminal.quiet(_AT_REST)


def moves(path: Path, articles: int) -> None:
    """Print what it takes to go far, to another feed, order or filter."""
    newest, oldest = f" {articles}: ", " 1: "
    with Library.open(path) as library:
        first, second = sorted(library.feeds.all(), key=lambda f: (f.folder or "", f.title))[:2]
        in_first = library.articles.page(Query(feed_id=first.id), limit=1)[0].title.split()[0]
        in_second = library.articles.page(Query(feed_id=second.id), limit=1)[0].title.split()[0]
        unread = library.feeds.totals().unread
        middle = library.articles.page(Query(), offset=articles // 2, limit=1)[0].title.split()[0]
    with opened(path, newest) as terminal:
        do(terminal, "jump to the end", "G", oldest)
        do(terminal, "order, from the end", "s", "oldest first")
        do(terminal, "order back", "s", oldest)
        do(terminal, "jump to the top", "gg", newest)
        do(terminal, "jump to the middle", f"{articles // 2 + 1}G", f" {middle} ")
        do(terminal, "order, from the middle", "s", f" {middle} ")
        do(terminal, "order back", "s", f" {middle} ")
        do(terminal, "filter, from the middle", ".", f" {unread:,}")
        do(terminal, "filter back", ".", f" {articles:,}")
        do(terminal, "a feed", _NEXT_FEED, f" {in_first} ")
        do(terminal, "the next feed", _NEXT_FEED, f" {in_second} ")
        do(terminal, "all articles", "hgg", newest)


def searches(path: Path, articles: int) -> None:
    """Print what searches take: in the library, and from each key typed to the frame."""
    with Library.open(path) as library:
        page, count = library.articles.page, library.articles.count

        def ranked(query: Query) -> object:
            return page(library.hits.best_first(query, datetime.now(UTC)), limit=128)

        for name, text in {
            "a common word": "harbour",
            "a common prefix": "h",
            "two words": "harbour museum",
            "a rare word": str(articles // 2),
            "two characters": "東京",
            "a phrase": '"of Marie Curie"',
            "without": "harbour -museum",
            "nothing, one of two words": "zzzqx OR qqqzy",
            "nothing, an author": "author:zzzqx",
            "nothing, a feed": "feed:zzzqx",
        }.items():
            query = parse_query(text)
            print(
                f"search, {name}: first page {timed(lambda q=query: page(q, limit=128)):.1f} ms, "
                f"count {timed(lambda q=query: count(q), runs=3):.0f} ms, "
                f"best first {timed(lambda q=query: ranked(q), runs=5):.0f} ms"
            )
    with opened(path, f" {articles}: ") as terminal:
        terminal.press("/")
        terminal.frame()
        for end in range(1, len(_TYPED) + 1):
            do(
                terminal,
                f"search typed: {_TYPED[:end]}",
                _TYPED[end - 1],
                f"Search: {_TYPED[:end]} ",
            )
        do(terminal, "search entered, best first", "\r", "best first")
        do(terminal, "an article with its hits", "\r", "n next")
        # Back to the top of all articles, where the next start is to begin.
        for keys_back in ("h", "\x1b", "gg"):
            terminal.press(keys_back)
            terminal.quiet(_AT_REST)
        terminal.press("Q")
        terminal.ended()


def marking(path: Path, articles: int, bare: list[float]) -> None:
    """Print what marking everything read takes, taking it back, and the next unread then."""
    newest, oldest = f" {articles}: ", " 1: "
    with opened(path, newest) as terminal, closing(sqlite3.connect(path)) as connection:

        def entries() -> int:
            return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])

        def unread() -> int:
            return int(connection.execute("SELECT total(unread) FROM feed").fetchone()[0])

        before, all_unread = entries(), unread()
        began = time.perf_counter()
        terminal.press("A")
        painted = terminal.until(f"  {articles - 1}: ")
        while entries() == before:
            time.sleep(0.001)
        durable = (time.perf_counter() - began) * 1000
        terminal.press("n")
        found = terminal.until("All is read")
        terminal.press("A")
        again = terminal.until("Nothing to change")
        print(f"meanwhile: no next unread {found:.0f} ms, marking all read again {again:.0f} ms")
        busy = scroll(terminal, "j", _until(lambda: unread() == 0))
        applied = time.perf_counter() - began
        print(
            f"{all_unread:,} marked read: painted {painted:.0f} ms, durable {durable:.0f} ms, "
            f"applied {applied:.1f} s"
        )
        tell("key meanwhile", busy, bare)
        terminal.quiet(_AT_REST)
        terminal.press("GN")
        terminal.until(f"● {oldest}")
        terminal.quiet(_AT_REST)
        do(terminal, "top", "gg", newest)
        do(terminal, f"next unread, {articles - 1:,} rows away", "n", oldest)
        terminal.press("uu")
        began = time.perf_counter()
        busy = scroll(terminal, "k", _until(lambda: unread() == all_unread))
        print(f"taken back: {time.perf_counter() - began:.1f} s")
        tell("key meanwhile", busy, bare)


def _until(is_over: object) -> Iterator[object]:
    assert callable(is_over)
    yield None
    while not is_over():
        yield None


def measure(path: Path, articles: int) -> None:
    """Print everything about one library."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg()[:2])
    size = path.stat().st_size / 1e6
    print(f"\n== {articles:,} articles, {size:,.0f} MB (load average {load})")
    newest = f" {articles}: "
    start(path, newest)
    bare = keys(path, newest)
    moves(path, articles)
    searches(path, articles)
    marking(path, articles, bare)


def main() -> None:
    """Make or take libraries, measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="*", type=int, default=[1000, 100_000, 1_000_000])
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    for articles in arguments.articles:
        with tempfile.TemporaryDirectory() as scratch:
            folder = arguments.keep or Path(scratch)
            path = folder / f"{articles}.db"
            if not path.exists():
                began = time.perf_counter()
                make_library(path, articles)
                print(f"{articles:,} articles made in {time.perf_counter() - began:.0f} s")
            if arguments.keep:
                # What is measured changes the library: on a copy.
                path = Path(shutil.copyfile(path, Path(scratch) / path.name))
            measure(path, articles)


if __name__ == "__main__":
    main()
