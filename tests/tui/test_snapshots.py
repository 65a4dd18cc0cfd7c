"""What the screen looks like, as text, at three sizes.

After a wanted change: `UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py`, and read the diff.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.tui.screens.article_figures import ArticleFiguresScreen
from newsreader.tui.screens.broken_feeds import BrokenFeedsScreen
from newsreader.tui.screens.edit_feed import EditFeedScreen
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


async def open_tides(app: Driver) -> None:
    """Open the first article and wait for its names and figures."""
    await app.until(lambda: len(app.titles()) == 5)
    await app.press("enter")
    await app.shows("Tides of Porto Novo, hour by hour since 1889")
    await app.until(lambda: app.screen.reader.article.is_annotated)


@pytest.mark.parametrize("size", SIZES)
async def test_reading(library: Path, size: tuple[int, int]) -> None:
    """An article, stepped to its first name."""
    async with running(library, size=size) as app:
        await open_tides(app)
        await app.until(lambda: app.screen.feeds_pane.totals.unread == 4)
        await app.press("right_square_bracket")
        await app.until(lambda: app.screen.status.words)
        await app.pilot.pause()
        check(app, "reading")


@pytest.mark.parametrize("size", SIZES)
async def test_the_figures(library: Path, size: tuple[int, int]) -> None:
    """The figures of an article, the cursor on the second."""
    async with running(library, size=size) as app:
        await open_tides(app)
        await app.press("I")
        await app.until(lambda: isinstance(app.app.screen, ArticleFiguresScreen))
        await app.press("j")
        await app.until(lambda: "since 1889." in app.text())
        await app.pilot.pause()
        check(app, "figures")


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
        await app.until(lambda: "A number before a key" in app.text())
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


@pytest.fixture
def troubled(library: Path) -> Path:
    """The small library with two feeds more, that cannot be had."""
    addresses = {
        "Lighthouse Log": "https://keeper:lamp@lighthouse.example/private/log.xml",
        "Old Pier": "https://pier.example/feed",
    }
    errors = (
        "401 Unauthorized: the feed wants a login; write it into https://user:password@host/...",
        "410 Gone: the feed was taken down for good; unsubscribe from it",
    )
    with Library.open(library) as opened:
        new = [NewFeed(url, title) for title, url in addresses.items()]
        for (feed, _), error in zip(opened.feeds.add(new, is_undoable=False), errors, strict=True):
            health = feed.health._replace(
                last_success_at=datetime(2024, 1, 5, tzinfo=UTC),
                last_error=error,
                is_stopped="410" in error,
            )
            opened.feeds.record_check(feed.id, health)
    return library


@pytest.mark.parametrize("size", SIZES[:2])
async def test_feeds_with_problems(troubled: Path, size: tuple[int, int]) -> None:
    """The list of the feeds that cannot be had."""
    async with running(troubled, size=size) as app:
        await app.press("exclamation_mark")
        await app.until(lambda: isinstance(app.app.screen, BrokenFeedsScreen))
        await app.until(lambda: "401 Unauthorized" in app.text())
        check(app, "broken-feeds")


@pytest.mark.parametrize("size", SIZES[:2])
async def test_no_feeds_with_problems(library: Path, size: tuple[int, int]) -> None:
    """The same screen where nothing is wrong."""
    async with running(library, size=size) as app:
        await app.press("exclamation_mark")
        await app.until(lambda: "No feed has a problem" in app.text())
        check(app, "no-broken-feeds")


@pytest.mark.parametrize("size", SIZES[:2])
async def test_editing_a_feed(troubled: Path, size: tuple[int, int]) -> None:
    """The dialog that edits a feed behind a login."""
    async with running(troubled, size=size) as app:
        await app.press("exclamation_mark")
        await app.until(lambda: isinstance(app.app.screen, BrokenFeedsScreen))
        await app.until(lambda: "401 Unauthorized" in app.text())
        await app.press("E")
        await app.until(lambda: isinstance(app.app.screen, EditFeedScreen))
        await app.until(lambda: "Always fetch the full text" in app.text())
        check(app, "edit-feed")


@pytest.mark.parametrize("size", SIZES[:2])
async def test_the_feeds_pane_tells_what_is_wrong(troubled: Path, size: tuple[int, int]) -> None:
    """The cursor on a feed with an error: its mark, and the reason in the status line."""
    async with running(troubled, size=size) as app:
        await app.press("h", *"4j")
        await app.says("401")
        await app.settled()
        await app.pilot.pause()
        check(app, "feed-error")
