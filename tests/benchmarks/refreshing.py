"""Measures a refresh: `python -m tests.benchmarks.refreshing [FEEDS] [ARTICLES]` (200, 50).

The feeds are generated and served by another process at as many loopback addresses (`--one-host`:
at one). Prints CPU, wall time and memory of `newsreader refresh` with all its processes: when
everything is new, when every server says "not modified", and when bodies are the same; beside
newsboat's, where it is installed. `--stalled N` tells how N servers that never answer hold up
the rest instead.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from tests.benchmarks.feed_farm import Farm, farm

_MEGABYTE = 1 << 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Cost:
    """What a command took: CPU and wall seconds, the most memory at once in MB.

    `lines` are the lines it printed, with the seconds after which they came.
    """

    user: float = 0.0
    system: float = 0.0
    wall: float = 0.0
    memory: float = 0.0
    lines: list[tuple[float, str]] = field(default_factory=list)


def measured(command: list[str], **environment: str) -> Cost:
    """Run a command to its end; its processes count as one."""
    cost = Cost()
    began = time.perf_counter()
    with Popen(
        command,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        over = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, cost, over))
        watch.start()
        assert process.stdout is not None
        for line in process.stdout:
            cost.lines.append((time.perf_counter() - began, line))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cost.wall = time.perf_counter() - began
        over.set()
        watch.join()
    cost.user, cost.system = usage.ru_utime, usage.ru_stime
    return cost


def _watch(session: int, cost: Cost, over: threading.Event) -> None:
    while not over.wait(0.1):
        cost.memory = max(cost.memory, _resident(session) / _MEGABYTE)


def _resident(session: int) -> int:
    """Return the bytes that the processes of a session have in memory."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21]) * _PAGE
    return total


class Ours:
    """newsreader on a library of its own."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        self._library = folder / "library.db"
        self._config = folder / "settings.toml"
        self._config.write_text("")
        with Library.open(self._library) as library:
            library.feeds.add([NewFeed(url) for url in urls], is_undoable=False)

    def refresh(self) -> Cost:
        words = ["--config", str(self._config), "--library", str(self._library)]
        command = ["refresh", "--force", "--no-annotate", "--json"]
        return measured([sys.executable, "-m", "newsreader", *words, *command])

    def articles(self) -> int:
        with Library.open(self._library) as library:
            return library.feeds.totals().articles


class Newsboat:
    """newsboat on a cache of its own."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        self._folder = folder
        (folder / "urls").write_text("".join(f"{url}\n" for url in urls))
        (folder / "config").write_text("")

    def refresh(self) -> Cost:
        files = [("-u", "urls"), ("-c", "cache.db"), ("-C", "config")]
        words = [word for option, name in files for word in (option, str(self._folder / name))]
        return measured(["newsboat", *words, "-x", "reload"], HOME=str(self._folder))


def compare(feeds: int, articles: int, *, is_one_host: bool) -> None:
    """Print what a refresh costs, three ways."""
    readers: dict[str, Callable[[Path, list[str]], Ours | Newsboat]] = {"newsreader": Ours}
    if shutil.which("newsboat"):
        readers["newsboat"] = Newsboat
    print(f"{feeds} feeds of {articles} articles, on {'one host' if is_one_host else 'as many'}")
    print(f"{'':34} user s  sys s  wall s  peak MB  user s per 100 feeds")
    found: dict[str, dict[str, Cost]] = {}
    with farm(feeds, articles, is_one_host=is_one_host) as served:
        for name, reader in readers.items():
            found[name] = _three_ways(name, reader, served, feeds, articles)
    for way in found["newsreader"]:
        if "newsboat" in found:
            ours, theirs = found["newsreader"][way], found["newsboat"][way]
            print(
                f"newsreader / newsboat, {way:12} user {ours.user / theirs.user:.2f}  "
                f"wall {ours.wall / theirs.wall:.2f}"
            )


def _three_ways(
    name: str,
    reader: Callable[[Path, list[str]], Ours | Newsboat],
    served: Farm,
    feeds: int,
    articles: int,
) -> dict[str, Cost]:
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        kept = reader(Path(first), [served.address(n) for n in range(feeds)])
        costs["first"] = kept.refresh()
        costs["not modified"] = kept.refresh()
        plain = reader(Path(second), [served.address(n, is_plain=True) for n in range(feeds)])
        plain.refresh()
        costs["same body"] = plain.refresh()
        for one in (kept, plain):
            assert not isinstance(one, Ours) or one.articles() == feeds * articles
    for way, cost in costs.items():
        per_hundred = cost.user * 100 / feeds
        print(
            f"{name:12}{way:20}{cost.user:8.2f}{cost.system:7.2f}{cost.wall:8.2f}"
            f"{cost.memory:9.0f}{per_hundred:10.3f}"
        )
    print(f"{name:12}first: {costs['first'].user * 1000 / (feeds * articles):.3f} ms an article")
    return costs


def stall(feeds: int, articles: int, stalled: int) -> None:
    """Print how servers that never answer hold up the others."""
    with farm(feeds, articles) as served:
        good = [served.address(n) for n in range(feeds)]
        bad = [served.address(n, is_stalled=True) for n in range(stalled)]
        with tempfile.TemporaryDirectory() as folder:
            alone = Ours(Path(folder), good).refresh()
        with tempfile.TemporaryDirectory() as folder:
            beside = Ours(Path(folder), [*bad, *good]).refresh()
    last_alone, last_beside = _last_good(alone, feeds), _last_good(beside, feeds)
    print(f"{feeds} feeds of {articles} articles, {stalled} more stalled")
    print(f"last good feed, all good:     {last_alone:7.2f} s")
    print(f"last good feed, some stalled: {last_beside:7.2f} s ({last_beside / last_alone:.2f})")
    print(f"the whole, some stalled:      {beside.wall:7.2f} s")


def _last_good(cost: Cost, feeds: int) -> float:
    good = [at for at, line in cost.lines if json.loads(line)["status"] == "new"]
    assert len(good) == feeds
    return good[-1]


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("feeds", nargs="?", type=int, default=200)
    parser.add_argument("articles", nargs="?", type=int, default=50)
    parser.add_argument("--one-host", action="store_true")
    parser.add_argument("--stalled", type=int, default=0)
    given = parser.parse_args()
    if given.stalled:
        stall(given.feeds, given.articles, given.stalled)
    else:
        compare(given.feeds, given.articles, is_one_host=given.one_host)


if __name__ == "__main__":
    main()
