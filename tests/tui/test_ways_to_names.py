"""From the panel and from names that rise to the page of a name, and back to the exact place."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.jobs.annotate import annotate_here
from newsreader.library.library import Library
from newsreader.model.headline import Headline
from newsreader.model.query import Query
from newsreader.tui.commands import Pane
from newsreader.tui.names.article_names import NameHere
from newsreader.tui.screens.rising_names import RisingNamesScreen
from newsreader.tui.widgets.names_panel import NameList
from tests.tui.app_driver import Driver, entry, fill, long_text, running
from tests.tui.name_page_driver import on_page
from tests.tui.rising_library import fill_rising

NEXT = "right_square_bracket"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two articles that mention the same people, one of them long."""
    path = tmp_path / "library.db"
    text = f"Anna Berg met Peter Holm.\n\n{long_text(8)}\n\nPeter Holm thanked Anna Berg."
    visit = entry("Visit", 2, "Peter Holm travelled to Stockholm with Maria Lind.")
    fill(path, {"News": [entry("Talks", 1, text), visit]})
    with Library.open(path) as opened:
        annotate_here(opened, opened.articles.ids(Query()))
    return path


def named(names: NameList) -> list[NameHere]:
    """The names that a panel lists."""
    found = (names.name_at(place) for place in range(names.row_count))
    return [name for name in found if name]


async def on_rising(app: Driver) -> RisingNamesScreen:
    """Wait until names that rise are shown."""

    def is_shown() -> bool:
        screen = app.app.screen
        return isinstance(screen, RisingNamesScreen) and screen.names.row_count > 0

    await app.until(is_shown, "names that rise")
    screen = app.app.screen
    assert isinstance(screen, RisingNamesScreen)
    await app.until(lambda: screen.focused is screen.names)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_panel_leads_to_the_page_of_a_name(library: Path, size: tuple[int, int]) -> None:
    """Back is the panel with the keyboard, its cursor, the text and its place as they were."""
    async with running(library, size=size) as app:
        await app.press("enter")
        await app.shows("Talks")
        await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")
        await app.press("i")
        await app.until(lambda: app.screen.is_names_open)
        names = app.screen.names_panel.names
        await app.press("j", NEXT, NEXT)
        await app.says("2 of 2 · Peter Holm")
        view = app.screen.article_view
        place = view.position, view.scroll_offset.y, names.cursor
        await app.press("enter")
        await on_page(app, "Peter Holm")
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)
        assert app.screen.focused is names
        assert (view.position, view.scroll_offset.y, names.cursor) == place
        await app.press(NEXT)
        await app.says("1 of 2 · Peter Holm")


async def test_a_click_on_a_name_of_the_panel_opens_its_page(library: Path) -> None:
    """As Enter does."""
    async with running(library) as app:
        await app.press("enter")
        await app.shows("Talks")
        await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")
        await app.press("i")
        await app.until(lambda: app.screen.is_names_open)
        await app.pilot.click(app.screen.names_panel.names, offset=(4, 2))
        await on_page(app, "Peter Holm")


async def test_the_page_leads_on_to_an_article_and_back_to_the_panel(library: Path) -> None:
    """The article that was open before is so again, with its panel."""
    async with running(library) as app:
        await app.press("enter")
        await app.shows("Talks")
        await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")
        await app.press("j", "i")
        await app.until(lambda: app.screen.is_names_open)
        names = app.screen.names_panel.names
        await app.press("j", "enter")
        await on_page(app, "Peter Holm")
        await app.until(lambda: "Visit" in app.text(), "its articles")
        await app.press("j", "enter")
        await app.shows("Visit")
        await app.until(lambda: app.app.screen is app.screen, "the article")
        await app.until(lambda: "Maria Lind" in [row.label for row in named(names)])
        await app.press("q")
        await on_page(app, "Peter Holm")
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)
        await app.shows("Talks")
        await app.until(lambda: names.current and names.current.label == "Peter Holm")


async def test_names_that_rise_lead_to_their_pages_and_all_the_way_back(tmp_path: Path) -> None:
    """Page, article, page again, the names that rise, and the list: each as it was left."""
    path = tmp_path / "library.db"
    fill_rising(path)
    async with running(path) as app:
        await app.press("j", "j")
        current = app.current()
        await app.press("T")
        screen = await on_rising(app)
        await app.press("J")
        row, place = screen.names.current, screen.names.cursor
        await app.press("enter")
        await on_page(app, row.name.name)
        await app.press("enter")
        await app.until(lambda: app.app.screen is app.screen, "an article of the page")
        await app.until(lambda: app.screen.pane is Pane.ARTICLE)
        await app.press("q")
        await on_page(app, row.name.name)
        await app.press("q")
        again = await on_rising(app)
        assert again.names.cursor == place
        await app.press("j", "enter")
        headline = again.names.rows[place + 1]
        assert isinstance(headline, Headline)
        await app.shows(headline.title)
        await app.press("q")
        again = await on_rising(app)
        assert again.names.cursor == place + 1
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)
        assert app.screen.pane is Pane.LIST
        assert app.current() == current
        await app.until(lambda: app.screen.reader.article is None, "no article, as before")
