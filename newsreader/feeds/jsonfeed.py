"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import codecs
import json
from typing import Any

from newsreader.feeds.rawfeed import RawEnclosure, RawEntry, RawFeed, RawText, read_each


def is_json_feed(body: bytes) -> bool:
    """Return whether a document is JSON and names JSON Feed as its version."""
    start = body[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    return start.startswith(b"{") and (
        b"jsonfeed.org/version" in body or b"jsonfeed.org\\/version" in body
    )


def read_json_feed(body: bytes) -> RawFeed:
    """Return the feed of a JSON Feed document. Raises ValueError where it is no valid JSON."""
    # A parser may take what browsers and servers write: a byte-order mark, wrong bytes.
    feed: dict[str, Any] = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    items = feed.get("items")
    authors = _authors(feed)
    entries = read_each(_entry, items if isinstance(items, list) else ())
    for entry in entries:
        entry.authors = entry.authors or authors
    return RawFeed(
        title=_plain(feed.get("title")),
        link=_string(feed.get("home_page_url")),
        language=_string(feed.get("language")),
        entries=entries,
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    html = _string(item.get("content_html"))
    text = _string(item.get("content_text")) or _string(item.get("summary"))
    attachments = item.get("attachments")
    published, updated = _string(item.get("date_published")), _string(item.get("date_modified"))
    return RawEntry(
        guid=_string(item.get("id")),
        link=_string(item.get("url")),
        other_link=_string(item.get("external_url")),
        title=_plain(item.get("title")),
        contents=[RawText(html, "text/html")] if html.strip() else [],
        summary=None if html.strip() else _plain(text),
        authors=_authors(item),
        published=published,
        updated=updated,
        language=_string(item.get("language")),
        enclosures=read_each(_enclosure, attachments if isinstance(attachments, list) else ()),
    )


def _authors(fields: dict[str, Any]) -> list[str]:
    """Return the names of version 1.1's `authors`, else of 1.0's `author`."""
    authors = fields.get("authors") or [fields.get("author")]
    names = (
        _string(author.get("name"))
        for author in (authors if isinstance(authors, list) else ())
        if isinstance(author, dict)
    )
    return [name for name in names if name]


def _enclosure(attachment: dict[str, Any]) -> RawEnclosure:
    return RawEnclosure(
        _string(attachment.get("url")),
        _string(attachment.get("mime_type")),
        _whole(attachment.get("size_in_bytes")),
        _string(attachment.get("duration_in_seconds")),
    )


def _whole(number: object) -> str:
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    return str(round(number)) if 0 < number < 2**63 else ""


def _plain(value: object) -> RawText | None:
    text = _string(value)
    return RawText(text, "text/plain") if text else None


def _string(value: object) -> str:
    """Return a string as it is, a number in digits (1.0 allowed one as id), else nothing."""
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if is_text else ""
