"""Importing files: subscriptions, feed files and article files."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from newsreader.jobs.keeping import Collection
from newsreader.jobs.reading import (
    ReadError,
    kind_of_file,
    read_article,
    read_feed,
    read_subscriptions,
)
from newsreader.jobs.workers import WorkerError, Workers
from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.feed import FILES_URL
from newsreader.model.journal import Action, Change
from newsreader.model.saved_search import SavedSearch
from newsreader.model.text import clean_line

T = TypeVar("T")

STANDARD_INPUT = "-"
MAX_BYTES = 32 << 20
_STDIN_URL = "newsreader:stdin"
_FILES_TITLE = "Imported articles"
# HTML after a byte-order mark, blanks, comments and processing instructions.
_PAGE = re.compile(
    rb"(?>[\s\xef\xbb\xbf\xff\xfe]+|<!--.*?-->|<\?.*?>)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h[1-6])\b",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Imported:
    """An item that is stored: a `feed` subscribed to, an `article`, or a `search` that is saved.

    `is_new` is False for what was there before, whether or not it was changed by this. An
    article with `needs_marks` has a new text. `tags` are those of a feed that are not kept. A
    saved search has its name only, no id.
    """

    kind: str
    id: int
    title: str
    is_new: bool
    needs_marks: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing was stored; `reason` is a sentence for the user.

    With `is_entry` it is an entry of a list of feeds, whose others were subscribed to.
    """

    name: str
    reason: str
    is_entry: bool = False


def import_files(library: Library, names: Sequence[str]) -> Iterator[Imported | Refused]:
    """Import files, `-` being the standard input; yield each item once it is stored, durably.

    Subscriptions are not fetched. A feed file is a feed of its own that is never fetched; article
    files are collected in one feed. What was imported before is brought up to date.
    """
    with Workers() as workers:
        importer = _Importer(library, workers)
        for name in names:
            try:
                yield from importer.import_file(name)
            except (ReadError, WorkerError) as error:
                yield Refused(_shown(name), str(error))


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else clean_line(name)


class _Importer:
    def __init__(self, library: Library, workers: Workers) -> None:
        self._library = library
        self._workers = workers
        self._articles = Collection(library, url=FILES_URL, title=_FILES_TITLE)

    def import_file(self, name: str) -> Iterator[Imported | Refused]:
        """Import one file, whatever it is."""
        data = _read(name)
        if not data.strip():
            raise ReadError("it is empty; nothing was imported")
        own_name = _stand_in_name(data) if name == STANDARD_INPUT else Path(name).name
        kind = self._ask(kind_of_file, data, own_name)
        if kind == "subscriptions":
            yield from self._subscriptions(data)
        elif kind == "feed":
            yield from self._feed(name, data)
        else:
            yield self._article(name, own_name, data)

    def _subscriptions(self, data: bytes) -> Iterator[Imported | Refused]:
        listed = self._ask(read_subscriptions, data)
        for entry in listed.left_out:
            yield Refused(entry.name, entry.reason, is_entry=True)
        if not (listed.outlines or listed.searches):
            raise ReadError("it lists no feed with an http or https address")
        feeds = [NewFeed(one.url, one.title, one.folder, one.site_url) for one in listed.outlines]
        added = self._library.feeds.add(feeds) if feeds else []
        places = {
            f"feed:{feed.id}": one.position
            for (feed, is_new), one in zip(added, listed.outlines, strict=True)
            if is_new and one.position is not None
        }
        self._arrange({**places, **{f"folder:{n}": p for n, p in listed.folders.items()}})
        for (feed, is_new), one in zip(added, listed.outlines, strict=True):
            yield Imported("feed", feed.id, feed.title, is_new, tags=one.tags)
        yield from self._searches(listed.searches)

    def _arrange(self, wanted: Mapping[str, int]) -> None:
        """Give feeds and folders the places they had; those that have one here keep it."""
        here = self._library.feeds.places()
        after = {key: str(place) for key, place in wanted.items() if key not in here}
        if after:
            # It goes with the subscriptions: nothing that is taken back on its own.
            self._library.journal.apply(Change(Action.ARRANGE, after=after), is_undoable=False)

    def _searches(self, searches: Sequence[SavedSearch]) -> Iterator[Imported]:
        """Save searches, as one change; one whose name is taken stays as it is here."""
        known = {search.name for search in self._library.searches.all()}
        new = {search.name: search.dumps() for search in searches if search.name not in known}
        if new:
            first, more = next(iter(new)), len(new) - 1
            subject = f"{first} and {more} more" if more else first
            self._library.journal.apply(Change(Action.SAVE_SEARCH, after=new, subject=subject))
        for search in searches:
            yield Imported("search", 0, search.name, is_new=search.name in new)

    def _feed(self, name: str, data: bytes) -> Iterator[Imported]:
        if name == STANDARD_INPUT:
            url = _stdin_url(self._ask(read_feed, data, _STDIN_URL, None, ()), data)
        else:
            url = Path(name).resolve().as_uri()
        # A feed that was unsubscribed comes back with its articles: they are known.
        stored = self._library.feeds.stored_id(url)
        known = self._library.articles.known(stored) if stored else []
        update = self._ask(read_feed, data, url, None, known)
        [(feed, is_new)] = self._library.feeds.add([NewFeed(url)])
        ids = self._library.articles.save(feed.id, update, None, datetime.now(UTC))
        yield Imported("feed", feed.id, update.title or feed.title, is_new)
        for article_id, entry in zip(ids, update.new, strict=False):
            yield Imported("article", article_id, entry.title, is_new=True, needs_marks=True)
        for article_id, entry in update.changed.items():
            yield Imported("article", article_id, entry.title, is_new=False, needs_marks=True)

    def _article(self, name: str, own_name: str, data: bytes) -> Imported:
        entry = self._ask(read_article, data, own_name)
        kept = self._articles.keep(replace(entry, guid=_guid(name, data)))
        return Imported("article", kept.article_id, entry.title, kept.is_new, kept.needs_marks)

    def _ask(self, task: Callable[..., T], *arguments: object) -> T:
        return self._workers.submit(task, *arguments).result()


def _read(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has an impossible name"
        raise ReadError(f"it cannot be read ({reason}); check the name") from None
    if len(data) > MAX_BYTES:
        raise ReadError(f"it is larger than {MAX_BYTES >> 20} MiB; split it")
    return data


def _stdin_url(update: FeedUpdate, data: bytes) -> str:
    """Return the address of a feed that came without one: the same for each of its versions."""
    own = f"{update.site_url or ''}\n{update.title}".strip().encode() or data
    return f"{_STDIN_URL}/{hashlib.blake2b(own, digest_size=8).hexdigest()}"


def _stand_in_name(data: bytes) -> str:
    """Return a name for what comes by the standard input, which has none."""
    is_page = _PAGE.match(data[:65_536].replace(b"\0", b""))
    return "input.html" if is_page else "input.txt"


def _guid(name: str, data: bytes) -> str:
    if name == STANDARD_INPUT:
        return f"{_STDIN_URL}/{hashlib.blake2b(data, digest_size=16).hexdigest()}"
    return Path(name).resolve().as_uri()
