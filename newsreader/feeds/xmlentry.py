"""The elements of an entry, or of a feed itself, each read by its name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from lxml import etree

from newsreader.feeds.enclosures import media_content
from newsreader.feeds.rawfeed import RawEnclosure, RawEntry
from newsreader.feeds.xmlnames import attribute, attributes, name_of
from newsreader.feeds.xmltext import HTML, PLAIN, Scope, plain

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PAGE_TYPES = frozenset({"", "html", "text/html", "xhtml", "application/xhtml+xml"})
_ADDRESS = re.compile(r"[^\s()<>,;\"]+@[^\s()<>,;\"]+")


class EntryReader:
    """Reads the elements of a document's entries; `scope` holds for the document.

    Where the format need not say, a title or summary is plain text in Atom (RFC 4287, 3.1.1); in
    RSS only a look at it can tell.
    """

    def __init__(self, scope: Scope, *, is_atom: bool) -> None:
        self.scope = scope
        self.usual_type = PLAIN if is_atom else ""
        self._handlers: dict[str, _Handler | None] = {}

    def read(self, item: etree._Element) -> RawEntry:
        """Return an entry as its elements say."""
        entry = RawEntry(guid=(item.get(_RDF_ABOUT) or "").strip())
        self.read_children(entry, item)
        return entry

    def read_children(self, entry: RawEntry, parent: etree._Element) -> None:
        """Add to an entry what the elements within one say."""
        handlers = self._handlers
        for child in parent:
            tag = child.tag
            try:
                handler = handlers[tag]
            except KeyError:
                handler = handlers[tag] = HANDLERS.get(name_of(child))
            if handler is not None:
                handler(self, entry, child)


class _Handler(Protocol):
    def __call__(
        self, reader: EntryReader, entry: RawEntry, element: etree._Element, /
    ) -> None: ...


def _title(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    if entry.title is None:
        entry.title = reader.scope.text(element, reader.usual_type)


def _media_title(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.media_title = entry.media_title or reader.scope.text(element, reader.usual_type)


def _media_text(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.media_text = entry.media_text or reader.scope.text(element, "")


def _guid(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    guid = plain(element)
    if guid:
        # RSS 2.0 means an address unless it says otherwise; an address may be relative.
        entry.is_guid_link = (attribute(element, "ispermalink") or "true") == "true"
        entry.guid = reader.scope.link(element, guid) if entry.is_guid_link else guid


def _link(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    if not element.attrib:
        entry.link = reader.scope.link(element, plain(element)) or entry.link
        return
    relation = (attribute(element, "rel") or "alternate").lower()
    url = attribute(element, "href") or plain(element) or attribute(element, "url") or ""
    url = reader.scope.link(element, url)
    if relation == "enclosure":
        entry.enclosures.append(
            RawEnclosure(
                url,
                attribute(element, "type") or "",
                attribute(element, "length") or "",
            )
        )
    elif relation == "alternate" and url:
        if (attribute(element, "type") or "").lower() in _PAGE_TYPES:
            entry.link = url
        else:
            entry.other_link = entry.other_link or url


def _original_link(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.original_link = reader.scope.link(element, plain(element))


def _enclosure(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    url = attribute(element, "url") or attribute(element, "uri") or attribute(element, "href")
    if url:
        url = reader.scope.link(element, url)
        kind, length = attribute(element, "type"), attribute(element, "length")
        entry.enclosures.append(RawEnclosure(url, kind or "", length or ""))


def _media_content(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    enclosure = media_content(attributes(element))
    if enclosure:
        url = reader.scope.link(element, enclosure.url)
        entry.enclosures.append(replace(enclosure, url=url) if url != enclosure.url else enclosure)
    _within(reader, entry, element)


def _within(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    """Read what a group of Media RSS holds: a picture's own title and text."""
    if len(element):
        reader.read_children(entry, element)


def _content(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    text = reader.scope.text(element, reader.usual_type)
    if text:
        entry.contents.append(text)
        entry.has_content = True


def _html_content(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    text = reader.scope.text(element, HTML)
    if text:
        entry.contents.append(text)
        entry.has_content = True


def _summary(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.add_summary(reader.scope.text(element, reader.usual_type))


def _description(reader: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    # HTML in RSS 2.0; a second one, of Dublin Core for instance, need not be.
    usual_type = reader.usual_type if entry.summary and not entry.contents else HTML
    entry.add_summary(reader.scope.text(element, usual_type))


def _author(_: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    parts = {name_of(child).rpartition(":")[2]: plain(child) for child in element}
    name = parts.get("name") or parts.get("email") or person_name(element.text or "")
    if name:
        entry.authors.append(name)


def _published(_: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.published = plain(element) or entry.published


def _updated(_: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.updated = plain(element) or entry.updated


def _created(_: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.created = plain(element) or entry.created


def _language(_: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.language = plain(element) or entry.language


def _duration(_: EntryReader, entry: RawEntry, element: etree._Element) -> None:
    entry.duration = plain(element) or entry.duration


def person_name(text: str) -> str:
    """Return the name in what RSS has for a person: `me@example.org (My Name)`, else the address.

    Names may stand before an address in angle brackets too (RFC 5322).
    """
    text = text.strip()
    found = _ADDRESS.search(text) if "@" in text else None
    if found is None:
        return text
    name = text[: found.start()] + text[found.end() :]
    return name.replace("()", "").strip(' \t\n"()<>,:') or found[0].removeprefix("mailto:")


HANDLERS: dict[str, _Handler] = {
    "title": _title,
    "dc:title": _title,
    "media:title": _media_title,
    "guid": _guid,
    "id": _guid,
    "link": _link,
    "feedburner:origlink": _original_link,
    "enclosure": _enclosure,
    "media:content": _media_content,
    "media:group": _within,
    "content": _content,
    "content:encoded": _html_content,
    "fullitem": _html_content,
    "body": _html_content,
    "xhtml:body": _html_content,
    "description": _description,
    "dc:description": _description,
    "summary": _summary,
    "itunes:summary": _summary,
    "abstract": _summary,
    "media:description": _media_text,
    "author": _author,
    "dc:author": _author,
    "dc:creator": _author,
    "itunes:author": _author,
    "pubdate": _published,
    "issued": _published,
    "published": _published,
    "dcterms:issued": _published,
    "updated": _updated,
    "modified": _updated,
    "lastbuilddate": _updated,
    "dc:date": _updated,
    "dcterms:modified": _updated,
    "created": _created,
    "dcterms:created": _created,
    "language": _language,
    "dc:language": _language,
    "itunes:duration": _duration,
}
"""What reads each element, by its name as `name_of` gives it."""
