"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import codecs
import json
from typing import Any

from newsreader.feeds.dates import parse_date
from newsreader.feeds.entries import digest, first_words, language_code
from newsreader.feeds.links import web_url
from newsreader.feeds.markup import html_to_text
from newsreader.model.article import Enclosure, Entry, ParsedFeed
from newsreader.model.text import MarkedText, clean_line


def is_json_feed(body: bytes) -> bool:
    """Return whether a document is JSON and names JSON Feed as its version."""
    start = body[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    return start.startswith(b"{") and (
        b"jsonfeed.org/version" in body or b"jsonfeed.org\\/version" in body
    )


def read_json_feed(body: bytes, *, url: str) -> ParsedFeed:
    """Return the feed of a JSON Feed document. Raises ValueError where it is no valid JSON."""
    # A parser may take what browsers and servers write: a byte-order mark, wrong bytes.
    feed: dict[str, Any] = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    site_url = web_url(feed.get("home_page_url"), url)
    items = feed.get("items")
    entries = (
        _entry(item, feed, site_url or url)
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, dict)
    )
    return ParsedFeed(
        title=_line(feed.get("title")),
        site_url=site_url,
        language=language_code(feed.get("language")),
        entries=tuple(entries),
    )


def _entry(item: dict[str, Any], feed: dict[str, Any], base_url: str) -> Entry:
    link = web_url(item.get("url"), base_url) or web_url(item.get("external_url"), base_url)
    body = _body(item, link or base_url)
    title = _line(item.get("title"))
    published_at = parse_date(_line(item.get("date_published")))
    updated_at = parse_date(_line(item.get("date_modified")))
    attachments = item.get("attachments")
    enclosures = (
        _enclosure(attachment, base_url)
        for attachment in (attachments if isinstance(attachments, list) else ())
        if isinstance(attachment, dict)
    )
    return Entry(
        guid=_line(item.get("id")) or link or digest(title, published_at, body.text),
        title=title or first_words(body.text),
        url=link,
        author=_author(item) or _author(feed),
        published_at=published_at or updated_at,
        updated_at=updated_at,
        language=language_code(item.get("language")),
        body=body,
        enclosures=tuple(enclosure for enclosure in enclosures if enclosure),
    )


def _body(item: dict[str, Any], base_url: str) -> MarkedText:
    html = item.get("content_html")
    if isinstance(html, str) and html.strip():
        return html_to_text(html, base_url=base_url)
    plain = item.get("content_text") or item.get("summary")
    return MarkedText.from_plain(plain) if isinstance(plain, str) else MarkedText()


def _author(fields: dict[str, Any]) -> str | None:
    """Return the names of version 1.1's `authors`, else of 1.0's `author`."""
    authors = fields.get("authors") or [fields.get("author")]
    names = (
        _line(author.get("name"))
        for author in (authors if isinstance(authors, list) else ())
        if isinstance(author, dict)
    )
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _enclosure(attachment: dict[str, Any], base_url: str) -> Enclosure | None:
    url = web_url(attachment.get("url"), base_url)
    if url is None:
        return None
    return Enclosure(
        url,
        _line(attachment.get("mime_type")),
        _whole(attachment.get("size_in_bytes")),
        _whole(attachment.get("duration_in_seconds")),
    )


def _whole(number: object) -> int | None:
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    return round(number) if 0 < number < 2**63 else None


def _line(value: object) -> str:
    """Return a string on one line; an id may be a number (1.0 allowed it), others count not."""
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return clean_line(str(value)) if is_text else ""
