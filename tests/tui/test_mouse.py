"""What the mouse does, and that nothing jumps when the terminal changes its size."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget

from newsreader.tui.commands import Pane
from newsreader.tui.widgets.linked_view import LinkedView
from tests.tui.app_driver import Driver, entry, fill, long_text, running
from tests.tui.test_headlines import ALL, stored


@pytest.fixture
def long_path(tmp_path: Path) -> Path:
    """A library with a few hundred headlines, the first with a text of several pages."""
    path = tmp_path / "long.db"
    fill(path, {"Long": [entry(f"T{at}", at, long_text() if at < 60 else "") for at in range(400)]})
    return path


def line_of_cursor(app: Driver) -> int:
    """The line of the list on which the row under the cursor begins."""
    rows = app.screen.headlines
    return rows.cursor * rows.row_height - rows.scroll_offset.y


async def test_clicks_on_marks_turn_them(library_path: Path) -> None:
    """A click on the dot reads, on the star's place bookmarks; neither opens the article."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.pilot.click("#headlines", offset=(0, 2))
        await app.says("Marked read “B1”")
        await app.pilot.click("#headlines", offset=(1, 4))
        await app.says("Bookmarked “A2”")
        await app.pilot.click("#headlines", offset=(1, 4))
        await app.says("No longer bookmarked “A2”")
        assert app.screen.reader.article is None
        assert stored(library_path)["B1"] == (True, False)


async def test_a_double_click_on_a_headline_only_opens_it(library_path: Path) -> None:
    """Where the article comes in place of the list, the second click selects nothing in it."""
    async with running(library_path, size=(80, 24)) as app:
        await app.lists(*ALL)
        await app.pilot.click("#headlines", offset=(20, 5))
        await app.shows("A4")
        view = app.screen.article_view
        row = next(n for n, line in enumerate(app.text().splitlines()) if "Anna Berg" in line)
        y = row - view.region.y
        for chain in (2, 3):
            LinkedView.on_click(view, click(view, y, chain))
            assert view.selection is None
        LinkedView.on_click(view, click(view, y, 1))
        assert view.selection is None
        LinkedView.on_click(view, click(view, y, 2))
        assert view.selection is not None


def click(view: Widget, y: int, chain: int) -> events.Click:
    """A click on a word that is no name: the first, second or third at the same place."""
    return events.Click(view, 13, y, 0, 0, 1, False, False, False, chain=chain)


