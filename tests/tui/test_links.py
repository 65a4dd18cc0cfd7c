"""Links and files of an article: letters, lists, notes, the mouse."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from newsreader.tui.commands import Pane
from newsreader.tui.layout.hints import LETTERS, hint_labels
from newsreader.tui.screens.article_links import ArticleLinksScreen
from newsreader.tui.screens.reading import ReadingScreen
from tests.tui.app_driver import Driver, running
from tests.tui.linked_article import make_library, place_on_screen


class Opened:
    """A program for the settings that notes what it was called with."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "opened"
        script = folder / "opener.py"
        script.write_text(
            "import sys\n"
            f"with open({str(self.file)!r}, 'a') as file:\n"
            "    file.write(' '.join(sys.argv[1:]) + '\\n')\n"
        )
        command = f"['{sys.executable}', '{script}'"
        self.config = (
            "refresh_interval = 0\n"
            f"browser = {command}, 'browser', '%u']\n"
            f"mail = {command}, 'mail', '%u']\n"
            f"[enclosures]\n'audio/*' = {command}, 'player', '%u']\n"
        )

    def lines(self) -> list[str]:
        """What was opened so far."""
        return self.file.read_text().splitlines() if self.file.exists() else []

    async def by(self, app: Driver, *lines: str) -> None:
        """Wait until just these were opened."""
        await app.until(lambda: self.lines() == list(lines), f"{lines} opened: {self.lines()}")


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    make_library(tmp_path / "library.db")
    return Opened(tmp_path)


@pytest.fixture
def path(opened: Opened) -> Path:
    return opened.file.with_name("library.db")


async def open_ferry(app: Driver) -> ReadingScreen:
    await app.press("enter")
    await app.shows("Ferry")
    return app.screen


def label_of(screen: ReadingScreen, end: str) -> str:
    return next(hint.label for hint in screen.article_view.hints if hint.target.url.endswith(end))


@given(st.integers(0, 1500))
def test_labels_are_short_and_none_begins_another(count: int) -> None:
    """As many as asked for, of the home row, no longer than the number of letters needs."""
    labels = hint_labels(count)
    assert len(labels) == len(set(labels)) == count
    assert not {c for label in labels for c in label} - set(LETTERS)
    prefixes = {label[:length] for label in labels for length in range(1, len(label))}
    assert not prefixes & set(labels)
    longest = max(map(len, labels), default=0)
    assert count <= 1 or len(LETTERS) ** (longest - 1) < count


async def test_letters_over_links_open_and_copy(path: Path, opened: Opened) -> None:
    """f shows them without moving the text; letters open, y then letters copies."""
    async with running(path, size=(100, 30), config=opened.config) as app:
        screen = await open_ferry(app)
        before = app.text().splitlines()
        await app.press("f")
        hints = screen.article_view.hints
        assert [hint.target.url.rpartition("/")[2] for hint in hints] == [
            "port", "board", "#fn1", "mailto:desk@example.org", "#results", "all",
        ]  # fmt: skip
        x, y = place_on_screen(app, label_of(screen, "board"))
        assert len(before) == len(app.text().splitlines())
        shown = "\n".join(app.text().splitlines()[:-2])
        assert "opens at noon" in shown
        assert (x, y) > (0, 0)
        await app.press(label_of(screen, "board"))
        await opened.by(app, "browser https://example.org/board")
        await app.says("Opening https://example.org/board")
        assert not screen.article_view.hints
        assert app.text().splitlines()[:-2] == before[:-2]
        await app.press("f", "y", label_of(screen, "port") if screen.article_view.hints else "f")
        await app.says("Copied https://example.org/port")
        assert app.app.clipboard == "https://example.org/port"
        await app.press("f")
        await app.press(label_of(screen, "desk@example.org"))
        await opened.by(app, "browser https://example.org/board", "mail mailto:desk@example.org")


