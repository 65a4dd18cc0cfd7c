"""Selecting and copying text of an article, by keyboard and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.tui.modes.selecting import SelectedMode, SelectMode
from newsreader.tui.screens.reading import ReadingScreen
from tests.tui.app_driver import Driver, running
from tests.tui.linked_article import make_library, place_on_screen

BOATS = (
    "Three boats are ready, the crews are not, and nobody knows whether the third of them will go "
    "before the tide turns at last in the evening."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_library(tmp_path / "library.db")
    return tmp_path / "library.db"


async def open_ferry(app: Driver) -> ReadingScreen:
    await app.press("enter")
    await app.shows("Ferry")
    await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")
    return app.screen


def selected(screen: ReadingScreen) -> str:
    stretch, page = screen.article_view.selection, screen.article_view.page_shown
    assert page is not None
    return page.text[slice(*stretch)] if stretch else ""


async def test_paragraphs_are_copied_as_they_were_written(path: Path) -> None:
    """V V selects paragraphs, j more of them; y copies them unwrapped, bullets kept."""
    async with running(path, size=(80, 24)) as app:
        screen = await open_ferry(app)
        await app.press("V", *"}}}")
        assert isinstance(screen.mode, SelectMode)
        await app.press("V", "2", "j")
        await app.says("3 paragraphs selected")
        await app.press("y")
        await app.says("Copied 3 paragraphs.")
        assert app.app.clipboard == f"{BOATS}\n\n• the Lark\n• the Heron"
        assert screen.mode is None
        assert not selected(screen)


async def test_y_alone_copies_the_paragraph_of_the_caret(path: Path) -> None:
    """Without a selection it is one paragraph, here the title."""
    async with running(path, size=(80, 24)) as app:
        await open_ferry(app)
        await app.press("V", "y")
        await app.says("Copied 1 paragraph.")
        assert app.app.clipboard == "Ferry"


async def test_characters_are_selected_as_in_vim(path: Path) -> None:
    """h l w b e 0 $ G gg and o move as they do there, counts included."""
    async with running(path, size=(80, 24)) as app:
        screen = await open_ferry(app)
        await app.press("V", *"}}}", "w", "v", "e")
        assert selected(screen) == "boats"
        await app.press("l", "l")
        assert selected(screen) == "boats a"
        await app.press("h", "2", "e")
        assert selected(screen) == "boats are ready"
        await app.press("o", "b")
        assert selected(screen) == "Three boats are ready"
        await app.press("o", "dollar_sign")
        line = app.screen.article_view.render_line(place_on_screen(app, "Three boats")[1]).text
        assert selected(screen) == line.strip()
        await app.press("0")
        assert selected(screen) == "T"
        await app.press("j")
        assert selected(screen).startswith("Three boats")
        assert len(selected(screen)) == len(line.strip()) + 2
        await app.press("k", "v")
        assert not selected(screen)
        await app.press("v", "G")
        assert selected(screen).endswith("chart.pdf")
        assert "chart.pdf" in app.text()
        await app.press("y")
        await app.says("Copied 39 paragraphs.")
        copied = app.app.clipboard
        assert copied.startswith("Three boats")
        assert "\n\nResults\n\nNone so far.\n\n1. Minutes of 3 May. back\n\nAudio" in copied


async def test_escape_and_other_keys(path: Path) -> None:
    """A key without a meaning is told, Escape leaves, and keys mean again what they did."""
    async with running(path, size=(80, 24)) as app:
        screen = await open_ferry(app)
        await app.press("V", "v", "l", "x")
        await app.says("Escape leaves it")
        assert selected(screen) == "Fe"
        await app.press("escape", "j")
        assert screen.mode is None
        assert not selected(screen)
        assert screen.article_view.scroll_offset.y == 1


async def test_the_mouse_selects(path: Path) -> None:
    """A drag selects what it goes over, a double click a word, a triple one a paragraph."""
    async with running(path, size=(160, 30)) as app:
        screen = await open_ferry(app)
        view = screen.article_view
        x, y = place_on_screen(app, "Three boats")
        await app.pilot.mouse_down(view, offset=(x + 6, y))
        await app.pilot.hover(view, offset=(x + 8, y))
        await app.pilot.hover(view, offset=(x + 3, y + 1))
        await app.pilot.mouse_up(view, offset=(x + 3, y + 1))
        await app.until(lambda: isinstance(screen.mode, SelectedMode))
        assert selected(screen).startswith("boats are ready")
        await app.says("words selected")
        await app.press("ctrl+c")
        await app.until(lambda: app.app.clipboard.startswith("boats are ready"))
        assert "\n" not in app.app.clipboard
        await app.pilot.double_click(view, offset=(x + 7, y))
        await app.says("1 word selected")
        assert selected(screen) == "boats"
        await app.pilot.triple_click(view, offset=(x + 7, y))
        await app.says("1 paragraph selected")
        await app.press("y")
        await app.until(lambda: app.app.clipboard == BOATS)
        await app.pilot.double_click(view, offset=(x + 7, y))
        await app.press("j")
        assert selected(screen) == "boats"
        await app.pilot.click(view, offset=(x + 20, y))
        await app.until(lambda: screen.mode is None)
        assert not selected(screen)


async def test_a_selection_stays_at_another_width(path: Path) -> None:
    """It is of the text, not of the screen; the keyboard can go on from it."""
    async with running(path, size=(160, 30)) as app:
        screen = await open_ferry(app)
        x, y = place_on_screen(app, "Three boats")
        await app.pilot.double_click(screen.article_view, offset=(x + 7, y))
        await app.until(lambda: screen.mode is not None)
        await app.pilot.resize_terminal(80, 24)
        assert selected(screen) == "boats"
        await app.press("V", "e")
        assert selected(screen) == "boats are"


async def test_a_drag_beyond_the_edge_scrolls(path: Path) -> None:
    """Held below the last line, more and more is selected."""
    async with running(path, size=(160, 30)) as app:
        screen = await open_ferry(app)
        view = screen.article_view
        x, y = place_on_screen(app, "Three boats")
        await app.pilot.mouse_down(view, offset=(x, y))
        await app.pilot.hover("CommandBar", offset=(120, 0))
        await app.until(lambda: view.scroll_offset.y > 5, "scrolling")
        await app.pilot.mouse_up("CommandBar", offset=(120, 0))
        assert "Paragraph 3" in selected(screen)


async def test_clicking_a_mention_steps_to_it(path: Path) -> None:
    """A click on a marked figure says what it is."""
    async with running(path, size=(160, 30)) as app:
        screen = await open_ferry(app)
        mention = next(m for m in screen.article_view.page_shown.mentions if not m.is_in_title)
        text = screen.article_view.page_shown.text[mention.start : mention.end]
        x, y = place_on_screen(app, text)
        await app.pilot.click(screen.article_view, offset=(x, y))
        await app.until(lambda: screen.article_view.current_mention is mention.mention)


async def test_another_article_ends_the_selection(path: Path) -> None:
    """What is selected goes with its article."""
    async with running(path, size=(160, 30)) as app:
        screen = await open_ferry(app)
        x, y = place_on_screen(app, "Three boats")
        await app.pilot.double_click(screen.article_view, offset=(x, y))
        await app.until(lambda: screen.mode is not None)
        await app.press("J")
        await app.shows("Calm")
        await app.until(lambda: screen.mode is None)
        assert not selected(screen)
