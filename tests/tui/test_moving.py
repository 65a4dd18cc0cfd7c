"""Moving in lists and articles by the keys of the command list."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.tui.commands import Pane
from tests.tui.app_driver import entry, fill, long_text, running


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A library with a thousand headlines."""
    path = tmp_path / "many.db"
    fill(path, {"Many": [entry(f"M{i}", i) for i in range(1000)]})
    return path


@pytest.fixture
def one_long(tmp_path: Path) -> Path:
    """A library with an article of many pages and a short one after it."""
    path = tmp_path / "long.db"
    fill(path, {"Long": [entry("Long one", 1, long_text()), entry("Short one", 2)]})
    return path


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["j"], "M1"),
        (["down", "down"], "M2"),
        (["5", "j"], "M5"),
        (["1", "0", "j", "3", "k"], "M7"),
        (["j", "up"], "M0"),
        (["G"], "M999"),
        (["end"], "M999"),
        (["G", "g", "g"], "M0"),
        (["G", "home"], "M0"),
        (["5", "0", "0", "G"], "M499"),
        (["k"], "M0"),
    ],
)
async def test_moving_by_rows(many: Path, keys: list[str], expected: str) -> None:
    """j k arrows, counts, gg G Home End put the cursor where they say."""
    async with running(many) as app:
        await app.press(*keys)
        await app.at(expected)


async def test_moving_by_pages(many: Path) -> None:
    """Ctrl+d Ctrl+u half a page, Ctrl+f Ctrl+b PageDown PageUp a page, and back again."""
    async with running(many) as app:
        rows = app.screen.headlines.rows_shown
        await app.press("ctrl+d")
        await app.at(f"M{rows // 2}")
        await app.press("ctrl+u")
        await app.at("M0")
        for down, up in (("ctrl+f", "ctrl+b"), ("pagedown", "pageup")):
            await app.press(down)
            await app.at(f"M{rows}")
            await app.press(up)
            await app.at("M0")


async def test_the_row_under_the_cursor_is_always_seen(many: Path) -> None:
    """After any jump the headline under the cursor is on the screen."""
    async with running(many) as app:
        for keys, title in (("G", "M999"), ("ctrl+b", None), ("g g", "M0"), ("3 0 0 j", "M300")):
            await app.press(*keys.split())
            await app.until(lambda: app.current() is not None)
            if title:
                await app.at(title)
            shown = app.current()
            assert shown is not None
            await app.until(
                lambda shown=shown: f" {shown} " in app.text(), f"{shown} on the screen"
            )


async def test_only_a_window_of_rows_is_in_memory(many: Path) -> None:
    """Scrolling through a long list keeps no more rows than a few pages."""
    async with running(many) as app:
        for _ in range(60):
            await app.press("ctrl+f")
        await app.at("M999")
        assert len(app.titles()) < 600


async def test_moving_in_an_article(one_long: Path) -> None:
    """In an article the same keys scroll the text."""
    async with running(one_long) as app:
        await app.press("enter")
        await app.shows("Long one")
        view = app.screen.article_view
        await app.press("5", "j")
        await app.until(lambda: view.scroll_offset.y == 5)
        await app.press("k")
        await app.until(lambda: view.scroll_offset.y == 4)
        await app.press("G")
        await app.until(lambda: view.at_end)
        await app.press("g", "g")
        await app.until(lambda: view.scroll_offset.y == 0)
        await app.press("ctrl+d")
        await app.until(lambda: 0 < view.scroll_offset.y < view.size.height)
        await app.press("ctrl+u")
        await app.until(lambda: view.scroll_offset.y == 0)


async def test_space_pages_and_then_reads_on(one_long: Path) -> None:
    """Space turns pages; at the end it opens the next unread; Backspace turns back."""
    async with running(one_long) as app:
        await app.press("space")
        await app.shows("Long one")
        view = app.screen.article_view
        await app.press("space")
        await app.until(lambda: view.scroll_offset.y > 10)
        await app.press("backspace")
        await app.until(lambda: view.scroll_offset.y == 0)
        await app.press("G")
        await app.until(lambda: view.at_end)
        await app.press("space")
        await app.shows("Short one")
        await app.press("space")
        await app.says("All is read.")


async def test_panes_change_by_tab(one_long: Path) -> None:
    """Tab and Shift+Tab go round the panes; the article's only while one is open."""
    async with running(one_long) as app:
        assert app.screen.pane is Pane.LIST
        await app.press("tab")
        assert app.screen.pane is Pane.FEEDS
        await app.press("tab")
        assert app.screen.pane is Pane.LIST
        await app.press("enter")
        await app.shows("Long one")
        await app.press("tab")
        assert app.screen.pane is Pane.FEEDS
        await app.press("shift+tab")
        assert app.screen.pane is Pane.ARTICLE
