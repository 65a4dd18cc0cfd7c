"""The palette: commands with their keys, feeds, themes seen while one chooses, settings."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from newsreader.settings import Settings
from newsreader.tui.commands import BY_ID, Pane
from newsreader.tui.palette.matching import Text, fold, match, ranked
from newsreader.tui.palette.settings import CHANGEABLE, changed, current_words
from newsreader.tui.screens.palette import PaletteScreen
from tests.tui.app_driver import Driver, entry, fill, running

WORDS = st.text(alphabet="abcdé ", max_size=12)


def found(typed: str, *texts: str) -> list[str]:
    """What is found of some texts, the nearest first."""
    return [text for text, _ in ranked(typed, [(text, Text.of(text)) for text in texts])]


def test_the_beginning_of_words_comes_first() -> None:
    """A text's beginning, then a word's, then what is inside one, then letters in order."""
    texts = ("Bookmark read", "Unread", "Read on", "Mark all as done", "r-e-a-d")
    assert found("read", *texts) == ["Read on", "Bookmark read", "Unread"]
    assert found("read", *texts[-2:]) == ["r-e-a-d"]
    assert found("on re", *texts) == ["Read on"]
    assert found("maaad", *texts) == ["Mark all as done"]
    assert found("zz", *texts) == []
    assert found("", *texts) == list(texts)


def test_case_and_accents_make_no_difference() -> None:
    """The letters found are those of the text as it is shown."""
    hit = match(["etat"], Text.of("L’État"))
    assert hit is not None
    assert [("L’État"[start:end]) for start, end in hit.spans] == ["État"]
    assert found("STRASSE", "Straße", "strasse") == ["strasse"]


@given(WORDS, WORDS)
def test_what_is_found_is_where_it_is_said_to_be(typed: str, text: str) -> None:
    """Spans lie in the text, in order, and spell what was typed; a text finds itself."""
    hit = match(fold(typed).split(), Text.of(text))
    if hit is not None:
        assert all(0 <= start < end <= len(text) for start, end in hit.spans)
        assert {fold(text[start:end]) for start, end in hit.spans} >= set()
        assert list(hit.spans) == sorted(hit.spans)
    own = match(fold(text).split(), Text.of(text))
    assert own is not None


async def opened(app: Driver, typed: str = "") -> PaletteScreen:
    """Open the palette, type something, and wait until it was looked for."""
    await app.press("colon", *typed)
    await app.until(lambda: isinstance(app.app.screen, PaletteScreen))
    palette = app.app.screen
    assert isinstance(palette, PaletteScreen)
    await app.until(lambda: palette.box.value == typed and palette.is_mounted)
    return palette


def shown(palette: PaletteScreen) -> list[str]:
    """The rows of the palette."""
    return [row.text.shown for row, _ in palette.choices.found]


async def test_all_commands_are_there_with_their_keys(library_path: Path) -> None:
    """Those of the pane first; of other panes with where they are; none of the open article's."""
    async with running(library_path) as app:
        palette = await opened(app)
        await app.until(lambda: "Open the article" in app.text())
        rows = shown(palette)
        assert rows[0] == "Open the article"
        assert "Enter l Right" in app.text()
        assert f"{BY_ID['unsubscribe'].help} (in the feeds pane)" in rows
        assert "Go to Alpha" in rows
        assert not any("(in an article)" in row for row in rows)
        assert len(rows) == len(set(rows))


async def test_a_feed_is_gone_to_by_its_name(library_path: Path) -> None:
    """Typing a part of a feed's title lists its headlines."""
    async with running(library_path) as app:
        await opened(app, "bet")
        await app.until(lambda: "Go to Beta" in app.text())
        await app.press("enter")
        await app.lists("B1", "B2")
        assert app.screen.pane is Pane.LIST


async def test_keys_typed_behind_the_choice_reach_the_app(library_path: Path) -> None:
    """Enter and then `j`, at once: the cursor moves in the list."""
    async with running(library_path) as app:
        await app.press("colon", *"beta", "enter", "j", "m")
        await app.says("Bookmarked “B2”")


async def test_a_command_of_another_pane_goes_there(library_path: Path) -> None:
    """Folding is about the feeds pane, and gets it the keyboard."""
    async with running(library_path) as app:
        await opened(app, "fold or")
        await app.press("enter")
        await app.until(lambda: app.screen.pane is Pane.FEEDS)


