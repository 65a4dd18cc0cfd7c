"""The texts of a feed's elements, with the base and the language they are written under."""

from __future__ import annotations

import base64
import binascii
from html import escape
from urllib.parse import urljoin

from lxml import etree

from newsreader.feeds.rawfeed import RawText
from newsreader.feeds.xmlnames import attribute

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {
    "text": "text/plain",
    "plain": "text/plain",
    "html": "text/html",
    "xhtml": "application/xhtml+xml",
}
HTML = "text/html"
PLAIN = "text/plain"


class Scope:
    """What is the same all over a document: whether it has any `xml:base` or `xml:lang`.

    Most documents have none; then no element's ancestors need to be asked.
    """

    __slots__ = ("_has_bases", "_has_languages")

    def __init__(self, data: bytes) -> None:
        self._has_bases = b"xml:base" in data
        self._has_languages = b"xml:lang" in data

    def base(self, element: etree._Element) -> str:
        """Return the base of an element as `xml:base` makes it (XML Base), or nothing."""
        base = ""
        if self._has_bases:
            for one in reversed((element, *element.iterancestors())):
                base = joined(base, one.get(_BASE) or "")
        return base

    def language(self, element: etree._Element) -> str | None:
        """Return the nearest `xml:lang`."""
        if self._has_languages:
            for one in (element, *element.iterancestors()):
                language = one.get(_LANGUAGE)
                if language is not None:
                    return language or None
        return None

    def link(self, element: etree._Element, url: str) -> str:
        """Return a URL that stands in an element, relative to its base."""
        return joined(self.base(element), url) if self._has_bases else url

    def text(self, element: etree._Element, default_type: str) -> RawText | None:
        """Return the text of an element whose type it may declare, or None for an empty one."""
        media_type, is_base64 = default_type, False
        if element.attrib:
            declared = (attribute(element, "type") or default_type).lower()
            media_type = _TYPES.get(declared, declared)
            is_base64 = _is_base64(element, media_type)
        if len(element):
            value = _inner_html(element, is_html=media_type == HTML)
            media_type = "application/xhtml+xml"
        else:
            value = (element.text or "").strip()
            value = _decoded(value) if is_base64 else value
        if not value:
            return None
        return RawText(value, media_type, self.base(element), self.language(element))


def plain(element: etree._Element) -> str:
    """Return the characters in an element, without blanks around them."""
    if len(element):
        return "".join(map(str, element.itertext())).strip()
    return (element.text or "").strip()


def joined(base: str, url: str) -> str:
    """Return a URL against a base that may be relative or nonsense itself."""
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url


def _inner_html(element: etree._Element, *, is_html: bool) -> str:
    """Return what is in an element as HTML, without prefixes of namespaces.

    Text before the first element `is_html` already where that is the element's type, and so is
    all of it where one `div` is around it.
    """
    text = element.text or ""
    for inner in element.iterdescendants():
        inner.tag = inner.tag.rpartition("}")[2].lower()
    if is_html and len(element) == 1 and element[0].tag == "div" and not len(element[0]):
        return f"{text}{element[0].text or ''}".strip()
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join((text if is_html else escape(text, quote=False), *parts)).strip()


def _is_base64(element: etree._Element, media_type: str) -> bool:
    """Tell whether a text is in base64, as Atom has everything but text and XML."""
    if media_type.startswith("text/") or media_type.endswith(("+xml", "/xml")):
        return element.get("mode") == "base64"
    return bool(media_type)


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value, validate=False).decode()
    except (binascii.Error, ValueError):
        return value
