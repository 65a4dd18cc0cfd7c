"""Editing a feed: the dialog, one change, what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.feed import Feed
from newsreader.tui.screens.edit_feed import EditFeedScreen
from tests.feed_server import FeedServer
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.test_subscribing import rss

SECRET = "pa55/word"


@pytest.fixture
def path(tmp_path: Path, feed_server: FeedServer) -> Path:
    """A library with two feeds, the second behind a login."""
    path = tmp_path / "library.db"
    fill(path, {"Alpha": [entry("A1", 1)]})
    with Library.open(path) as library:
        url = with_login(feed_server, "anna:pa55%2Fword")
        library.feeds.add([NewFeed(url, "Members")], is_undoable=False)
    return path


def with_login(feed_server: FeedServer, login: str) -> str:
    """The address of the second feed with a login in it."""
    return feed_server.url("/members").replace("://", f"://{login}@")


def stored(path: Path, feed_id: int) -> Feed:
    """The feed as the library has it."""
    with Library.open(path) as library:
        feed = library.feeds.get(feed_id)
        assert feed is not None
        return feed


async def edit(app: Driver, title: str) -> EditFeedScreen:
    """Open the dialog on a feed."""
    pane = app.screen.feeds_pane
    await app.press("h")
    place = next(i for i, row in enumerate(pane.rows) if row.title == title)
    await app.press("g", "g", *["j"] * place, "E")
    await app.until(lambda: isinstance(app.app.screen, EditFeedScreen))
    dialog = app.app.screen
    assert isinstance(dialog, EditFeedScreen)
    await app.until(lambda: "Edit the feed" in app.text())
    return dialog


async def test_several_fields_are_one_change(path: Path) -> None:
    """Title, folder, interval and full text are edited at once and taken back at once."""
    async with running(path) as app:
        dialog = await edit(app, "Alpha")
        before = dialog._feed
        await app.press(*["backspace"] * 5, *"Bay", "tab", *"Water")
        await app.press("tab", "tab", "tab", "tab", *"90", "tab", "space")
        await app.until(lambda: "[x] Always" in app.text())
        await app.press("enter")
        await app.says("Changed “Alpha”. u takes it back.")
        await app.until(lambda: app.app.screen is app.screen)
        await app.until(lambda: any(row.title == "Water" for row in app.screen.feeds_pane.rows))
        assert app.screen.feeds_pane.current.title == "Bay"
        assert app.screen.titles[app.screen.pane.LIST].title == "Bay"
        after = stored(path, before.id)
        assert (after.title, after.folder, after.interval) == (
            "Bay",
            "Water",
            timedelta(minutes=90),
        )
        assert after.is_full_text
        await app.press("u")
        await app.says("Took back")
        await app.until(lambda: app.screen.feeds_pane.current.title == "Alpha")
    assert stored(path, before.id) == before


async def test_the_password_is_never_shown(path: Path, feed_server: FeedServer) -> None:
    """The login is in fields of its own, the password masked; changed, it is used."""
    async with running(path) as app:
        dialog = await edit(app, "Members")
        assert "anna" in app.text()
        assert "kept as it is" in app.text()
        assert dialog.fields["address"].value == feed_server.url("/members")
        assert SECRET not in app.text()
        assert all("pa55" not in field.value for field in dialog.fields.values())
        dialog.fields["password"].focus()
        await app.press(*"new", "enter")
        await app.says("Changed “Members”")
        assert "new" not in app.text().splitlines()[-2]
    assert stored(path, dialog._feed.id).url == with_login(feed_server, "anna:new")


async def test_a_new_address_keeps_the_place(path: Path, feed_server: FeedServer) -> None:
    """With another address the same feed is fetched, still listed and under the cursor."""
    new = feed_server.serve("/alpha", rss("Alpha", "New one"))
    async with running(path) as app:
        dialog = await edit(app, "Alpha")
        await app.lists("A1")
        dialog.fields["address"].value = new
        await app.press("enter")
        await app.says("Changed “Alpha”")
        await app.until(lambda: app.screen.feeds_pane.current.id == f"feed:{new}")
        assert app.screen.listing.source.title == "Alpha"
        await app.lists("New one", "A1")


async def test_mistakes_are_told_in_the_dialog(path: Path, feed_server: FeedServer) -> None:
    """A bad number, a bad address, another feed's address: words, and nothing is changed."""
    async with running(path) as app:
        dialog = await edit(app, "Alpha")
        dialog.fields["interval"].value = "soon"
        await app.press("enter")
        await app.until(lambda: "number of minutes" in app.text())
        assert app.app.focused is dialog.fields["interval"]
        dialog.fields["interval"].value = ""
        dialog.fields["address"].value = "gopher://example.org"
        await app.press("enter")
        await app.until(lambda: "Only http and https" in app.text())
        dialog.fields["address"].value = feed_server.url("/members")
        dialog.fields["user"].value = "anna"
        dialog.fields["password"].value = SECRET
        await app.press("enter")
        await app.until(lambda: "already there" in app.text())
        assert dialog.words.has_class("-error")
        assert SECRET not in app.text()
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.screen)
    assert stored(path, dialog._feed.id) == dialog._feed


async def test_nothing_edited_changes_nothing(path: Path) -> None:
    """Enter on untouched fields closes the dialog; there is nothing to take back."""
    async with running(path) as app:
        await edit(app, "Alpha")
        await app.press("enter")
        await app.until(lambda: app.app.screen is app.screen)
        await app.press("u")
        await app.says("Nothing to take back.")


async def test_the_feed_of_an_article_is_edited(path: Path) -> None:
    """E in the list edits the feed of the headline; without one it says what to do."""
    async with running(path) as app:
        await app.press("E")
        await app.until(lambda: isinstance(app.app.screen, EditFeedScreen))
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.screen)
        await app.press("h", "g", "g", "E")
        await app.says("Put the cursor on a feed")
