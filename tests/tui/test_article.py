"""What the keys do in an open article."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.model.mention import FIGURE_KINDS, NAME_KINDS, MentionKind
from newsreader.tui.commands import Pane
from tests.tui.app_driver import Driver, entry, fill, long_text, running

REPORT = (
    "Le ministre Armand Delorme a rencontré Ms Carter à Paris le 24 février 2022.\n\n"
    "Armand Delorme a promis 2,5 milliards d'euros, de six à douze par mois, a dit Delorme."
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A library with a French report between two other articles."""
    path = tmp_path / "reports.db"
    articles = [
        entry("First", 1, long_text()),
        entry("Rapport", 2, REPORT, language="fr"),
        entry("Last", 3),
    ]
    fill(path, {"Agence": articles})
    return path


async def open_report(app: Driver) -> None:
    await app.press("j", "enter")
    await app.shows("Rapport")
    await app.until(lambda: app.screen.reader.article.is_annotated, "its names and figures")


@pytest.mark.parametrize("key", ["h", "left", "escape", "q"])
async def test_back_to_the_headlines(reports: Path, key: str) -> None:
    """h, Left, Escape and q give the list the keyboard, the cursor on the article's headline."""
    async with running(reports) as app:
        await open_report(app)
        await app.press(key)
        assert app.screen.pane is Pane.LIST
        await app.at("Rapport")


async def test_the_article_shows_all_that_belongs_to_it(reports: Path) -> None:
    """Title, feed, date, language and text are on the screen, and a legend with counts."""
    async with running(reports) as app:
        await open_report(app)
        await app.until(lambda: "French" in app.text())
        for words in ("Rapport", "Agence", "1 March 2024, 11:58", "Armand Delorme", "person 4"):
            assert words in app.text()


async def test_next_and_previous_article(reports: Path) -> None:
    """J and K open the neighbours in the list's order, and say where it ends."""
    async with running(reports) as app:
        await open_report(app)
        await app.press("J")
        await app.shows("Last")
        await app.at("Last")
        await app.press("J")
        await app.says("This is the last article.")
        await app.press("2", "K")
        await app.shows("First")
        await app.press("K")
        await app.says("This is the first article.")


async def test_back_to_the_article_before(reports: Path) -> None:
    """Ctrl+o opens the article before this one at the place where it was left."""
    async with running(reports) as app:
        await app.press("enter")
        await app.shows("First")
        view = app.screen.article_view
        await app.press("2", "0", "j")
        await app.until(lambda: view.scroll_offset.y == 20)
        position = view.position
        await app.press("J")
        await app.shows("Rapport")
        await app.press("ctrl+o")
        await app.shows("First")
        await app.until(lambda: view.position == position, "the place where it was left")
        await app.press("ctrl+o")
        await app.says("There is no article before this one.")


async def test_stepping_from_mention_to_mention(reports: Path) -> None:
    """] and [ go through names and figures in reading order; the status line says what each is."""
    async with running(reports) as app:
        await open_report(app)
        await app.press("right_square_bracket")
        await app.says("Armand Delorme · person")
        await app.press("right_square_bracket")
        await app.says("Carter · person")
        await app.press("left_square_bracket")
        await app.says("Armand Delorme · person")
        view = app.screen.article_view
        found = {}
        for _ in app.screen.reader.article.mentions:
            found[view.current_mention_text] = view.current_mention.kind
            await app.press("right_square_bracket")
        assert found["Paris"] is MentionKind.PLACE
        assert found["24 février 2022"] is MentionKind.DATE
        assert found["2,5 milliards d'euros"] is MentionKind.MONEY
        assert found["six à douze"] is MentionKind.QUANTITY
        assert found["Delorme"] is MentionKind.PERSON


async def test_a_surname_is_known_by_its_full_name(reports: Path) -> None:
    """Stepping to a bare surname names the person in full."""
    async with running(reports) as app:
        await open_report(app)
        for _ in range(20):
            await app.press("right_square_bracket")
            if app.screen.article_view.current_mention_text == "Delorme":
                break
        await app.says("Armand Delorme")
        assert app.screen.article_view.current_mention_text == "Delorme"


async def test_what_is_marked(reports: Path) -> None:
    """v goes from all to names, figures, none and one kind, and around; stepping follows."""
    async with running(reports) as app:
        await open_report(app)
        view = app.screen.article_view
        for words, kinds in (
            ("names", frozenset(NAME_KINDS)),
            ("figures", frozenset(FIGURE_KINDS)),
            ("none", frozenset()),
            ("date only", frozenset({MentionKind.DATE})),
            ("all", frozenset(MentionKind)),
        ):
            await app.press("v")
            await app.says(f"Marked: {words}.")
            assert view.shown_kinds == kinds
            await app.press("right_square_bracket")
            if kinds:
                assert view.current_mention.kind in kinds
            else:
                await app.says("Nothing is marked now")


async def test_what_is_marked_can_be_set(reports: Path) -> None:
    """The settings say what is marked at the start, and how wide the text is."""
    config = 'refresh_interval = 0\nmarked = "figures"\ntext_width = 44\n'
    async with running(reports, size=(200, 60), config=config) as app:
        await open_report(app)
        assert app.screen.article_view.shown_kinds == frozenset(FIGURE_KINDS)
        assert app.screen.article_view.text_width == 44


async def test_find_in_the_article(reports: Path) -> None:
    """/ finds while typing, n and N step through the matches, Escape ends the find."""
    async with running(reports) as app:
        await open_report(app)
        await app.press("slash", *"delorme")
        await app.says("Match 1 of 3.")
        await app.press("enter", "n")
        await app.says("Match 2 of 3.")
        await app.press("N")
        await app.says("Match 1 of 3.")
        assert "other end" not in app.screen.status.words
        await app.press("N")
        await app.says("Match 3 of 3. Going on from the other end.")
        await app.press("n")
        await app.says("Match 1 of 3. Going on from the other end.")
        await app.press("escape")
        assert app.screen.pane is Pane.ARTICLE
        assert not app.screen.article_view.match_count
        await app.press("slash", *"zzz")
        await app.says("“zzz” is not in this article.")
        await app.press("escape")
        await app.press("n")
        await app.shows("Last")


async def test_marks_from_within_the_article(reports: Path) -> None:
    """N, m and D work on the open article; deleting it goes back to the list."""
    async with running(reports) as app:
        await open_report(app)
        await app.press("N")
        await app.says("Marked unread “Rapport”")
        await app.press("m")
        await app.says("Bookmarked “Rapport”")
        await app.press("m")
        await app.says("No longer bookmarked “Rapport”")
        await app.press("D")
        await app.lists("First", "Last")
        assert app.screen.pane is Pane.LIST
        assert app.screen.reader.article is None
        await app.press("u")
        await app.lists("First", "Rapport", "Last")


async def test_a_mark_read_by_opening_is_not_on_the_undo_stack(reports: Path) -> None:
    """u after reading does not make the article unread: nothing was asked for."""
    async with running(reports) as app:
        await open_report(app)
        await app.press("u")
        await app.says("Nothing to take back.")
        assert app.screen.headlines.window.rows[1].is_read


async def test_an_article_without_text_says_so(tmp_path: Path) -> None:
    """An empty body is explained, with the next step."""
    path = tmp_path / "empty.db"
    fill(path, {"Feed": [entry("Bare", 1, text=" ", url=None)]})
    async with running(path) as app:
        await app.press("enter")
        await app.shows("Bare")
        await app.until(lambda: "no text here" in " ".join(app.text().split()))
        await app.press("o")
        await app.says("This article has no link.")
