"""The screen of an article's figures, and the way to one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.model.mention import FIGURE_KINDS, MentionKind
from newsreader.model.sentences import sentence_around
from newsreader.settings import MARKED
from newsreader.tui.screens.article_figures import ArticleFiguresScreen
from newsreader.tui.widgets.article_view import ArticleView
from tests.tui.app_driver import Driver, entry, fill, running

TEXT = "\n\n".join(
    (
        "The gauge was read on 3 May 2019 by Mr. J. Duarte. It stood 4.2 metres above zero!",
        *(f"Paragraph {word} says nothing at all. " * 12 for word in ("Alpha", "Beta", "Gamma")),
        "The works cost 1.5 million euros, about 12 % more than planned. Nobody was hurt.",
    )
)
NEXT = "right_square_bracket"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An article with figures at its beginning and end, and one without any."""
    path = tmp_path / "library.db"
    fill(path, {"News": [entry("Tides", 1, TEXT), entry("Calm", 2, "Nothing happened here.")]})
    return path


async def open_article(app: Driver, title: str) -> None:
    """Open an article and wait until it is marked."""
    await app.press("enter")
    await app.shows(title)
    await app.until(lambda: app.screen.reader.article.is_annotated, "the marks")


async def open_at(app: Driver, words: str) -> ArticleView:
    """Open the first article and step to a mention."""
    await open_article(app, "Tides")
    view = app.screen.article_view
    while view.current_mention_text != words:
        await app.press(NEXT)
    return view


async def open_figures(app: Driver) -> ArticleFiguresScreen:
    """Open the first article and list its figures."""
    await open_article(app, "Tides")
    await app.press("I")
    await app.until(lambda: isinstance(app.app.screen, ArticleFiguresScreen), "the figures")
    screen = app.app.screen
    assert isinstance(screen, ArticleFiguresScreen)
    await app.until(lambda: screen.is_mounted and "Figures of" in app.text())
    return screen


async def test_each_figure_has_its_sentence_and_value(library: Path) -> None:
    """The list is in the order of the text, and the sentence is neither cut nor another's."""
    async with running(library) as app:
        screen = await open_figures(app)
        assert [(r.written, r.meaning, r.sentence) for r in screen.figures.rows] == [
            (
                "3 May 2019",
                "date · Friday 3 May 2019",
                "The gauge was read on 3 May 2019 by Mr. J. Duarte.",
            ),
            ("4.2 metres", "quantity · 4.2 m", "It stood 4.2 metres above zero!"),
            (
                "1.5 million euros",
                "money · 1,500,000 EUR",
                "The works cost 1.5 million euros, about 12 % more than planned.",
            ),
            (
                "12 %",
                "percent · about 12 %",
                "The works cost 1.5 million euros, about 12 % more than planned.",
            ),
        ]
        for words in (
            "3 May 2019",
            "Friday 3 May 2019",
            "It stood 4.2 metres above zero!",
            "go there",
        ):
            assert words in app.text()


async def test_enter_goes_to_the_figure(library: Path) -> None:
    """The article scrolls to it, it is the one stepped to, and stepping goes on from there."""
    async with running(library, size=(80, 24)) as app:
        await open_figures(app)
        assert "1.5 million euros" in app.text()
        await app.press("j", "j", "enter")
        await app.until(lambda: app.app.screen is app.screen)
        view = app.screen.article_view
        assert view.current_mention_text == "1.5 million euros"
        await app.until(lambda: "The works cost 1.5 million euros" in app.text(), "its place")
        await app.press(NEXT)
        assert view.current_mention_text == "12 %"


async def test_a_figure_not_marked_is_marked_when_one_goes_to_it(library: Path) -> None:
    """Where only names are shown, figures are shown again, and the legend says so."""
    async with running(library) as app:
        await open_article(app, "Tides")
        await app.press("v")
        await app.says("Marked: names.")
        await app.press("I")
        await app.until(lambda: isinstance(app.app.screen, ArticleFiguresScreen), "the figures")
        await app.press("G", "enter")
        await app.until(lambda: app.app.screen is app.screen)
        view = app.screen.article_view
        assert view.current_mention_text == "12 %"
        assert frozenset(FIGURE_KINDS) <= view.shown_kinds


async def test_leaving_changes_nothing(library: Path) -> None:
    """Every key for back does; the figure stepped to is where the list begins."""
    async with running(library) as app:
        view = await open_at(app, "4.2 metres")
        for key in ("q", "escape", "h", "left", "I"):
            await app.press("I")
            await app.until(lambda: isinstance(app.app.screen, ArticleFiguresScreen), "figures")
            screen = app.app.screen
            assert screen.figures.current.written == "4.2 metres"
            await app.press("k", key)
            await app.until(lambda: app.app.screen is app.screen)
            assert view.current_mention_text == "4.2 metres"


async def test_an_article_without_figures_says_so(library: Path) -> None:
    """No empty list is opened."""
    async with running(library) as app:
        await app.press("j")
        await open_article(app, "Calm")
        await app.press("I")
        await app.says("No figures in this article.")
        assert app.app.screen is app.screen


async def test_one_kind_is_that_of_the_mention_stepped_to(library: Path) -> None:
    """After none, v marks the last kind alone; the legend names it, and stepping stays in it."""
    async with running(library) as app:
        view = await open_at(app, "1.5 million euros")
        await app.press("v", "v", "v", "v")
        await app.says("Marked: money only.")
        assert view.shown_kinds == frozenset({MentionKind.MONEY})
        await app.until(lambda: "money 1" in app.text(), "the legend")
        assert "figure 4" not in app.text()
        for _ in range(2):
            await app.press(NEXT)
            assert view.current_mention_text == "1.5 million euros"
        await app.press("v")
        await app.says("Marked: all.")
        assert view.shown_kinds == MARKED["all"]
        await app.until(lambda: "figure 4" in app.text(), "the legend")


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. He paid $5. Two.", "$5", "He paid $5."),
        ("Am 24. Mai kam er. Dann ging er.", "24. Mai", "Am 24. Mai kam er."),
        ("Mr. J. Doe is 40. He left.", "40", "Mr. J. Doe is 40."),
        ("Title with 3\n\nThen 4 more.", "3", "Title with 3"),
        ("« Il y en a 3 ! » Puis rien.", "3", "« Il y en a 3 ! »"),
        ("It cost 3.5 percent? Yes.", "3.5 percent", "It cost 3.5 percent?"),
    ],
)
def test_the_sentence_around_a_place(text: str, words: str, sentence: str) -> None:
    """Dots of numbers and abbreviations end no sentence, breaks between blocks do."""
    start = text.index(words)
    begin, end = sentence_around(text, start, start + len(words))
    assert text[begin:end] == sentence


def test_a_sentence_without_end_is_cut() -> None:
    """Of an endless line only the words near the figure are shown."""
    text = "word " * 50_000
    begin, end = sentence_around(text, 100_000, 100_004)
    assert begin < 100_000 < end
    assert end - begin < 1_300