async def test_shift_click_selects(library_path: Path) -> None:
    """A click with Shift selects from the cursor to where it is."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j")
        await app.pilot.click("#headlines", offset=(8, 7), shift=True)
        await app.until(lambda: "3 selected" in app.text())
        await app.pilot.click("#headlines", offset=(8, 1), shift=True)
        await app.until(lambda: "2 selected" in app.text())
        await app.press("m")
        await app.says("Bookmarked 2 articles")
        assert [title for title, (_, is_kept) in stored(library_path).items() if is_kept] == ALL[:2]


async def test_the_middle_button_is_for_the_browser(library_path: Path, tmp_path: Path) -> None:
    """A middle click opens the link in the browser, and no article here."""
    said = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{said}"\n')
    script.chmod(0o700)
    config = f'refresh_interval = 0\nbrowser = ["{script}", "%u"]\n'
    async with running(library_path, config=config) as app:
        await app.lists(*ALL)
        await app.pilot.click("#headlines", offset=(8, 2), button=2)
        await app.until(lambda: said.exists() and said.read_text() == "https://example.org/2\n")
        await app.pilot.click("#headlines", offset=(8, 4), button=3)
        await app.at("A2")
        assert app.screen.reader.article is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_commands_of_the_footer_are_clicked(
    library_path: Path, size: tuple[int, int]
) -> None:
    """A click on a command in the footer runs it."""
    async with running(library_path, size=size) as app:
        await app.lists(*ALL)
        footer = app.text().splitlines()[-1]
        await app.pilot.click("CommandBar", offset=(footer.index("bookmark"), 0))
        await app.says("Bookmarked “A1”")
        await app.pilot.click("CommandBar", offset=(footer.index("Enter"), 0))
        await app.shows("A1")
        footer = app.text().splitlines()[-1]
        await app.pilot.click("CommandBar", offset=(footer.index("back"), 0))
        await app.until(lambda: app.screen.pane is Pane.LIST)
        footer = app.text().splitlines()[-1]
        await app.pilot.click("CommandBar", offset=(footer.index("Enter") - 1, 0))
        assert app.screen.pane is Pane.LIST


async def wheel(app: Driver, down: bool, times: int) -> None:
    """Turn the wheel over the list, two lines at a time."""
    rows = app.screen.headlines
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    await app.until(lambda: app.screen.is_whole)
    for _ in range(times):
        wanted = rows.scroll_offset.y + (2 if down else -2)
        rows.post_message(kind(rows, 4, 4, 0, 0, 0, False, False, False))
        await app.until(lambda wanted=wanted: rows.scroll_offset.y == wanted)


async def test_after_the_wheel_keys_go_on_from_what_is_in_sight(long_path: Path) -> None:
    """The wheel leaves the cursor; the next key takes it to the nearest row in sight."""
    async with running(long_path) as app:
        await app.until(lambda: app.current() == "T0")
        rows = app.screen.headlines
        await wheel(app, True, 5)
        assert rows.scroll_offset.y == 10
        assert app.current() == "T0"
        await app.press("j")
        await app.at("T5")
        await app.press("2", "j")
        await app.at("T7")
        assert rows.scroll_offset.y == 10
        await wheel(app, False, 2)
        await app.press("k")
        await app.at("T6")
        await app.press("G")
        await app.at("T399")
        await wheel(app, False, 30)
        before = rows.scroll_offset.y
        await app.press("k")
        assert rows.scroll_offset.y == before
        assert line_of_cursor(app) + rows.row_height in (36, 37, 38)


async def test_the_scroll_bar_reaches_every_row(long_path: Path) -> None:
    """Dragged to any place, the list has its rows there, and keys go on from them."""
    async with running(long_path) as app:
        await app.until(lambda: app.current() == "T0")
        rows = app.screen.headlines
        for y in (600, 122, 10_000, 0):
            rows.scroll_to(y=y, animate=False)
            wanted = min(y, rows.max_scroll_y)
            await app.until(lambda wanted=wanted: rows.scroll_offset.y == wanted)
            await app.until(lambda: rows.window.row(rows.first_shown) is not None)
            first = rows.window.row(rows.first_shown)
            await app.until(lambda first=first: first.title in app.text())
        await app.press("j")
        await app.at("T1")


SIZES = [(200, 60), (80, 24), (120, 40), (60, 20), (140, 24)]


async def test_the_headline_stays_on_its_line_at_any_size(long_path: Path) -> None:
    """Whatever the size, the headline under the cursor stays, near its place on the screen."""
    async with running(long_path) as app:
        await app.until(lambda: app.current() == "T0")
        await app.press("2", "0", "0", "j", "5", "k")
        await app.at("T195")
        rows = app.screen.headlines
        for width, height in SIZES:
            line = line_of_cursor(app)
            await app.pilot.resize_terminal(width, height)
            await app.until(lambda width=width: app.screen.size.width == width)
            await app.pilot.pause()
            await app.at("T195")
            room = rows.scrollable_content_region.height
            assert 0 <= line_of_cursor(app) <= room - rows.row_height
            if line + 2 <= room:
                assert abs(line_of_cursor(app) - line) <= 1


async def test_the_place_in_an_article_stays_at_any_size(long_path: Path) -> None:
    """The text at the top of the article stays there, from the widest to the narrowest and back."""
    async with running(long_path) as app:
        await app.until(lambda: app.current() == "T0")
        await app.press("enter")
        await app.shows("T0")
        view = app.screen.article_view
        await app.press("ctrl+f", "ctrl+f", "5", "j")
        await app.until(lambda: view.scroll_offset.y > 20)
        position = view.position
        for width, height in [*SIZES, (120, 40)]:
            await app.pilot.resize_terminal(width, height)
            await app.until(lambda width=width: app.screen.size.width == width)
            await app.pilot.pause()
            start, end = view.visible_text
            body = view.page_shown.body_start
            assert start - body <= position < end - body
        assert view.position == position


def widths(app: Driver) -> tuple[int, int, int]:
    """How wide feeds pane, list and article are."""
    sides = (app.screen.query_one(f"#{side}-side") for side in ("feeds", "list", "article"))
    feeds, listed, article = (side.region.width for side in sides)
    return feeds, listed, article


async def test_edges_are_dragged_and_keys_move_them(library_path: Path) -> None:
    """The edges between panes follow the mouse, - and = move them; they are kept for next time."""
    async with running(library_path, size=(160, 40)) as app:
        await app.lists(*ALL)
        await app.until(lambda: app.screen.is_whole)
        before = widths(app)
        assert sum(before) == 160
        edge = app.screen.query_one("#article-side")
        column = edge.region.x
        await app.pilot.mouse_down(offset=(column, 10))
        await app.pilot.hover(offset=(column + 9, 10))
        await app.pilot.mouse_up(offset=(column + 9, 10))
        await app.until(lambda: widths(app) == (before[0], before[1] + 9, before[2] - 9))
        await app.press("2", "minus")
        await app.until(lambda: widths(app) == (before[0], before[1] + 5, before[2] - 5))
        await app.press("h", "equals_sign")
        await app.until(lambda: widths(app)[0] == before[0] + 2)
        await app.press("9", "9", "minus")
        await app.until(lambda: widths(app)[0] == 14)
        kept = widths(app)
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: app.screen.query_one("#list-side").region.width == 80 - 25)
        await app.press("minus")
        await app.says("The panes take turns here")
        await app.pilot.resize_terminal(160, 40)
        await app.until(lambda: widths(app) == kept)
    async with running(library_path, size=(160, 40)) as app:
        await app.until(lambda: widths(app) == kept)
