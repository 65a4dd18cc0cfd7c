"""What the screen looks like, as text, at three sizes.

After a wanted change: `UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py`, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.subscribe import SubscribeScreen
from tests.tui.app_driver import Driver, entry, fill, running

SNAPSHOTS = Path(__file__).with_name("snapshots")
SIZES = [(80, 24), (120, 40), (200, 60)]

_TEXT = """The tide gauge at the old harbour of Porto Novo has been read every hour since 1889.

On 3 May 2019, said the harbour master, Inês Duarte, the water stood 4.2 metres above zero, about
12 % more than in an ordinary spring. The works cost 1.5 million euros.

The university of Coimbra keeps the books."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library whose looks do not change with the calendar."""
    path = tmp_path / "library.db"
    fill(
        path,
        {
            "Harbour News": [
                entry("Tides of Porto Novo, hour by hour since 1889", 1, _TEXT),
                entry("[red]A title that looks like markup[/]", 20),
                entry("", 30, guid="untitled"),
            ],
            "Le Courrier": [
                entry("Une très longue manchette qui ne tient sur aucune ligne " * 3, 10),
                entry("漢字の見出し", 40),
            ],
        },
        {"Le Courrier": "Presse"},
    )
    return path


def check(app: Driver, name: str) -> None:
    """Compare the screen with the stored one."""
    width, height = app.app.size
    file = SNAPSHOTS / f"{name}-{width}x{height}.txt"
    text = app.text() + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_the_headlines(library: Path, size: tuple[int, int]) -> None:
    """The list with a bookmark and a read article."""
    async with running(library, size=size) as app:
        await app.until(lambda: len(app.titles()) == 5)
        await app.press("m", "j", "N")
        await app.says("Marked read")
        await app.until(lambda: app.screen.feeds_pane.totals.unread == 4)
        await app.until(lambda: app.screen.feeds_pane.totals.bookmarked == 1)
        await app.pilot.pause()
        check(app, "list")


@pytest.mark.parametrize("size", SIZES)
async def test_reading(library: Path, size: tuple[int, int]) -> None:
    """An article, stepped to its first name."""
    async with running(library, size=size) as app:
        await app.until(lambda: len(app.titles()) == 5)
        await app.press("enter")
        await app.shows("Tides of Porto Novo, hour by hour since 1889")
        await app.until(lambda: app.screen.reader.article.is_annotated)
        await app.until(lambda: app.screen.feeds_pane.totals.unread == 4)
        await app.press("right_square_bracket")
        await app.until(lambda: app.screen.status.words)
        await app.pilot.pause()
        check(app, "reading")


@pytest.mark.parametrize("size", SIZES)
async def test_the_dialog(library: Path, size: tuple[int, int]) -> None:
    """The dialog that subscribes."""
    async with running(library, size=size) as app:
        await app.press("a")
        await app.until(lambda: isinstance(app.app.screen, SubscribeScreen))
        await app.until(lambda: "Folder" in app.text())
        check(app, "subscribe")


@pytest.mark.parametrize("size", SIZES)
async def test_help(library: Path, size: tuple[int, int]) -> None:
    """The page of keys."""
    async with running(library, size=size) as app:
        await app.press("question_mark")
        await app.until(lambda: isinstance(app.app.screen, HelpScreen))
        await app.until(lambda: "Everywhere" in app.text())
        check(app, "help")


@pytest.mark.parametrize("size", SIZES)
async def test_search(library: Path, size: tuple[int, int]) -> None:
    """The list while a search is typed."""
    async with running(library, size=size) as app:
        await app.press("slash", *"manch")
        await app.until(lambda: len(app.titles()) == 1)
        await app.until(lambda: "manch" in app.text())
        await app.pilot.pause()
        check(app, "search")
