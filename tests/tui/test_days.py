"""The days at which headlines stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.tui.days import day_name
from tests.tui.app_driver import entry, fill, running

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "room", "name"),
    [
        (TODAY, 20, "Today"),
        (date(2026, 11, 25), 20, "Yesterday"),
        (date(2026, 11, 25), 8, "25 Nov"),
        (date(2026, 11, 23), 22, "Monday 23 November"),
        (date(2026, 11, 23), 20, "Mon 23 Nov"),
        (date(2026, 11, 23), 17, "Mon 23 Nov"),
        (date(2026, 11, 23), 6, "23 Nov"),
        (date(2026, 11, 23), 5, ""),
        (date(2024, 3, 1), 20, "1 March 2024"),
        (date(2021, 9, 12), 12, "12 Sep 2021"),
    ],
)
def test_days_are_named_as_fully_as_fits(day: date, room: int, name: str) -> None:
    """Near days by name, others with their weekday, of other years with their year."""
    assert day_name(day, TODAY, room) == name


@given(st.dates(), st.integers(-3, 40))
def test_a_name_of_a_day_fits(day: date, room: int) -> None:
    """Never longer than there is room."""
    assert len(day_name(day, TODAY, room)) <= max(0, room)


@pytest.fixture
def days_path(tmp_path: Path) -> Path:
    """A library with headlines of today, yesterday and a day long ago, three each."""
    path = tmp_path / "days.db"
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    moments = [
        min(noon - timedelta(days=days, minutes=at), datetime.now(UTC) - timedelta(seconds=at))
        for days in (0, 1, 2000)
        for at in range(3)
    ]
    with Library.open(path) as library:
        [(feed, _)] = library.feeds.add([NewFeed("https://example.org/f", "Daily")])
        entries = tuple(
            Entry(f"{at}", f"Headline {at}", published_at=moment)
            for at, moment in enumerate(moments)
        )
        library.articles.save(feed.id, FeedUpdate(new=entries), None, datetime.now(UTC))
    return path


@pytest.mark.parametrize(("size", "lines"), [((80, 24), 1), ((120, 40), 2), ((200, 60), 2)])
async def test_the_first_headline_of_a_day_names_it(
    days_path: Path, size: tuple[int, int], lines: int
) -> None:
    """Each day is named once, at its first headline, on one line and on two."""
    async with running(days_path, size=size) as app:
        await app.until(lambda: app.current() == "Headline 0")
        text = app.text()
        assert app.screen.headlines.row_height == lines
        assert text.count("Today") == text.count("Yesterday") == 1
        rows = text.splitlines()
        at = next(n for n, row in enumerate(rows) if "Headline 3" in row)
        assert "Yesterday" in rows[at + lines - 1]


@pytest.mark.parametrize(("words", "lines"), [("1", 1), ("2", 2), ('"auto"', 2)])
async def test_lines_of_a_headline_can_be_set(days_path: Path, words: str, lines: int) -> None:
    """headline_lines says how many lines a headline has."""
    config = f"refresh_interval = 0\nheadline_lines = {words}\n"
    async with running(days_path, config=config) as app:
        await app.until(lambda: app.current() == "Headline 0")
        assert app.screen.headlines.row_height == lines
        await app.press("G")
        await app.at("Headline 8")
        assert "Headline 8" in app.text()


async def test_a_date_is_not_told_twice(days_path: Path) -> None:
    """Beside the name of a day long ago stands the time of day, and below it as well."""
    async with running(days_path) as app:
        await app.until(lambda: app.current() == "Headline 0")
        rows = app.text().splitlines()
        at = next(n for n, row in enumerate(rows) if "Headline 6" in row)
        assert "12:00" in rows[at + 1]
        year = str((datetime.now(UTC) - timedelta(days=2000)).year)
        assert rows[at + 1].count(year) == 1
        assert "11:59" in rows[at + 3]
        assert year not in rows[at + 3]


async def test_the_uppermost_headline_names_its_day(days_path: Path) -> None:
    """Scrolled to where the first one of a day is out of sight, one still knows the day."""
    async with running(days_path, size=(80, 7)) as app:
        await app.until(lambda: app.current() == "Headline 0")
        await app.press("7", "j")
        await app.at("Headline 7")
        rows = app.text().splitlines()
        at = next(n for n, row in enumerate(rows) if "Headline 4" in row)
        assert at == 1
        assert "Yesterday" in rows[at]
        assert "Yesterday" not in rows[at + 1]


@pytest.mark.parametrize(
    ("size", "day"),
    [((80, 24), "29 Feb 2024"), ((120, 40), "29 Feb 2024"), ((200, 60), "29 February 2024")],
)
async def test_a_day_leaves_room_for_the_name_of_the_feed(
    tmp_path: Path, size: tuple[int, int], day: str
) -> None:
    """A name of ordinary length is whole beside any day; where there is room, the day is, too."""
    path = tmp_path / "library.db"
    fill(path, {"Courier of the Sea": [entry("Old news", 24 * 60)]})
    async with running(path, size=size) as app:
        await app.until(lambda: app.current() == "Old news")
        [row] = [line for line in app.text().splitlines() if f" {day} " in line]
        assert row.count("Courier of the Sea") == 1
        assert "12:00" in row
