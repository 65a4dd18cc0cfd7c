"""Lists of subscriptions: OPML 1.0 and 2.0 in and out, newsboat's `urls` file in."""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from newsreader.feeds.discover import normalise_url
from newsreader.model.feed import Feed
from newsreader.model.text import clean, clean_line

MAX_BYTES = 10 * 2**20
FOLDER_SEPARATOR = " / "

# Outlines that have an address but are no subscriptions (OPML 2.0, "Inclusion").
_NO_FEED_TYPES = frozenset({"link", "include"})
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
_FEED_ADDRESS = re.compile("https?://|feed:", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"?|(\S+)')
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


class OpmlError(Exception):
    """A file that is no OPML; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A subscription in a list. Nested folders are joined by " / "."""

    url: str
    title: str | None = None
    folder: str | None = None
    site_url: str | None = None


def is_opml(data: bytes) -> bool:
    """Whether the outermost element is called opml: a look at the first bytes only."""
    start = _COMMENT.sub(b"", data[:8192].replace(b"\0", b""))
    tag = _FIRST_TAG.search(start)
    return tag is not None and tag[1].lower() == b"opml"


def read_opml(data: bytes) -> list[Outline]:
    """Return the http(s) subscriptions of an OPML file, each address once, in its order.

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
    for outline in _outlines(root):
        found.setdefault(outline.url, outline)
    return list(found.values())


def write_opml(feeds: Iterable[Feed], *, title: str = "newsreader subscriptions") -> str:
    """Return the fetched ones of `feeds` as OPML 2.0, folders as nested outlines.

    The same feeds give the same text. Logins in addresses are left out.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = clean_line(title)
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        if not feed.is_fetched:
            continue
        path = _path(feed.folder)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in folders:
                parent = folders[path[: depth - 1]]
                folders[path[:depth]] = etree.SubElement(parent, "outline", text=path[depth - 1])
        name = clean_line(feed.title)
        outline = etree.SubElement(folders[path], "outline", type="rss", text=name, title=name)
        outline.set("xmlUrl", _public(feed.url))
        if feed.site_url:
            outline.set("htmlUrl", _public(feed.site_url))
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def read_urls_file(text: str) -> list[Outline]:
    """Return the http(s) subscriptions of newsboat's `urls` file, each address once.

    A line is an address and tags, quoted where needed; `#` begins a comment. The first tag
    becomes the folder, `~Title` the title; tags that hide a feed (`!`) are ignored, and so are
    `query:`, `exec:` and `filter:` lines: nothing is ever run.
    """
    found: dict[str, Outline] = {}
    for line in clean(text).split("\n"):
        tokens = list(_tokens(line))
        url = _feed_url(tokens[0]) if tokens else None
        if url is None:
            continue
        tags = [clean_line(token) for token in tokens[1:]]
        titles = [tag[1:].strip() for tag in tags if tag.startswith("~")]
        folders = [tag for tag in tags if tag and not tag.startswith(("~", "!"))]
        title = titles[0] if titles else None
        found.setdefault(url, Outline(url, title or None, folders[0] if folders else None))
    return list(found.values())


def _path(folder: str | None) -> tuple[str, ...]:
    """Return the names of nested folders; of one, where they would not be read back the same."""
    folder = clean_line(folder or "")
    names = tuple(folder.split(FOLDER_SEPARATOR)) if folder else ()
    return names if all(name and clean_line(name) == name for name in names) else (folder,)


def _parse(data: bytes) -> etree._Element | None:
    """Return the root of well-formed XML, else of what can be made of it."""
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        pass
    text = _DECLARATION.sub("", _NOT_XML.sub("", _decode(data)))
    text = _LOOSE_QUOTE.sub("&quot;", _FOREIGN_TAG.sub("", _REFERENCE.sub(_repair, text)))
    try:
        repaired = text.encode()
        return etree.fromstring(repaired, _parser(encoding="utf-8", recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _parser(*, encoding: str | None = None, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What is not UTF-8 was most likely written on Windows.
        return data.decode("cp1252", "replace")


def _repair(match: re.Match[str]) -> str:
    """Spell out HTML's entities and escape the `&` of addresses; leave XML's own references."""
    reference = match[1] or ""
    if reference.startswith("#") or reference in _XML_ENTITIES:
        return match[0]
    if reference in html.entities.html5:
        return html.escape(html.entities.html5[reference])
    return f"&amp;{reference}"


def _outlines(root: etree._Element) -> Iterator[Outline]:
    """Walk the tree in document order without recursion."""
    stack: list[tuple[etree._Element, str]] = [(root, "")]
    while stack:
        element, folder = stack.pop()
        inner = folder
        if _name(element) == "outline":
            values = {str(key).lower(): str(value) for key, value in element.attrib.items()}
            title = clean_line(values.get("title", "")) or clean_line(values.get("text", ""))
            url = _feed_url(values.get("xmlurl", ""))
            if url is not None and values.get("type", "").strip().lower() not in _NO_FEED_TYPES:
                site_url = values.get("htmlurl", "").strip()
                yield Outline(url, title or None, folder or None, _web_url(site_url))
            elif not values.get("xmlurl") and title:
                inner = f"{folder}{FOLDER_SEPARATOR}{title}" if folder else title
        stack.extend((child, inner) for child in reversed(element))


def _name(element: etree._Element) -> str:
    """Return the local name in lower case; empty for what is no element."""
    tag = element.tag
    return clean_line(tag.rpartition("}")[2]).lower() if isinstance(tag, str) else ""


def _feed_url(text: str) -> str | None:
    """Return the address of a feed as subscribing to it would store it; None for what is none."""
    text = text.strip()
    if clean_line(text) != text or not _FEED_ADDRESS.match(text):
        return None
    try:
        return normalise_url(text.replace(" ", "%20"))
    except ValueError:
        return None


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


def _tokens(line: str) -> Iterator[str]:
    for match in _TOKEN.finditer(line):
        quoted, bare = match.groups()
        if bare is not None:
            if bare.startswith("#"):
                return
            yield bare
        else:
            yield re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), quoted)
