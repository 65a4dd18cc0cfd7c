"""What is on the screen can be read: contrast by WCAG 2.2, whatever the theme and the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.tui.commands import Pane
from newsreader.tui.contrast import MARK, TEXT, contrast, readable, style_variables, tinted
from newsreader.tui.theme import INK, PAPER, THEMES, Surroundings
from tests.tui.app_driver import Driver, running

TEXTUALS = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]
COLORS = st.builds(Color, st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))


def variables(theme: Theme) -> dict[str, str]:
    """The colours of a theme, and ours made of them."""
    colours = {**theme.to_color_system().generate(), **theme.variables}
    return {**colours, **style_variables(theme, colours, is_ours=theme in THEMES)}


def ratio(colours: dict[str, str], one: str, other: str) -> float:
    """The contrast of two variables."""
    return contrast(Color.parse(colours[one]), Color.parse(colours[other]))


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and two greys of the standard's examples."""
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert contrast(Color.parse("#595959"), white) == pytest.approx(7.0, abs=0.01)


@given(COLORS, COLORS, st.floats(1, 4.5))
def test_a_colour_is_made_readable(color: Color, ground: Color, least: float) -> None:
    """On any ground there is a colour with a contrast of 4.5; one that has it already stays."""
    made = readable(color, [ground], least)
    assert contrast(made, ground) >= least
    if contrast(color, ground) >= least:
        assert made == color


@given(COLORS, COLORS, COLORS, st.floats(0.05, 1))
def test_a_ground_is_tinted_as_far_as_text_allows(
    base: Color, tint: Color, text: Color, most: float
) -> None:
    """Text that could be read on the ground can be read on the tinted one."""
    made = tinted(base, tint, text, 4.5, most)
    assert made == base or contrast(text, made) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_our_themes_have_high_contrast(theme: Theme) -> None:
    """Text, quiet text, headings and errors have 7 on every ground, signs in rows 4.5."""
    colours = variables(theme)
    for ground in ("background", "surface", "panel"):
        for text in ("foreground", "quiet", "accent", "alarm"):
            assert ratio(colours, text, ground) >= TEXT, (text, ground)
        assert ratio(colours, "mark", ground) >= MARK
    for ground in ("row", "sheet-row", "alarm-ground"):
        assert ratio(colours, "foreground", ground) >= TEXT, ground
    assert ratio(colours, "mark", "row") >= MARK
    assert ratio(colours, "on-title", "title") >= TEXT


@pytest.mark.parametrize("theme", TEXTUALS, ids=lambda theme: theme.name)
def test_textuals_themes_are_adapted(theme: Theme) -> None:
    """Marks, signs and quiet text have 4.5 on every ground they are on."""
    colours = variables(theme)
    marks = Surroundings(is_dark=theme.dark, theme=theme.name).palette
    hit, row = Color.parse(marks["hit"]), Color.parse(colours["row"])
    for ground in ("background", "surface", "panel"):
        base = Color.parse(colours[ground])
        for name in ("quiet", "mark", "alarm", "accent"):
            assert ratio(colours, name, ground) >= MARK, (name, ground)
        for mark, colour in marks.items():
            if mark not in {"hit", "quiet", "current hit", "text"}:
                assert contrast(Color.parse(colour), base) >= MARK, (mark, ground)
                assert contrast(Color.parse(colour), hit) >= MARK, mark
                assert contrast(Color.parse(colour), row) >= MARK, mark


def painted(app: Driver) -> list[Segment]:
    """Everything with a letter or digit in it that is on the screen."""
    strips = app.app.screen._compositor.render_strips()
    return [s for strip in strips for s in strip if any(c.isalnum() for c in s.text)]


def check(app: Driver, theme: Theme) -> None:
    """Every word on the screen can be read: 7, where it is a mark 4.5."""
    palette = Surroundings.of(app.app).palette
    marks = {colour for mark, colour in palette.items() if mark not in {"quiet", "text"}}
    seen = painted(app)
    assert len(seen) > 20
    for text, style, _ in seen:
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        front, ground = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
        is_mark = front.hex in marks or ground.hex in marks
        assert not style.dim, text
        assert contrast(front, ground) >= (MARK if is_mark else TEXT), (theme.name, text, style)


