"""The colours of an article and its marks, on every theme and without any."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from newsreader.model.mention import MentionKind
from newsreader.tui.theme import LEGEND, THEMES, Surroundings, hit_style, mention_style
from tests.tui.article_host import Host, marked_article, styles_of


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
async def test_every_theme_paints_the_article(theme: str) -> None:
    """Whatever the theme, also those of the terminal's own colours, the marks are painted."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.theme = theme
        app.view.show(marked_article())
        await pilot.pause()
        plain = next(styles_of(app, " went to "))
        assert next(styles_of(app, "Curie")) != plain


async def test_marks_are_there_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR names and figures, mentions and matches still differ from the text."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.show(marked_article())
        await pilot.pause()
        plain = next(styles_of(app, " went to ")).without_color
        for word in ("1903", "Curie", "Paris"):
            assert next(styles_of(app, word)).without_color != plain
        app.view.find("went")
        await pilot.pause()
        assert next(styles_of(app, "went")).reverse


_BACKGROUNDS = [
    (theme.name, theme.background or ("#121212" if theme.dark else "#E0E0E0"), theme.dark)
    for theme in (*THEMES, *BUILTIN_THEMES.values())
    if not theme.ansi
]


@pytest.mark.parametrize(("name", "background", "is_dark"), _BACKGROUNDS)
def test_marks_can_be_read_on_every_theme(name: str, background: str, is_dark: bool) -> None:
    """Every kind's colour has a contrast of at least 4.5 (WCAG 2, level AA), our themes 7."""
    needed = 7 if name in {theme.name for theme in THEMES} else 4.5
    for kind in MentionKind:
        colour = mention_style(kind, Surroundings(is_dark=is_dark, theme=name)).color
        assert colour is not None
        contrast = contrast_of(Color.from_rich_color(colour), Color.parse(background))
        assert contrast >= needed, (kind, contrast)


def contrast_of(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("has_colour", [True, False])
@pytest.mark.parametrize("is_ansi", [True, False])
def test_kinds_differ_by_more_than_colour(has_colour: bool, is_ansi: bool) -> None:
    """Any two entries of the legend can be told apart without seeing colours."""
    around = Surroundings(is_ansi=is_ansi, has_colour=has_colour)
    styles = [mention_style(min(kinds), around).without_color for _, kinds in LEGEND]
    assert all(one != other for one, other in combinations(styles, 2))
    if not has_colour:
        assert Style.null() not in styles
    assert hit_style(around, is_current=True) != hit_style(around, is_current=False)
