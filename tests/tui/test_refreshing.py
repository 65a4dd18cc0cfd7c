"""Refreshing in the app: what is due, one feed, stopped, and as it is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from tests.feed_server import FeedServer
from tests.tui.app_driver import entry, fill, running
from tests.tui.served_feeds import rss


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one article of its own, so that no samples come in."""
    path = tmp_path / "library.db"
    fill(path, {"Own": [entry("Own one", 1)]})
    return path


@pytest.fixture
def served(tmp_path: Path, feed_server: FeedServer) -> Path:
    """A library subscribed to two feeds of the server, nothing fetched yet."""
    path = tmp_path / "served.db"
    feed_server.serve("/good", rss("Good", "G1"))
    with Library.open(path) as library:
        urls = (feed_server.url("/good"), feed_server.url("/bad"))
        library.feeds.add([NewFeed(url) for url in urls], is_undoable=False)
    return path


async def test_refreshing_all(served: Path, feed_server: FeedServer) -> None:
    """R fetches everything; what failed is said, and marked in the feeds pane."""
    async with running(served) as app:
        await app.press("R")
        await app.says("Refreshed 2 feeds: 1 new article. Failed: 404")
        await app.lists("G1")
        await app.until(lambda: "!" in app.text())
        feed_server.serve("/good", rss("Good", "G2", "G1"))
        await app.press("R")
        await app.until(lambda: app.titles().count("G2") == 1)
        assert sorted(app.titles()) == ["G1", "G2"]


async def test_refreshing_one_feed(served: Path, feed_server: FeedServer) -> None:
    """r fetches the feed under the cursor only."""
    async with running(served) as app:
        await app.press("h")
        pane = app.screen.feeds_pane
        place = next(
            i for i, row in enumerate(pane.rows) if row.feed and row.feed.url.endswith("/good")
        )
        await app.press(*["j"] * place, "r")
        await app.says("Refreshed 1 feed: 1 new article.")
        assert {seen.path for seen in feed_server.requests} == {"/good"}
        await app.press("l", "r")
        await app.says("Refreshed 1 feed: 0 new articles.")
        assert {seen.path for seen in feed_server.requests} == {"/good"}


async def test_what_is_due_is_fetched_at_the_start(served: Path) -> None:
    """With an interval set, the app fetches by itself what is due."""
    async with running(served, config="refresh_interval = 30\n") as app:
        await app.lists("G1")


async def test_a_refresh_can_be_stopped(served: Path, feed_server: FeedServer) -> None:
    """Ctrl+x ends the refresh and its process; what was brought by then stays."""
    feed_server.stall("/bad")
    async with running(served) as app:
        await app.press("ctrl+x")
        await app.says("No refresh is running.")
        await app.press("R")
        await app.lists("G1")
        [child] = app.app.jobs._running
        await app.press("R")
        await app.says("A refresh is running already: Ctrl+x stops it.")
        await app.press("ctrl+x")
        await app.says("Stopped. Refreshed 1 feed: 1 new article.")
        await app.until(lambda: child.returncode is not None)
        assert not app.screen.status.progress
        await app.press("R")
        await app.until(lambda: app.screen.refreshing.is_refreshing)


async def test_only_what_is_due_is_looked_for(served: Path, feed_server: FeedServer) -> None:
    """A look finds nothing due after a check, and a child process starts only where it does."""
    async with running(served) as app:
        app.screen.refresh_due()
        await app.lists("G1")
        await app.until(lambda: not app.screen.refreshing.is_refreshing)
        asked = len(feed_server.requests)
        app.screen.refresh_due()
        # A read asked for later is answered when that look is over, as there are two threads at
        # most: the answers of three say that it is.
        for _ in range(3):
            await app.press("s")
            await app.settled()
        assert not app.screen.refreshing.is_refreshing
        assert len(feed_server.requests) == asked


async def test_a_refresh_does_not_move_the_reader(path: Path, feed_server: FeedServer) -> None:
    """Articles arriving above leave the cursor on its headline."""
    feed_server.serve("/feed", rss("News", "One", "Two"))
    async with running(path) as app:
        await app.at("Own one")
        with Library.open(path) as library:
            library.feeds.add([NewFeed(feed_server.url("/feed"))], is_undoable=False)
        await app.until(lambda: len(app.screen.feeds_pane.feeds) == 2)
        await app.press("R")
        await app.until(lambda: len(app.titles()) == 3)
        await app.at("Own one")
        assert app.screen.headlines.cursor == 2


async def test_quitting_ends_a_refresh_and_loses_nothing(
    served: Path, feed_server: FeedServer
) -> None:
    """Q while a server stalls ends the child process; what was done stays."""
    feed_server.stall("/bad")
    async with running(served) as app:
        await app.press("R")
        await app.lists("G1")
        await app.press("m")
        await app.says("Bookmarked “G1”")
        running_children = list(app.app.jobs._running)
        assert running_children
        await app.press("Q")
    assert all(child.returncode is not None for child in running_children)
    with Library.open(served) as library:
        assert library.feeds.totals().bookmarked == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_job_does_not_outlive_a_killed_app(served: Path, feed_server: FeedServer) -> None:
    """When the process that holds a job's lifeline is killed, the job ends too."""
    feed_server.stall("/bad")
    program = (
        "import subprocess, sys, time, os\n"
        "child = subprocess.Popen([sys.executable, '-m', 'newsreader', '--library', sys.argv[1],"
        " 'refresh', '--force', '--json'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,"
        " env={**os.environ, 'NEWSREADER_LIFELINE': '1'})\n"
        "print(child.pid, flush=True)\n"
        "child.stdout.readline()\n"
        "print('going', flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(served)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent.stdout:
        child = int(parent.stdout.readline())
        assert parent.stdout.readline() == "going\n"
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        # The pipe ends when the last process that holds it is gone.
        while _is_alive(child):
            os.sched_yield()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and ") Z " in status.read_text())
