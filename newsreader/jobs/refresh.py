"""Refreshing feeds: threads fetch, worker processes parse, this thread saves and reports."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from queue import SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsreader.feeds.changes import (
    ARTICLES_COUNTED,
    Answer,
    after_error,
    after_success,
    interval_of,
)
from newsreader.jobs.reading import ReadError, digest_of, read_feed
from newsreader.jobs.workers import NoWorkerError, WorkerError, Workers
from newsreader.library.backup import back_up_daily
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.feed import Feed
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.feeds.fetch import Fetcher, Response

AT_ONCE = 16
"""Feeds under way at the same time: so many threads wait on the network, so many bodies wait to
be parsed."""


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What came of checking a feed; all of it is stored.

    `status` is `new`, `unchanged` or `error`; `error` a sentence for the user. `article_ids` are
    the new articles and those whose texts were changed.
    """

    feed_id: int
    url: str
    title: str
    status: str
    new_articles: int = 0
    error: str | None = None
    article_ids: tuple[int, ...] = ()


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
    within a second or so. In the end, if there are new articles, the library is backed up unless
    it was today; raises `LibraryError` if that fails.
    """
    if feeds is None:
        feeds = due_feeds(library, is_forced=is_forced)
    if not feeds:
        return
    waiting = deque(_by_turns(feeds))
    # What is left first is what the one before it waits for: closing the fetcher frees the threads.
    with (
        Workers() as workers,
        ThreadPoolExecutor(AT_ONCE) as threads,
        fetcher_of(settings) as fetcher,
    ):
        checks = _Checks(library, settings, fetcher, threads, workers)
        under_way = 0
        has_new = False
        while waiting or under_way:
            while waiting and under_way < AT_ONCE:
                checks.begin(waiting.popleft())
                under_way += 1
            outcome = checks.next_outcome()
            has_new = has_new or outcome.new_articles > 0
            yield outcome
            under_way -= 1
    if has_new:
        back_up_daily(library)


def fetcher_of(settings: Settings) -> Fetcher:
    """Return a fetcher with the limits that are set."""
    from newsreader.feeds.fetch import Fetcher

    return Fetcher(deadline=settings.fetch_timeout, max_bytes=settings.fetch_size * 2**20)


def _by_turns(feeds: Sequence[Feed]) -> list[Feed]:
    """Return the feeds so that hosts take turns: one with many feeds must not hold up the rest."""
    turns: list[tuple[int, Feed]] = []
    seen: dict[str, int] = {}
    for feed in feeds:
        host = urlsplit(feed.url).netloc
        seen[host] = seen.get(host, 0) + 1
        turns.append((seen[host], feed))
    return [feed for _, feed in sorted(turns, key=lambda turn: turn[0])]


def answer_of(response: Response, digest: str | None, update: FeedUpdate | None = None) -> Answer:
    """Return what a check brought beside articles; without an `update` nothing was read."""
    return Answer(
        response.etag,
        response.last_modified,
        digest,
        response.fresh_for,
        update.check_floor if update else None,
        is_known=update is None,
    )


@dataclass(frozen=True, slots=True)
class _Fetched:
    feed: Feed
    future: Future[Response]


@dataclass(frozen=True, slots=True)
class _Parsed:
    feed: Feed
    response: Response
    digest: str
    future: Future[FeedUpdate]


class _Checks:
    """The checks under way. Only the thread that asks for outcomes touches the library."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        fetcher: Fetcher,
        threads: ThreadPoolExecutor,
        workers: Workers,
    ) -> None:
        self._library = library
        self._settings = settings
        self._fetcher = fetcher
        self._threads = threads
        self._workers = workers
        self._steps: SimpleQueue[_Fetched | _Parsed] = SimpleQueue()

    def begin(self, feed: Feed) -> None:
        """Have a thread ask for the feed, if it has changed."""
        future = self._threads.submit(
            self._fetcher.get,
            feed.url,
            etag=feed.health.etag,
            last_modified=feed.health.last_modified,
            access=self._settings.access_of(feed.url),
        )
        future.add_done_callback(lambda future: self._steps.put(_Fetched(feed, future)))

    def next_outcome(self) -> FeedOutcome:
        """Wait until a check is over and stored."""
        while True:
            step = self._steps.get()
            outcome = self._fetched(step) if isinstance(step, _Fetched) else self._parsed(step)
            if outcome is not None:
                return outcome

    def _fetched(self, step: _Fetched) -> FeedOutcome | None:
        """Finish the check of a feed that is as it was, or have the new body parsed."""
        from newsreader.feeds.fetch import FetchError

        feed = step.feed
        try:
            response = step.future.result()
        except FetchError as error:
            return self._failed(
                feed, str(error), error.retry_after, is_gone=error.status == HTTPStatus.GONE
            )
        except Exception as error:  # noqa: BLE001 -- a fault of the fetcher's costs its feed only
            return self._failed(feed, f"it could not be fetched ({type(error).__name__})")
        if response.status == 304:
            return self._unchanged(feed, response, None)
        digest = digest_of(response.body)
        if digest == feed.health.body_hash:
            return self._unchanged(feed, response, digest)
        known = self._library.articles.known(feed.id)
        future = self._workers.submit(
            read_feed, response.body, response.url, response.content_type, known
        )
        future.add_done_callback(
            lambda future: self._steps.put(_Parsed(feed, response, digest, future))
        )
        return None

    def _parsed(self, step: _Parsed) -> FeedOutcome | None:
        """Save what is new."""
        feed = step.feed
        try:
            update = step.future.result()
        except ReadError as error:
            return self._failed(feed, str(error))
        except WorkerError as error:
            return self._failed(feed, f"the feed {error}")
        except NoWorkerError:
            raise
        except Exception as error:  # noqa: BLE001 -- a fault of the parser's costs its feed only
            return self._failed(feed, f"the feed could not be read ({type(error).__name__})")
        now = datetime.now(UTC)
        moved = self._at_its_address(feed, step.response)
        if moved is None:
            return None
        feed = moved
        answer = answer_of(step.response, step.digest, update)
        interval = self._interval(feed, now, update.new)
        health = after_success(feed.health, answer, now=now, interval=interval)
        new = self._library.articles.save(feed.id, update, health, now, url=feed.url)
        return FeedOutcome(
            feed.id,
            feed.url,
            update.title or feed.title,
            "new" if new else "unchanged",
            len(new),
            article_ids=(*new, *update.changed),
        )

    def _unchanged(self, feed: Feed, response: Response, digest: str | None) -> FeedOutcome | None:
        moved = self._at_its_address(feed, response)
        if moved is None:
            return None
        now = datetime.now(UTC)
        health = after_success(
            moved.health,
            answer_of(response, digest),
            now=now,
            interval=self._interval(moved, now),
        )
        self._library.feeds.record_check(moved.id, health, url=moved.url)
        return FeedOutcome(moved.id, moved.url, moved.title, "unchanged")

    def _at_its_address(self, feed: Feed, response: Response) -> Feed | None:
        """Return a feed that was moved for good at its new address.

        Where there is a feed already, the two become one, and that one is checked instead: None.
        """
        if response.moved_to is None:
            return feed
        feed_id = self._library.feeds.move(feed.id, response.moved_to)
        if feed_id == feed.id:
            return replace(feed, url=response.moved_to)
        joined = self._library.feeds.get(feed_id)
        assert joined is not None
        self.begin(joined)
        return None

    def _interval(self, feed: Feed, now: datetime, new: Sequence[Entry] = ()) -> timedelta:
        """Return how long to wait until the next check."""
        if feed.interval is not None:
            return feed.interval
        published = self._library.articles.published(feed.id, limit=ARTICLES_COUNTED)
        published += [min(entry.published_at or now, now) for entry in new]
        return interval_of(published, now=now, shortest=self._settings.check_interval)

    def _failed(
        self, feed: Feed, words: str, retry_after: float | None = None, *, is_gone: bool = False
    ) -> FeedOutcome:
        now = datetime.now(UTC)
        health = after_error(
            feed.health,
            words,
            now=now,
            interval=self._interval(feed, now),
            retry_after=retry_after,
            is_gone=is_gone,
        )
        self._library.feeds.record_check(feed.id, health, url=feed.url)
        return FeedOutcome(feed.id, feed.url, feed.title, "error", error=words)
