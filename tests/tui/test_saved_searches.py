"""Searches saved as feeds: saved, listed, counted, changed, removed, put in order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.library.searches import MOST_COUNTED
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.saved_search import SavedSearch, dropping, saving
from newsreader.tui.commands import Pane
from newsreader.tui.screens.saved_search import SavedSearchScreen
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.feeds_pane_driver import counts, shown, to_source

RAINY = ["Rain in Porto", "Rain and snow", "Heavy rain"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two feeds; three articles about rain, the last of them in the second feed."""
    path = tmp_path / "rain.db"
    fill(
        path,
        {
            "Alpha": [entry("Rain in Porto", 1), entry("Sun in Porto", 2)],
            "Beta": [entry("Rain and snow", 3), entry("Snow", 4), entry("Heavy rain", 5)],
        },
    )
    return path


def save(path: Path, *searches: SavedSearch) -> None:
    with Library.open(path) as library:
        for search in searches:
            library.journal.apply(saving(search))


async def dialog(app: Driver) -> SavedSearchScreen:
    await app.until(lambda: isinstance(app.app.screen, SavedSearchScreen))
    screen = app.app.screen
    assert isinstance(screen, SavedSearchScreen)
    await app.until(lambda: screen.focused is screen.name_field)
    return screen


async def search(app: Driver, words: str) -> None:
    await app.press("slash", *["space" if each == " " else each for each in words], "enter")
    await app.until(lambda: app.screen.listing.search_text == words)
    await app.settled()


async def test_a_search_is_saved_and_listed(path: Path) -> None:
    """S asks for a name, filled in with the query; Enter saves; the pane has it, with its count."""
    async with running(path) as app:
        await search(app, "rain")
        await app.press("S")
        asked = await dialog(app)
        assert asked.name_field.value == asked.query_field.value == "rain"
        await app.press("enter")
        await app.says("Saved the search “rain”. u takes it back.")
        await app.until(lambda: counts(app).get("rain") == 3)
        assert sorted(app.titles()) == sorted(RAINY)
        await app.press("escape")
        await to_source(app, "rain")
        await app.lists(*RAINY)
        await app.press("enter", "N")
        await app.until(lambda: counts(app)["rain"] == 2)
        await app.press("h", "A")
        await app.says("Marked read 2 articles")
        await app.until(lambda: counts(app)["rain"] == 0)
        assert counts(app)["All articles"] == 2
    with Library.open(path) as library:
        assert library.searches.all() == [SavedSearch("rain", "rain")]


async def test_a_typed_name_replaces_the_query(path: Path) -> None:
    """The name is chosen whole; a name that is taken or missing is said, and nothing is lost."""
    save(path, SavedSearch("wet", "rain"))
    async with running(path) as app:
        await search(app, "snow")
        await app.press("S")
        asked = await dialog(app)
        await app.press("w", "e", "t", "enter")
        await app.until(lambda: "“wet” is another saved search already" in app.text())
        await app.press("backspace", "backspace", "backspace", "enter")
        await app.until(lambda: "Give the search a name." in app.text())
        await app.press("c", "o", "l", "d", "tab", "end", *[":", "x"])
        assert asked.query_field.value == "snow:x"
        await app.press("backspace", "backspace", "enter")
        await app.until(lambda: "cold" in shown(app))
        await app.press("u")
        await app.says("Took back: saved the search “cold”.")
        await app.until(lambda: "cold" not in shown(app))


async def test_what_cannot_be_saved_is_said(path: Path) -> None:
    """Without a search, or on one that is saved, S says what to do."""
    save(path, SavedSearch("wet", "rain"))
    async with running(path) as app:
        await app.press("S")
        await app.says("There is no search to save: / searches.")
        await to_source(app, "wet")
        await app.press("S")
        await app.says("“wet” is saved already")


async def test_the_list_of_a_saved_search_is_a_list_like_others(path: Path) -> None:
    """`.` hides what is read, s turns it round, n finds unread, / looks within it, S saves that."""
    save(path, SavedSearch("wet", "rain OR hail"))
    async with running(path) as app:
        await to_source(app, "wet")
        await app.press("enter", "N")
        await app.says("Marked read “Rain in Porto”")
        await app.press("n")
        await app.at("Rain and snow")
        await app.press("s")
        await app.lists(*reversed(RAINY))
        await app.press("s", "s", "full_stop")
        await app.lists(*RAINY[1:])
        await search(app, "snow")
        await app.lists("Rain and snow")
        assert app.screen.listing.title() == "Search in wet: snow"
        await app.press("S")
        asked = await dialog(app)
        assert asked.query_field.value == "(rain OR hail) snow"
        await app.press("escape", "escape")
        await app.lists(*RAINY[1:])


