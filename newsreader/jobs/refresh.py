"""Refreshing feeds: threads fetch, worker processes parse, this thread saves and reports."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsreader.feeds.changes import after_error, after_success
from newsreader.jobs.reading import ReadError, digest_of, read_feed
from newsreader.jobs.workers import NoWorkerError, WorkerError, Workers
from newsreader.library.backup import back_up_daily
from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
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
    from newsreader.feeds.fetch import Fetcher

    waiting = deque(_by_turns(feeds))
    # What is left first is what the one before it waits for: closing the fetcher frees the threads.
    with Workers() as workers, ThreadPoolExecutor(AT_ONCE) as threads, Fetcher() as fetcher:
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


def _by_turns(feeds: Sequence[Feed]) -> list[Feed]:
    """Return the feeds so that hosts take turns: one with many feeds must not hold up the rest."""
    turns: list[tuple[int, Feed]] = []
    seen: dict[str, int] = {}
    for feed in feeds:
        host = urlsplit(feed.url).netloc
        seen[host] = seen.get(host, 0) + 1
        turns.append((seen[host], feed))
    return [feed for _, feed in sorted(turns, key=lambda turn: turn[0])]


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
        self._interval = settings.check_interval
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
            return self._failed(feed, str(error), error.retry_after)
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

    def _parsed(self, step: _Parsed) -> FeedOutcome:
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
        response = step.response
        health = after_success(
            feed.health,
            response.etag,
            response.last_modified,
            step.digest,
            now=now,
            interval=self._interval,
        )
        new = self._library.articles.save(feed.id, update, health, now, url=feed.url)
        return FeedOutcome(
            feed.id,
            feed.url,
            update.title or feed.title,
            "new" if new else "unchanged",
            len(new),
            article_ids=(*new, *update.changed),
        )

    def _unchanged(self, feed: Feed, response: Response, digest: str | None) -> FeedOutcome:
        health = after_success(
            feed.health,
            response.etag,
            response.last_modified,
            digest,
            now=datetime.now(UTC),
            interval=self._interval,
        )
        self._library.feeds.record_check(feed.id, health, url=feed.url)
        return FeedOutcome(feed.id, feed.url, feed.title, "unchanged")

    def _failed(self, feed: Feed, words: str, retry_after: float | None = None) -> FeedOutcome:
        health = after_error(
            feed.health,
            words,
            now=datetime.now(UTC),
            interval=self._interval,
            retry_after=retry_after,
        )
        self._library.feeds.record_check(feed.id, health, url=feed.url)
        return FeedOutcome(feed.id, feed.url, feed.title, "error", error=words)
