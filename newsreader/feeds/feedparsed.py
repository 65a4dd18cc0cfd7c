"""Documents that are no well-formed XML, read by feedparser."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import feedparser

from newsreader.feeds.enclosures import media_content
from newsreader.feeds.rawfeed import (
    RawEnclosure,
    RawEntry,
    RawFeed,
    RawText,
    check_floor,
    read_each,
)
from newsreader.feeds.xmlentry import person_name

_Fields = Mapping[str, Any]


def read_damaged_feed(data: bytes) -> tuple[RawFeed, bool]:
    """Return the feed of a document in UTF-8, and whether it is ill-formed for feedparser too.

    feedparser drops entity declarations that refer to others, so there are no XML bombs. It is
    not told the URL: it would make guids absolute, and new ones when the feed moves.
    """
    result: _Fields = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    fields: dict[str, Any] = dict(result["feed"].items())
    is_atom = str(result["version"] or "").startswith("atom")
    feed = RawFeed(
        is_atom=is_atom,
        title=_title(fields, is_atom=is_atom),
        link=_string(fields, "link"),
        language=_string(fields, "language") or None,
        authors=_authors(fields, is_atom=is_atom),
        entries=read_each(
            lambda entry: _entry(dict(entry.items()), is_atom=is_atom), result["entries"]
        ),
        check_floor=check_floor(
            *(_string(fields, name) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))
        ),
    )
    return feed, bool(result["bozo"])


def _entry(fields: _Fields, *, is_atom: bool) -> RawEntry:
    link, guid = _string(fields, "link"), _string(fields, "id")
    # feedparser lets a guid stand in for a missing link.
    is_guid_link = bool(fields.get("guidislink"))
    summary = fields.get("summary_detail")
    contents = [text for part in fields.get("content") or () if (text := _text(part))]
    return RawEntry(
        guid=guid,
        is_guid_link=is_guid_link,
        link="" if is_guid_link and link == guid else link,
        original_link=_string(fields, "feedburner_origlink"),
        title=_title(fields, is_atom=is_atom),
        contents=contents,
        # Further descriptions of RSS are among them, called plain text.
        has_content=any(is_atom or text.is_html for text in contents),
        summary=_text(summary) if summary else None,
        authors=_authors(fields, is_atom=is_atom),
        published=_string(fields, "published"),
        updated=_string(fields, "updated"),
        created=_string(fields, "created"),
        language=_string(fields, "language") or None,
        enclosures=_enclosures(fields),
        duration=_string(fields, "itunes_duration"),
    )


def _string(fields: _Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _text(part: _Fields) -> RawText | None:
    value = _string(part, "value")
    base, language = _string(part, "base"), _string(part, "language")
    return RawText(value, _string(part, "type"), base, language or None) if value else None


def _title(fields: _Fields, *, is_atom: bool) -> RawText | None:
    detail = fields.get("title_detail") or {}
    kind = (_string(detail, "type") or "text/html") if is_atom else ""
    title = _string(fields, "title")
    return RawText(title, kind, "", _string(detail, "language") or None) if title else None


def _authors(fields: _Fields, *, is_atom: bool) -> list[str]:
    raw, authors = _string(fields, "author"), fields.get("authors") or ()
    if "@" in raw and len(authors) < 2 and not is_atom:
        # feedparser cuts an address at a long domain.
        return [person_name(raw)]
    names = [_string(author, "name") or _string(author, "email") for author in authors]
    return [name for name in names if name] or ([raw] if raw else [])


def _enclosures(fields: _Fields) -> list[RawEnclosure]:
    found = [
        RawEnclosure(_string(link, "href"), _string(link, "type"), _string(link, "length"))
        for link in fields.get("links") or ()
        if link.get("rel") == "enclosure"
    ]
    media = [media_content(content) for content in fields.get("media_content") or ()]
    return found + [one for one in media if one]
