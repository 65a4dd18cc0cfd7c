"""Code in the colours of its language."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.color import Color

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import MarkedText
from newsreader.tui.code_style import code_style
from newsreader.tui.layout.code import CodeKind, code_stretches
from newsreader.tui.theme import THEMES, Surroundings
from tests.tui.article_host import Host, make_article, styles_of
from tests.tui.test_article_colours import contrast_of

PYTHON = 'def light(hour):  # at six\n    return hour >= 18 and "lit"\n'


def code(text: str, language: str = "") -> MarkedText:
    name = f" class=language-{language}" if language else ""
    return html_to_text(f"<p>Look:</p><pre><code{name}>{text}</code></pre>")


def parts(body: MarkedText) -> list[tuple[str, str]]:
    return [(body.text[s.start : s.end], s.kind.value) for s in code_stretches(body)]


def test_code_is_read_in_its_language() -> None:
    """Keywords, names, strings, numbers and comments are found where they stand."""
    found = parts(code(PYTHON, "python"))
    assert ("def", "keyword") in found
    assert ("light", "name") in found
    assert ("# at six", "comment") in found
    assert ("18", "number") in found
    assert "".join(text for text, kind in found if kind == "string") == '"lit"'
    assert ("name", "keyword") in parts(code("name: 5", "yml"))


def test_a_language_is_never_guessed() -> None:
    """Code without a language, or in one nobody knows, and very long code stay as they are."""
    assert parts(code(PYTHON)) == []
    assert parts(code(PYTHON, "klingon-77")) == []
    assert parts(code("x = 1\n" * 5000, "python")) == []
    assert parts(code("x = 1;" * 300, "python")) == []


async def test_code_is_painted_once_it_was_read() -> None:
    """The article shows at once, its code in colours a moment later; another text has its own."""
    app = Host()
    async with app.run_test(size=(60, 20)) as pilot:
        for theme in THEMES:
            app.register_theme(theme)
        app.theme = "ink"
        app.view.show(make_article(code(PYTHON, "python")))
        await app.workers.wait_for_complete()
        await pilot.pause()
        [style] = styles_of(app, "return")
        assert style.bold
        assert style.color != next(styles_of(app, "light")).color
        app.view.show(make_article(code("plain words")))
        await pilot.pause()
        assert not list(styles_of(app, "return"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", CodeKind)
def test_code_can_be_read(theme, kind: CodeKind) -> None:
    """Colours of code stand out from the background of code: 4.5 to 1, as WCAG 2 asks of text."""
    colour = code_style(kind, Surroundings(is_dark=theme.dark)).color
    assert colour is not None
    assert contrast_of(Color.from_rich_color(colour), Color.parse(theme.surface)) >= 4.5


def test_code_without_colours_has_its_shapes() -> None:
    """Under NO_COLOR nothing is coloured, and keywords and comments are told apart all the same."""
    styles = {kind: code_style(kind, Surroundings(has_colour=False)) for kind in CodeKind}
    assert all(style.color is None for style in styles.values())
    assert styles[CodeKind.KEYWORD] == Style(bold=True)
    assert styles[CodeKind.COMMENT] == Style(italic=True)
    ansi = code_style(CodeKind.STRING, Surroundings(is_ansi=True)).color
    assert ansi is not None
    assert ansi.is_system_defined
