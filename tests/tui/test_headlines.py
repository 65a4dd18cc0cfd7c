"""What the keys do with headlines."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.query import Query
from newsreader.tui.commands import Pane
from tests.tui.app_driver import Driver, entry, fill, running

ALL = ["A1", "B1", "A2", "B2", "A3", "A4"]


def stored(path: Path) -> dict[str, tuple[bool, bool]]:
    """Read and bookmarked as the file has them, by title, seen by another connection."""
    with Library.open(path) as library:
        rows = library.articles.page(Query(), limit=1000)
        return {row.title: (row.is_read, row.is_bookmarked) for row in rows}


async def open_first(app: Driver) -> None:
    await app.lists(*ALL)
    await app.press("enter")
    await app.shows("A1")


@pytest.mark.parametrize("key", ["enter", "l", "right"])
async def test_opening_reads_and_the_row_stays(library_path: Path, key: str) -> None:
    """Enter, l and Right open the article; it is read from then on and stays in the list."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press(key)
        await app.shows("A1")
        await app.until(lambda: app.screen.headlines.window.rows[0].is_read)
        assert app.titles() == ALL
    assert stored(library_path)["A1"] == (True, False)


async def test_an_unread_list_keeps_what_was_read_until_it_is_left(library_path: Path) -> None:
    """In the unread list a read article stays; coming back to the list it is gone."""
    async with running(library_path) as app:
        app.screen.go_to_source("unread")
        await app.lists(*ALL)
        await app.press("enter")
        await app.shows("A1")
        await app.press("h")
        app.screen.listing.reload()
        await app.settled()
        await app.lists(*ALL)
        app.screen.go_to_source("all")
        await app.lists(*ALL)
        app.screen.go_to_source("unread")
        await app.lists(*ALL[1:])


async def test_n_and_p_go_to_unread(library_path: Path) -> None:
    """n and p skip what is read, and go on from the other end."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "N", "j", "N")
        await app.until(lambda: sum(r.is_read for r in app.screen.headlines.window.rows) == 2)
        await app.press("g", "g", "n")
        await app.at("B2")
        await app.press("p")
        await app.at("A1")
        await app.press("p")
        await app.says("Going on from the other end.")
        await app.at("A4")


async def test_read_and_unread(library_path: Path) -> None:
    """N marks read and unread, and is stored when the screen says so."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("N")
        await app.says("Marked read “A1”")
        assert stored(library_path)["A1"] == (True, False)
        await app.press("N")
        await app.says("Marked unread “A1”")
        assert stored(library_path)["A1"] == (False, False)


async def test_bookmark_and_the_list_of_bookmarks(library_path: Path) -> None:
    """m bookmarks, B lists the bookmarks, m again takes the bookmark away."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "m")
        await app.says("Bookmarked “B1”")
        assert stored(library_path)["B1"] == (False, True)
        assert "★" in app.text()
        await app.press("B")
        await app.lists("B1")
        await app.press("m")
        await app.says("No longer bookmarked “B1”")
        assert stored(library_path)["B1"] == (False, False)


async def test_mark_all_read_is_one_change(library_path: Path) -> None:
    """A marks the list read; one u brings all of it back, and Ctrl+r does it again."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("A")
        await app.says("Marked read 6 articles")
        assert all(is_read for is_read, _ in stored(library_path).values())
        await app.until(lambda: app.screen.feeds_pane.totals.unread == 0)
        await app.press("u")
        await app.says("Took back: marked read 6 articles")
        assert not any(is_read for is_read, _ in stored(library_path).values())
        await app.press("ctrl+r")
        await app.says("Did again: marked read 6 articles")
        await app.until(lambda: all(r.is_read for r in app.screen.headlines.window.rows))


async def test_delete_and_take_it_back(library_path: Path) -> None:
    """D deletes, the cursor stays in place; u brings the article back."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "D")
        await app.lists("A1", "A2", "B2", "A3", "A4")
        await app.at("A2")
        await app.press("u")
        await app.lists(*ALL)
        await app.press("u")
        await app.says("Nothing to take back.")


async def test_hide_what_is_read(library_path: Path) -> None:
    """. hides what is read, and shows it again."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("N")
        await app.says("Marked read")
        await app.press("full_stop")
        await app.lists(*ALL[1:])
        await app.press("full_stop")
        await app.lists(*ALL)


