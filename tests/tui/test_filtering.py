"""The filter of the list."""

from __future__ import annotations

from pathlib import Path

from newsreader.tui.commands import Pane
from tests.tui.app_driver import running
from tests.tui.test_headlines import ALL, stored


async def test_a_filter_narrows_the_list_that_is_shown(library_path: Path) -> None:
    """F narrows while typing; Enter keeps it, the title says it, Escape ends it."""
    async with running(library_path) as app:
        app.screen.go_to_source(app.screen.feeds_pane.rows[3].id)
        await app.lists("A1", "A2", "A3", "A4")
        await app.press("F", *"a3")
        await app.lists("A3")
        await app.press("enter")
        assert app.screen.pane is Pane.LIST
        await app.until(lambda: "Alpha · filter: a3" in app.text())
        await app.press("enter")
        await app.shows("A3")
        await app.press("h")
        await app.lists("A3")
        await app.press("escape")
        await app.lists("A1", "A2", "A3", "A4")
        await app.at("A3")
        await app.until(lambda: "filter:" not in app.text())


async def test_conditions_and_all_read(library_path: Path) -> None:
    """What a filter leaves is what A marks; what is read stays until the filter ends."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("N")
        await app.says("Marked read “A1”")
        await app.press("F", *"is", "colon", *"unread feed", "colon", *"alpha", "enter")
        await app.lists("A2", "A3", "A4")
        await app.press("A")
        await app.says("Marked read 3 articles")
        assert [t for t, (is_read, _) in stored(library_path).items() if not is_read] == [
            "B1",
            "B2",
        ]
        assert app.titles() == ["A2", "A3", "A4"]
        await app.press("q")
        await app.lists(*ALL)


async def test_nothing_fits(library_path: Path) -> None:
    """An empty list says why, and how it ends; a filter ends with its list."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("F", *"zzz")
        await app.until(lambda: "Nothing here fits the filter." in app.text())
        assert "Escape ends it." in app.text()
        await app.press("escape")
        await app.lists(*ALL)
        await app.press("F", *"feed", "colon", *"beta", "enter")
        await app.lists("B1", "B2")
        app.screen.go_to_source("unread")
        await app.lists(*ALL)
        assert "filter:" not in app.text()


async def test_keys_typed_behind_f_are_the_filter(library_path: Path) -> None:
    """No key is lost while the box comes up; an empty filter is none."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("F", "b", "2", "enter")
        await app.lists("B2")
        await app.press("F", "backspace", "backspace", "enter")
        await app.lists(*ALL)
        assert app.screen.pane is Pane.LIST


async def test_a_filter_of_a_search(library_path: Path) -> None:
    """What a search found can be filtered; a new search looks everywhere again."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("slash", *"a", "enter")
        await app.until(lambda: len(app.titles()) == 4)
        await app.press("F", *"title", "colon", *"a2", "enter")
        await app.lists("A2")
        await app.until(lambda: "Search: a · filter: title:a2" in app.text())
        await app.press("escape")
        await app.until(lambda: len(app.titles()) == 4)
        await app.press("escape")
        await app.lists(*ALL)