async def test_capitals_open_several_and_escape_leaves(path: Path, opened: Opened) -> None:
    """After capitals the letters stay; a letter of no link is told; j works again after Escape."""
    async with running(path, size=(100, 30), config=opened.config) as app:
        screen = await open_ferry(app)
        await app.press("f")
        await app.press(label_of(screen, "port").upper())
        await opened.by(app, "browser https://example.org/port")
        assert screen.article_view.hints
        await app.press(label_of(screen, "all").upper())
        await opened.by(app, "browser https://example.org/port", "browser https://example.org/all")
        await app.press("h")
        await app.says("No link has the letters “h”.")
        await app.press("z")
        await app.says("Escape leaves")
        await app.press("escape", "j")
        assert not screen.article_view.hints
        assert screen.article_view.scroll_offset.y == 1
        assert screen.mode is None


async def test_hints_follow_scrolling_and_width(path: Path, opened: Opened) -> None:
    """Pages can be turned while letters are shown, and another width moves them along."""
    async with running(path, size=(100, 20), config=opened.config) as app:
        screen = await open_ferry(app)
        await app.press("f")
        first = [hint.target for hint in screen.article_view.hints]
        await app.pilot.resize_terminal(60, 20)
        await app.until(lambda: screen.article_view.hints[0].target == first[0])
        for hint in screen.article_view.hints:
            line = screen.article_view.render_line(hint.line).text
            assert line[hint.cell :].startswith(hint.label)
        await app.press("space", "space")
        assert screen.article_view.hints == []
        await app.says("No links in view. Space turns the page")
        await app.press("backspace", "backspace")
        assert screen.article_view.hints[0].target == first[0]
        await app.press("escape", "space", "space", "f")
        await app.says("No links in view. L lists all of the article.")
        assert screen.mode is None


async def test_a_note_is_gone_to_and_back(path: Path, opened: Opened) -> None:
    """A link within the page shows its place; Ctrl+o goes back to where one was."""
    async with running(path, size=(100, 30), config=opened.config) as app:
        screen = await open_ferry(app)
        await app.press("f")
        await app.press(label_of(screen, "#fn1"))
        await app.says("Ctrl+o goes back · Minutes of 3 May.")
        assert "Minutes of 3 May." in app.text()
        assert "opens at noon" not in app.text()
        await app.press("ctrl+o")
        await app.until(lambda: "opens at noon" in app.text())
        await app.press("f")
        await app.press(label_of(screen, "#results"))
        await app.says("Results")
        assert "None so far." in app.text()
        await app.press("G", "f")
        await app.press(label_of(screen, "#ref1"))
        await app.until(lambda: "opens at noon" in app.text())
        assert opened.lines() == []


async def listed(app: Driver, key: str) -> ArticleLinksScreen:
    await app.press(key)
    await app.until(lambda: isinstance(app.app.screen, ArticleLinksScreen), "the list")
    screen = app.app.screen
    assert isinstance(screen, ArticleLinksScreen)
    await app.until(lambda: screen.is_mounted and " of “Ferry”" in app.text())
    return screen


async def test_the_list_of_links(path: Path, opened: Opened) -> None:
    """Number, words and address of each; opened, copied, gone to; notes lead into the text."""
    async with running(path, size=(100, 30), config=opened.config) as app:
        await open_ferry(app)
        screen = await listed(app, "L")
        assert [row.words for row in screen.targets.rows] == [
            "port", "harbour board", "[1]", "the desk", "Results", "all of it", "back",
        ]  # fmt: skip
        assert "2  harbour board  example.org/board" in app.text()
        await app.press("j", "enter")
        await opened.by(app, "browser https://example.org/board")
        await app.press("6")
        await app.until(lambda: "all of it\nhttps://example.org/all" in _stripped(app.text()))
        await app.press("y")
        await app.until(lambda: "Copied https://example.org/all" in app.text())
        assert app.app.clipboard == "https://example.org/all"
        await app.press("l")
        await app.until(lambda: app.app.screen is app.screen)
        assert app.screen.article_view.selected_text() == "all of it"
        screen = await listed(app, "L")
        await app.press("3", "enter")
        await app.says("Minutes of 3 May.")
        assert app.app.screen is app.screen


