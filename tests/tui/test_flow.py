"""Reading on from article to article and feed to feed, and when an article counts as read."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.tui.commands import Pane
from tests.tui.app_driver import Driver, entry, fill, long_text, running

ALL = ["A1", "B1", "A2", "B2", "A3", "A4"]


async def to_feed(app: Driver, title: str) -> None:
    """List a feed, with the keyboard in the list."""
    row = next(row for row in app.screen.feeds_pane.rows if row.title == title)
    app.screen.go_to_source(row.id)
    await app.settled()


def is_read(app: Driver, title: str) -> bool:
    """Whether a headline in the list is drawn as read."""
    return next(r.is_read for r in app.screen.headlines.window.rows if r.title == title)


async def test_space_reads_on_across_feeds_to_a_calm_end(library_path: Path) -> None:
    """Space alone reads a feed, goes on to the next, around to the first, and ends in words."""
    async with running(library_path) as app:
        await to_feed(app, "Beta")
        await app.lists("B1", "B2")
        for title in ("B1", "B2"):
            await app.press("space")
            await app.shows(title)
        await app.press("space")
        await app.shows("A1")
        await app.says("On to “Alpha”, 4 unread.")
        assert app.screen.listing.source.title == "Alpha"
        await app.at("A1")
        await app.until(lambda: is_read(app, "A1"))
        assert app.screen.feeds_pane.current.title == "Alpha"
        for title in ("A2", "A3", "A4"):
            await app.press("space")
            await app.shows(title)
        await app.press("space")
        await app.says("All is read. R looks for news, B shows your bookmarks.")
        assert app.screen.reader.headline.title == "A4"
        assert app.screen.pane is Pane.ARTICLE


async def test_n_goes_on_in_the_next_feed_p_in_the_one_before(library_path: Path) -> None:
    """Where a feed has nothing unread left, n and p go to the feeds around it."""
    async with running(library_path) as app:
        await to_feed(app, "Beta")
        await app.press("A")
        await app.says("Marked read 2 articles")
        await app.press("n")
        await app.at("A1")
        await app.says("On to “Alpha”")
        assert app.screen.pane is Pane.LIST
        await to_feed(app, "Beta")
        await app.press("p")
        await app.at("A1")
        assert app.screen.listing.source.title == "Alpha"


async def test_a_search_is_not_left(library_path: Path) -> None:
    """The end of what was found is an end of its own."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("slash", *"b2", "enter")
        await app.lists("B2")
        await app.press("space")
        await app.shows("B2")
        await app.press("space")
        await app.says("Nothing unread is left in this list. Escape shows the whole list.")


async def test_back_across_feeds_to_the_very_line(tmp_path: Path) -> None:
    """Ctrl+o goes back to where an article was left, also where its list is another one."""
    path = tmp_path / "library.db"
    fill(path, {"One": [entry("Long", 1, long_text())], "Two": [entry("Other", 2)]})
    async with running(path) as app:
        await to_feed(app, "One")
        await app.press("enter")
        await app.shows("Long")
        view = app.screen.article_view
        await app.press("2", "7", "j")
        await app.until(lambda: view.scroll_offset.y == 27)
        await app.press("n")
        await app.shows("Other")
        await app.until(lambda: app.titles() == ["Other"])
        await app.press("ctrl+o")
        await app.shows("Long")
        await app.until(lambda: app.titles() == ["Long"])
        assert view.scroll_offset.y == 27
        assert app.screen.listing.source.title == "One"
        await app.press("ctrl+o")
        await app.says("There is no article before this one.")


async def test_an_open_article_stays_at_its_line(tmp_path: Path) -> None:
    """Enter on the headline of the open article goes on reading it."""
    path = tmp_path / "library.db"
    fill(path, {"One": [entry("Long", 1, long_text())]})
    async with running(path) as app:
        await app.press("enter")
        await app.shows("Long")
        view = app.screen.article_view
        await app.press("9", "j", "h", "enter")
        await app.until(lambda: app.screen.pane is Pane.ARTICLE)
        await app.settled()
        assert view.scroll_offset.y == 9


async def opened(app: Driver, title: str) -> None:
    """Wait until an article is open, read or not."""
    await app.until(
        lambda: app.screen.reader.headline and app.screen.reader.headline.title == title,
        f"the article “{title}”",
    )


async def test_never_read_by_opening(library_path: Path) -> None:
    """With mark_read = "never" only N reads; Space goes on all the same, to the next unread."""
    config = 'refresh_interval = 0\nmark_read = "never"\n'
    async with running(library_path, config=config) as app:
        await app.lists(*ALL)
        await app.press("enter")
        await opened(app, "A1")
        await app.press("space")
        await opened(app, "B1")
        await app.press("N")
        await app.says("Marked read “B1”")
        await app.press("h", "space")
        await app.until(lambda: app.screen.pane is Pane.ARTICLE)
        assert app.screen.reader.headline.title == "B1"
        await app.press("space")
        await opened(app, "A2")
        assert [is_read(app, title) for title in ALL] == [False, True, False, False, False, False]


async def test_an_article_left_before_its_time_stays_unread(library_path: Path) -> None:
    """With seconds to stay, going on or back to the list ends the wait, coming back begins it."""
    config = "refresh_interval = 0\nmark_read = 3600\n"
    async with running(library_path, config=config) as app:
        reader = app.screen.reader
        await app.lists(*ALL)
        await app.press("enter")
        await opened(app, "A1")
        assert reader._stay_timer is not None
        await app.press("J")
        await opened(app, "B1")
        await app.press("h")
        assert reader._stay_timer is None
        await app.press("l")
        assert reader._stay_timer is not None
        await app.press("N")
        await app.says("Marked read “B1”")
        await app.press("N")
        await app.says("Marked unread “B1”")
        assert reader._stay_timer is None
        assert not any(is_read(app, title) for title in ALL)


async def test_read_after_having_stayed(library_path: Path) -> None:
    """An article stayed on for so many seconds is read."""
    config = "refresh_interval = 0\nmark_read = 0.2\n"
    async with running(library_path, config=config) as app:
        await app.lists(*ALL)
        await app.press("enter")
        await app.shows("A1")
        await app.until(lambda: is_read(app, "A1"))


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_way_through_is_the_same_at_any_size(
    library_path: Path, size: tuple[int, int]
) -> None:
    """J, K, n and p go from article to article, the cursor of the list with them."""
    async with running(library_path, size=size) as app:
        await app.lists(*ALL)
        await app.press("enter")
        await app.shows("A1")
        for key, title in (("J", "B1"), ("n", "A2"), ("K", "B1"), ("J", "A2"), ("p", "A4")):
            await app.press(key)
            await app.shows(title)
            await app.at(title)
