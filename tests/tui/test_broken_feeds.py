"""The screen of the feeds with problems, with a real server and real child processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.tui.screens.broken_feeds import BrokenFeedsScreen
from newsreader.tui.screens.edit_feed import EditFeedScreen
from newsreader.tui.screens.find_address import FindAddressScreen
from tests.feed_server import FeedServer
from tests.tui.app_driver import Driver, running
from tests.tui.served_feeds import rss


@pytest.fixture
def path(tmp_path: Path, feed_server: FeedServer) -> Path:
    """A library with a feed that works and one that is not found."""
    path = tmp_path / "library.db"
    feed_server.serve("/good", rss("Good", "G1"))
    urls = {"Good": feed_server.url("/good"), "Lost": feed_server.url("/old/feed")}
    with Library.open(path) as library:
        new = [NewFeed(url, title) for title, url in urls.items()]
        library.feeds.add(new, is_undoable=False)
    return path


async def open_broken(app: Driver) -> BrokenFeedsScreen:
    """Refresh, then open the screen."""
    await app.press("R")
    await app.says("Refreshed 2 feeds")
    await app.until(lambda: any(f.health.last_error for f in app.screen.feeds_pane.feeds))
    await app.press("exclamation_mark")
    await app.until(lambda: isinstance(app.app.screen, BrokenFeedsScreen))
    screen = app.app.screen
    assert isinstance(screen, BrokenFeedsScreen)
    await app.until(lambda: screen.is_mounted and "Lost" in app.text())
    return screen


async def test_it_lists_what_is_broken_and_retries(path: Path, feed_server: FeedServer) -> None:
    """A failing feed with its error; r checks it again; once it works it leaves the list."""
    async with running(path) as app:
        screen = await open_broken(app)
        assert [feed.title for feed in screen.broken.feeds] == ["Lost"]
        assert "404 Not Found" in app.text()
        assert "never worked" in app.text()
        assert "Good" not in app.text()
        await app.press("r")
        await app.until(lambda: " Failed: 404" in app.text())
        assert "Refreshed" not in app.text()
        feed_server.serve("/old/feed", rss("Lost", "L1"))
        await app.press("enter")
        await app.until(lambda: not screen.broken.feeds)
        await app.until(lambda: "No feed has a problem" in app.text())
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)
        await app.until(lambda: "L1" in app.titles())


async def test_a_retry_can_be_stopped(path: Path, feed_server: FeedServer) -> None:
    """The key that the status line names for stopping a refresh works here as well."""
    async with running(path) as app:
        await open_broken(app)
        feed_server.serve("/old/feed", rss("Lost", "L1"), is_held=True)
        await app.press("r")
        await app.until(lambda: "refreshing… Ctrl+x stops" in app.text())
        await app.press("ctrl+x")
        await app.until(lambda: " Stopped. Refreshed 0 feeds" in app.text())


async def test_a_new_address_is_found_and_taken(path: Path, feed_server: FeedServer) -> None:
    """f looks at the front page, offers the feed there, and Enter makes it the feed's address."""
    feed_server.serve("/new.xml", rss("Lost", "L1"))
    link = "<link rel=alternate type='application/rss+xml' title='Lost' href='new.xml'>"
    feed_server.serve("/", f"<html><head>{link}</head></html>", content_type="text/html")
    async with running(path) as app:
        screen = await open_broken(app)
        await app.press("f")
        await app.until(lambda: isinstance(app.app.screen, FindAddressScreen))
        await app.until(lambda: "There is another feed. Enter takes it." in app.text())
        await app.press("enter")
        await app.until(lambda: app.app.screen is screen)
        await app.until(lambda: not screen.broken.feeds, "no feed with problems")
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.screen)
        await app.until(lambda: "L1" in app.titles(), "the articles from the new address")
    with Library.open(path) as library:
        assert library.feeds.find(feed_server.url("/new.xml")) is not None


async def test_no_new_address_says_so(path: Path) -> None:
    """Where the site has nothing, the dialog says why, and Escape closes it."""
    async with running(path) as app:
        screen = await open_broken(app)
        await app.press("f")
        await app.until(lambda: isinstance(app.app.screen, FindAddressScreen))
        dialog = app.app.screen
        await app.until(lambda: dialog.words.has_class("-error"))
        assert "404" in app.text()
        await app.press("escape")
        await app.until(lambda: app.app.screen is screen)


async def test_unsubscribing_and_undo(path: Path) -> None:
    """D unsubscribes, u brings the feed back."""
    async with running(path) as app:
        screen = await open_broken(app)
        await app.press("D")
        await app.until(lambda: "Unsubscribed “Lost”. u takes it back." in app.text())
        await app.until(lambda: not screen.broken.feeds)
        await app.press("u")
        await app.until(lambda: [feed.title for feed in screen.broken.feeds] == ["Lost"])


async def test_editing_from_the_list(path: Path, feed_server: FeedServer) -> None:
    """E opens the dialog; a good address is fetched and mends the feed, u brings the bad one."""
    feed_server.serve("/mended", rss("Lost", "L1"))
    async with running(path) as app:
        screen = await open_broken(app)
        await app.press("E")
        await app.until(lambda: isinstance(app.app.screen, EditFeedScreen))
        dialog = app.app.screen
        await app.until(lambda: "Edit the feed" in app.text())
        dialog.fields["address"].value = feed_server.url("/mended")
        await app.press("enter")
        await app.until(lambda: app.app.screen is screen)
        await app.until(lambda: "Refreshed 1 feed: 1 new article." in app.text())
        await app.until(lambda: not screen.broken.feeds)
        await app.press("u")
        await app.until(lambda: [feed.title for feed in screen.broken.feeds] == ["Lost"])


async def test_moving_among_many(tmp_path: Path) -> None:
    """Keys move in the list; the details are those of the feed under the cursor."""
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        new = [NewFeed(f"https://example.org/{i}", f"Feed {i:02}") for i in range(30)]
        for number, (feed, _) in enumerate(library.feeds.add(new, is_undoable=False)):
            health = feed.health._replace(last_error=f"reason number {number}", failures=1)
            library.feeds.record_check(feed.id, health)
    async with running(path, size=(80, 24)) as app:
        await app.press("exclamation_mark")
        await app.until(lambda: isinstance(app.app.screen, BrokenFeedsScreen))
        await app.until(lambda: "Reason number 0" in app.text())
        await app.press("j", "j")
        await app.until(lambda: "Reason number 2" in app.text())
        await app.press("G")
        await app.until(lambda: "Reason number 29" in app.text())
        await app.press("g", "g")
        await app.until(lambda: "Reason number 0" in app.text())


async def test_the_feeds_pane_tells_how_a_feed_goes(path: Path) -> None:
    """Moving to a feed says its error or its last success in the status line."""
    async with running(path, config="refresh_interval = 15\n") as app:
        await app.until(lambda: any(f.health.last_error for f in app.screen.feeds_pane.feeds))
        pane = app.screen.feeds_pane
        await app.press("h")
        for title, words in (("Lost", "404 Not Found"), ("Good", "Fetched just now")):
            place = next(i for i, row in enumerate(pane.rows) if row.title == title)
            await app.press("g", "g", *["j"] * place)
            await app.says(words)
            await app.says("next check in")