def _stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


async def test_files_open_by_their_type(path: Path, opened: Opened) -> None:
    """The settings name a command for sound; what they do not name goes to the browser."""
    async with running(path, size=(100, 30), config=opened.config) as app:
        await open_ferry(app)
        await listed(app, "e")
        assert "Audio · mp3 · 24 min · 18 MB" in app.text()
        await app.press("enter")
        await opened.by(app, "player https://example.org/talk.mp3")
        await app.press("j", "enter")
        await opened.by(
            app,
            "player https://example.org/talk.mp3",
            "browser https://example.org/chart.pdf",
        )
        await app.press("y")
        await app.until(lambda: app.app.clipboard == "https://example.org/chart.pdf")
        await app.press("q")
        await app.until(lambda: app.app.screen is app.screen)


async def test_an_article_without_links_says_so(path: Path, opened: Opened) -> None:
    """Each of the keys tells that there is nothing."""
    async with running(path, config=opened.config) as app:
        await app.press("j", "enter")
        await app.shows("Calm")
        for key in ("f", "L"):
            await app.press(key)
            await app.says("This article has no links.")
        await app.press("e")
        await app.says("This article has no files")


async def test_the_mouse_follows_and_names_links(path: Path, opened: Opened) -> None:
    """Over a link its address is shown; a click opens it, the right button copies it."""
    async with running(path, size=(160, 30), config=opened.config) as app:
        screen = await open_ferry(app)
        view = screen.article_view
        x, y = place_on_screen(app, "harbour board")
        await app.pilot.hover(view, offset=(x + 3, y))
        await app.until(lambda: "https://example.org/board" in app.text().splitlines()[-2])
        await app.pilot.hover(view, offset=(x - 3, y))
        await app.until(lambda: "https://example.org/board" not in app.text().splitlines()[-2])
        await app.pilot.click(view, offset=(x + 3, y))
        await opened.by(app, "browser https://example.org/board")
        assert "Opening https://example.org/board" in app.text()
        await app.pilot.click(view, offset=(x + 3, y), button=3)
        await app.says("Copied https://example.org/board")
        assert screen.pane is Pane.ARTICLE


async def test_another_pane_ends_the_letters(path: Path, opened: Opened) -> None:
    """A click elsewhere gives the keys back their meaning."""
    async with running(path, size=(160, 30), config=opened.config) as app:
        screen = await open_ferry(app)
        await app.press("f")
        assert screen.mode is not None
        await app.pilot.click(screen.headlines, offset=(2, 2))
        await app.shows("Calm")
        assert screen.mode is None
        assert not screen.article_view.hints


async def test_marks_are_toned_down(path: Path, opened: Opened) -> None:
    """By the settings or by keys; shapes stay, and what is stepped to is always seen."""
    config = opened.config.replace("refresh_", 'mention_style = "quiet"\nrefresh_')
    async with running(path, size=(100, 30), config=config) as app:
        screen = await open_ferry(app)
        view = screen.article_view
        await app.until(lambda: screen.reader.article.is_annotated)

        def style_of(words: str) -> Style:
            x, y = place_on_screen(app, words)
            return next(iter(view.render_line(y).crop(x, x + 1)))[1]

        text = style_of("opens at").color
        quiet = style_of("noon").color
        assert quiet != text
        await app.press("g", "v")
        await app.says("Marks: none but the one stepped to.")
        assert style_of("noon").color == text
        await app.press("right_square_bracket")
        await app.says("noon")
        assert style_of("noon").reverse
        await app.press("g", "v")
        await app.says("Marks: in full colour.")
        assert style_of("Three boats").color not in (quiet, text)
