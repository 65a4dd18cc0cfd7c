"""A feed document's bytes to its entries: RSS, RDF, Atom and JSON Feed."""

from __future__ import annotations

import codecs
import re
from html import escape
from html.entities import html5

from newsreader.feeds.charset import as_utf8, wide_encoding
from newsreader.feeds.entries import read_feed
from newsreader.feeds.jsonfeed import is_json_feed, read_json_feed
from newsreader.feeds.rawfeed import RawFeed
from newsreader.feeds.xmlfeed import is_feed_root, read_tree, read_xml_feed
from newsreader.model.article import ParsedFeed


class ParseError(Exception):
    """A document cannot be read as a feed; the message says why, for the user."""


_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "entry"})
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|title|meta|script|div|p)\b", re.IGNORECASE)
_START = re.compile(rb"<\?xml\s|<rss\b|<rdf:RDF\b|<feed\b")
# A CDATA section, or an ampersand with the reference it begins, if it does; not XML's own five.
_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?\]\]>"
    rb"|&(?!(?:amp|lt|gt|quot|apos);)(?:#(x[0-9a-fA-F]+|[0-9]+);|([A-Za-z][A-Za-z0-9]{0,31};))?",
    re.DOTALL,
)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_OPAQUE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)", re.DOTALL)
_ENTRY_START = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)(?:[\s/>]|$)", re.IGNORECASE)
# The end of an entry, or of what holds them.
_ENTRY_END = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry|channel|rss|rdf|feed)\s*>", re.IGNORECASE)
_BLANKS = b" \t\r\n"
_HEAD = 65_536
_JUNK = 4096
_LAST_CHARACTER = 0x10FFFF


def is_feed(body: bytes) -> bool:
    """Return whether a document looks like a feed by its root element, or is a JSON Feed."""
    return _root(body) in _ROOTS or is_json_feed(body)


def parse_feed(body: bytes, *, url: str, content_type: str | None = None) -> ParsedFeed:
    """Return the feed a server sent from `url`, the newest of its entries in the feed's order.

    Raises ParseError, and nothing else, for what is no feed.
    """
    if not body.strip(_BLANKS):
        raise ParseError("the document is empty")
    try:
        data = as_utf8(body, content_type)
        raw = read_json_feed(data) if is_json_feed(data) else _read_xml(body, data)
        return read_feed(raw, url=url)
    except ParseError:
        raise
    except Exception as error:
        # feedparser and the json module raise a dozen types for damaged documents.
        raise ParseError("the feed is damaged and cannot be read") from error


def _read_xml(body: bytes, data: bytes) -> RawFeed:
    """Return an XML feed: strictly as it stands, else mended, else as feedparser guesses it.

    `data` is `body` in UTF-8.
    """
    data = data.lstrip(_BLANKS)
    raw = _read_strictly(data)
    if raw:
        return raw
    start = _from_start(data)
    if start is None:
        raise ParseError(_refusal(body))
    mended = _mended(start)
    return _read_strictly(mended) or _read_loosely(mended)


def _read_strictly(data: bytes) -> RawFeed | None:
    root = read_tree(data)
    return None if root is None or not is_feed_root(root) else read_xml_feed(root, data)


def _read_loosely(data: bytes) -> RawFeed:
    # Imported only for a feed that needs it: it takes longer than most feeds.
    from newsreader.feeds.feedparsed import read_damaged_feed

    raw, is_damaged = read_damaged_feed(data)
    whole = _without_unfinished(data) if is_damaged else data
    if len(whole) < len(data):
        raw, _ = read_damaged_feed(whole)
    is_empty = not raw.entries and (len(whole) < len(data) or not (raw.title and raw.title.value))
    if is_damaged and is_empty:
        raise ParseError("the feed is damaged or cut short: nothing in it can be read")
    return raw


def _head(body: bytes) -> str:
    return body[:_HEAD].decode(wide_encoding(body) or "latin-1", "replace")


def _root(body: bytes) -> str:
    """Return the name of the first element, lower case and without its prefix, or nothing."""
    found = _ELEMENT.search(_COMMENT.sub("", _head(body)))
    return found[1].lower() if found else ""


def _from_start(data: bytes) -> bytes | None:
    """Return a document without what stands before the feed in it, or None if there is none.

    Warnings of a web server before the prolog are common; no XML parser takes them.
    """
    for found in _START.finditer(data, 0, _JUNK):
        rest = data[found.start() :]
        if _root(rest) in _ROOTS and b"<!--" not in data[: found.start()]:
            return rest
    return data if _root(data) in _ROOTS else None


def _refusal(body: bytes) -> str:
    """Say what a document is that is no feed."""
    if _root(body) == "opml":
        return "this is a list of feeds (OPML), not a feed: import it instead"
    if _PAGE.search(_head(body)):
        return "this is a web page, not a feed"
    if body.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS).startswith((b"{", b"[")):
        return "this is JSON, but not a JSON Feed"
    return "this is not a feed: neither RSS, Atom nor JSON Feed"


def _mended(data: bytes) -> bytes:
    """Return a document whose ampersands and characters XML takes.

    An entity of HTML becomes its character, an `&` that begins no reference is one; controls and
    references to no character are dropped. Entities stay where a document has its own.
    """
    has_entities = b"<!ENTITY" in data
    data = data.translate(None, _CONTROLS)
    return _AMPERSAND.sub(_reference if not has_entities else _character_reference, data)


def _reference(found: re.Match[bytes]) -> bytes:
    name = found[2]
    if name:
        character = html5.get(name.decode("ascii"))
        return escape(character).encode() if character else b"&amp;" + name
    return b"&amp;" if found[0] == b"&" else _character_reference(found)


def _character_reference(found: re.Match[bytes]) -> bytes:
    digits = found[1]
    if digits:
        is_long = len(digits.lstrip(b"x0")) > len(str(_LAST_CHARACTER))
        code = -1 if is_long else int(digits[1:], 16) if digits[:1] == b"x" else int(digits)
        return found[0] if _is_character(code) else b""
    return found[0]


def _is_character(code: int) -> bool:
    """Tell whether a code point may be in a document (XML 1.0, production 2)."""
    is_in_plane = 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code in {0x9, 0xA, 0xD}
    return is_in_plane or 0x10000 <= code <= _LAST_CHARACTER


def _without_unfinished(data: bytes) -> bytes:
    """Return a feed up to the entry within which it ends, if it was cut short in one.

    The part of an entry that was sent may well have another guid than the whole, and would stay
    beside it for ever.
    """
    tags = _OPAQUE.sub(lambda found: b" " * len(found[0]), data)
    last = max((found.end() for found in _ENTRY_END.finditer(tags)), default=0)
    unfinished = _ENTRY_START.search(tags, last)
    return data[: unfinished.start()] if unfinished else data
