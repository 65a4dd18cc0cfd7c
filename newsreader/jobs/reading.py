"""What the worker processes do with bytes from outside; each function is the task of a worker."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.model.article import Entry, FeedUpdate, KnownEntry


class ReadError(Exception):
    """Bytes that are not what they should be; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Page:
    """A web page that is no feed, with the feeds it names: pairs of address and title."""

    feeds: tuple[tuple[str, str], ...]
    problem: str


def digest_of(body: bytes) -> str:
    """Return the digest by which a body that was read before is known again."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def read_feed(
    body: bytes, url: str, content_type: str | None, known: Sequence[KnownEntry]
) -> FeedUpdate:
    """Parse a feed and tell what is new in it. Raises `ReadError`."""
    from newsreader.feeds.changes import decide
    from newsreader.feeds.parse import ParseError, parse_feed

    try:
        return decide(known, parse_feed(body, url=url, content_type=content_type))
    except ParseError as error:
        raise ReadError(str(error)) from None


def read_feed_or_page(body: bytes, url: str, content_type: str | None) -> FeedUpdate | Page:
    """Parse a feed nothing is known of, or find the feeds that a web page names."""
    from newsreader.feeds.discover import find_feeds

    try:
        return read_feed(body, url, content_type, ())
    except ReadError as error:
        found = find_feeds(body, url=url, content_type=content_type)
        return Page(tuple((feed.url, feed.title) for feed in found), str(error))


def read_article(data: bytes, name: str) -> Entry:
    """Read an article file; the ending of its name says what it is. Raises `ReadError`."""
    from newsreader.feeds.document import DocumentError, read_document

    try:
        return read_document(data, name=name)
    except DocumentError as error:
        raise ReadError(str(error)) from None


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscription that an OPML or `urls` file lists."""

    url: str
    title: str | None
    folder: str | None
    site_url: str | None


def read_subscriptions(data: bytes) -> list[Listed]:
    """Read an OPML file, or newsboat's `urls` file. Raises `ReadError`."""
    from newsreader.feeds.opml import OpmlError, is_opml, read_opml, read_urls_file

    try:
        if is_opml(data):
            outlines = read_opml(data)
        else:
            outlines = read_urls_file(data.decode("utf-8-sig", "replace"))
    except OpmlError as error:
        raise ReadError(str(error)) from None
    return [Listed(one.url, one.title, one.folder, one.site_url) for one in outlines]


def kind_of_file(data: bytes, name: str) -> str:
    """Tell what a file is by its content, then by its name's ending.

    Returns `subscriptions`, `feed` or `article`. Raises `ReadError` for anything else.
    """
    from newsreader.feeds.opml import is_opml
    from newsreader.feeds.parse import is_feed

    ending = name.lower().rpartition(".")[2] if "." in name else ""
    if is_opml(data) or ending == "opml":
        return "subscriptions"
    if is_feed(data) or ending in {"rss", "atom", "rdf", "xml", "json", "jsonfeed"}:
        return "feed"
    if ending in {"", "txt", "conf"} and _is_urls_file(data):
        return "subscriptions"
    if ending in {"txt", "text", "md", "markdown", "html", "htm", "xhtml"}:
        return "article"
    raise ReadError(
        "it is of an unknown kind; newsreader imports OPML, newsboat's urls, RSS, Atom and JSON "
        "Feed files, and articles as .txt, .md or .html"
    )


def _is_urls_file(data: bytes) -> bool:
    lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    wanted = [line.lstrip('"').lower() for line in lines if line and not line.startswith("#")]
    starts = ("http://", "https://", "feed:", "query:", "exec:", "filter:", "file://")
    return bool(wanted) and all(line.startswith(starts) for line in wanted)
