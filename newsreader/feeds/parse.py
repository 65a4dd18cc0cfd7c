"""A feed document's bytes to its entries: RSS, RDF, Atom and JSON Feed."""

from __future__ import annotations

import codecs
import contextlib
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import feedparser

from newsreader.feeds.entries import feed_language, feed_title, read_entry
from newsreader.feeds.jsonfeed import is_json_feed, read_json_feed
from newsreader.feeds.links import web_url
from newsreader.model.article import Entry, ParsedFeed


class ParseError(Exception):
    """A document cannot be read as a feed; the message says why, for the user."""


_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "entry"})
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|title|meta|script|div|p)\b", re.IGNORECASE)
_START = re.compile(rb"<\?xml\s|<rss\b|<rdf:RDF\b|<feed\b")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_UTF8 = re.compile(rb"\s*<\?xml[^>]*encoding=[\"']utf-?8[\"']", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(x[0-9a-fA-F]{1,400}|[0-9]{1,400});")
_OPAQUE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)", re.DOTALL)
_ENTRY_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?:[\s/>]|$)", re.IGNORECASE)
# The end of an entry, or of what holds them.
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry|channel|rss|rdf|feed)\s*>", re.IGNORECASE)
_BLANKS = b" \t\r\n"
_HEAD = 65_536
_JUNK = 4096


def is_feed(body: bytes) -> bool:
    """Return whether a document looks like a feed by its root element, or is a JSON Feed."""
    return _root(body) in _ROOTS or is_json_feed(body)


def parse_feed(body: bytes, *, url: str, content_type: str | None = None) -> ParsedFeed:
    """Return the feed a server sent from `url`, its entries in the feed's order.

    Raises ParseError, and nothing else, for what is no feed.
    """
    if not body.strip(_BLANKS):
        raise ParseError("the document is empty")
    try:
        if is_json_feed(body):
            return _without_doubles(read_json_feed(body, url=url))
        document = _from_start(body)
        if document is not None:
            return _without_doubles(_read_xml(document, url, content_type))
    except ParseError:
        raise
    except Exception as error:
        # feedparser and the json module raise a dozen types for damaged documents.
        raise ParseError("the feed is damaged and cannot be read") from error
    raise ParseError(_refusal(body))


def _encoding(body: bytes) -> str:
    """Return an encoding of a document good enough to look for ASCII names in it."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"<\0\0\0", "utf-32-le"),
        (b"\0\0\0<", "utf-32-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if body.startswith(mark):
            return encoding
    return "latin-1"


def _head(body: bytes) -> str:
    return body[:_HEAD].decode(_encoding(body), "replace")


def _root(body: bytes) -> str:
    """Return the name of the first element, lower case and without its prefix, or nothing."""
    found = _ELEMENT.search(_COMMENT.sub("", _head(body)))
    return found[1].lower() if found else ""


def _from_start(body: bytes) -> bytes | None:
    """Return a document without what stands before the feed in it, or None if there is none.

    Blanks and warnings of a web server before the prolog are common; no XML parser takes them.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0")):
        return body if _root(body) in _ROOTS else None
    for found in _START.finditer(body, 0, _JUNK):
        rest = body[found.start() :]
        if _root(rest) in _ROOTS and b"<!--" not in body[: found.start()]:
            return rest
    return body.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS) if _root(body) in _ROOTS else None


def _refusal(body: bytes) -> str:
    """Say what a document is that is no feed."""
    if _root(body) == "opml":
        return "this is a list of feeds (OPML), not a feed: import it instead"
    if _PAGE.search(_head(body)):
        return "this is a web page, not a feed"
    if body.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS).startswith((b"{", b"[")):
        return "this is JSON, but not a JSON Feed"
    return "this is not a feed: neither RSS, Atom nor JSON Feed"


def _media_type(body: bytes, content_type: str | None) -> str:
    """Return the media type to parse by: XML, in the charset the server named (RFC 7303).

    A server's default is not believed against a document that says it is UTF-8, and is.
    """
    named = _CHARSET.search(content_type or "")
    if named is None:
        # feedparser takes UTF-16 without an XML declaration for UTF-8.
        wide = _encoding(body)
        return "application/xml" if wide == "latin-1" else f"application/xml; charset={wide}"
    declared = _DECLARED_UTF8.match(body)
    if declared and named[1].lower() not in {"utf-8", "utf8"}:
        with contextlib.suppress(UnicodeDecodeError):
            body.decode()
            return "application/xml"
    return f"application/xml; charset={named[1]}"


def _parsed(body: bytes, media_type: str) -> Mapping[str, Any]:
    # feedparser drops entity declarations that refer to others, so there are no XML bombs. It is
    # not told the URL: it would make guids absolute, and new ones when the feed moves.
    result: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": media_type},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return result


def _character(reference: re.Match[bytes]) -> bytes:
    digits = reference[1].lower()
    code = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    is_character = code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return reference[0] if is_character else b""


def _without_unfinished(body: bytes) -> bytes:
    """Return a feed up to the entry within which it ends, if it was cut short in one.

    The part of an entry that was sent may well have another guid than the whole, and would stay
    beside it for ever.
    """
    encoding = _encoding(body)
    text = body.decode(encoding, "replace")
    tags = _OPAQUE.sub(lambda found: " " * len(found[0]), text)
    last = max((found.end() for found in _ENTRY_END.finditer(tags)), default=0)
    unfinished = _ENTRY_START.search(tags, last)
    return text[: unfinished.start()].encode(encoding, "replace") if unfinished else body


def _read_xml(body: bytes, url: str, content_type: str | None) -> ParsedFeed:
    media_type = _media_type(body, content_type)
    try:
        result = _parsed(body, media_type)
    except ValueError:
        # A character reference to no character: feedparser gives up the feed, we the character.
        result = _parsed(_REFERENCE.sub(_character, body), media_type)
    whole = _without_unfinished(body) if result["bozo"] else body
    if len(whole) < len(body):
        result = _parsed(_REFERENCE.sub(_character, whole), media_type)
    feed: dict[str, Any] = dict(result["feed"].items())
    is_empty = not result["entries"] and (len(whole) < len(body) or not feed.get("title"))
    if result["bozo"] and is_empty:
        raise ParseError("the feed is damaged or cut short: nothing in it can be read")
    site_url = web_url(feed.get("link"), url)
    is_atom = str(result["version"] or "").startswith("atom")
    entries = (
        read_entry(
            dict(entry.items()),
            feed=feed,
            url=url,
            site_url=site_url,
            is_atom=is_atom,
        )
        for entry in result["entries"]
    )
    return ParsedFeed(
        title=feed_title(feed, is_atom=is_atom),
        site_url=site_url,
        language=feed_language(feed),
        entries=tuple(entries),
    )


def _without_doubles(feed: ParsedFeed) -> ParsedFeed:
    """Return a feed whose guids are unique.

    Where entries with different links share one guid (a feed that gives its own address to each),
    the guid says nothing and the link stands in for it; of true doubles the first is kept.
    """
    links = Counter(guid for guid, _ in {(entry.guid, entry.url) for entry in feed.entries})
    unique: dict[str, Entry] = {}
    for entry in feed.entries:
        guid = entry.guid if links[entry.guid] == 1 else f"{entry.guid} {entry.url or entry.title}"
        unique.setdefault(guid, replace(entry, guid=guid))
    return replace(feed, entries=tuple(unique.values()))
