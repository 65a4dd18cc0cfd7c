"""The feeds pane put in order: feeds and folders moved, renamed, removed, hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.model.saved_search import SavedSearch, saving
from newsreader.tui.screens.choose_folder import ChooseFolderScreen
from newsreader.tui.screens.rename_folder import RenameFolderScreen
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.feeds_pane_driver import shown, to_source

FEEDS = {"Alone": None, "Zoo": None, "Peak": "Hills", "Coast": "Water", "Delta": "Water"}
AT_FIRST = ["Alone", "Zoo", "Hills", "Peak", "Water", "Coast", "Delta"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Five feeds with an article each, three of them in two folders."""
    path = tmp_path / "folders.db"
    fill(
        path,
        {title: [entry(f"{title} news", place)] for place, title in enumerate(FEEDS)},
        {title: folder for title, folder in FEEDS.items() if folder},
    )
    return path


def feeds(app: Driver) -> list[str]:
    return shown(app)[3:]


def shown_title(app: Driver) -> str:
    return app.screen.listing.source.title


async def until_feeds(app: Driver, *titles: str) -> None:
    await app.until(lambda: feeds(app) == [*titles], f"{titles}")


async def test_feeds_move_within_their_folder(path: Path) -> None:
    """J and K move past so many; at the end it is said what does more; the order is kept."""
    async with running(path) as app:
        await to_source(app, "Coast")
        await app.lists("Coast news")
        await app.press("J")
        await app.says("Moved “Coast”. u takes it back.")
        await until_feeds(app, *AT_FIRST[:5], "Delta", "Coast")
        assert app.screen.feeds_pane.current.title == shown_title(app) == "Coast"
        await app.press("J")
        await app.says("“Coast” is the last one here; M moves it to another folder.")
        await to_source(app, "Zoo")
        await app.press("9", "K")
        await until_feeds(app, "Zoo", "Alone", *AT_FIRST[2:5], "Delta", "Coast")
    async with running(path) as app:
        assert feeds(app) == ["Zoo", "Alone", *AT_FIRST[2:5], "Delta", "Coast"]
        await app.press("u", "u")
        await until_feeds(app, *AT_FIRST)
        await app.press("ctrl+r")
        await until_feeds(app, *AT_FIRST[:5], "Delta", "Coast")


async def test_folders_move_with_their_feeds(path: Path) -> None:
    """K on a folder moves it up among the folders; what always stands first stays."""
    async with running(path) as app:
        await to_source(app, "Water")
        await app.press("K")
        await until_feeds(app, "Alone", "Zoo", "Water", "Coast", "Delta", "Hills", "Peak")
        await app.press("K")
        await app.says("“Water” is the first one here.")
        await app.press("g", "g", "J")
        await app.says("this stays where it is")


async def test_a_feed_moves_to_another_folder(path: Path) -> None:
    """M completes the folder's name; a new name makes a folder, the first row leaves all."""
    async with running(path) as app:
        await to_source(app, "Zoo")
        await app.press("M")
        await app.until(lambda: isinstance(app.app.screen, ChooseFolderScreen))
        await app.press("w", "a", "enter")
        await app.says("Changed “Zoo”. u takes it back.")
        await until_feeds(app, *AT_FIRST[:1], *AT_FIRST[2:], "Zoo")
        assert app.screen.feeds_pane.current.title == shown_title(app) == "Zoo"
        await app.press("M")
        await app.until(lambda: isinstance(app.app.screen, ChooseFolderScreen))
        await app.press("up", "up", "up", "enter")
        await until_feeds(app, *AT_FIRST)
        await app.press("M")
        await app.until(lambda: isinstance(app.app.screen, ChooseFolderScreen))
        await app.press(*"Ape", "enter")
        await until_feeds(app, "Alone", "Ape", "Zoo", *AT_FIRST[2:])
        await app.press("M")
        await app.until(lambda: isinstance(app.app.screen, ChooseFolderScreen))
        await app.press("escape", "u")
        await until_feeds(app, *AT_FIRST)
        await app.press("g", "g", "M")
        await app.says("Put the cursor on a feed to move it to another folder.")


