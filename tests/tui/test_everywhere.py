"""Search, undo, help, palette, and what another process or a restart changes."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from newsreader.jobs.annotate import annotate_here
from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.mention import FIGURE_KINDS
from newsreader.settings import Settings
from newsreader.tui.actions import ACTIONS
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.commands import (
    ARTICLE_NAMES_COMMANDS,
    BROKEN_FEEDS_COMMANDS,
    COMMANDS,
    FIGURES_COMMANDS,
    HINTED_COMMANDS,
    LISTED_COMMANDS,
    NAME_PAGE_COMMANDS,
    PICTURES_COMMANDS,
    RISING_NAMES_COMMANDS,
    SELECTING_COMMANDS,
    Pane,
    groups,
)
from newsreader.tui.screens.help import HelpScreen, help_rows
from newsreader.tui.screens.palette import PaletteScreen
from tests.tui.app_driver import entry, fill, long_text, running

ALL = ["A1", "B1", "A2", "B2", "A3", "A4"]


def test_every_command_is_carried_out_by_something() -> None:
    """The command list and the actions name the same commands; every command is in help."""
    assert set(ACTIONS) == {command.id for command in COMMANDS}
    every = (*COMMANDS, *BROKEN_FEEDS_COMMANDS, *FIGURES_COMMANDS, *PICTURES_COMMANDS)
    every += (*LISTED_COMMANDS, *HINTED_COMMANDS, *SELECTING_COMMANDS)
    every += (*ARTICLE_NAMES_COMMANDS, *RISING_NAMES_COMMANDS, *NAME_PAGE_COMMANDS)
    assert sum(len(commands) for commands in groups().values()) == len(every)
    shown = {row.words for rows in help_rows().values() for row in rows}
    assert {command.help for command in every} <= shown


async def test_search_narrows_the_list_while_typing(tmp_path: Path) -> None:
    """/ finds in titles and texts, accents or not; Enter goes to what was found; Escape ends."""
    path = tmp_path / "search.db"
    articles = [
        entry("Écoles en grève", 1, "À Montréal, les élèves marchent."),
        entry("Wasserstand", 2, "Der Fluss stieg."),
        entry("Rivers", 3, "A river in Montreal rose."),
    ]
    fill(path, {"Feed": articles})
    async with running(path) as app:
        await app.press("slash", *"montr")
        await app.lists("Écoles en grève", "Rivers")
        await app.press("e", "a", "l", "space", "r")
        await app.lists("Rivers")
        await app.press("enter")
        assert app.screen.pane is Pane.LIST
        await app.press("enter")
        await app.shows("Rivers")
        await app.press("h", "escape")
        await app.until(lambda: len(app.titles()) == 3)
        assert not app.screen.listing.search_text


async def test_any_input_is_a_search(library_path: Path) -> None:
    """Quotes, brackets and operators are searched for or ignored, never an error."""
    async with running(library_path) as app:
        await app.press("slash")
        odd = ('"', "AND", "((((", "*", "-", "a:b NEAR/3 ^", "'; DROP TABLE article; --", "(" * 500)
        for text in (*odd, 'a OR (b "', "feed:)", "title:* OR -(", "is:", "[/red] \\", "\u0301a"):
            app.screen.query_one("#search", Input).value = text
            for _ in range(2):  # as typed, and entered
                await app.until(
                    lambda text=text: (
                        app.screen.listing.search_text.strip() in (text, "")
                        and app.screen.listing.is_settled
                    )
                )
                assert not app.screen.status.has_class("-error"), app.screen.status.words
                await app.press("enter")
            await app.press("slash")


async def test_a_search_is_narrowed_and_says_what_means_nothing(library_path: Path) -> None:
    """What is said goes once it is put right."""
    async with running(library_path) as app:
        await app.press("slash", *"feed:beta to:20")
        await app.says("“to:20” means nothing: it is searched for as it stands.")
        await app.lists()
        await app.press(*"24")
        await app.lists("B1", "B2")
        assert app.screen.status.words == ""


async def test_what_a_search_finds_is_counted_after_it_is_shown(tmp_path: Path) -> None:
    """The whole list can be gone through all the same."""
    path = tmp_path / "many.db"
    fill(path, {"Feed": [entry(f"Tide {i}", i) for i in range(400)]})
    async with running(path) as app:
        await app.press("slash", *"tide")
        await app.until(lambda: app.screen.headlines.row_count == 400, "the count")
        await app.until(lambda: app.screen.titles[Pane.LIST].count.endswith("400"), "the title")
        assert app.current() == "Tide 0"
        await app.press("enter", "G")
        await app.at("Tide 399")


async def test_nothing_found_says_so(library_path: Path) -> None:
    """An empty result explains itself and the way back."""
    async with running(library_path) as app:
        await app.press("slash", *"qqq")
        await app.lists()
        await app.until(lambda: "Nothing found" in app.text())


async def test_undo_survives_a_restart(library_path: Path) -> None:
    """What was done before the app was closed can be taken back after."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "D")
        await app.says("Deleted “B1”")
    async with running(library_path) as app:
        assert "B1" not in app.titles()
        await app.press("u")
        await app.says("Took back: deleted “B1”")
        await app.lists(*ALL)
        await app.press("ctrl+r")
        await app.says("Did again: deleted “B1”")


