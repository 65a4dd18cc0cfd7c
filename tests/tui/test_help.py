"""The help and the error log: sheets over the reading screen."""

from __future__ import annotations

from pathlib import Path

from newsreader.tui.commands import Pane
from newsreader.tui.error_log import MOST, ErrorLog
from newsreader.tui.screens.errors import ErrorsScreen
from newsreader.tui.screens.help import HelpScreen, filtered, help_rows
from tests.tui.app_driver import Driver, running


async def helped(app: Driver) -> HelpScreen:
    """Open the help."""
    await app.press("question_mark")
    await app.until(lambda: isinstance(app.app.screen, HelpScreen))
    sheet = app.app.screen
    assert isinstance(sheet, HelpScreen)
    await app.until(lambda: "A number before a key" in app.text())
    return sheet


async def test_help_begins_with_the_pane_one_is_in(library_path: Path) -> None:
    """The keys of the headlines, of the feeds pane, of an article come first."""
    async with running(library_path) as app:
        for keys, group in ((), "Headlines and articles"), (("h",), "Feeds pane"):
            await app.press(*keys)
            sheet = await helped(app)
            assert next(iter(sheet.tables)) == group
            await app.press("q")
            await app.until(lambda: app.app.screen is app.screen)
        await app.press("l", "enter")
        await app.shows("A1")
        sheet = await helped(app)
        assert next(iter(sheet.tables)) == "An article"


async def test_help_is_filtered_while_typing(library_path: Path) -> None:
    """`/` asks for words, a key or an id; Escape shows all again, once more closes."""
    async with running(library_path, size=(80, 24)) as app:
        sheet = await helped(app)
        await app.press("slash", *"unsubscribe")
        await app.until(lambda: "Unsubscribe from the feed" in app.text())
        assert "Refresh all feeds" not in app.text()
        assert not sheet.tables["Moving"].display
        await app.press("escape")
        await app.until(lambda: sheet.tables["Moving"].display)
        await app.press("slash", *"zzzz")
        await app.until(lambda: "No key and no command" in app.text())
        await app.press("escape", "escape")
        await app.until(lambda: app.app.screen is app.screen)


def test_the_filter_finds_keys_words_and_ids() -> None:
    """A single character is a key; more are words or keys."""
    rows = [row for part in help_rows().values() for row in part]
    assert {row.command_id for row in filtered(rows, "u")} == {"undo", "undo-here", "undo-on-page"}
    assert "half-page-down" in {row.command_id for row in filtered(rows, "Ctrl+d")}
    assert [row.command_id for row in filtered(rows, "mark-above-read")] == ["mark-above-read"]
    assert filtered(rows, " ") == rows


async def test_a_key_typed_behind_the_closing_one_is_not_swallowed(library_path: Path) -> None:
    """`q` closes the help, and what follows at once is the app's."""
    async with running(library_path) as app:
        await helped(app)
        await app.press("q", "j")
        await app.at("B1")
        await helped(app)
        await app.press("q", "Q")
        await app.until(lambda: not app.app.is_running)


async def test_quitting_from_the_help(library_path: Path) -> None:
    """`Q` quits wherever one is."""
    async with running(library_path) as app:
        await helped(app)
        await app.press("Q")
        await app.until(lambda: not app.app.is_running)


async def test_help_moves_and_closes_by_the_readers_keys(library_path: Path) -> None:
    """Moving and leaving are what they are in the lists."""
    config = 'refresh_interval = 0\n[keys]\ndown = "s"\ntoggle-order = ""\nback = "b"\n'
    async with running(library_path, size=(80, 24), config=config) as app:
        sheet = await helped(app)
        await app.press("s", "s")
        await app.until(lambda: sheet.page.scroll_offset.y == 2)
        assert "s k move · b closes" in app.text()
        await app.press("G")
        await app.until(lambda: "Signs in the lists" in app.text())
        await app.press("b")
        await app.until(lambda: app.app.screen is app.screen)
        assert app.screen.pane is Pane.LIST


async def test_the_error_log_tells_what_went_wrong(library_path: Path) -> None:
    """Errors that were said stay to be read, the newest first."""
    async with running(library_path) as app:
        app.screen.say("The first thing failed.", is_error=True)
        app.screen.say("The second thing failed.", is_error=True)
        app.screen.say("Something went well.")
        await app.press("colon", *"error log", "enter")
        await app.until(lambda: isinstance(app.app.screen, ErrorsScreen))
        await app.until(lambda: "second thing" in app.text())
        text = app.text()
        assert text.index("second thing") < text.index("first thing")
        assert "went well." in text.split("Feeds with problems")[1]
        assert "Something went well" not in text.split("Since the start")[1].split("Feeds with")[0]
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)


async def test_the_error_log_hangs_its_lines(library_path: Path) -> None:
    """The further lines of an error stand below its first words, not below its time."""
    words = "The command “a-rather-long-name” was not found; " * 3
    async with running(library_path, size=(80, 24)) as app:
        app.screen.say(words, is_error=True)
        await app.press("colon", *"error log", "enter")
        await app.until(lambda: isinstance(app.app.screen, ErrorsScreen))
        await app.until(lambda: "Since the start" in app.text())
        lines = app.text().splitlines()
        first = next(
            n for n, line in enumerate(lines) if ": " not in line and "The command" in line
        )
        column = lines[first].index("The command")
        assert lines[first + 1].strip("│ ")
        assert not lines[first + 1].strip("│")[: column - 2].strip()


def test_the_error_log_is_bounded() -> None:
    """The oldest go; one that repeats is kept once."""
    log = ErrorLog()
    for number in range(MOST + 50):
        log.add(f"error {number // 2}")
    kept = log.newest_first()
    assert len(kept) == (MOST + 50) // 2
    for number in range(MOST + 50):
        log.add(f"other {number}")
    assert len(log.newest_first()) == MOST
    assert log.newest_first()[0].words == f"other {MOST + 49}"
