"""Selecting headlines with V, and what is done with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import Theme

from newsreader.library.library import Library
from newsreader.model.query import Query
from newsreader.tui.commands import Pane
from newsreader.tui.theme import INK, PAPER
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.test_headlines import ALL, stored
from tests.tui.test_themes import check

LONG = [f"T{number}" for number in range(1500)]


@pytest.fixture
def long_path(tmp_path: Path) -> Path:
    """A library with more headlines than a list has in memory."""
    path = tmp_path / "long.db"
    fill(path, {"Long": [entry(title, at) for at, title in enumerate(LONG)]})
    return path


def selected(app: Driver) -> list[str]:
    """The titles that are drawn as selected."""
    rows, places = app.screen.headlines.window, app.screen.headlines.selected
    return [row.title for place in places if (row := rows.row(place))]


async def test_a_selection_goes_to_the_cursor(library_path: Path) -> None:
    """V begins, moving extends either way, V or Escape ends; the screen says how many."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("2", "j", "V")
        await app.until(lambda: "1 selected" in app.text())
        await app.press("j")
        assert selected(app) == ["A2", "B2"]
        await app.press("g", "g")
        assert selected(app) == ["A1", "B1", "A2"]
        await app.until(lambda: "3 selected" in app.text())
        assert app.text().count("▐") == 6
        assert "D delete" in app.text()
        await app.press("G")
        assert selected(app) == ["A2", "B2", "A3", "A4"]
        await app.press("escape")
        assert selected(app) == []
        await app.until(lambda: "selected" not in app.text())
        assert app.screen.pane is Pane.LIST
        await app.press("V", "k", "V")
        assert selected(app) == []


async def test_marking_a_selection_is_one_change(library_path: Path) -> None:
    """N, m and D are about all that is selected; one u takes each back."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("V", "2", "j", "m")
        await app.says("Bookmarked 3 articles. u takes it back.")
        assert selected(app) == []
        assert [t for t, (_, marked) in stored(library_path).items() if marked] == ALL[:3]
        await app.press("V", "k", "m")
        await app.says("No longer bookmarked 2 articles")
        await app.press("u")
        await app.says("Took back: no longer bookmarked 2 articles")
        await app.press("V", "G", "N")
        await app.says("Marked read 5 articles")
        assert not stored(library_path)["A1"][0]
        await app.press("V", "k", "N")
        await app.says("Marked unread 2 articles")
        await app.press("g", "g", "V", "j", "D")
        await app.says("Deleted 2 articles")
        await app.lists(*ALL[2:])
        await app.at("A2")
        await app.press("u")
        await app.lists(*ALL)


async def test_more_than_is_in_memory(long_path: Path) -> None:
    """A selection reaches as far as the list, however little of it is in memory."""
    async with running(long_path) as app:
        await app.until(lambda: app.current() == "T0")
        await app.press("j", "V", "G")
        await app.at("T1499")
        assert len(app.screen.headlines.window.rows) < len(LONG)
        assert len(app.screen.headlines.selected) == 1499
        await app.press("k", "m")
        await app.says("Bookmarked 1,498 articles")
        with Library.open(long_path) as library:
            marked = [row.title for row in library.articles.iterate(Query(is_bookmarked=True))]
        assert marked == LONG[1:-1]


async def test_a_selection_stays_on_its_headlines(long_path: Path) -> None:
    """Articles that arrive, and others that go, leave what is selected as it is."""
    async with running(long_path) as app:
        await app.until(lambda: app.current() == "T0")
        await app.press("4", "j", "V", "2", "j")
        assert selected(app) == ["T4", "T5", "T6"]
        fill(long_path, {"New": [entry(f"N{at}", -at) for at in range(1, 4)]})
        app.screen.listing.reload()
        await app.settled()
        assert app.titles()[:4] == ["N3", "N2", "N1", "T0"]
        assert selected(app) == ["T4", "T5", "T6"]
        await app.press("n")
        assert selected(app) == ["T4", "T5", "T6", "T7"]


async def test_the_targets_of_a_command(library_path: Path) -> None:
    """Without a selection a command is about one headline, with one about all of its rows."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        one = app.screen.targets
        assert (one.number, one.headline.title) == (1, "A1")
        await app.press("V", "j", "j")
        three = app.screen.targets
        assert (three.number, three.headline) == (3, None)
        with Library.open(library_path) as library:
            found = [library.articles.headline(each) for each in three.ids_in_order(library)]
            assert [row.title for row in found] == ALL[:3]
            assert three.ids(library) == sorted(row.id for row in found)
            assert one.ids(library) == one.ids_in_order(library) == [one.headline.id]


async def test_a_selection_is_copied_and_written(library_path: Path) -> None:
    """Y and w are about all that is selected, in the order of the list."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("V", "j", "Y")
        await app.says("Copied")
        titles = [
            line.removeprefix("# ") for line in app.app.clipboard.splitlines() if "# " in line
        ]
        assert titles[:1] == ["A1"]
        assert "B1" in app.app.clipboard
        assert "A2" not in app.app.clipboard
        assert selected(app) == []
        await app.press("V", "2", "j", "w")
        await app.until(lambda: app.app.screen is not app.screen)
        assert "3 articles" in app.text()


@pytest.mark.parametrize("theme", [INK, PAPER], ids=lambda theme: theme.name)
async def test_what_is_selected_can_be_read(library_path: Path, theme: Theme) -> None:
    """Selected rows have the contrast of all others."""
    config = f'refresh_interval = 0\ntheme = "{theme.name}"\n'
    async with running(library_path, config=config) as app:
        await app.lists(*ALL)
        await app.press("V", "2", "j")
        await app.until(lambda: app.text().count("▐") == 6)
        check(app, theme)


async def test_a_selection_ends_with_its_list(library_path: Path) -> None:
    """Another list, another pane and an opened article end it."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        for keys in (("B",), ("h",), ("enter",)):
            app.screen.go_to_source("all")
            await app.lists(*ALL)
            await app.press("V", "j")
            assert len(selected(app)) == 2
            await app.press(*keys)
            await app.settled()
            assert app.screen.headlines.range_start is None
