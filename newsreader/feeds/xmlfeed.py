"""Well-formed RSS, RDF and Atom documents, read element by element.

RSS 0.9x and 2.0 (https://www.rssboard.org/rss-specification), RSS 1.0, Atom 0.3 and 1.0 (RFC 4287)
and the modules content, dc, dcterms, media, itunes, sy and feedburner's original links.
"""

from __future__ import annotations

from lxml import etree

from newsreader.feeds.rawfeed import RawEntry, RawFeed, check_floor, read_each
from newsreader.feeds.xml_parser import xml_parser
from newsreader.feeds.xmlentry import HANDLERS, EntryReader
from newsreader.feeds.xmlnames import name_of
from newsreader.feeds.xmltext import Scope, plain

_ROOTS = frozenset({"rss", "rdf:rdf", "feed", "entry"})
_LONG_TEXT = 9_000_000
_OWN = frozenset(
    {"title", "dc:title", "link", "guid", "id", "language", "dc:language"}
    | {"author", "dc:author", "dc:creator", "itunes:author"}
)
_FLOORS = ("ttl", "sy:updateperiod", "sy:updatefrequency")


def read_tree(data: bytes) -> etree._Element | None:
    """Return the root of a well-formed document in UTF-8, or None for any other.

    One with entities of its own is none of ours: nothing here expands, loads or looks up anything.
    """
    if b"<!ENTITY" in data:
        return None
    parser = _parser(data)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        # XML 1.0 knows no namespaces: a prefix never declared does not make it ill-formed.
        if any(one.domain != etree.ErrorDomains.NAMESPACE for one in parser.error_log):
            return None
        root = etree.fromstring(data, _parser(data, recover=True))
    if b"<!DOCTYPE" in data and next(root.iter(etree.Entity), None) is not None:
        return None
    return root


def _parser(data: bytes, *, recover: bool = False) -> etree.XMLParser:
    # Only a document this long can have a text beyond libxml2's limit of ten million bytes.
    may_be_huge = len(data) > _LONG_TEXT and b"<!DOCTYPE" not in data
    return xml_parser(recover=recover, may_be_huge=may_be_huge)


def is_feed_root(root: etree._Element) -> bool:
    """Tell whether a document is a feed that `read_xml_feed` reads."""
    return name_of(root) in _ROOTS


def read_xml_feed(root: etree._Element, data: bytes) -> RawFeed:
    """Return the feed of a document; `data` is what it was parsed from."""
    name = name_of(root)
    is_atom = name in {"feed", "entry"}
    scope = Scope(data)
    reader = EntryReader(scope, is_atom=is_atom)
    # The feed's own title, link and author are written as an entry's are.
    own = RawEntry()
    items = [root] if name == "entry" else []
    told: dict[str, str] = {}
    if name != "entry":
        _read_container(root, reader, own, items, told)
    return RawFeed(
        is_atom=is_atom,
        title=own.title,
        link=own.link or own.other_link or (own.guid if own.is_guid_link else ""),
        language=own.language or scope.language(root),
        authors=own.authors,
        entries=read_each(reader.read, items),
        check_floor=check_floor(*(told.get(floor, "") for floor in _FLOORS)),
    )


def _read_container(
    container: etree._Element,
    reader: EntryReader,
    own: RawEntry,
    items: list[etree._Element],
    told: dict[str, str],
) -> None:
    is_outermost = container.getparent() is None
    for child in container:
        name = name_of(child)
        if name in {"item", "entry"}:
            items.append(child)
        elif name == "channel" and is_outermost:
            _read_container(child, reader, own, items, told)
        elif name in _FLOORS:
            told[name] = plain(child)
        elif name in _OWN:
            HANDLERS[name](reader, own, child)
