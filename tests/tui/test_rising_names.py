"""The screen of names that rise: the ways in, to an article, and back to the exact place."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.model.headline import Headline
from newsreader.model.name import Rising
from newsreader.tui.commands import Pane
from newsreader.tui.names.rising_names import nothing_in_words, rise_in_words
from newsreader.tui.screens.rising_names import RisingNamesScreen
from tests.tui.app_driver import Driver, running
from tests.tui.rising_library import RISING, fill_rising


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A marked library in which names rise."""
    path = tmp_path_factory.mktemp("rising") / "library.db"
    fill_rising(path)
    return path.read_bytes()


@pytest.fixture
def library(filled: bytes, tmp_path: Path) -> Path:
    """A copy of it."""
    path = tmp_path / "library.db"
    path.write_bytes(filled)
    return path


async def open_rising(app: Driver, *keys: str) -> RisingNamesScreen:
    """Open the screen by some keys."""
    await app.press(*(keys or ("T",)))
    return await on_rising(app)


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


async def on_reading(app: Driver) -> None:
    """Wait until the reading screen is shown."""
    await app.until(lambda: app.app.screen is app.screen, "the reading screen")


def names(screen: RisingNamesScreen) -> list[str]:
    """The names listed."""
    return [row.name.name for row in screen.names.rows if isinstance(row, Rising)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_names_rise_with_how_much_and_why(library: Path, size: tuple[int, int]) -> None:
    """Each has this week's count, the usual one, and headlines of this week."""
    async with running(library, size=size) as app:
        screen = await open_rising(app)
        assert {*names(screen)} == {"Ines Valdemar", "Tromsø", "Nordic Salvage Union"}
        titles = {title for _, _, title, _ in RISING}
        headlines = [row for row in screen.names.rows if isinstance(row, Headline)]
        assert headlines
        assert {row.title for row in headlines} <= titles
        await app.until(lambda: "6 this week, usually 1 · place" in app.text(), "how much")
        assert "Tromsø counts the cost of the storm" in app.text()
        assert "5 this week, never in the 60 days before · person" in app.text()


async def test_the_palette_leads_there(library: Path) -> None:
    """By what the command is called."""
    async with running(library) as app:
        await app.press("colon", *"what is new")
        await app.until(lambda: app.app.screen is not app.screen)
        await app.press("enter")
        await on_rising(app)
        await app.press("escape")
        await on_reading(app)


async def test_leaving_changes_nothing(library: Path) -> None:
    """Every key for back leads to where one was: list, article and place."""
    async with running(library) as app:
        await app.press("j", "j", "enter")
        await app.until(lambda: app.screen.pane is Pane.ARTICLE)
        article = app.screen.reader.headline
        current = app.current()
        for key in ("q", "escape", "h", "left", "T"):
            await open_rising(app)
            await app.press("J", "j", key)
            await on_reading(app)
            assert app.screen.pane is Pane.ARTICLE
            assert app.screen.reader.headline.id == article.id
            assert app.current() == current


async def test_names_are_stepped_over_and_blank_lines_skipped(library: Path) -> None:
    """J and K go from name to name, j and k over every row that says something."""
    async with running(library, size=(80, 24)) as app:
        screen = await open_rising(app)
        order = names(screen)
        await app.press("J")
        assert screen.names.current.name.name == order[1]
        await app.press("k")
        assert isinstance(screen.names.current, Headline)
        await app.press("j")
        assert screen.names.current.name.name == order[1]
        await app.press("K", "K")
        assert screen.names.current.name.name == order[0]
        seen = [screen.names.cursor]
        for _ in screen.names.rows:
            await app.press("j")
            seen.append(screen.names.cursor)
        choosable = [n for n, row in enumerate(screen.names.rows) if row is not None]
        assert list(dict.fromkeys(seen)) == choosable


@pytest.mark.parametrize("back", ["h", "escape", "q"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_headline_leads_to_its_article_and_back(
    library: Path, size: tuple[int, int], back: str
) -> None:
    """Back from it are the names as they were, and behind them the place one came from."""
    async with running(library, size=size) as app:
        await app.press("j", "j", "j")
        current = app.current()
        screen = await open_rising(app)
        await app.press("J", "j", "j")
        headline = screen.names.current
        assert isinstance(headline, Headline)
        place = screen.names.cursor
        await app.press("enter")
        await app.shows(headline.title)
        assert app.current() == current
        await app.press(back)
        again = await on_rising(app)
        assert again.names.cursor == place
        assert names(again) == names(screen)
        await app.until(lambda: again.names.current.is_read, "that it is read")
        await app.press("q")
        await on_reading(app)
        assert app.screen.pane is Pane.LIST
        assert app.current() == current
        await app.until(lambda: app.screen.reader.article is None, "no article, as before")


async def test_an_article_that_was_open_is_so_again(library: Path) -> None:
    """At the place where it was left; and one goes back from it as if nothing had been between."""
    async with running(library) as app:
        await app.press("enter")
        await app.until(lambda: app.screen.pane is Pane.ARTICLE)
        await app.press("J", "J")
        await app.until(lambda: app.screen.reader.depth == 2)
        before = app.screen.reader.headline
        screen = await open_rising(app)
        wanted = next(
            n
            for n, row in enumerate(screen.names.rows)
            if isinstance(row, Headline) and row.id != before.id
        )
        screen.names.cursor = wanted
        title = screen.names.current.title
        await app.press("enter")
        await app.shows(title)
        await app.press("q")
        await on_rising(app)
        await app.press("q")
        await on_reading(app)
        await app.shows(before.title)
        assert app.screen.reader.depth == 2
        await app.press("q")
        assert app.screen.pane is Pane.LIST


async def test_the_way_back_ends_where_one_goes_elsewhere(library: Path) -> None:
    """From the list, the same article leads back to the list."""
    async with running(library) as app:
        screen = await open_rising(app)
        await app.press("j", "enter")
        title = screen.names.current.title
        await app.shows(title)
        await app.press("tab")
        assert app.screen.pane is Pane.FEEDS
        await app.press("shift+tab")
        await app.shows(title)
        await app.press("q")
        assert app.screen.pane is Pane.LIST
        assert app.app.screen is app.screen


async def test_the_mouse_opens_a_headline(library: Path) -> None:
    """A click is Enter on the row; on a blank line it is nothing."""
    async with running(library) as app:
        screen = await open_rising(app)
        blank = screen.names.rows.index(None)
        await app.pilot.click(screen.names, offset=(5, blank))
        assert app.app.screen is screen
        assert screen.names.cursor == 0
        await app.pilot.click(screen.names, offset=(8, 1))
        await app.shows(screen.names.rows[1].title)


async def test_where_nothing_rises_it_is_said_why(library_path: Path, tmp_path: Path) -> None:
    """Too old, too few, or nothing out of the usual: in words, with what it takes."""
    async with running(library_path) as app:
        await app.press("T")
        await app.until(lambda: "No article is of the last 7 days" in app.text(), "the words")
        await app.press("j", "enter", "J", "q")
        await on_reading(app)
    fresh = tmp_path / "fresh.db"
    fill_rising(fresh, before=4)
    async with running(fresh, size=(80, 24)) as app:
        await app.press("T")
        await app.until(lambda: "there are 4 articles here" in app.text(), "the words")
        assert "It takes articles of the last 67 days" in app.text()


def test_words_for_nothing() -> None:
    """Each cause has its own."""
    assert "1 article here" in nothing_in_words(5, 1, is_marking=False)
    assert "still being marked" in nothing_in_words(5, 50, is_marking=True)
    assert "than usual" in nothing_in_words(5, 50, is_marking=False)


@pytest.mark.parametrize(
    ("recent", "usual", "words"),
    [
        (12, 2.2, "12 this week, usually 2"),
        (4, 0.0, "4 this week, never in the 60 days before"),
        (4, 0.3, "4 this week, usually hardly any"),
        (1200, 1000.4, "1,200 this week, usually 1,000"),
        (3, 2.6, "3 this week, usually 2.6"),
    ],
)
def test_how_much_a_name_rises(recent: int, usual: float, words: str) -> None:
    """Never two equal numbers."""
    name = None
    assert rise_in_words(Rising(name, recent, usual, 10.0, ())) == words