async def test_a_folder_is_renamed(path: Path) -> None:
    """E asks for the name; cursor, list and fold stay with it, also when it is taken back."""
    async with running(path) as app:
        await to_source(app, "Water")
        await app.lists("Coast news", "Delta news")
        await app.press("z", "E")
        await app.until(lambda: isinstance(app.app.screen, RenameFolderScreen))
        await app.press("backspace", "enter")
        await app.until(lambda: "Give the folder a name." in app.text())
        await app.press(*"Hills")
        await app.until(
            lambda: "“Hills” is there already: the feeds of both come together." in app.text()
        )
        await app.press(*["backspace"] * 5, *"Sea", "enter")
        await app.says("Renamed the folder “Water” to “Sea”. u takes it back.")
        await until_feeds(app, "Alone", "Zoo", "Hills", "Peak", "Sea")
        assert app.screen.feeds_pane.current.title == shown_title(app) == "Sea"
        await app.lists("Coast news", "Delta news")
        await app.press("u")
        await until_feeds(app, "Alone", "Zoo", "Hills", "Peak", "Water")
        await app.lists("Coast news", "Delta news")
        assert shown_title(app) == "Water"


async def test_a_folder_is_unsubscribed_and_read_as_a_whole(path: Path) -> None:
    """A and D on a folder are about all its feeds; each is one change."""
    async with running(path) as app:
        await to_source(app, "Water")
        await app.press("A")
        await app.says("Marked read 2 articles")
        await app.press("D")
        await app.says("Unsubscribed 2 feeds. u takes it back.")
        await until_feeds(app, *AT_FIRST[:4])
        await app.press("u")
        await until_feeds(app, *AT_FIRST)


async def test_feeds_without_unread_hide(path: Path) -> None:
    """H hides them, and folders of such only, but for what is shown or failed; it is kept."""
    with Library.open(path) as library:
        known = {feed.title: feed for feed in library.feeds.all()}
        library.journal.apply(saving(SavedSearch("none", "hail")))
        for title in ("Alone", "Peak", "Delta"):
            library.journal.mark_all_read(Query(feed_id=known[title].id))
        failed = known["Delta"].health._replace(last_error="the server was not found")
        library.feeds.record_check(known["Delta"].id, failed)
    kept = ["none", "Zoo", "Water", "Coast", "Delta"]
    async with running(path) as app:
        await app.press("h", "H")
        await app.says("Feeds without unread are hidden.")
        await until_feeds(app, *kept)
        assert "Feeds · unread" in app.text()
        await to_source(app, "Zoo")
        await app.press("A")
        await app.until(lambda: app.screen.feeds_pane.totals.unread == 1)
        await until_feeds(app, *kept)
        await app.press("j", "j")
        await app.until(lambda: shown_title(app) == "Coast")
        await app.press("A")
        await app.until(lambda: app.screen.feeds_pane.totals.unread == 0)
        await until_feeds(app, "none", "Water", "Coast", "Delta")
    async with running(path) as app:
        assert feeds(app) == ["none", "Water", "Coast", "Delta"]
        app.screen.go_to_source(f"feed:{known['Peak'].url}")
        await until_feeds(app, "none", "Hills", "Peak", "Water", "Delta")
        await app.press("h", "H")
        await until_feeds(app, "none", *AT_FIRST)


async def test_moving_passes_over_what_is_hidden(path: Path) -> None:
    """A feed goes past the next one in sight, not past hidden ones only."""
    with Library.open(path) as library:
        ids = [feed.id for feed in library.feeds.all() if feed.folder is None]
        for title in ("Middle", "Top"):
            fill(path, {title: [entry(title, 9)]})
        hidden = {feed.title: feed.id for feed in library.feeds.all()}
        library.journal.mark_all_read(Query(feed_id=hidden["Middle"]))
        library.journal.mark_all_read(Query(feed_id=ids[1]))
    async with running(path) as app:
        await app.press("h", "H")
        await to_source(app, "Alone")
        await app.press("J")
        await until_feeds(app, "Top", "Alone", *AT_FIRST[2:])
        await app.press("H")
        await until_feeds(app, "Middle", "Top", "Alone", *AT_FIRST[1:])


