"""The feeds pane: sources, counters, folders, unsubscribing."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.tui.commands import Pane
from tests.tui.app_driver import entry, fill, running
from tests.tui.feeds_pane_driver import counts, to_source

ALPHA = ["A1", "A2", "A3", "A4"]
BETA = ["B1", "B2"]


@pytest.fixture
def in_folders(tmp_path: Path) -> Path:
    """Three feeds, two of them in folders."""
    path = tmp_path / "folders.db"
    fill(
        path,
        {
            "Alone": [entry("S1", 1)],
            "Coast": [entry("C1", 2), entry("C2", 3)],
            "Delta": [entry("D1", 4)],
        },
        {"Coast": "Water", "Delta": "Water"},
    )
    return path


async def test_each_source_has_its_unread_count(library_path: Path) -> None:
    """All, Unread and each feed show how much is unread; reading lowers the counts at once."""
    async with running(library_path) as app:
        assert counts(app) == {
            "All articles": 6, "Unread": 6, "Bookmarks": 0, "Alpha": 4, "Beta": 2,
        }  # fmt: skip
        await app.press("N")
        await app.until(lambda: counts(app)["Alpha"] == 3)
        assert counts(app)["Unread"] == 5
        await app.press("m")
        await app.until(lambda: counts(app)["Bookmarks"] == 1)


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_a_feed_is_listed_and_opened(library_path: Path, key: str) -> None:
    """Moving to a feed lists it; Enter, l and Right go to its headlines."""
    async with running(library_path) as app:
        await to_source(app, "Beta")
        await app.lists(*BETA)
        assert app.screen.pane is Pane.FEEDS
        await app.press(key)
        assert app.screen.pane is Pane.LIST
        await app.lists(*BETA)


async def test_next_and_previous_feed_with_unread(library_path: Path) -> None:
    """Ctrl+n and Ctrl+p go through the feeds that have unread articles."""
    async with running(library_path) as app:
        await app.press("ctrl+n")
        await app.lists(*ALPHA)
        await app.press("ctrl+n")
        await app.lists(*BETA)
        await app.press("ctrl+n")
        await app.says("No further feed has unread articles.")
        await app.press("ctrl+p")
        await app.lists(*ALPHA)
        await app.press("A")
        await app.until(lambda: counts(app)["Alpha"] == 0)
        await app.press("ctrl+n")
        await app.lists(*BETA)
        await app.press("ctrl+p")
        await app.says("No earlier feed has unread articles.")


async def test_folders_list_their_feeds_and_fold(in_folders: Path) -> None:
    """A folder lists what its feeds have, its count is their sum; z folds it."""
    async with running(in_folders) as app:
        assert counts(app)["Water"] == 3
        await to_source(app, "Water")
        await app.lists("C1", "C2", "D1")
        await app.press("z")
        assert "Coast" not in counts(app)
        await app.press("z")
        assert counts(app)["Coast"] == 2


async def test_unsubscribing_can_be_taken_back(library_path: Path) -> None:
    """D on a feed unsubscribes: feed and articles are gone; u brings all back as it was."""
    async with running(library_path) as app:
        await app.press("N")
        await app.says("Marked read “A1”")
        await to_source(app, "Alpha")
        await app.press("D")
        await app.says("Unsubscribed “Alpha”")
        await app.until(lambda: "Alpha" not in counts(app))
        await app.lists(*BETA)
        await app.press("u")
        await app.until(lambda: counts(app).get("Alpha") == 3)
        await app.until(lambda: app.screen.feeds_pane.current.title == "Alpha", "the cursor on it")
        await app.lists(*ALPHA)
        app.screen.go_to_source("all")
        await app.until(lambda: len(app.titles()) == 6)
    with Library.open(library_path) as library:
        assert [f.title for f in library.feeds.all()] == ["Alpha", "Beta"]


async def test_unsubscribing_needs_a_feed(library_path: Path) -> None:
    """D on All articles does nothing but say what to do."""
    async with running(library_path) as app:
        await app.press("h", "D")
        await app.says("Put the cursor on a feed")
        assert counts(app)["All articles"] == 6


async def test_mark_a_feed_read(library_path: Path) -> None:
    """A in the feeds pane marks that source's articles read."""
    async with running(library_path) as app:
        await to_source(app, "Beta")
        await app.press("A")
        await app.says("Marked read 2 articles")
        await app.until(lambda: counts(app)["Beta"] == 0)
        assert counts(app)["Alpha"] == 4


async def test_a_thousand_feeds_are_ordinary(tmp_path: Path) -> None:
    """With a thousand feeds the pane opens, jumps and lists as with ten."""
    from newsreader.library.feeds import NewFeed

    path = tmp_path / "thousand.db"
    with Library.open(path) as library:
        library.feeds.add(
            [NewFeed(f"https://example.org/{i}", f"Feed {i:04}") for i in range(1000)],
            is_undoable=False,
        )
    async with running(path) as app:
        await app.press("h", "G")
        await app.until(lambda: app.screen.feeds_pane.current.title == "Feed 0999")
        await app.until(lambda: "Feed 0999" in app.text())


async def test_a_click_lists_a_source(library_path: Path) -> None:
    """A click on a feed lists it."""
    async with running(library_path) as app:
        await app.pilot.click("#feeds", offset=(5, 4))
        await app.lists(*BETA)


async def test_the_cursor_is_seen_where_the_pane_comes_back(tmp_path: Path) -> None:
    """In a narrow terminal a feed that was gone to meanwhile stands in the pane, from the start."""
    path = tmp_path / "many.db"
    fill(path, {f"Feed {number:02}": [entry(f"Of {number}")] for number in range(60)})
    async with running(path, size=(80, 24)) as app:
        await app.press("h", "l", "colon", *"feed 55")
        await app.until(lambda: "Go to Feed 55" in app.text())
        await app.press("enter")
        await app.lists("Of 55")
        assert "Feed 54" not in app.text()
        await app.press("h")
        await app.until(lambda: app.screen.feeds_pane.size.height)
        assert "▌Feed 55" in app.text()


async def test_a_narrow_terminal_shows_the_pane_that_has_the_keyboard(library_path: Path) -> None:
    """At once: no frame between has the keyboard in one pane and shows another."""
    async with running(library_path, size=(80, 24)) as app:
        screen = app.screen
        await app.until(lambda: screen.is_whole)
        for pane, shown in [
            (Pane.FEEDS, {"feeds-side", "list-side"}),
            (Pane.ARTICLE, {"article-side"}),
            (Pane.LIST, {"list-side"}),
        ]:
            screen.focus_pane(pane)
            sides = ("feeds-side", "list-side", "article-side")
            assert {side for side in sides if screen.query_one(f"#{side}").display} == shown
            await app.pilot.pause()
