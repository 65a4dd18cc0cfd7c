"""The reader's own keys for what is done while letters are on links or text is selected."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.settings import Settings
from newsreader.tui.layout.hints import LETTERS
from newsreader.tui.mistakes import mistakes
from newsreader.tui.modes.selecting import SelectMode
from tests.tui.app_driver import running
from tests.tui.linked_article import make_library

KEYS = """refresh_interval = 0
hint_letters = "neio"
[keys]
copy-hinted = "c"
leave-hints = "Q"
swap-ends = ""
copy-selection = "C"
next-word = "m"
leave-selecting = ["Z", "escape"]
next-match = "plus"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_library(tmp_path / "library.db")
    return tmp_path / "library.db"


async def test_letters_on_links_are_the_readers(path: Path) -> None:
    """They are of those set; copying and leaving have their keys, and the foot names them."""
    async with running(path, config=KEYS) as app:
        await app.press("enter")
        await app.shows("Ferry")
        view = app.screen.article_view
        await app.press("f")
        assert {letter for hint in view.hints for letter in hint.label} <= set("neio")
        assert "c then letters copies · Q leaves" in app.text()
        await app.press("escape", "f")
        assert view.hints
        await app.says("Type the letters on a link; Q leaves.")
        label = next(hint.label for hint in view.hints if hint.target.url.endswith("board"))
        await app.press("c", *label)
        await app.says("Copied https://example.org/board")
        await app.press("f", "Q")
        assert not view.hints
        assert app.screen.mode is None


async def test_selecting_has_the_readers_keys(path: Path) -> None:
    """What has no key any more is not named; the others do what they say."""
    async with running(path, config=KEYS) as app:
        await app.press("enter")
        await app.shows("Ferry")
        await app.press("V")
        assert (
            "v selects from here · V paragraphs · C copies the paragraph · Z leaves" in app.text()
        )
        await app.press("v", "m", "m", "h")
        await app.until(lambda: app.screen.article_view.selection is not None)
        assert "other end" not in app.text()
        assert "C copies · hjkl mbe 0$ {} gG move · Z leaves" in app.text()
        await app.press("y")
        await app.says("A selection is being made; Z leaves it.")
        assert isinstance(app.screen.mode, SelectMode)
        await app.press("C")
        await app.says("Copied")
        assert app.app.clipboard.startswith("Ferry")


async def test_matches_can_have_keys_of_their_own(path: Path) -> None:
    """Beside those of the next unread, which step through them as well."""
    async with running(path, config=KEYS) as app:
        await app.press("enter")
        await app.shows("Ferry")
        await app.press("plus")
        await app.says("Nothing is being looked for here: / finds words.")
        await app.press("slash", *"the", "enter")
        await app.says("Match 1 of")
        await app.press("plus")
        await app.says("Match 2 of")
        await app.press("colon", *"previous match", "enter")
        await app.says("Match 1 of")


def loaded(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    config = tmp_path / "settings.toml"
    config.write_text(text)
    return Settings.load(config, tmp_path / "library.db")


@pytest.mark.parametrize("written", ['"a"', '"aa"', '"a1"', '"abß"', '""', "3", '"a b"', '["a"]'])
def test_letters_that_cannot_be_are_said(tmp_path: Path, written: str) -> None:
    """Two letters at least, each once, each with a capital."""
    settings, problems = loaded(tmp_path, f"hint_letters = {written}")
    assert settings.hint_letters == LETTERS
    assert len(problems) == 1
    assert "hint_letters must be 2 to 40 different letters" in problems[0]


async def test_a_letter_that_is_a_key_is_left_out_and_said(path: Path) -> None:
    """The others are used; where too few are left, the usual ones."""
    config = 'refresh_interval = 0\nhint_letters = "xyz"\n'
    async with running(path, config=config) as app:
        await app.says("The settings have 1 mistake")
        await app.press("enter")
        await app.shows("Ferry")
        await app.press("f")
        labels = [hint.label for hint in app.screen.article_view.hints]
        assert {letter for label in labels for letter in label} == set("xz")
    settings, problems = loaded(path.parent, 'hint_letters = "xyz"\n')
    assert problems == []
    [said] = mistakes(settings)
    assert said.startswith("hint_letters: “y” is left out, for copy-hinted has the key y: set ")
