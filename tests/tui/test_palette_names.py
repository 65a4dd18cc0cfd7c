"""Names in the palette: found while one types, below what the app itself has."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.tui.palette.entries import Entry
from newsreader.tui.palette.matching import Match, Text
from newsreader.tui.palette.names import still_found
from newsreader.tui.screens.palette import PaletteScreen
from tests.tui.app_driver import Driver, running
from tests.tui.name_page_driver import on_page
from tests.tui.named_library import fill_named
from tests.tui.test_palette import opened, shown


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Articles about some people, one of them called like a theme, and a firm like a command."""
    path = tmp_path / "named.db"
    texts = {
        "One": "[Ines Valdemar|p] met [Ines Nord|p] and [Inês Álvarez|p] in [Porto|l].",
        "Two": "[Ines Valdemar|p] works for [Bookmark Ltd|o], and [X|o] for nobody.",
    }
    fill_named(path, texts)
    return path


async def lists(app: Driver, palette: PaletteScreen, *rows: str) -> None:
    """Wait until the palette has just these rows."""
    await app.until(lambda: shown(palette) == [*rows], f"{rows}")


async def test_a_name_is_found_and_opened(path: Path) -> None:
    """The most mentioned first, whatever the accents; Enter opens its page."""
    async with running(path) as app:
        palette = await opened(app, "ines")
        await app.until(lambda: "Inês Álvarez" in shown(palette))
        assert shown(palette)[0] == "Ines Valdemar"
        assert palette.choices.current.hint == "person · 2"
        await app.press("space", *"alv")
        await lists(app, palette, "Inês Álvarez")
        await app.press("enter")
        await on_page(app, "Inês Álvarez")


async def test_enter_waits_for_names(path: Path) -> None:
    """What is typed at once with Enter is looked for first."""
    async with running(path) as app:
        await app.press("colon", *"name valdem", "enter")
        await on_page(app, "Ines Valdemar")
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)
        await app.press("colon", *"porto", "enter", "q", "j", "m")
        await app.says("Bookmarked “Two”")


async def test_commands_come_first(path: Path) -> None:
    """A name with the words typed stands below the commands and themes that have them."""
    async with running(path) as app:
        palette = await opened(app, "bookmark")
        await app.until(lambda: "Bookmark Ltd" in shown(palette))
        assert shown(palette).index("Show the bookmarks") < shown(palette).index("Bookmark Ltd")
        assert "Show the bookmarks" in shown(palette)
        await app.press(*["backspace"] * 8, *"nord")
        await app.until(lambda: "Ines Nord" in shown(palette))
        assert shown(palette)[0] == "Theme nord"
        assert app.app.theme == "nord"


async def test_one_letter_finds_only_what_is_called_so(path: Path) -> None:
    """With one letter very many names begin."""
    async with running(path) as app:
        palette = await opened(app, "x")
        await app.until(lambda: "X" in shown(palette))
        assert "Ines Valdemar" not in shown(palette)
        await app.press("backspace", *"qqqq")
        await app.until(lambda: "Nothing of that name." in app.text())


async def test_values_of_a_setting_have_no_names_among_them(path: Path) -> None:
    """What is typed there looks for a value."""
    async with running(path) as app:
        palette = await opened(app, "setting width")
        await app.press("enter")
        await app.until(lambda: "100 columns" in shown(palette))
        await app.press(*"ines")
        await lists(app, palette)


def test_names_that_still_fit_stay() -> None:
    """Until the library was asked again: nothing goes away and comes back."""
    rows = [(Entry(Text.of(each)), Match(0, ())) for each in ("Ines Valdemar", "Ines Nord")]
    assert [entry.text.shown for entry, _ in still_found("Ines v", rows)] == ["Ines Valdemar"]
    assert [entry.text.shown for entry, _ in still_found("name in", rows)] == [
        "Ines Valdemar",
        "Ines Nord",
    ]
    assert still_found("", rows) == []