async def test_a_restart_brings_back_the_place(tmp_path: Path) -> None:
    """Feed, headline, article, scroll, and what was read and bookmarked are as they were left."""
    path = tmp_path / "place.db"
    fill(path, {"Alpha": [entry("A1", 1)], "Beta": [entry("B1", 2), entry("B2", 3, long_text())]})
    async with running(path) as app:
        app.screen.go_to_source("feed:https://example.org/Beta")
        await app.lists("B1", "B2")
        await app.press("m", "j", "enter")
        await app.shows("B2")
        view = app.screen.article_view
        await app.press("3", "0", "j")
        await app.until(lambda: view.scroll_offset.y == 30)
        position = view.position
        await app.press("Q")
    async with running(path, size=(80, 24)) as app:
        await app.shows("B2")
        await app.lists("B1", "B2")
        await app.at("B2")
        assert app.screen.listing.source.title == "Beta"
        await app.until(lambda: app.screen.article_view.position > 0)
        assert abs(app.screen.article_view.position - position) < 80
        rows = app.screen.headlines.window.rows
        assert [(r.is_read, r.is_bookmarked) for r in rows] == [(False, True), (True, False)]


async def test_the_app_follows_other_processes(library_path: Path) -> None:
    """What another connection writes shows within moments, the cursor staying on its headline."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("j", "j")
        await app.at("A2")
        with Library.open(library_path) as other:
            row = other.articles.headline(app.screen.headlines.window.rows[0].id)
            assert row is not None
            other.journal.apply(Change(Action.DELETE, (row.id,)))
        await app.lists(*ALL[1:])
        await app.at("A2")


def test_marks_that_are_being_stored_change_no_list(library_path: Path) -> None:
    """While the app's own job marks articles, only other numbers of articles are shown anew."""
    settings, _ = Settings.load(library_path.with_suffix(".toml"), library_path)
    with Library.open(library_path) as library, Library.open(library_path) as other:
        ids = library.articles.unannotated(1)
        app = NewsreaderApp(library, settings)

        def is_change(*, is_marking: bool) -> bool:
            return app.look_for_changes(library, is_marking=is_marking) is not None

        assert not is_change(is_marking=False)
        annotate_here(other, ids[:1])
        assert not is_change(is_marking=True)
        annotate_here(other, ids[1:2])
        assert is_change(is_marking=False)
        other.journal.apply(Change(Action.MARK_READ, tuple(ids[:1])))
        assert is_change(is_marking=True)


async def test_help_lists_the_keys(library_path: Path) -> None:
    """? shows every group of commands and closes again."""
    async with running(library_path) as app:
        await app.press("question_mark")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen))
        await app.until(lambda: "Everywhere" in app.text())
        await app.press("j", "G", "g", "question_mark")
        await app.until(lambda: app.app.screen is app.screen)


async def test_the_palette_runs_commands(library_path: Path) -> None:
    """: finds a command by its words and runs it."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("colon")
        await app.until(lambda: isinstance(app.app.screen, PaletteScreen))
        await app.press(*"bookmark,")
        await app.until(lambda: "take the bookmark away" in app.text())
        await app.press("enter")
        await app.says("Bookmarked “A1”")


async def test_settings_with_mistakes_are_said(library_path: Path) -> None:
    """A mistake in the settings is in the status line, and the app runs on the default."""
    async with running(library_path, config="text_width = 3\nrefresh_interval = 0\n") as app:
        await app.says("The settings have 1 mistake;")
        await app.until(lambda: "text_width" in app.text())
        assert app.screen.article_view.text_width == 80
    async with running(library_path, config='theme = "nope"\nrefresh_interval = 0\n') as app:
        await app.until(lambda: "There is no theme “nope”" in app.text())


async def test_a_theme_can_be_set(library_path: Path) -> None:
    """The theme of the settings is used."""
    config = 'theme = "paper"\nrefresh_interval = 0\nmarked = "figures"\n'
    async with running(library_path, config=config) as app:
        assert app.app.theme == "paper"
        assert app.screen.article_view.shown_kinds == frozenset(FIGURE_KINDS)


async def test_a_library_that_fails_is_said_in_words(library_path: Path) -> None:
    """When the library cannot be written any more, the status line says why; reading goes on."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        app.app.library.close()
        await app.press("m")
        await app.until(lambda: app.screen.status.has_class("-error"))
        assert str(library_path) in app.screen.status.words or "closed" in app.screen.status.words
