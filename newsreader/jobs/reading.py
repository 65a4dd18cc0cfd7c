"""What the worker processes do with bytes from outside; each function is the task of a worker."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from newsreader.model.article import Entry, FeedUpdate, KnownEntry
from newsreader.model.feed import without_login
from newsreader.model.text import MarkedText

if TYPE_CHECKING:
    from newsreader.feeds.outline import Subscriptions

_LISTED = ("http://", "https://", "feed:", "query:", "exec:", "filter:", "file://")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S")


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
class FullText:
    """The text of an article's page, and the language that the page declares."""

    body: MarkedText
    language: str | None


def read_full_text(body: bytes, url: str, content_type: str | None) -> FullText:
    """Read the article on a page. Raises `ReadError`."""
    from newsreader.feeds.extract import ExtractError, extract

    try:
        page = extract(body, url=url, content_type=content_type)
    except ExtractError as error:
        raise ReadError(str(error)) from None
    return FullText(page.body, page.language)


def read_page(body: bytes, url: str, content_type: str | None) -> Entry:
    """Read a page that is to be kept: its article, else all its text. Raises `ReadError`.

    The guid is the address that the page calls its own.
    """
    from newsreader.feeds.entries import first_words
    from newsreader.feeds.extract import ExtractError, extract
    from newsreader.feeds.parse import is_feed

    if is_feed(body):
        raise ReadError("it is a feed; `newsreader add` with its address subscribes to it")
    try:
        page = extract(body, url=url, content_type=content_type)
    except ExtractError as error:
        return _read_whole_page(body, url, content_type, str(error))
    own_url = urldefrag(without_login(page.url)).url
    return Entry(
        guid=own_url,
        title=page.title or first_words(page.body.text),
        url=own_url,
        author=page.author,
        published_at=page.published_at,
        language=page.language,
        body=page.body,
    )


def _read_whole_page(body: bytes, url: str, content_type: str | None, problem: str) -> Entry:
    from newsreader.feeds.document import DocumentError, read_document
    from newsreader.feeds.page_source import decode_page, what_else

    if what_else(body, content_type) is not None:
        raise ReadError(problem)
    try:
        text = decode_page(body, content_type)
        entry = read_document(text.encode("utf-8", "replace"), name="page.html")
    except DocumentError:
        raise ReadError(problem) from None
    if not entry.body.text:
        raise ReadError(problem)
    own_url = urldefrag(url).url
    return replace(entry, guid=own_url, url=own_url)


def read_subscriptions(data: bytes) -> Subscriptions:
    """Read an OPML file, or newsboat's `urls` file. Raises `ReadError`."""
    from newsreader.feeds.opml import OpmlError, is_opml, read_opml
    from newsreader.feeds.urls_file import read_urls_file

    try:
        if is_opml(data):
            return read_opml(data)
        return read_urls_file(data.decode("utf-8-sig", "replace"))
    except OpmlError as error:
        raise ReadError(str(error)) from None


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
    if ending in {"", "txt", "conf"} and _is_urls_file(data, name):
        return "subscriptions"
    if ending in {"txt", "text", "md", "markdown", "html", "htm", "xhtml"}:
        return "article"
    raise ReadError(
        "it is of an unknown kind; newsreader imports OPML, newsboat's urls, RSS, Atom and JSON "
        "Feed files, and articles as .txt, .md or .html"
    )


def _is_urls_file(data: bytes, name: str) -> bool:
    """Whether a text is a list of addresses; one called `urls` may have other lines too."""
    lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    written = [line.lstrip('"').lower() for line in lines if line and not line.startswith("#")]
    if not any(line.startswith(_LISTED) for line in written):
        return False
    return name.lower() == "urls" or all(map(_ADDRESS.match, written))
