"""The checks of a refresh that are under way: fetched, parsed, saved, each at its own pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from newsreader.feeds.changes import (
    ARTICLES_COUNTED,
    Answer,
    after_error,
    after_success,
    interval_of,
)
from newsreader.jobs.order import PATIENCE, Order
from newsreader.jobs.reading import ReadError, digest_of, read_feed
from newsreader.jobs.workers import NoWorkerError, WorkerError, Workers
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.feed import Feed
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.feeds.fetch import Fetcher, Response

MOST_UNREAD = 64 * 2**20
"""Bytes of answers that may wait to be parsed; beyond them nothing more is asked for.

Asking runs ahead of parsing: a stalled server is found out while there is other work to do.
"""


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


class Checks:
    """The checks under way. Only the thread that asks for outcomes touches the library."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        fetcher: Fetcher,
        threads: ThreadPoolExecutor,
        workers: Workers,
        feeds: Sequence[Feed],
    ) -> None:
        self._library = library
        self._settings = settings
        self._fetcher = fetcher
        self._threads = threads
        self._workers = workers
        self._steps: SimpleQueue[_Fetched | _Parsed] = SimpleQueue()
        # What failed last time goes first: a server that is still down then takes its time while
        # the others answer.
        self._order = Order(sorted(feeds, key=lambda feed: feed.health.failures == 0))
        self._left = len(feeds)
        self._ids = {feed.id for feed in feeds}
        # Bytes of the answers that wait to be parsed.
        self._unread = 0
        # As long as no server was found, perhaps it is not the feeds that fail: those whose
        # servers were not found wait until that is known.
        self._is_offline = True
        self._lost: list[tuple[Feed, str]] = []

    def outcomes(self) -> Iterator[FeedOutcome]:
        """Check all feeds; yield each outcome once it is stored."""
        while self._left:
            while self._unread < MOST_UNREAD and (feed := self._order.begin()):
                self._begin(feed)
            try:
                step = self._steps.get(timeout=PATIENCE)
            except Empty:
                continue
            outcome = self._fetched(step) if isinstance(step, _Fetched) else self._parsed(step)
            if outcome is not None:
                self._left -= 1
                yield outcome
            if not self._is_offline or self._left == len(self._lost):
                yield from self._lost_outcomes()

    def _lost_outcomes(self) -> Iterator[FeedOutcome]:
        """Yield the outcomes of the feeds that waited, once they are stored."""
        while self._lost:
            feed, words = self._lost.pop(0)
            outcome = self._failed(feed, words, is_offline=self._is_offline)
            self._left -= 1
            yield outcome

    def _begin(self, feed: Feed) -> None:
        """Have a thread ask for the feed, if it has changed."""
        future = self._threads.submit(
            self._fetcher.get,
            feed.url,
            etag=feed.health.etag,
            last_modified=feed.health.last_modified,
            access=self._settings.access_of(feed.url),
        )
        future.add_done_callback(lambda future: self._steps.put(_Fetched(feed, future)))

    def _fetched(self, step: _Fetched) -> FeedOutcome | None:
        """Finish the check of a feed that is as it was, or have the new body parsed."""
        from newsreader.feeds.fetch import FetchError

        feed = step.feed
        self._order.note_answer(feed)
        try:
            response = step.future.result()
        except FetchError as error:
            self._is_offline = self._is_offline and error.is_lost
            if self._is_offline:
                self._lost.append((feed, str(error)))
                return None
            return self._failed(
                feed, str(error), error.retry_after, is_gone=error.status == HTTPStatus.GONE
            )
        except Exception as error:  # noqa: BLE001 -- a fault of the fetcher's costs its feed only
            return self._failed(feed, f"it could not be fetched ({type(error).__name__})")
        self._is_offline = False
        if response.status == 304:
            return self._unchanged(feed, response, None)
        digest = digest_of(response.body)
        if digest == feed.health.body_hash:
            return self._unchanged(feed, response, digest)
        self._unread += len(response.body)
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
        self._unread -= len(step.response.body)
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
        feed = self._at_its_address(step.feed, step.response)
        if feed.id != step.feed.id:
            return self._checked_instead(feed)
        now = datetime.now(UTC)
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

    def _unchanged(
        self, former: Feed, response: Response, digest: str | None
    ) -> FeedOutcome | None:
        feed = self._at_its_address(former, response)
        if feed.id != former.id:
            return self._checked_instead(feed)
        now = datetime.now(UTC)
        health = after_success(
            feed.health,
            answer_of(response, digest),
            now=now,
            interval=self._interval(feed, now),
        )
        self._library.feeds.record_check(feed.id, health, url=feed.url)
        return FeedOutcome(feed.id, feed.url, feed.title, "unchanged")

    def _at_its_address(self, feed: Feed, response: Response) -> Feed:
        """Return a feed that was moved for good at its new address.

        Where there is a feed already, the two become one, and that one is returned.
        """
        if response.moved_to is None:
            return feed
        feed_id = self._library.feeds.move(feed.id, response.moved_to, former_url=feed.url)
        joined = None if feed_id == feed.id else self._library.feeds.get(feed_id)
        return joined or feed._replace(url=response.moved_to)

    def _checked_instead(self, feed: Feed) -> FeedOutcome | None:
        """Check the feed that another one was joined to, unless this run does so anyway.

        Otherwise two addresses that take turns in moving to each other would never be done.
        """
        if feed.id in self._ids:
            return FeedOutcome(feed.id, feed.url, feed.title, "unchanged")
        self._ids.add(feed.id)
        self._order.add(feed)
        return None

    def _interval(self, feed: Feed, now: datetime, new: Sequence[Entry] = ()) -> timedelta:
        """Return how long to wait until the next check."""
        if feed.interval is not None:
            return feed.interval
        published = self._library.articles.published(feed.id, limit=ARTICLES_COUNTED)
        published += [min(entry.published_at or now, now) for entry in new]
        return interval_of(published, now=now, shortest=self._settings.check_interval)

    def _failed(
        self,
        feed: Feed,
        words: str,
        retry_after: float | None = None,
        *,
        is_gone: bool = False,
        is_offline: bool = False,
    ) -> FeedOutcome:
        now = datetime.now(UTC)
        health = after_error(
            feed.health,
            words,
            now=now,
            interval=self._interval(feed, now),
            retry_after=retry_after,
            is_gone=is_gone,
            is_offline=is_offline,
        )
        self._library.feeds.record_check(feed.id, health, url=feed.url)
        return FeedOutcome(feed.id, feed.url, feed.title, "error", error=words)