async def test_the_order_can_be_turned(library_path: Path) -> None:
    """s lists oldest first, the cursor staying on its headline."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "s")
        await app.lists(*reversed(ALL))
        await app.at("B1")
        await app.press("s")
        await app.lists(*ALL)


async def test_browser(library_path: Path, tmp_path: Path) -> None:
    """o opens the link with the browser of the settings, O marks read too."""
    said = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{said}"\n')
    script.chmod(0o700)
    config = f'refresh_interval = 0\nbrowser = ["{script}", "%u"]\n'
    async with running(library_path, config=config) as app:
        await app.lists(*ALL)
        await app.press("o")
        await app.until(lambda: said.exists() and said.read_text() == "https://example.org/2\n")
        assert not stored(library_path)["A1"][0]
        await app.press("O")
        await app.says("Marked read “A1”")
        await app.until(lambda: said.read_text().count("\n") == 2)
        await app.press("j", "enter")
        await app.shows("B1")
        await app.press("o")
        await app.until(lambda: said.read_text().count("\n") == 3)
        await app.press("N")
        await app.says("Marked unread “B1”")
        await app.press("O")
        await app.says("Marked read “B1”")
        await app.until(lambda: said.read_text().count("\n") == 4)


async def test_copy_the_link(library_path: Path) -> None:
    """y copies the link."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("y")
        await app.says("Copied https://example.org/2")
        assert app.app.clipboard == "https://example.org/2"


async def test_titles_like_markup_are_shown_as_they_are(tmp_path: Path) -> None:
    """Markup-like, empty and very long titles, right-to-left and wide ones, are ordinary."""
    path = tmp_path / "odd.db"
    titles = ["[red]alarm", "[/]", "[link=", "", "漢字かな" * 40, "שלום עולם", "a" * 500]
    odd = [entry(t, i, guid=f"odd{i}", text=f"{t} [b]text") for i, t in enumerate(titles)]
    fill(path, {"[bold]Feed": odd})
    async with running(path) as app:
        await app.until(lambda: len(app.titles()) == len(titles))
        for words in ("[red]alarm", "[/]", "[link=", "(no title)", "[bold]Feed"):
            assert words in app.text()
        for title in titles:
            await app.press("enter")
            await app.shows(title)
            await app.press("h", "j")


async def test_the_panes_take_turns_in_a_narrow_terminal(library_path: Path) -> None:
    """At 80x24 the list fills the screen, then the article, and h goes back."""
    async with running(library_path, size=(80, 24)) as app:
        await app.lists(*ALL)
        assert app.screen.headlines.size.width >= 78
        await app.press("enter")
        await app.shows("A1")
        await app.until(lambda: app.screen.article_view.size.width >= 78)
        assert not app.screen.headlines.region.width
        await app.press("h")
        await app.until(lambda: app.screen.headlines.size.width >= 78)
        await app.press("h")
        await app.until(lambda: app.screen.feeds_pane.size.width > 20)
        assert app.screen.pane is Pane.FEEDS


async def test_a_click_opens(library_path: Path) -> None:
    """A click on a headline opens it."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.pilot.click("#headlines", offset=(8, 2))
        await app.shows("B1")


async def test_quitting(library_path: Path) -> None:
    """Q quits at once; q goes back pane by pane and at the top quits."""
    async with running(library_path) as app:
        await open_first(app)
        await app.press("q")
        assert app.screen.pane is Pane.LIST
        await app.press("q")
        assert app.screen.pane is Pane.FEEDS
        await app.press("q")
        assert app.app.return_code == 0
    async with running(library_path) as app:
        await app.press("Q")
        assert app.app.return_code == 0


async def test_a_reload_does_not_undo_a_key(tmp_path: Path) -> None:
    """Keys pressed while the list is read again count: near by and far away alike."""
    path = tmp_path / "library.db"
    fill(path, {"Feed": [entry(f"N{i:03}", i) for i in range(600)]})
    async with running(path) as app:
        for row in (2, 3, 599, 0):
            await app.until(lambda: app.screen.headlines.current is not None)
            app.screen.listing.reload()
            app.screen.headlines.move_to(row)
            await app.settled()
            await app.at(f"N{row:03}")
