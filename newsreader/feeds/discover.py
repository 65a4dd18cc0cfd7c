"""Web page -> the feeds it names; and what a user types -> an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml import etree, html

from newsreader.feeds.typed import normalise_url
from newsreader.model.text import clean_line

MAX_FOUND = 100
MAX_GUESSES = 10
MAX_ANCHORS = 10_000

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x-rss+xml",
        "application/xml",
        "text/xml",
        "text/rss+xml",
    }
)
_COMMENTS = re.compile(r"comment|kommentar|comentario|reactie|réaction", re.IGNORECASE)
# Last parts of a path under which sites keep their feeds.
_FEED_PATH = re.compile(
    r"(?:^|/)(?:rss2?|feeds?|atom|rdf|index|news)\.(?:xml|rss|rdf|json|php|aspx?)$"
    r"|(?:^|/)(?:rss2?|feeds?|atom|rdf)/?$"
    r"|\.(?:rss|atom|rdf)$",
    re.IGNORECASE,
)
_NO_FEED_PATH = re.compile(r"(?:^|/)(?:index|news)\.(?:php|aspx?|json)$", re.IGNORECASE)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type)=(?:rss2?|atom|feed|rdf)", re.IGNORECASE)
_COMMON_PLACES = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feeds/posts/default",
    "/?feed=rss2",
)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names, with the title the page gives it."""

    url: str
    title: str = ""


def find_feeds(page: bytes, *, url: str, content_type: str | None = None) -> list[FoundFeed]:
    """Return the feeds that an HTML page at `url` names, the likeliest first.

    These are its `link` elements of feed types (RSS autodiscovery, HTML 4.6.7.1), feeds of
    comments last; only when there is none, links to addresses that look like feeds: guesses,
    which the caller checks. Any bytes are taken; what is no page has no feeds.
    """
    tree = _parse(page, content_type)
    if tree is None:
        return []
    base = _base(tree, url)
    found = list(islice(_linked(tree, base), MAX_FOUND))
    found = found or list(islice(_guessed(tree, base, url), MAX_GUESSES))
    distinct: dict[str, FoundFeed] = {}
    for feed in found:
        distinct.setdefault(feed.url, feed)
    return sorted(distinct.values(), key=_is_of_comments)


def common_places(url: str) -> list[str]:
    """Return where the site of a page at `url` may have a feed though the page names none."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}{place}" for place in _COMMON_PLACES]


def _parse(page: bytes, content_type: str | None) -> html.HtmlElement | None:
    charset = _CHARSET.search(content_type or "")
    try:
        parser = html.HTMLParser(encoding=charset[1] if charset else None)
    except LookupError:
        parser = html.HTMLParser()
    try:
        return html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _base(tree: html.HtmlElement, url: str) -> str:
    for element in tree.iter("base"):
        if element.get("href"):
            return _absolute(url, element.get("href")) or url
    return url


def _linked(tree: html.HtmlElement, base: str) -> Iterator[FoundFeed]:
    for element in tree.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        url = _absolute(base, element.get("href"))
        if url is None or "stylesheet" in rel or not {"alternate", "feed"} & set(rel):
            continue
        # Sites name other JSON (their API) as alternates too.
        is_json_feed = kind == "application/json" and "feed" in url.lower()
        if kind in _FEED_TYPES or is_json_feed or ("feed" in rel and not kind):
            yield FoundFeed(url, _title(element.get("title") or ""))


def _guessed(tree: html.HtmlElement, base: str, page_url: str) -> Iterator[FoundFeed]:
    host = urlsplit(page_url).netloc
    elsewhere: list[tuple[str, html.HtmlElement]] = []
    for element in islice(tree.iter("a"), MAX_ANCHORS):
        url = _absolute(base, element.get("href"))
        if url is None or not _looks_like_feed(urlsplit(url)):
            continue
        if urlsplit(url).netloc == host:
            yield FoundFeed(url, _title(element.text_content()))
        else:
            elsewhere.append((url, element))
    yield from (FoundFeed(url, _title(element.text_content())) for url, element in elsewhere)


def _title(text: str) -> str:
    return clean_line(text)[:300]


def _looks_like_feed(parts: SplitResult) -> bool:
    if _FEED_QUERY.search(parts.query):
        return True
    return bool(_FEED_PATH.search(parts.path)) and not _NO_FEED_PATH.search(parts.path)


def _absolute(base: str, href: str | None) -> str | None:
    """Return the http(s) address that `href` means on a page at `base`, if it does."""
    if not href:
        return None
    try:
        url = urljoin(base, clean_line(href))
        return normalise_url(url) if "://" in url or url.lower().startswith("feed:") else None
    except ValueError:
        return None


def _is_of_comments(feed: FoundFeed) -> bool:
    return bool(_COMMENTS.search(feed.title) or _COMMENTS.search(urlsplit(feed.url).path))