@pytest.mark.parametrize("theme", [INK, PAPER], ids=lambda theme: theme.name)
async def test_every_word_on_the_screen_can_be_read(library_path: Path, theme: Theme) -> None:
    """The panes, the article with marks and hits, and the error line of the real app."""
    config = f'refresh_interval = 0\ntheme = "{theme.name}"\n'
    async with running(library_path, config=config) as app:
        await app.until(lambda: "A4" in app.text())
        check(app, theme)
        await app.press("h")
        await app.until(lambda: app.screen.pane is Pane.FEEDS)
        check(app, theme)
        await app.press("l", "enter")
        await app.until(
            lambda: app.screen.reader.article and app.screen.reader.article.is_annotated
        )
        await app.press("right_square_bracket", "slash", *"met", "enter")
        await app.says("Match 1 of")
        check(app, theme)
        app.screen.say("Something failed.", is_error=True)
        await app.until(lambda: "Something failed" in app.text())
        check(app, theme)


async def test_former_names_of_the_themes_still_work(library_path: Path) -> None:
    """A settings file of before is no mistake."""
    for former, name in ("newsreader-dark", "ink"), ("newsreader-light", "paper"):
        config = f'refresh_interval = 0\ntheme = "{former}"\n'
        async with running(library_path, config=config) as app:
            assert app.app.theme == name
            assert app.app.problems == []


async def test_sixteen_colours_are_the_terminals_own(
    library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a terminal has no more, and no theme is set, its colours are used as they are."""
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "xterm-16color")
    async with running(library_path) as app:
        assert app.app.theme == "ansi-dark"
        await app.until(lambda: "A4" in app.text())
        row = next(s for s in painted(app) if s.text.startswith("A1"))
        assert row.style is not None
        assert row.style.reverse
        title = next(s for s in painted(app) if "All articles" in s.text and s.style.reverse)
        assert title.text.startswith(" ")
        await app.press("h")
        await app.until(lambda: app.screen.pane is Pane.FEEDS)
        await app.until(
            lambda: any(s.text.startswith("A1") and s.style.underline for s in painted(app)),
            "the headline under the cursor of the other pane",
        )
    async with running(library_path, config='refresh_interval = 0\ntheme = "paper"\n') as app:
        assert app.app.theme == "paper"


async def test_animations_can_be_off(library_path: Path) -> None:
    """The setting is Textual's own level."""
    async with running(library_path) as app:
        assert app.app.animation_level == "full"
    async with running(library_path, config="refresh_interval = 0\nanimations = false\n") as app:
        assert app.app.animation_level == "none"


async def test_a_first_start_teaches_five_keys(tmp_path: Path) -> None:
    """Beside the list where there is room, else in the status line; gone with the first deed."""
    async with running(tmp_path / "wide.db") as app:
        await app.until(lambda: "Five keys to begin with" in app.text())
        assert app.screen.status.words == ""
    async with running(tmp_path / "narrow.db", size=(80, 24)) as app:
        words = "Enter opens · Space reads on · a adds a feed · m bookmarks · ? help"
        await app.until(lambda: words in app.text())
        await app.press("j", "j")
        assert words in app.text()
        await app.press("m")
        await app.says("Bookmarked")
    for name, key in (("search", "slash"), ("article", "enter"), ("feeds", "h")):
        async with running(tmp_path / f"{name}.db", size=(80, 24)) as app:
            await app.until(lambda: words in app.text())
            await app.press(key)
            await app.until(lambda: words not in app.text(), "no keys of the list elsewhere")
    async with running(tmp_path / "narrow.db", size=(80, 24)) as app:
        await app.until(lambda: app.titles())
        assert app.screen.status.words == ""
