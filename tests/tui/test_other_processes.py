"""What others do to the library while the app is open, and what befell it before."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.tui.screens import reading
from tests.cli.command_line import CommandLine
from tests.feed_server import FeedServer
from tests.hostile.aftermath import subscribe
from tests.jobs.written import rss
from tests.tui.app_driver import running


async def test_the_app_follows_what_other_processes_change(library_path: Path) -> None:
    """It looks every two seconds at least: new articles, marks, and feeds that are gone."""
    assert reading._WATCH <= 2
    cli = CommandLine(library_path.parent)
    report = cli.folder / "report.txt"
    report.write_text("A ship came in\n\nIt had been at sea for a year.\n")
    async with running(library_path) as app:
        await app.lists("A1", "B1", "A2", "B2", "A3", "A4")
        await asyncio.to_thread(cli.run, "import", report, "--no-annotate")
        await app.until(lambda: "A ship came in" in app.titles(), "the article imported")
        [first] = [row.id for row in app.screen.headlines.window.rows if row.title == "A1"]
        await asyncio.to_thread(cli.run, "bookmark", first)
        await app.until(
            lambda: any(row.is_bookmarked for row in app.screen.headlines.window.rows),
            "the bookmark",
        )
        feeds = await asyncio.to_thread(cli.run, "feeds", "--json")
        [beta] = [feed["id"] for feed in feeds.json if feed["title"] == "Beta"]
        await asyncio.to_thread(cli.run, "remove", beta)
        await app.until(lambda: "B1" not in app.titles(), "the feed's articles gone")
        assert "Beta" not in app.text()


@pytest.fixture
def damaged_path(library_path: Path) -> Path:
    """The library without its first page."""
    library_path.write_bytes(b"\0" * 4096 + library_path.read_bytes()[4096:])
    return library_path


async def test_the_app_tells_that_the_library_was_restored(damaged_path: Path) -> None:
    """A damaged library is read on, and a message says what was done."""
    async with running(damaged_path) as app:
        await app.until(lambda: len(app.titles()) == 6, "the salvaged articles")
        await app.says("had to be repaired")
        [notice] = app.app.library.notices
        await app.until(
            lambda: notice in [one.message for one in app.app._notifications], "the message"
        )
    with Library.open(damaged_path) as library:
        assert library.notices == []


async def test_the_app_and_a_refresh_write_at_once(library_path: Path) -> None:
    """What is done in the app while feeds come in, and all that they bring, is there in the end."""
    cli = CommandLine(library_path.parent)
    with FeedServer() as server:
        urls = [
            server.serve(f"/{n}", rss(f"Feed {n}", [f"Story {n}-{m}" for m in range(50)]))
            for n in range(6)
        ]
        subscribe(cli, *urls)
        async with running(library_path) as app:
            await app.lists("A1", "B1", "A2", "B2", "A3", "A4")
            refreshing = asyncio.create_task(
                asyncio.to_thread(cli.run, "refresh", *urls, "--no-annotate", "--json")
            )
            done = 0
            while not refreshing.done():
                await app.press("m")
                done += 1
                await app.says("Bookmarked" if done % 2 else "No longer bookmarked")
            await app.until(
                lambda: sum(feed.unread for feed in app.screen.feeds_pane.feeds) >= 300,
                "the new articles",
            )
    assert {line["status"] for line in (await refreshing).json_lines} == {"new"}
    with Library.open(library_path) as library:
        assert library.flaws() == []
        assert library.feeds.totals().articles == 306
        assert library.feeds.totals().bookmarked == done % 2