async def test_themes_are_seen_while_one_chooses(library_path: Path) -> None:
    """The cursor shows a theme, Escape takes it back, Tab uses it, Enter keeps it."""
    async with running(library_path) as app:
        config = library_path.with_suffix(".toml")
        await opened(app, "theme nord")
        await app.until(lambda: app.app.theme == "nord")
        await app.press("escape")
        await app.until(lambda: app.app.screen is app.screen)
        assert app.app.theme == "ink"
        await opened(app, "theme paper")
        await app.until(lambda: app.app.theme == "paper")
        await app.press("tab")
        await app.says("Theme paper, until you quit.")
        assert app.app.theme == "paper"
        assert "theme" not in config.read_text()
        await opened(app, "theme nord")
        await app.press("enter")
        await app.says(f"Theme nord; kept in {config}")
        assert 'theme = "nord"' in config.read_text()


async def test_choosing_a_theme_begins_at_the_one_in_use(library_path: Path) -> None:
    """Asked for themes, nothing changes before the cursor is moved."""
    config = 'refresh_interval = 0\ntheme = "nord"\n'
    async with running(library_path, config=config) as app:
        app.screen.run_command(BY_ID["themes"])
        await app.until(lambda: isinstance(app.app.screen, PaletteScreen))
        palette = app.app.screen
        assert isinstance(palette, PaletteScreen)
        await app.until(lambda: palette.choices.found)
        current = palette.choices.current
        assert current is not None
        assert (current.theme, app.app.theme) == ("nord", "nord")
        await app.press("down")
        await app.until(lambda: app.app.theme == "rose-pine")


async def test_settings_are_changed_while_the_app_runs(library_path: Path) -> None:
    """A setting leads to its values; the one chosen is used, and kept with Enter."""
    async with running(library_path) as app:
        palette = await opened(app, "setting width")
        assert palette.choices.current is not None
        assert palette.choices.current.hint == "80 columns"
        await app.press("enter")
        await app.until(lambda: "100 columns" in shown(palette))
        await app.press(*"100", "enter")
        await app.says("Width of the text: 100 columns; kept in")
        assert app.screen.article_view.text_width == 100
        assert "text_width = 100" in library_path.with_suffix(".toml").read_text()
        await opened(app, "what is marked")
        await app.press("enter", *"figures", "tab")
        await app.says("What is marked: figures, until you quit.")
        assert app.screen.article_view.shown_kinds == app.app.settings.marked
        await opened(app, "marks stand out")
        await app.press("enter", *"plain", "tab")
        await app.says("How marks stand out: plain, until you quit.")
        assert app.screen.article_view.tone == "plain"


def test_every_value_that_can_be_chosen_can_be_set(tmp_path: Path) -> None:
    """What the palette offers is right by the checks of the settings, and is told in words."""
    settings, _ = Settings.load(tmp_path / "none.toml", tmp_path / "library.db")
    for setting in CHANGEABLE:
        assert current_words(setting, settings) in {words for _, words in setting.values}
        for value, words in setting.values:
            assert current_words(setting, changed(settings, setting.key, value)) == words


async def test_a_settings_file_that_is_wrong_is_left_alone(library_path: Path) -> None:
    """What cannot be kept is used, and said."""
    async with running(library_path) as app:
        config = library_path.with_suffix(".toml")
        config.write_text("this is = = no TOML\n")
        await opened(app, "theme paper")
        await app.press("enter")
        await app.says("is not valid TOML")
        assert app.app.theme == "paper"
        assert config.read_text() == "this is = = no TOML\n"


async def test_the_palette_by_mouse(library_path: Path) -> None:
    """A click runs a row; a click beside the palette closes it."""
    async with running(library_path) as app:
        palette = await opened(app, "beta")
        await app.until(lambda: "Go to Beta" in app.text())
        await app.pilot.click(type(palette.choices), offset=(5, 0))
        await app.lists("B1", "B2")
        await opened(app)
        await app.pilot.click(offset=Offset(1, 38))
        await app.until(lambda: app.app.screen is app.screen)


async def test_a_thousand_feeds_are_searched_letter_by_letter(tmp_path: Path) -> None:
    """All are found, and each letter narrows them."""
    path = tmp_path / "many.db"
    fill(path, {f"Feed number {n}": [] for n in range(300)} | {"Last": [entry("L1")]})
    async with running(path) as app:
        palette = await opened(app, "number 29")
        await app.until(lambda: len(shown(palette)) == 13)
        await app.press("9", "enter")
        await app.until(lambda: app.screen.listing.source.title == "Feed number 299")
