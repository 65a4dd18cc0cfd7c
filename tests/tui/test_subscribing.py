"""Subscribing from the app, with a real server and real child processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.tui.commands import Pane
from newsreader.tui.screens.subscribe import SubscribeScreen
from tests.feed_server import FeedServer
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.served_feeds import rss


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
