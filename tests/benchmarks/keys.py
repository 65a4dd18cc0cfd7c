"""Measures keys while feeds are refreshed: `python -m tests.benchmarks.keys [FEEDS]` (200).

Prints milliseconds from a key to the frame that shows its effect, while scrolling the headlines at
rest and during a refresh of all feeds, and in a bare Textual list in the same run. The feeds come
from a server in a process of its own, each from an address of its own on the loopback network.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.settings import Settings
from newsreader.tui.app import NewsreaderApp
from tests.benchmarks.big_library import make_library
from tests.feed_server import FeedServer

_KEYS = 300
_ARTICLES = 20_000
_ITEMS = 50
_SIZE = (120, 40)
_PATIENCE = 20.0
"""Seconds after which a key without effect ends the measuring."""


class _Watched:
    """An app that tells when a frame was painted."""

    painted: asyncio.Event

    def post_display_hook(self) -> None:
        self.painted.set()


class Bare(_Watched, App[None]):
    """Textual's own list with a thousand short rows."""

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Row {number} of the list" for number in range(1000)))

    def spot(self) -> int | None:
        """The row under the cursor."""
        return self.query_one(OptionList).highlighted


class Ours(_Watched, NewsreaderApp):
    """The app."""

    def spot(self) -> int | None:
        """The article under the cursor, wherever in the list new ones have pushed it."""
        headline = self.screen.headlines.current
        return headline.id if headline else None


def serve(feeds: int, ready: Connection) -> None:
    """Serve feeds until the other side hangs up."""
    with FeedServer("0.0.0.0") as server:
        for number in range(feeds):
            items = "".join(
                f"<item><title>Item {i} of feed {number}</title><guid>{number}-{i}</guid>"
                f"<description>{'The lamps of the harbour were lit early. ' * 40}</description>"
                "</item>"
                for i in range(_ITEMS)
            )
            server.serve(
                f"/{number}", f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
            )
        ready.send(server.port)
        ready.poll(None)


async def press(app: Bare | Ours, key: str) -> float:
    """Press a key; return the milliseconds until its effect was painted."""
    before = app.spot()
    began = time.perf_counter()
    app.post_message(events.Key(key, None))
    async with asyncio.timeout(_PATIENCE):
        while app.spot() == before:
            app.painted.clear()
            await app.painted.wait()
    return (time.perf_counter() - began) * 1000


async def scroll(app: Bare | Ours, going_on: object, limit: int) -> list[float]:
    """Press down and, at times, up, while something goes on."""
    assert callable(going_on)
    taken: list[float] = []
    while going_on() and len(taken) < limit:
        taken.append(await press(app, "up" if len(taken) % 60 > 40 else "down"))
        # A reader's fingers: not faster than a held key repeats.
        await asyncio.sleep(0.015)
    return taken


def tell(name: str, taken: list[float]) -> tuple[float, float]:
    """Print and return median and 95th percentile."""
    middle, late = median(taken), quantiles(taken, n=20)[-1]
    print(f"{name}: median {middle:.1f} ms, p95 {late:.1f} ms ({len(taken)} keys)")
    return middle, late


async def bare() -> list[float]:
    """Measure Textual's own list."""
    app = Bare()
    app.painted = asyncio.Event()
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.pause()
        return await scroll(app, lambda: True, _KEYS)


@asynccontextmanager
async def shown(path: Path) -> AsyncIterator[tuple[Ours, Pilot[None], Library]]:
    """Give the app on a library, a second after it was started; it refreshes nothing by itself."""
    config = path.with_suffix(".toml")
    config.write_text("refresh_interval = 0\n")
    settings, _ = Settings.load(config, path)
    with Library.open(path) as library:
        app = Ours(library, settings)
        app.painted = asyncio.Event()
        async with app.run_test(size=_SIZE) as pilot:
            await pilot.pause(1)
            yield app, pilot, library
            app.screen.quit()


async def ours(path: Path, feeds: int) -> tuple[list[float], list[float]]:
    """Measure the app at rest, then during a refresh of all feeds."""
    async with shown(path) as (app, pilot, _):
        screen = app.screen
        calm = await scroll(app, lambda: True, _KEYS)
        began = time.perf_counter()
        screen.refresh_feeds(None)
        await pilot.pause()
        busy = await scroll(app, lambda: screen.refreshing.is_refreshing, 100 * feeds)
        print(f"{screen.status.words} ({time.perf_counter() - began:.1f} s)")
    return calm, busy


def main(feeds: int) -> None:
    """Serve, fill a library, measure."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(feeds, there))
    server.start()
    there.close()
    try:
        port = here.recv()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "library.db"
            make_library(path, _ARTICLES, feeds=feeds)
            with Library.open(path) as library:
                for number, feed in enumerate(library.feeds.all()):
                    url = f"http://127.0.0.{number % 250 + 1}:{port}/{number}"
                    change = Change(Action.EDIT_FEED, feed_ids=(feed.id,), after={"url": url})
                    library.journal.apply(change, is_undoable=False)
            plain = tell("a bare Textual list", asyncio.run(bare()))
            calm, busy = asyncio.run(ours(path, feeds))
        rest = tell("headlines at rest", calm)
        late = tell("headlines during the refresh", busy)
        print(f"refresh against rest: median {late[0] / rest[0]:.2f}, p95 {late[1] / rest[1]:.2f}")
        print(
            f"refresh against bare: median {late[0] / plain[0]:.2f}, p95 {late[1] / plain[1]:.2f}"
        )
    finally:
        here.close()
        server.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
