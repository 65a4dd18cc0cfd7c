"""Rows of the headline list: their marks, and columns that follow the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.query import Query
from newsreader.model.text import MarkedText
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.test_headlines import ALL


def row_of(app: Driver, title: str) -> str:
    """The line of the list that begins with a title, from its marks on."""
    region = app.screen.headlines.region
    lines = [line[region.x : region.right] for line in app.text().splitlines()]
    return next(line for line in lines if line[3:].startswith(title))


async def test_each_state_has_its_sign(library_path: Path) -> None:
    """Unread, bookmarked, and changed since it was read; opening what changed takes that away."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.until(lambda: row_of(app, "A1").startswith("●  A1"))
        await app.press("m", "N")
        await app.until(lambda: row_of(app, "A1").startswith(" ★ A1"))
        with Library.open(library_path) as library:
            [headline] = [row for row in library.articles.iterate(Query()) if row.title == "A1"]
            changed = replace(entry("A1", 10), body=MarkedText.from_plain("Said otherwise."))
            update = FeedUpdate(changed={headline.id: changed})
            library.articles.save(headline.feed_id, update, None, datetime.now(UTC))
        await app.until(lambda: row_of(app, "A1").startswith("~★ A1"))
        await app.press("enter")
        await app.until(lambda: "Said otherwise." in app.text())
        await app.until(lambda: row_of(app, "A1").startswith(" ★ A1"))


SIZES = [(60, 20), (80, 24), (100, 30), (120, 40), (160, 50), (200, 60), (400, 60)]
FEEDS = ("Alpha ", "Beta, the")


@pytest.mark.parametrize("lines", [1, 2])
async def test_columns_follow_the_window(tmp_path: Path, lines: int) -> None:
    """At any width feeds begin in one column, ages end in one, and titles have all the rest."""
    path = tmp_path / "library.db"
    titles = [f"{number} {'headline ' * number}".strip() for number in range(1, 10)]
    rows = [entry(title, place * 60) for place, title in enumerate(titles)]
    fill(path, {"Alpha": rows[::2], "Beta, the longer one": rows[1::2]})
    config = f"refresh_interval = 0\nheadline_lines = {lines}\n"
    async with running(path, config=config) as app:
        await app.until(lambda: len(app.titles()) == len(titles))
        for width, height in SIZES:
            await app.pilot.resize_terminal(width, height)
            await app.until(lambda width=width: app.screen.size.width == width)
            await app.pilot.pause()
            region = app.screen.headlines.region
            room = app.screen.headlines.scrollable_content_region.width
            shown = [line[region.x :][:room] for line in app.text().splitlines()]
            parts = [line for line in shown if any(feed in line for feed in FEEDS)]
            columns = {max(map(line.find, FEEDS)) for line in parts}
            # On one line of a narrow list there is no column of feeds.
            assert len(columns) == (1 if lines == 2 or room > 60 else 0), (width, parts)
            assert {len(line.rstrip()) for line in parts} <= {room - 1}, (width, parts)
        assert all(any(line[3:].startswith(title) for line in shown) for title in titles)
