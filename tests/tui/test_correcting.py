"""Correcting a name: the key, the dialog, the article shown anew, and the way back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.connections import READ_ONLY, Connections
from newsreader.library.library import Library
from newsreader.library.mentions import MarkedArticle
from newsreader.model.mention import Marks, Mention, MentionKind
from newsreader.model.query import Query
from newsreader.model.text import MarkedText
from newsreader.settings import Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.commands import Pane
from newsreader.tui.screens.correct_name import CorrectNameScreen
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.test_type_ahead import burst

SPEECH = "Inês Duarte spoke in Mars on 3 May. Later Duarte met the press in Porto."
NOTE = "Mars begins; Duarte waits."
ORGANISATION, PLACE = MentionKind.ORGANISATION, MentionKind.PLACE
NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"

NEVER_OLD = 10**6
"""A version no highlighter has reached: the app marks nothing anew."""


def name(text: str, words: str, kind: MentionKind, canonical: str | None = None) -> Mention:
    start = text.rindex(words)
    return Mention(start, start + len(words), kind, canonical or words)


def figure(text: str, words: str) -> Mention:
    return Mention(text.index(words), text.index(words) + len(words), MentionKind.DATE)


MARKS = {
    "Speech": Marks(
        (),
        (
            name(SPEECH, "Inês Duarte", ORGANISATION),
            name(SPEECH, "Mars", PLACE),
            figure(SPEECH, "3 May"),
            name(SPEECH, "Duarte", ORGANISATION, "Inês Duarte"),
            name(SPEECH, "Porto", PLACE),
        ),
    ),
    "Note": Marks(
        (), (name(NOTE, "Mars", PLACE), name(NOTE, "Duarte", ORGANISATION, "Inês Duarte"))
    ),
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two articles whose names are marked, not all of them right."""
    path = tmp_path / "names.db"
    fill(path, {"Agency": [entry("Speech", 1, SPEECH), entry("Note", 2, NOTE)]})
    with Library.open(path) as opened:
        for headline in opened.articles.iterate(Query()):
            article = opened.articles.get(headline.id)
            marked = MarkedArticle.of(
                headline.id, headline.title, article.body.text, MARKS[headline.title]
            )
            opened.articles.annotate([marked], NEVER_OLD)
    return path


async def open_at(app: Driver, words: str) -> None:
    """Open the first article and step to a mention."""
    await app.press("enter")
    await app.shows("Speech")
    await step_to(app, words)


async def step_to(app: Driver, words: str) -> None:
    view = app.screen.article_view
    for _ in range(5):
        await app.press(NEXT)
        if view.current_mention_text == words:
            return
    raise AssertionError(f"no mention “{words}”")


async def choose(app: Driver, letter: str) -> None:
    """Open the dialog and choose in it."""
    await app.press("c")
    await app.until(lambda: isinstance(app.app.screen, CorrectNameScreen), "the dialog")
    await app.press(letter)


def kinds(app: Driver) -> dict[str, str]:
    """The kinds of the names marked on the screen, by their words."""
    page = app.screen.article_view.page_shown
    names = [placed for placed in page.mentions if placed.mention.kind.is_name]
    return {page.text[each.start : each.end]: each.mention.kind.value for each in names}


async def test_a_name_gets_another_kind(library: Path) -> None:
    """Said of the surname, it shows on both forms, in the legend, and the cursor stays."""
    async with running(library) as app:
        await open_at(app, "Duarte")
        await app.says("Duarte · organisation · Inês Duarte · Enter its page · c corrects")
        await choose(app, "p")
        await app.says("“Inês Duarte” is a person. u takes it back.")
        right = {"Inês Duarte": "person", "Mars": "place", "Duarte": "person", "Porto": "place"}
        await app.until(lambda: kinds(app) == right, "the corrected names")
        await app.until(lambda: "person 2" in app.text())
        view = app.screen.article_view
        assert view.current_mention_text == "Duarte"
        assert view.current_mention.kind is MentionKind.PERSON
        assert "u takes it back" in app.screen.status.words
        await app.press("J")
        await app.shows("Note")
        assert kinds(app) == {"Mars": "place", "Duarte": "person"}


async def test_what_is_no_name_is_not_marked(library: Path) -> None:
    """It goes from the screen and from other articles; one steps on from its place; u brings it."""
    async with running(library) as app:
        await open_at(app, "Mars")
        view = app.screen.article_view
        await choose(app, "x")
        await app.says("“Mars” is no name. u takes it back.")
        await app.until(lambda: "Mars" not in kinds(app), "the name to go")
        assert view.current_mention is None
        await app.press("u")
        await app.says("Took back: “Mars” is no name.")
        await app.until(lambda: kinds(app).get("Mars") == "place", "the name to come back")
        assert view.current_mention_text == "Mars"
        await app.press("ctrl+r")
        await app.says("Did again: “Mars” is no name.")
        await app.until(lambda: "Mars" not in kinds(app), "the name to go")
        await app.press(NEXT)
        assert view.current_mention_text == "3 May"
        await app.press("J")
        await app.shows("Note")
        assert kinds(app) == {"Duarte": "organisation"}


