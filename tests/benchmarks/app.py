"""Measures the app: `python -m tests.benchmarks.app [ARTICLES]` (100 000 unless told).

Prints milliseconds, and ratios against a bare Textual app in the same run.
"""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime
from fcntl import ioctl
from pathlib import Path
from statistics import median

from newsreader.library.library import Library
from newsreader.model.query import Query, parse_query
from tests.benchmarks.big_library import make_library

_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("and the first row")
        yield Static("another")
Bare().run()
"""
_RUNS = 7


def first_headline(command: list[str], awaited: bytes) -> tuple[float, float]:
    """Seconds until some words are on the screen, and megabytes resident then."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["TERM"] = "xterm-256color"
        os.execv(command[0], command)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while awaited not in seen:
        if not select.select([terminal], [], [], 20)[0]:
            raise TimeoutError(seen[-500:])
        seen += os.read(terminal, 65536)
    taken = time.perf_counter() - began
    time.sleep(0.5)
    resident = _resident(process)
    os.kill(process, 9)
    os.waitpid(process, 0)
    os.close(terminal)
    return taken, resident


def _resident(process: int) -> float:
    ps = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=True)
    return int(ps.stdout) / 1024


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
        began = time.perf_counter()
        make_library(path, articles)
        print(f"{articles:,} articles stored in {time.perf_counter() - began:.1f} s")
        bare = [sys.executable, "-c", _BARE]
        # Only the start is measured, not a refresh of the made-up feeds.
        config = Path(folder) / "settings.toml"
        config.write_text("refresh_interval = 0\n")
        ours = [sys.executable, "-m", "newsreader", "--library", str(path)]
        ours += ["--config", str(config)]
        first_headline(bare, b"first row"), first_headline(ours, b"and the")
        bare_runs, our_runs = [], []
        for _ in range(_RUNS):
            bare_runs.append(first_headline(bare, b"first row"))
            our_runs.append(first_headline(ours, b"and the"))
        ratio = median(o[0] / b[0] for o, b in zip(our_runs, bare_runs, strict=True))
        print(
            f"first headline: {median(r[0] for r in our_runs) * 1000:.0f} ms, "
            f"bare app {median(r[0] for r in bare_runs) * 1000:.0f} ms, ratio {ratio:.2f}"
        )
        print(
            f"resident: {median(r[1] for r in our_runs):.0f} MB, "
            f"bare app {median(r[1] for r in bare_runs):.0f} MB"
        )
        with Library.open(path) as library:
            _pages(library)


def _pages(library: Library) -> None:
    page, count = library.articles.page, library.articles.count
    middle = page(Query(), offset=count(Query()) // 2, limit=1)[0].key
    unread = Query(is_unread=True, unread_since=datetime.now(UTC))
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
        "feeds and counters": lambda: (library.feeds.all(), library.feeds.totals()),
    }
    for name, task in tasks.items():
        print(f"{name}: {timed(task, runs=5 if 'count' in name else 20):.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
