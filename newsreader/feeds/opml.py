"""Lists of subscriptions as OPML 1.0 and 2.0, in and out."""

from __future__ import annotations

import html
import html.entities
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from lxml import etree

from newsreader.feeds.charset import as_utf8
from newsreader.feeds.opml_extension import (
    NAMESPACE,
    PREFIX,
    add_searches,
    place_of,
    searches_in,
    set_place,
)
from newsreader.feeds.outline import (
    AddressError,
    LeftOut,
    Outline,
    Subscriptions,
    feed_address,
    shown,
)
from newsreader.feeds.xml_parser import xml_parser
from newsreader.model.feed import Feed
from newsreader.model.saved_search import SavedSearch
from newsreader.model.text import clean_line

MAX_BYTES = 10 * 2**20
FOLDER_SEPARATOR = " / "

# Outlines that have an address but are no subscriptions (OPML 2.0, "Inclusion").
_NO_FEED_TYPES = {
    "link": "it is a link to a page, not a feed",
    "include": "it is another list; fetch that file and import it",
}
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST_TAG = re.compile(rb"<([A-Za-z][A-Za-z0-9.:_-]*)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z]\w{1,30};)?")
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
# Markup in a value whose writer forgot to escape it.
_FOREIGN_TAG = re.compile(
    r"<(?!/?(?:opml|head|title|body|outline)\b)[A-Za-z/][^<>]{0,2000}>", re.IGNORECASE
)
# A quotation mark neither after `name=` nor before the next attribute or the end of the tag:
# part of a value that its writer forgot to escape.
_LOOSE_QUOTE = re.compile(
    r'(?<!=)(?<!= )"(?!\s{1,99}[A-Za-z][\w:.-]{0,99}\s{0,9}=\s{0,9}["\'])(?!\s{0,99}[/?]?>)'
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class OpmlError(Exception):
    """A file that is no OPML; the message is a sentence for the user."""


def is_opml(data: bytes) -> bool:
    """Whether the outermost element is called opml: a look at the first bytes only."""
    start = _COMMENT.sub(b"", data[:8192].replace(b"\0", b""))
    tag = _FIRST_TAG.search(start)
    return tag is not None and tag[1].lower() == b"opml"


def read_opml(data: bytes) -> Subscriptions:
    """Return the http(s) subscriptions of an OPML file, and what else it names.

    Damaged files are read as far as they go. Raises OpmlError for what is no OPML, too large, or
    declares entities.
    """
    if len(data) > MAX_BYTES:
        raise OpmlError(f"the OPML file is larger than {MAX_BYTES // 2**20} MiB")
    # A list of feeds needs no entities of its own; they are how small files become huge ones.
    if b"<!ENTITY" in data.replace(b"\0", b"").upper():
        raise OpmlError("the OPML file declares entities, which is not safe; remove its DOCTYPE")
    root = _parse(data)
    if root is None:
        raise OpmlError("this is no OPML file, or it is damaged beyond reading")
    if _name(root) != "opml":
        raise OpmlError(f"this is no OPML file: its first element is <{_name(root)[:40]}>")
    found: dict[str, Outline] = {}
    left_out: dict[LeftOut, None] = {}
    folders: dict[str, int] = {}
    for item in _items(root, folders):
        if isinstance(item, Outline):
            found.setdefault(item.url, item)
        else:
            left_out.setdefault(item)
    searches = tuple(searches_in(root))
    return Subscriptions(tuple(found.values()), tuple(left_out), searches, folders)


def write_opml(
    feeds: Iterable[Feed],
    *,
    title: str = "newsreader subscriptions",
    searches: Sequence[SavedSearch] = (),
    places: Mapping[str, int] | None = None,
) -> str:
    """Return the fetched ones of `feeds` as OPML 2.0, folders as nested outlines.

    `places` are those the reader gave, by `feed:ID` and `folder:NAME`. The same feeds give the
    same text. Logins in addresses are left out.
    """
    places = places or {}
    root = etree.Element(
        "opml", {"version": "2.0"}, nsmap={PREFIX: NAMESPACE} if searches or places else None
    )
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = clean_line(title)
    add_searches(head, searches)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        if not feed.is_fetched:
            continue
        path = _path(feed.folder)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in folders:
                parent = folders[path[: depth - 1]]
                folder = etree.SubElement(parent, "outline", text=path[depth - 1])
                set_place(folder, places.get(f"folder:{FOLDER_SEPARATOR.join(path[:depth])}"))
                folders[path[:depth]] = folder
        name = clean_line(feed.title)
        outline = etree.SubElement(folders[path], "outline", type="rss", text=name, title=name)
        outline.set("xmlUrl", _public(feed.url))
        if feed.site_url:
            outline.set("htmlUrl", _public(feed.site_url))
        set_place(outline, places.get(f"feed:{feed.id}"))
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _path(folder: str | None) -> tuple[str, ...]:
    """Return the names of nested folders; of one, where they would not be read back the same."""
    folder = clean_line(folder or "")
    names = tuple(folder.split(FOLDER_SEPARATOR)) if folder else ()
    return names if all(name and clean_line(name) == name for name in names) else (folder,)


def _parse(data: bytes) -> etree._Element | None:
    """Return the root of well-formed XML, else of what can be made of it."""
    data = as_utf8(data)
    try:
        return etree.fromstring(data, xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        pass
    text = _DECLARATION.sub("", _NOT_XML.sub("", data.decode("utf-8", "replace")))
    text = _LOOSE_QUOTE.sub("&quot;", _FOREIGN_TAG.sub("", _REFERENCE.sub(_repair, text)))
    try:
        repaired = text.encode()
        return etree.fromstring(repaired, xml_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _repair(match: re.Match[str]) -> str:
    """Spell out HTML's entities and escape the `&` of addresses; leave XML's own references."""
    reference = match[1] or ""
    if reference.startswith("#"):
        return match[0] if _is_character(reference) else ""
    if reference in _XML_ENTITIES:
        return match[0]
    if reference in html.entities.html5:
        return html.escape(html.entities.html5[reference])
    return f"&amp;{reference}"


def _is_character(reference: str) -> bool:
    """Whether a reference such as `#xE9;` is to a character that XML allows."""
    digits = reference[1:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return code <= sys.maxunicode and not _NOT_XML.match(chr(code))


def _items(root: etree._Element, folders: dict[str, int]) -> Iterator[Outline | LeftOut]:
    """Walk the tree in document order without recursion; note the places of `folders`."""
    stack: list[tuple[etree._Element, str]] = [(root, "")]
    while stack:
        element, folder = stack.pop()
        inner = folder
        if _name(element) == "outline":
            values = {str(key).lower(): str(value) for key, value in element.attrib.items()}
            title = clean_line(values.get("title", "")) or clean_line(values.get("text", ""))
            item = _item(values, title, folder)
            if item is not None:
                yield item
            elif title:
                inner = f"{folder}{FOLDER_SEPARATOR}{title}" if folder else title
                if (place := place_of(values)) is not None:
                    folders.setdefault(inner, place)
        stack.extend((child, inner) for child in reversed(element))


def _item(values: dict[str, str], title: str, folder: str) -> Outline | LeftOut | None:
    """Return what an outline with these attributes brings; None for a folder."""
    kind = values.get("type", "").strip().lower()
    written = values.get("xmlurl", "").strip()
    if not written:
        included = values.get("url", "").strip() if kind == "include" else ""
        return LeftOut(shown(included), _NO_FEED_TYPES[kind]) if included else None
    if kind in _NO_FEED_TYPES:
        return LeftOut(shown(written), _NO_FEED_TYPES[kind])
    try:
        url = feed_address(written)
    except AddressError as error:
        return LeftOut(shown(written), str(error))
    site_url = values.get("htmlurl", "").strip()
    place = place_of(values)
    return Outline(url, title or None, folder or None, _web_url(site_url), position=place)


def _name(element: etree._Element) -> str:
    """Return the local name in lower case; empty for what is no element."""
    tag = element.tag
    return clean_line(tag.rpartition("}")[2]).lower() if isinstance(tag, str) else ""


def _web_url(text: str) -> str | None:
    if clean_line(text) != text:
        return None
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return text if is_web else None


def _public(url: str) -> str:
    """Return an address without its login, else as it stands."""
    return re.sub("^([a-z]+://)[^/?#]*@", r"\1", clean_line(url))