async def test_keys_typed_ahead_go_where_they_are_meant_to(library: Path) -> None:
    """Sent at once: correct, step back, correct that too, a key too many, take the last back."""
    async with running(library) as app:
        await open_at(app, "Mars")
        await burst(app, "c", "x", PREVIOUS, "c", "t", "u")
        await app.says("Took back: “Inês Duarte” is a name of another kind.")
        left = {"Inês Duarte": "organisation", "Duarte": "organisation", "Porto": "place"}
        await app.until(lambda: kinds(app) == left, "one correction of two")
        await burst(app, NEXT, "c", "escape", "escape")
        await app.until(lambda: app.screen.pane is Pane.LIST, "the second Escape to go back")


async def test_the_dialog_shows_the_name_and_its_kind(library: Path) -> None:
    """Escape and other keys change nothing; the present kind is pointed out."""
    async with running(library) as app:
        await open_at(app, "Duarte")
        await app.press("c")
        await app.until(lambda: "“Duarte”, that is “Inês Duarte”" in app.text())
        assert "o  organisation  (as it is now)" in app.text()
        await app.press("z", "enter", "escape")
        await app.until(lambda: app.app.screen is app.screen, "the dialog to close")
        await app.press("u")
        await app.says("Nothing to take back.")
        assert kinds(app)["Duarte"] == "organisation"


async def test_a_correction_is_taken_back_after_a_restart(library: Path) -> None:
    """The next start shows the correction, and u takes it back."""
    async with running(library) as app:
        await open_at(app, "Porto")
        await choose(app, "o")
        await app.says("“Porto” is an organisation.")
    async with running(library) as app:
        await app.shows("Speech")
        assert kinds(app)["Porto"] == "organisation"
        await app.press("u")
        await app.until(lambda: kinds(app)["Porto"] == "place", "what was found")


async def test_without_a_name_the_key_says_what_to_do(library: Path) -> None:
    """It asks to step to a name first, and leaves figures alone."""
    async with running(library) as app:
        await app.press("enter")
        await app.shows("Speech")
        await app.press("c")
        await app.says("Step to a name with ] or [ first: c corrects it.")
        await step_to(app, "3 May")
        await app.press("c")
        await app.says("This is a figure; only a name can be corrected.")


async def test_a_summary_is_corrected_too(library: Path) -> None:
    """Names of a summary, which are found when it is shown, follow what was said of them."""
    text = "Sir Anthony Carter lives in Oslo. Mr Carter paints."
    with Library.open(library) as opened:
        [first, _] = opened.articles.iterate(Query())
        opened.articles.store_full_text(first.id, MarkedText.from_plain(text), "en")
        article = opened.articles.get(first.id)
        opened.articles.annotate(
            [MarkedArticle.of(first.id, "Speech", article.body.text, Marks())], NEVER_OLD
        )
    async with running(library) as app:
        await app.press("enter")
        await app.shows("Speech")
        await app.press("x")
        await app.until(lambda: kinds(app), "the names of the summary")
        found = kinds(app)
        await app.press(NEXT)
        words = app.screen.article_view.current_mention_text
        await choose(app, "x")
        await app.says("is no name. u takes it back.")
        await app.until(lambda: words not in kinds(app), "the name to go")
        await app.press("u")
        await app.until(lambda: kinds(app) == found, "the name to come back")


async def test_a_read_only_library_says_so(library: Path) -> None:
    """Nothing is asked where nothing could be kept."""
    settings, _ = Settings.load(library.with_suffix(".toml"), library)
    with closing(Library(Connections(library, obstacle=READ_ONLY))) as opened:
        reader = NewsreaderApp(opened, settings)
        async with reader.run_test(size=(120, 40)) as pilot:
            app = Driver(reader, pilot)
            await app.settled()
            await app.press("enter")
            await app.until(lambda: app.screen.reader.article, "the article")
            await app.until(lambda: app.screen.pane is Pane.ARTICLE)
            await app.press(NEXT)
            await app.says("Inês Duarte · organisation")
            assert "c corrects" not in app.screen.status.words
            await app.press("c")
            await app.says("This library is read-only: nothing can be changed.")
            app.screen.quit()
