"""What the palette has besides: above and below read, other feeds, export, retention, redraw."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from newsreader.library.library import Library
from newsreader.tui.commands import BY_ID, Pane
from newsreader.tui.screens.export import ExportScreen
from tests.tui.app_driver import Driver, entry, fill, running

ALL = ["A1", "B1", "A2", "B2", "A3", "A4"]


def unread(path: Path) -> int:
    """How many articles of the library are unread."""
    with Library.open(path) as library:
        return library.feeds.totals().unread


async def run(app: Driver, command_id: str) -> None:
    """Run a command as the palette does."""
    app.screen.run_command(BY_ID[command_id])


async def name(app: Driver, path: Path) -> None:
    """Write a file's name into the dialog of the export."""
    await app.until(lambda: isinstance(app.app.screen, ExportScreen))
    await app.until(lambda: app.app.screen.query(Input))
    app.app.screen.query_one(Input).value = str(path)


async def test_above_and_below_are_marked_read_and_taken_back(library_path: Path) -> None:
    """The headline itself stays unread; each is one change."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "j")
        await run(app, "mark-above-read")
        await app.says("Marked read 2 articles. u takes it back.")
        rows = app.screen.headlines.window.rows
        await app.until(lambda: [r.is_read for r in app.screen.headlines.window.rows][:3])
        assert app.current() == "A2"
        await run(app, "mark-below-read")
        await app.says("Marked read 3 articles.")
        await app.press("u")
        await app.says("Took back")
        assert len(rows) == 6
    assert unread(library_path) == 4


async def test_above_is_above_in_a_list_of_the_oldest_first(library_path: Path) -> None:
    """The list's own order counts."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("s")
        await app.lists(*reversed(ALL))
        await app.press("g", "g", "j")
        await app.at("A3")
        await run(app, "mark-above-read")
        await app.says("Marked read “A4”")
        await run(app, "mark-all-feeds-read")
        await app.says("Marked read 5 articles.")
    assert unread(library_path) == 0


async def test_the_next_feed_whatever_is_unread(library_path: Path) -> None:
    """From feed to feed in the order of the pane; at the end that is said."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await run(app, "following-feed")
        await app.lists("A1", "A2", "A3", "A4")
        await run(app, "following-feed")
        await app.lists("B1", "B2")
        await run(app, "following-feed")
        await app.says("This is the last feed.")
        await run(app, "preceding-feed")
        await app.lists("A1", "A2", "A3", "A4")
        await run(app, "preceding-feed")
        await app.says("This is the first feed.")


async def test_newsboats_keys_in_the_app(library_path: Path) -> None:
    """j is the next feed, J the next article, C marks all read, g sorts; the footer says so."""
    config = 'refresh_interval = 0\nkey_preset = "newsboat"\n'
    async with running(library_path, config=config) as app:
        await app.lists(*ALL)
        await app.press("j")
        await app.lists("A1", "A2", "A3", "A4")
        await app.press("J", "enter")
        await app.shows("A2")
        await app.press("J")
        await app.shows("A3")
        await app.press("q", "g")
        await app.says("Oldest first.")
        await app.press("C")
        await app.says("U takes it back.")
        await app.press("U")
        await app.says("Took back")


async def test_the_feeds_are_exported(library_path: Path, tmp_path: Path) -> None:
    """A file name is asked for; a file that is there is written over only when asked again."""
    path = tmp_path / "mine.opml"
    async with running(library_path) as app:
        await run(app, "export-feeds")
        await name(app, path)
        await app.press("enter")
        await app.says(f"The feeds are in {path}.")
        assert "https://example.org/Alpha" in path.read_text()
        path.write_text("mine")
        await run(app, "export-feeds")
        await name(app, path)
        await app.press("enter")
        await app.until(lambda: "Enter again writes over it" in app.text())
        assert path.read_text() == "mine"
        await app.press("enter")
        await app.until(lambda: app.app.screen is app.screen)
        assert "<opml" in path.read_text()
        await run(app, "export-feeds")
        await name(app, path / "under" / "a" / "file.opml")
        await app.press("enter")
        await app.until(lambda: "cannot be" in app.text())


async def test_what_need_not_be_kept_is_deleted_on_demand(tmp_path: Path) -> None:
    """Without a limit nothing goes, and where to set one is said; with one, only what is read."""
    path = tmp_path / "library.db"
    fill(path, {"Alpha": [entry(f"A{i}", i) for i in range(5)]})
    async with running(path) as app:
        await run(app, "apply-retention")
        await app.says("All articles are kept; : settings sets for how long.")
    config = "refresh_interval = 0\nkeep_articles = 2\nkeep_unread = false\n"
    async with running(path, config=config) as app:
        await app.until(lambda: len(app.titles()) == 5)
        await run(app, "apply-retention")
        await app.says("Deleted 3 articles that need not be kept.")
        await app.until(lambda: len(app.titles()) == 2)


async def test_the_screen_is_drawn_anew(library_path: Path) -> None:
    """Ctrl+l paints all of it again, and nothing moves."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j")
        before = app.text().replace("█", " ")
        await app.press("ctrl+l")
        await app.until(lambda: app.text().replace("█", " ") == before)
        assert app.current() == "B1"
        assert app.screen.pane is Pane.LIST
