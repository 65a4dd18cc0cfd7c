"""Marking very many articles read in the app, which goes on meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.library.steps import AT_ONCE
from newsreader.model.query import Query
from tests.benchmarks.big_library import make_library
from tests.tui.app_driver import running


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A library with more unread articles than are changed at once."""
    path = tmp_path / "large.db"
    make_library(path, AT_ONCE + 1000, feeds=5, words=10, unread=1)
    return path


async def test_a_large_list_is_marked_read_and_taken_back(large: Path) -> None:
    """The rows are painted at once, the counters follow, and `u` gives all of it back."""
    async with running(large) as driver:
        total = driver.screen.feeds_pane.totals.unread
        await driver.press("A")
        assert all(row.is_read for row in driver.screen.headlines.window.rows)
        await driver.says(f"Marked read {total:,} articles. u takes it back.")
        await driver.until(lambda: driver.screen.feeds_pane.totals.unread == 0, "the counters")
        await driver.press("G", "N")
        await driver.until(lambda: driver.screen.feeds_pane.totals.unread == 1, "one unread")
        last = driver.current()
        await driver.press("g", "g", "n")
        await driver.until(lambda: driver.current() == last, "the unread one")
        await driver.press("u", "u")
        await driver.says(f"Took back: marked read {total:,} articles.")
        await driver.until(lambda: driver.screen.feeds_pane.totals.unread == total, "all unread")


async def test_keys_meanwhile_find_it_done(large: Path) -> None:
    """`n` finds nothing unread, a second `A` nothing to mark; the change is still one."""
    async with running(large) as driver:
        total = driver.screen.feeds_pane.totals.unread
        await driver.press("A")
        await driver.says("Marked read")
        await driver.press("n")
        await driver.says("All is read.")
        await driver.press("A")
        await driver.says("Nothing to change.")
        await driver.until(lambda: driver.screen.feeds_pane.totals.unread == 0, "the counters")
        await driver.press("u", "n")
        await driver.until(lambda: driver.screen.feeds_pane.totals.unread == total, "all unread")
        await driver.press("u")
        await driver.says("Nothing to take back.")


async def test_what_was_cut_short_goes_on_with_the_next_start(large: Path) -> None:
    """The list shows it done from the first."""
    with Library.open(large) as library:
        library.journal.mark_all_read(Query())
    async with running(large) as driver:
        assert all(row.is_read for row in driver.screen.headlines.window.rows)
        await driver.until(lambda: driver.screen.feeds_pane.totals.unread == 0, "the counters")


async def test_a_list_that_is_read_anew_holds_no_jump_back(large: Path) -> None:
    """The cursor gets to where it was sent, though the list is read anew meanwhile."""
    with Library.open(large) as library:
        [oldest] = library.articles.page(Query(oldest_first=True), limit=1)
    async with running(large) as driver:
        driver.screen.listing.reveal(oldest)
        driver.screen.listing.reload()
        await driver.until(lambda: driver.current() == oldest.title, "the oldest")
