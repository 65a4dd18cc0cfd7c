"""Links within an article: footnotes and the way back, sections of its own."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from newsreader.feeds.words import Words
from newsreader.model.text import MarkedText, Span, SpanKind, clean_line

_NUMBER = re.compile(r"\s*[\[(]?\s*\d{1,4}\s*[\])]?\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "[]()")
_LONGEST_NAME = 200


def raise_number(element: etree._Element) -> None:
    """Make the number of a superscript's link, bare or in brackets, one of superscript digits."""
    if not len(element) or next(element.iter("a"), None) is None:
        return
    if not _NUMBER.fullmatch("".join(map(str, element.itertext()))):
        return
    for part in element.iter():
        part.text = part.text and part.text.translate(_RAISED)
        if part is not element:
            part.tail = part.tail and part.tail.translate(_RAISED)


class Notes:
    """The places of a text that links may lead to, and the links that lead to places in it."""

    def __init__(self, base_url: str | None) -> None:
        self._page = f"{base_url.partition('#')[0]}#" if base_url else ""
        self._outside: dict[str, str] = {}
        self._has_places = False

    def add_place(self, element: etree._Element, words: Words) -> None:
        """Take in an element that has an id, or is an anchor with a name."""
        name = _name(element.get("id") or element.get("name") or "")
        if name:
            self._has_places = True
            words.add_anchor(name)

    def inner_link(self, link: str, url: str | None) -> str | None:
        """Return `#name` for a link that leads to a place of its own page, else `url`."""
        start = 0 if link.startswith("#") else len(self._page) - 1
        is_inner = link.startswith("#") or bool(self._page and link.startswith(self._page))
        name = _name(link[start + 1 :]) if is_inner else ""
        if not name:
            return url
        self._outside[f"#{name}"] = url or ""
        return f"#{name}"

    def resolve(self, body: MarkedText) -> MarkedText:
        """Return a text with the anchors that links lead to, and none besides.

        A link to a place that the text has not leads to the page, or nowhere.
        """
        if not self._has_places and not self._outside:
            return body
        there = {span.value for span in body.spans if span.kind is SpanKind.ANCHOR}
        wanted = {name for name in self._outside if name[1:] in there}
        kept: list[Span] = []
        for span in body.spans:
            if span.kind is SpanKind.ANCHOR:
                if f"#{span.value}" in wanted:
                    wanted.remove(f"#{span.value}")
                    kept.append(span)
            elif span.kind is not SpanKind.LINK or span.value[1:] in there:
                kept.append(span)
            elif url := self._outside.get(span.value, span.value):
                kept.append(span._replace(value=url))
        return MarkedText(body.text, tuple(kept))


def _name(written: str) -> str:
    return clean_line(unquote(written))[:_LONGEST_NAME]
