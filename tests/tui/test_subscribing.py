"""Subscribing and refreshing from the app, with a real server and real child processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.tui.commands import Pane
from newsreader.tui.screens.subscribe import SubscribeScreen
from tests.feed_server import FeedServer
from tests.tui.app_driver import Driver, entry, fill, running


def rss(title: str, *items: str) -> bytes:
    """A feed with items of these titles."""
    made = "".join(
        f"<item><title>{i}</title><guid>{i}</guid><description>Text of {i}.</description></item>"
        for i in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{made}</channel></rss>".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one article of its own, so that no samples come in."""
    path = tmp_path / "library.db"
    fill(path, {"Own": [entry("Own one", 1)]})
    return path


async def open_dialog(app: Driver, address: str) -> SubscribeScreen:
    await app.press("a")
    await app.until(lambda: isinstance(app.app.screen, SubscribeScreen))
    dialog = app.app.screen
    assert isinstance(dialog, SubscribeScreen)
    dialog.address.value = address
    await app.press("enter")
    return dialog


async def test_subscribing_to_a_feed(path: Path, feed_server: FeedServer) -> None:
    """A feed's address is subscribed to, its articles are there, and u takes it back."""
    feed_server.serve("/feed", rss("Harbour News", "One", "Two"))
    async with running(path) as app:
        await open_dialog(app, feed_server.url("/feed"))
        await app.says("Subscribed to “Harbour News”: 2 articles")
        await app.until(lambda: {"One", "Two"} == set(app.titles()), "the new feed's headlines")
        await app.press("u")
        await app.says("Took back: subscribed “Harbour News”")
        await app.lists("Own one")


async def test_a_long_title_leaves_room_for_the_way_back(
    path: Path, feed_server: FeedServer
) -> None:
    """In 80 columns, too, one reads how to take the subscription back."""
    feed_server.serve("/feed", rss("The harbour, its ships and all who wait for them " * 3, "One"))
    async with running(path, size=(80, 24)) as app:
        await open_dialog(app, feed_server.url("/feed"))
        await app.until(lambda: "…”: 1 article. u takes it back." in app.text())


async def test_a_page_with_several_feeds_asks(path: Path, feed_server: FeedServer) -> None:
    """A page's feeds are offered, the one chosen is subscribed to."""
    feed_server.serve("/a.xml", rss("First feed", "A"))
    feed_server.serve("/b.xml", rss("Second feed", "B"))
    link = "<link rel=alternate type='application/rss+xml' title='{}' href='{}'>"
    page = (
        f"<html><head>{link.format('[b]One', 'a.xml')}{link.format('Two', 'b.xml')}</head></html>"
    )
    feed_server.serve("/page", page.encode(), headers={"Content-Type": "text/html"})
    async with running(path) as app:
        dialog = await open_dialog(app, feed_server.url("/page"))
        await app.until(lambda: len(dialog.found.offers) == 3)
        await app.until(lambda: "several feeds" in app.text())
        await app.until(lambda: "First feed" in app.text() and "Second feed" in app.text())
        await app.press("down", "enter")
        await app.says("Subscribed to “Second feed”: 1 article.")


async def test_an_address_where_nothing_is_says_why(path: Path, feed_server: FeedServer) -> None:
    """What cannot be had is said in the dialog, which stays open; Escape closes it."""
    async with running(path) as app:
        dialog = await open_dialog(app, feed_server.url("/missing"))
        await app.until(lambda: dialog.words.has_class("-error"))
        assert "404" in app.text()
        assert not dialog.found.offers
        dialog.address.value = ""
        await app.press("enter")
        await app.until(lambda: "Type or paste an address first." in app.text())
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.screen)
    with Library.open(path) as library:
        assert [feed.title for feed in library.feeds.all()] == ["Own"]


_REPORT = (
    "<html lang=en><head><title>The pier</title>{}</head><body><article><h1>The pier</h1>"
    + "<p>Boards of oak were laid along the whole pier while the town slept, and in the morning "
    "the fishermen found that nobody had taken down a single lamp, nor moved a single rope.</p>"
    * 4
    + "</article></body></html>"
)


async def test_a_page_without_a_feed_can_be_saved(path: Path, feed_server: FeedServer) -> None:
    """It is offered to save the page; Enter does, the page can be read, and u takes it back."""
    feed_server.serve("/pier", _REPORT.format(""), content_type="text/html")
    async with running(path) as app:
        dialog = await open_dialog(app, feed_server.url("/pier"))
        await app.until(lambda: app.app.focused is dialog.found)
        await app.until(lambda: "Save the page itself to read later" in app.text())
        assert [offer.is_page for offer in dialog.found.offers] == [True]
        await app.press("enter")
        await app.says("Saved “The pier”. u takes it back.")
        await app.until(lambda: "The pier" in app.titles())
        await app.until(lambda: "Saved pages" in [f.title for f in app.screen.feeds_pane.feeds])
        await app.press("u")
        await app.says("Took back: saved “The pier”")
        await app.lists("Own one")


async def test_a_page_with_a_feed_can_be_saved(path: Path, feed_server: FeedServer) -> None:
    """Beside the feed found the page itself is offered; up goes back to the address."""
    feed_server.serve("/a.xml", rss("First feed", "A"))
    link = "<link rel=alternate type='application/rss+xml' title='One' href='a.xml'>"
    feed_server.serve("/pier", _REPORT.format(link), content_type="text/html")
    async with running(path) as app:
        dialog = await open_dialog(app, feed_server.url("/pier"))
        await app.until(lambda: app.app.focused is dialog.found)
        assert [offer.is_page for offer in dialog.found.offers] == [False, True]
        await app.press("up")
        await app.until(lambda: app.app.focused is dialog.address)
        await app.press("enter")
        await app.until(lambda: app.app.focused is dialog.found and dialog.found.offers)
        await app.press("down", "enter")
        await app.says("Saved “The pier”.")
    with Library.open(path) as library:
        assert [feed.title for feed in library.feeds.all()] == ["Own", "Saved pages"]


async def test_subscribing_twice_says_so(path: Path, feed_server: FeedServer) -> None:
    """A feed that is there already is not subscribed to again."""
    feed_server.serve("/feed", rss("Harbour News", "One"))
    async with running(path) as app:
        for words in ("Subscribed to “Harbour News”", "“Harbour News” was subscribed already."):
            await open_dialog(app, feed_server.url("/feed"))
            await app.says(words)
            await app.until(lambda: app.app.screen is app.screen)


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


async def test_the_dialog_can_be_cancelled(path: Path, feed_server: FeedServer) -> None:
    """Escape stops a look-up that hangs; a second Escape closes the dialog."""
    feed_server.stall("/slow")
    async with running(path) as app:
        await open_dialog(app, feed_server.url("/slow"))
        await app.until(lambda: "Looking at" in app.text())
        await app.press("escape")
        await app.until(lambda: "Stopped." in app.text())
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.screen)
        assert app.screen.pane is Pane.LIST


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
