"""Refreshing feeds: threads fetch, worker processes parse, this thread saves and reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.jobs.checks import Checks, FeedOutcome
from newsreader.jobs.order import MOST_AT_ONCE
from newsreader.jobs.upkeep import look_after
from newsreader.jobs.workers import Workers
from newsreader.library.library import Library
from newsreader.model.feed import Feed
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.feeds.fetch import Fetcher


def due_feeds(library: Library, *, is_forced: bool = False) -> list[Feed]:
    """Return the feeds whose check is due; `is_forced`: all that come from the web."""
    if is_forced:
        return [feed for feed in library.feeds.all() if feed.is_fetched]
    return library.feeds.due(datetime.now(UTC))


def refresh(
    library: Library,
    *,
    feeds: Sequence[Feed] | None = None,
    is_forced: bool = False,
    settings: Settings,
) -> Iterator[FeedOutcome]:
    """Check feeds, those that are due unless some are named; yield each outcome once it is durable.

    Nothing that goes wrong with one feed touches another. Closing the generator ends everything
    within a second or so. In the end, if there are new articles, the library is looked after (see
    `upkeep`); raises `LibraryError` if that fails.
    """
    if feeds is None:
        feeds = due_feeds(library, is_forced=is_forced)
    if not feeds:
        return
    # What is left first is what the one before it waits for: closing the fetcher frees the threads.
    with (
        Workers() as workers,
        ThreadPoolExecutor(MOST_AT_ONCE) as threads,
        fetcher_of(settings) as fetcher,
    ):
        checks = Checks(library, settings, fetcher, threads, workers, feeds)
        has_new = False
        for outcome in checks.outcomes():
            has_new = has_new or outcome.new_articles > 0
            yield outcome
    if has_new:
        look_after(library, settings)


def fetcher_of(settings: Settings) -> Fetcher:
    """Return a fetcher with the limits that are set."""
    from newsreader.feeds.fetch import Fetcher

    return Fetcher(deadline=settings.fetch_timeout, max_bytes=settings.fetch_size * 2**20)