async def test_the_reason_of_an_error_is_said(path: Path) -> None:
    """With the cursor on a feed with the mark, by keys or a click, the status line says why."""
    with Library.open(path) as library:
        [coast] = [feed for feed in library.feeds.all() if feed.title == "Coast"]
        failed = coast.health._replace(last_error="the server was not found")
        library.feeds.record_check(coast.id, failed)
    async with running(path) as app:
        await to_source(app, "Coast")
        await app.says("The server was not found")
        await app.pilot.click("#feeds", offset=(5, 4))
        await app.until(lambda: shown_title(app) == "Zoo")
        await app.pilot.click("#feeds", offset=(5, 8))
        await app.says("The server was not found")


async def test_a_click_on_the_triangle_folds(path: Path) -> None:
    """It lists nothing else; what is shown in the folder is marked on the folder."""
    async with running(path) as app:
        await to_source(app, "Delta")
        await app.lists("Delta news")
        await app.pilot.click("#feeds", offset=(1, 5))
        await until_feeds(app, "Alone", "Zoo", "Hills", "Water", "Coast", "Delta")
        assert shown_title(app) == "Delta"
        await app.pilot.click("#feeds", offset=(1, 6))
        await until_feeds(app, "Alone", "Zoo", "Hills", "Water")
        pane = app.screen.feeds_pane
        assert [row.title for row in pane.rows if pane.is_marked(row)] == ["Water"]
        await app.pilot.click("#feeds", offset=(1, 6))
        await until_feeds(app, "Alone", "Zoo", "Hills", "Water", "Coast", "Delta")


async def test_rows_are_dragged(path: Path) -> None:
    """A feed dropped on one of its folder takes its place; on another folder it goes there."""
    async with running(path) as app:

        async def drag(source: str, target: str) -> None:
            places = [shown(app).index(title) for title in (source, target)]
            await app.pilot.mouse_down("#feeds", offset=(6, places[0]))
            await app.pilot.hover("#feeds", offset=(6, places[1]))
            await app.pilot.mouse_up("#feeds", offset=(6, places[1]))

        await drag("Delta", "Coast")
        await until_feeds(app, *AT_FIRST[:5], "Delta", "Coast")
        await drag("Alone", "Hills")
        await until_feeds(app, "Zoo", "Hills", "Alone", "Peak", "Water", "Delta", "Coast")
        await drag("Coast", "Zoo")
        await until_feeds(app, "Coast", "Zoo", "Hills", "Alone", "Peak", "Water", "Delta")
        await drag("Water", "Hills")
        await until_feeds(app, "Coast", "Zoo", "Water", "Delta", "Hills", "Alone", "Peak")
        await drag("Water", "Unread")
        await app.says("“Water” cannot be moved there.")


async def test_a_list_stays_where_it_is_while_rows_above_come_and_go(path: Path) -> None:
    """A feed that another process adds above the cursor's moves the cursor, not the list."""
    fill(path, {"Many": [entry(f"M{number}", number) for number in range(1, 9)]})
    async with running(path) as app:
        await to_source(app, "Many")
        await app.press("enter", "j", "j", "j")
        await app.at("M4")
        await app.press("h")
        fill(path, {"Ahead": [entry("Early", 1)]})
        await app.until(lambda: "Ahead" in feeds(app))
        await app.pilot.pause()
        assert app.screen.feeds_pane.current.title == shown_title(app) == "Many"
        assert app.current() == "M4"
        with Library.open(path) as library:
            assert library.journal.apply(Change(Action.MARK_READ, (1,))) is not None
