"""Full texts: threads fetch the pages of articles, worker processes read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from newsreader.jobs.order import AT_ONCE, MOST_AT_ONCE, PATIENCE, Order
from newsreader.jobs.page_access import in_words_of_page, page_access
from newsreader.jobs.reading import FullText, ReadError, read_full_text
from newsreader.jobs.refresh import fetcher_of
from newsreader.jobs.workers import NoWorkerError, WorkerError, Workers
from newsreader.library.library import Library
from newsreader.model.article import Headline
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.feeds.fetch import Fetcher, Response

MOST_A_FEED = 50
"""Pages of one feed that are fetched after one refresh, the newest."""

# Chinese and Japanese have no blanks between words: their characters are counted.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class FullTextOutcome:
    """What came of fetching an article's page; all of it is stored.

    `status` is `new`, `changed` where there was a full text, `unchanged`, or `error`; `error` is
    a sentence for the user: the article keeps the text it has. `words` is how long the page's is.
    """

    article_id: int
    feed_id: int
    title: str
    status: str
    words: int = 0
    error: str | None = None

    @property
    def needs_marks(self) -> bool:
        """Whether the article has a new text."""
        return self.status in ("new", "changed")


def always_wanted(library: Library, article_ids: Iterable[int]) -> list[int]:
    """Return those of the articles whose feeds want full texts always: the newest of each feed."""
    wanted = {feed.id for feed in library.feeds.all() if feed.is_full_text}
    by_feed: dict[int, list[Headline]] = {}
    for article_id in dict.fromkeys(article_ids) if wanted else ():
        headline = library.articles.headline(article_id)
        if headline and headline.feed_id in wanted and headline.url:
            by_feed.setdefault(headline.feed_id, []).append(headline)
    return [
        headline.id
        for headlines in by_feed.values()
        for headline in sorted(headlines, key=lambda one: (one.sort_at, one.id), reverse=True)[
            :MOST_A_FEED
        ]
    ]


def full_texts(
    library: Library, article_ids: Sequence[int], *, settings: Settings
) -> Iterator[FullTextOutcome]:
    """Put the texts of their pages in place of articles' own; yield each outcome once it is stored.

    A page that cannot be had, or has no more text than the feed gave, costs its article nothing.
    Articles that are gone are passed over. Closing the generator ends everything within a second
    or so.
    """
    pages: list[_Page] = []
    for article_id in dict.fromkeys(article_ids):
        headline = library.articles.headline(article_id)
        if headline is None:
            continue
        if headline.url is None:
            yield _outcome(headline, error="the article has no link to its page")
        else:
            pages.append(_Page(headline.id, headline.url, headline))
    if not pages:
        return
    # What is left first is what the one before it waits for: closing the fetcher frees the threads.
    with (
        Workers() as workers,
        ThreadPoolExecutor(MOST_AT_ONCE) as threads,
        fetcher_of(settings) as fetcher,
    ):
        yield from _Pages(library, fetcher, threads, workers, pages).outcomes()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to fetch: the id of its article, and where it is."""

    id: int
    url: str
    headline: Headline


@dataclass(frozen=True, slots=True)
class _Fetched:
    page: _Page
    future: Future[Response]


@dataclass(frozen=True, slots=True)
class _Extracted:
    page: _Page
    future: Future[FullText]


class _Pages:
    """The pages under way. Only the thread that asks for outcomes touches the library."""

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        threads: ThreadPoolExecutor,
        workers: Workers,
        pages: Sequence[_Page],
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._threads = threads
        self._workers = workers
        self._order = Order(pages)
        self._left = len(pages)
        self._unread = 0
        self._steps: SimpleQueue[_Fetched | _Extracted] = SimpleQueue()

    def outcomes(self) -> Iterator[FullTextOutcome]:
        """Fetch and read all pages; yield each outcome once it is stored."""
        while self._left:
            while self._unread < AT_ONCE and (page := self._order.begin()):
                self._begin(page)
            try:
                step = self._steps.get(timeout=PATIENCE)
            except Empty:
                continue
            outcome = self._fetched(step) if isinstance(step, _Fetched) else self._extracted(step)
            if outcome is not None:
                self._left -= 1
                yield outcome

    def _begin(self, page: _Page) -> None:
        future = self._threads.submit(self._fetcher.get, page.url, access=page_access())
        future.add_done_callback(lambda future: self._steps.put(_Fetched(page, future)))

    def _fetched(self, step: _Fetched) -> FullTextOutcome | None:
        """Have the page read, if it could be had."""
        from newsreader.feeds.fetch import FetchError

        page = step.page
        self._order.note_answer(page)
        try:
            response = step.future.result()
        except FetchError as error:
            return _outcome(page.headline, error=in_words_of_page(error))
        except Exception as error:  # noqa: BLE001 -- a fault of the fetcher's costs its page only
            return _outcome(
                page.headline, error=f"the page could not be fetched ({type(error).__name__})"
            )
        self._unread += 1
        future = self._workers.submit(
            read_full_text, response.body, response.url, response.content_type
        )
        future.add_done_callback(lambda future: self._steps.put(_Extracted(page, future)))
        return None

    def _extracted(self, step: _Extracted) -> FullTextOutcome:
        self._unread -= 1
        headline = step.page.headline
        try:
            found = step.future.result()
        except ReadError as error:
            return _outcome(headline, error=str(error))
        except WorkerError as error:
            return _outcome(headline, error=f"the page {error}")
        except NoWorkerError:
            raise
        except Exception as error:  # noqa: BLE001 -- a fault of the reader's costs its page only
            return _outcome(headline, error=f"the page could not be read ({type(error).__name__})")
        return self._store(headline, found)

    def _store(self, headline: Headline, found: FullText) -> FullTextOutcome:
        article = self._library.articles.get(headline.id)
        if article is None:
            return _outcome(headline, error="the article was deleted meanwhile")
        words = len(_WORD.findall(found.body.text))
        had_full_text = article.summary is not None
        own = article.body if article.summary is None else article.summary
        if had_full_text and article.body == found.body:
            return _outcome(headline, "unchanged", words)
        if len(found.body.text) <= len(own.text):
            return _outcome(
                headline,
                words=words,
                error="the page has no more text than is here already: it was kept as it was",
            )
        self._library.articles.store_full_text(headline.id, found.body, found.language)
        return _outcome(headline, "changed" if had_full_text else "new", words)


def _outcome(
    headline: Headline, status: str = "error", words: int = 0, *, error: str | None = None
) -> FullTextOutcome:
    return FullTextOutcome(headline.id, headline.feed_id, headline.title, status, words, error)
