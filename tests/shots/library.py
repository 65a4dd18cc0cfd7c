"""A library for pictures: feeds in folders, in several languages, some with problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.feeds.document import read_document
from newsreader.highlight.highlight import VERSION
from newsreader.jobs.annotate import annotate_here
from newsreader.jobs.samples import offer_samples
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Enclosure, Entry, FeedUpdate
from newsreader.model.feed import FeedHealth
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.model.saved_search import SavedSearch, saving
from newsreader.model.text import MarkedText

_NEWS = Path(__file__).with_name("news.txt")
_PAGES = {"typesetting.html": ("0", "18:05"), "scripts.html": ("5", "08:00")}
"""Articles with much in them, and when they came."""

_PROBLEMS = {
    "Lighthouse Log": "401 Unauthorized: the feed wants a login; "
    "write it into https://user:password@host/...",
    "Old Pier": "410 Gone: the feed was taken down for good; unsubscribe from it",
    "Tide Gauge": "gauge.example did not answer within 30 s",
}
_FILES = (
    Enclosure("https://radio.example/signal-112.mp3", "audio/mpeg", 18_200_000, 1210),
    Enclosure("https://radio.example/signal-112.pdf", "application/pdf", 412_000),
    Enclosure("https://radio.example/estuary.mp4", "video/mp4", 96_500_000, 340),
)
_BOOKMARKED = ("A comet that", "Rade de Brest", "Humboldt")
_READ = ("Rade de", "New crane", "Tide tables", "Zugvögel", "How deep", "Octopuses", "Apollo")
_CHANGED = "Tide tables"
_FULL = "Schleuse"


def make_library(path: Path) -> None:
    """Fill a new library: three folders, two saved searches, marks of all kinds."""
    with Library.open(path) as library:
        offer_samples(library)
        for folder, title, entries in _feeds():
            url = f"https://example.org/{title.replace(' ', '-').lower()}"
            [(feed, _)] = library.feeds.add([NewFeed(url, title, folder)], is_undoable=False)
            library.articles.save(feed.id, FeedUpdate(new=entries), _health(title), _now())
        library.journal.apply(saving(SavedSearch("Ports", "port OR harbour OR hafen")))
        library.journal.apply(saving(SavedSearch("Large sums", "amount:€>1e6")))
        _mark(library)
        unmarked = library.articles.unannotated(VERSION)
        annotate_here(library, unmarked)


def _mark(library: Library) -> None:
    """Read, bookmark and change articles, and give one its full text."""

    def ids(*beginnings: str) -> tuple[int, ...]:
        rows = library.articles.iterate(Query())
        return tuple(row.id for row in rows if row.title.startswith(beginnings))

    library.journal.apply(Change(Action.MARK_READ, ids(*_READ)))
    library.journal.apply(Change(Action.BOOKMARK, ids(*_BOOKMARKED)))
    [full], [changed] = ids(_FULL), ids(_CHANGED)
    article = library.articles.get(full)
    assert article is not None
    library.articles.store_full_text(full, article.body, "de")
    harbour = next(feed for feed in library.feeds.all() if feed.title == "Harbour News")
    [(_, _, entries), *_] = _feeds()
    former = next(entry for entry in entries if entry.title.startswith(_CHANGED))
    entry = replace(former, body=MarkedText.from_plain(f"{former.body.text} A third comes in May."))
    library.articles.save(harbour.id, FeedUpdate(changed={changed: entry}), None, _now())


def _now() -> datetime:
    return datetime.now(UTC)


def _health(title: str) -> FeedHealth:
    """Return how the last check of a feed went: an hour ago, or for days no more."""
    error = _PROBLEMS.get(title)
    worked = _now() - (timedelta(days=3) if error else timedelta(hours=1))
    is_gone = error is not None and error.startswith("410")
    return FeedHealth(last_success_at=worked, last_error=error, is_stopped=is_gone)


def _feeds() -> Iterator[tuple[str | None, str, tuple[Entry, ...]]]:
    """Read folder, title and articles of each feed of `news.txt`; two more have no articles."""
    for part in _NEWS.read_text("utf-8").split("# ")[1:]:
        head, *lines = part.splitlines()
        folder, title, language = (word.strip() for word in head.split("|"))
        rows = zip(lines[::2], lines[1::2], strict=True)
        entries = [_entry(row, text, language) for row, text in rows]
        if title == "Harbour News":
            entries += [_page(name, *moment) for name, moment in _PAGES.items()]
        yield folder or None, title, tuple(entries)
    yield "Coast", "Old Pier", ()
    yield None, "Tide Gauge", ()


def _entry(row: str, text: str, language: str) -> Entry:
    date, title, author = (word.strip() for word in row.split("|"))
    return Entry(
        guid=title,
        title=title,
        author=author or None,
        url=f"https://example.org/{re.sub(r'[^a-z0-9]+', '-', title.lower()).strip('-')}",
        published_at=_moment(*date.split()),
        language=language,
        body=MarkedText.from_plain(text),
        enclosures=_FILES if "signal 112" in title else (),
    )


def _page(name: str, days_ago: str, clock: str) -> Entry:
    page = Path(__file__).with_name(name)
    read = read_document(page.read_bytes(), name=name)
    return replace(read, published_at=_moment(days_ago, clock))


def _moment(days_ago: str, clock: str) -> datetime:
    """Return a time of day, some days before today, both in the reader's time zone."""
    hour, minute = map(int, clock.split(":"))
    day = datetime.now().astimezone() - timedelta(days=int(days_ago))
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0).astimezone(UTC)
