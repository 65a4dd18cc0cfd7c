"""Subscribing: what the user typed -> a feed in the library, with its first articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from newsreader.feeds.changes import after_success, interval_of
from newsreader.jobs.checks import answer_of
from newsreader.jobs.reading import Page, ReadError, digest_of, read_feed_or_page
from newsreader.jobs.refresh import fetcher_of, refresh
from newsreader.jobs.workers import NoWorkerError, WorkerError, Workers
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.feed import Feed, FeedHealth
from newsreader.settings import Settings

if TYPE_CHECKING:
    from newsreader.feeds.fetch import Fetcher, Response

_CANDIDATES = 10


class SubscribeError(Exception):
    """Nothing was subscribed to; the message is a sentence for the user: why, what to do."""


class NoFeedError(SubscribeError):
    """There is a web page at the address, and no feed can be had of it."""


class _UnreachableError(SubscribeError):
    """No connection could be made."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription. Unless `is_new` it was there before, and nothing was done.

    `others` are the further feeds that the web page names.
    """

    feed: Feed
    is_new: bool
    new_articles: int = 0
    article_ids: tuple[int, ...] = ()
    others: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A feed: its address, and what it calls itself, or the page that names it calls it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class _Fetched:
    url: str
    response: Response
    update: FeedUpdate
    others: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class _PageAt:
    url: str
    feeds: tuple[tuple[str, str], ...]
    problem: str


Choose = Callable[[Sequence[Found]], Found]
"""Asks the user for one of several feeds."""

_Look = Callable[[str], _Fetched | _PageAt]


def subscribe(
    library: Library,
    typed: str,
    *,
    settings: Settings,
    title: str | None = None,
    folder: str | None = None,
    choose: Choose | None = None,
) -> Subscribed:
    """Subscribe to the feed at an address, or to one of those a web page there names.

    That is the one the user will `choose`, else the likeliest that can be had. It is fetched
    first: what cannot be had is not subscribed to. Raises `SubscribeError`.
    """
    addresses = _addresses(typed)
    for url in addresses:
        if feed := library.feeds.find(url):
            return Subscribed(feed, is_new=False)
    fetched = next(_feeds_at(addresses, settings, choose))
    [(feed, is_new)] = library.feeds.add(
        [NewFeed(fetched.url, title, folder, fetched.update.site_url)]
    )
    if not is_new:
        return Subscribed(feed, is_new=False, others=fetched.others)
    if library.articles.known(feed.id):
        # It was subscribed once before: a check tells what is new from what is stored.
        outcome = next(refresh(library, feeds=[feed], settings=settings))
        # Those that come back with the subscription are new to the list as well.
        stored = library.feeds.get(feed.id)
        counted = stored.articles if stored else outcome.new_articles, outcome.article_ids
    else:
        article_ids = _save(library, feed, fetched, settings)
        counted = len(article_ids), tuple(article_ids)
    return Subscribed(library.feeds.get(feed.id) or feed, is_new, *counted, fetched.others)


def discover(typed: str, *, settings: Settings) -> list[Found]:
    """Return the feed at an address, or those that can be had of the ones a web page there names.

    Raises `SubscribeError` if the address cannot be fetched or no feed can be had.
    """
    return [Found(one.url, one.update.title) for one in _feeds_at(_addresses(typed), settings)]


def _addresses(typed: str) -> list[str]:
    from newsreader.feeds.typed import typed_addresses

    try:
        return typed_addresses(typed)
    except ValueError as error:
        raise SubscribeError(str(error)) from None


def _save(library: Library, feed: Feed, fetched: _Fetched, settings: Settings) -> list[int]:
    now = datetime.now(UTC)
    response = fetched.response
    health = after_success(
        FeedHealth(),
        answer_of(response, digest_of(response.body), fetched.update),
        now=now,
        interval=interval_of(
            [min(entry.published_at or now, now) for entry in fetched.update.new],
            now=now,
            shortest=settings.check_interval,
        ),
    )
    return library.articles.save(feed.id, fetched.update, health, now)


def _feeds_at(
    addresses: Sequence[str], settings: Settings, choose: Choose | None = None
) -> Iterator[_Fetched]:
    """Yield the feed at an address, else those of the page there that can be had; at least one.

    Further addresses are tried where the one before cannot be reached.
    """
    with Workers() as workers, fetcher_of(settings) as fetcher:
        look = partial(_look, settings=settings, fetcher=fetcher, workers=workers)
        found = _at_first(addresses, look)
        if isinstance(found, _Fetched):
            yield found
            return
        if not found.feeds:
            yield _at_common_places(found, look)
            return
        problem: SubscribeError | None = None
        is_found = False
        named = [Found(*feed) for feed in found.feeds[:_CANDIDATES]]
        for candidate in [choose(named)] if choose and len(named) > 1 else named:
            try:
                feed = look(candidate.url)
            except SubscribeError as error:
                problem = problem or SubscribeError(f"the feed it names, {candidate.url}: {error}")
                continue
            if isinstance(feed, _Fetched):
                is_found = True
                yield replace(feed, others=tuple(one for one in named if one != candidate))
        if not is_found:
            raise NoFeedError(str(problem or found.problem))


def _at_first(addresses: Sequence[str], look: _Look) -> _Fetched | _PageAt:
    first, *others = addresses
    try:
        return look(first)
    except _UnreachableError:
        if not others:
            raise
        return _at_first(others, look)


def _at_common_places(page: _PageAt, look: _Look) -> _Fetched:
    """Return the feed that the site of a page has where many sites have theirs."""
    from newsreader.feeds.discover import common_places

    for place in common_places(page.url):
        with suppress(SubscribeError):
            found = look(place)
            if isinstance(found, _Fetched):
                return found
    raise NoFeedError(f"{page.problem}; give the address of a feed")


def _look(
    url: str, *, settings: Settings, fetcher: Fetcher, workers: Workers
) -> _Fetched | _PageAt:
    from newsreader.feeds.fetch import FetchError

    try:
        response = fetcher.get(url, access=settings.access_of(url))
        task = workers.submit(read_feed_or_page, response.body, response.url, response.content_type)
        found = task.result()
    except FetchError as error:
        kind = _UnreachableError if error.is_unreachable else SubscribeError
        raise kind(str(error)) from None
    except ReadError as error:
        raise SubscribeError(str(error)) from None
    except WorkerError as error:
        raise SubscribeError(f"it {error}") from None
    except NoWorkerError:
        raise
    except Exception as error:
        raise SubscribeError(f"it could not be read ({type(error).__name__})") from error
    if isinstance(found, Page):
        return _PageAt(response.url, found.feeds, found.problem)
    return _Fetched(response.moved_to or url, response, found)