async def test_next_feed_with_unread_stops_at_saved_searches(path: Path) -> None:
    """Ctrl+n and Ctrl+p count saved searches among the feeds."""
    save(path, SavedSearch("wet", "rain"), SavedSearch("nothing", "hail"))
    async with running(path) as app:
        await app.until(lambda: counts(app)["wet"] == 3)
        await app.press("ctrl+n")
        await app.lists(*RAINY)
        await app.press("ctrl+n")
        await app.until(lambda: app.screen.listing.source.title == "Alpha")
        await app.press("ctrl+p")
        await app.until(lambda: app.screen.listing.source.title == "wet")


async def test_after_the_last_unread_of_a_saved_search_come_the_feeds(path: Path) -> None:
    """n goes on to the first feed that has something unread."""
    save(path, SavedSearch("wet", "title:heavy"))
    async with running(path) as app:
        await to_source(app, "wet")
        await app.lists("Heavy rain")
        await app.press("enter", "N")
        await app.says("Marked read “Heavy rain”")
        await app.press("n")
        await app.until(lambda: app.screen.listing.source.title == "Alpha")
        await app.at("Rain in Porto")
        await app.says("On to “Alpha”")


async def test_the_place_in_a_saved_search_is_kept(path: Path) -> None:
    """The next start lists it again, the cursor on the same headline."""
    save(path, SavedSearch("wet", "rain"))
    async with running(path) as app:
        await to_source(app, "wet")
        await app.press("enter", "j")
        await app.at("Rain and snow")
    async with running(path) as app:
        assert app.screen.listing.source.title == "wet"
        await app.lists(*RAINY)
        await app.at("Rain and snow")


async def test_a_saved_search_is_changed(path: Path) -> None:
    """E changes name and query; what is shown follows, also when that is taken back."""
    save(path, SavedSearch("wet", "rain"))
    async with running(path) as app:
        await to_source(app, "wet")
        await app.lists(*RAINY)
        await app.press("E")
        asked = await dialog(app)
        await app.press("w", "h", "i", "t", "e", "tab", *["backspace"] * 4, "s", "n", "o", "w")
        assert asked.query_field.value == "snow"
        await app.press("enter")
        await app.says("Changed the search “white”.")
        await app.lists("Rain and snow", "Snow")
        assert "wet" not in shown(app)
        assert app.screen.feeds_pane.current.title == "white"
        assert app.screen.listing.title() == "white"
        await app.until(lambda: counts(app)["white"] == 2)
        await app.press("u")
        await app.lists(*RAINY)
        assert app.screen.feeds_pane.current.title == "wet"


async def test_a_saved_search_is_removed(path: Path) -> None:
    """D removes it, not what it finds; the pane goes on with the next row; u brings it back."""
    save(path, SavedSearch("wet", "rain"))
    async with running(path) as app:
        await to_source(app, "wet")
        await app.press("D")
        await app.says("Removed the search “wet”. u takes it back.")
        await app.until(lambda: "wet" not in shown(app))
        await app.until(lambda: app.screen.listing.source.title == "Alpha")
        assert counts(app)["All articles"] == 5
        await app.press("u")
        await app.until(lambda: counts(app).get("wet") == 3)


async def test_saved_searches_are_put_in_order(path: Path) -> None:
    """J and K move a saved search; the order is there at the next start."""
    save(path, *(SavedSearch(name, name) for name in ("a", "b", "c")))
    async with running(path) as app:
        await to_source(app, "a")
        await app.press("2", "J")
        await app.until(lambda: shown(app)[3:6] == ["b", "c", "a"])
        assert app.screen.feeds_pane.current.title == "a"
        await app.press("J")
        await app.says("“a” is the last one here.")
        await app.press("K")
        await app.until(lambda: shown(app)[3:6] == ["b", "a", "c"])
    async with running(path) as app:
        assert shown(app)[3:6] == ["b", "a", "c"]
        await app.press("u")
        await app.until(lambda: shown(app)[3:6] == ["b", "c", "a"])


async def test_a_count_past_the_bound_is_open(path: Path) -> None:
    """`999+` past what is counted; another process' marks change the count."""
    save(path, SavedSearch("many", "is:unread"))
    with Library.open(path) as library:
        [feed, _] = library.feeds.all()
        new = tuple(entry(f"Many {number}") for number in range(MOST_COUNTED))
        library.articles.save(feed.id, FeedUpdate(new=new), None, datetime.now(UTC))
    async with running(path) as app:
        await app.until(lambda: "999+" in app.text())
        with Library.open(path) as library:
            library.journal.apply(Change(Action.MARK_READ, tuple(range(1, MOST_COUNTED + 1))))
        await app.until(lambda: counts(app)["many"] == 5)


async def test_a_saved_search_that_another_process_removed(path: Path) -> None:
    """The app says so and lists everything."""
    save(path, SavedSearch("wet", "rain"))
    async with running(path) as app:
        await to_source(app, "wet")
        await app.press("enter")
        await app.lists(*RAINY)
        with Library.open(path) as library:
            library.journal.apply(dropping(SavedSearch("wet", "rain")))
        await app.says("“wet” is not saved any more.")
        await app.until(lambda: app.screen.listing.source.title == "All articles")
        assert app.screen.pane is Pane.LIST
