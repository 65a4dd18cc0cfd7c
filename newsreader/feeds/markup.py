"""HTML to marked text: what a browser would show, as one text and its spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsreader.feeds.layout import Layout
from newsreader.model.text import MarkedText, SpanKind, clean, clean_line

_INLINE = {
    "b": SpanKind.STRONG,
    "strong": SpanKind.STRONG,
    "i": SpanKind.EMPHASIS,
    "em": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "var": SpanKind.EMPHASIS,
    "dfn": SpanKind.EMPHASIS,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
    "samp": SpanKind.CODE,
    "tt": SpanKind.CODE,
}
_BLOCKS = frozenset(
    "address article aside body caption center dd details dir div dl fieldset figcaption figure "
    "footer form header hgroup html legend main nav optgroup p search section summary table tbody "
    "tfoot thead".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = frozenset(
    "annotation annotation-xml area base button canvas col colgroup datalist dialog embed frame "
    "frameset head input link map meta meter noframes param progress rp script select style svg "
    "template textarea title".split()
)
_PLAYERS = frozenset({"audio", "iframe", "video"})
_IMAGE_SOURCES = ("data-src", "data-lazy-src", "data-original", "src", "data-srcset", "srcset")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]{1,40})")
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_TINY = re.compile(r"\s*[01](?:\.0*)?\s*(?:px)?\s*$")
_POWER = re.compile(r"\s*[+\-−]?\d{1,6}\s*$")
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_TAG = re.compile(r"<[^<>]*>")

Leave = Callable[[], object]


def html_to_text(html: str, *, base_url: str | None = None) -> MarkedText:
    """Return the text of a piece of HTML or of a page, with blocks and inline marks as spans.

    Entities and white space come out as in a browser (WHATWG HTML, CSS Text 3), links and images
    absolute against `base_url`. Never raises: what cannot be read as HTML loses its tags.
    """
    try:
        root = _parse(html)
        return MarkedText() if root is None else _Walk(base_url).text(root)
    except Exception:  # noqa: BLE001 - one odd article must not cost its feed
        return MarkedText.from_plain(unescape(_TAG.sub(" ", html)))


def _parse(html: str) -> etree._Element | None:
    # A CDATA section is a comment in HTML; in a feed it is text that was wrapped twice.
    if "<![CDATA[" in html:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
    # Bytes, for lxml refuses a str that declares an encoding.
    data = html.replace("\0", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(data, parser) if data else None
    # libxml2 keeps nothing of what lies deeper than 2048 elements, nor of what follows it.
    if any("depth" in error.message for error in parser.error_log):
        raise ValueError("nested too deeply")
    return root


class _List:
    """A list that is open, and the number of its next item; None in a bulleted list."""

    __slots__ = ("number", "step")

    def __init__(self, element: etree._Element) -> None:
        self.step = 1
        self.number: int | None = None
        if element.tag == "ol":
            self.number = _integer(element.get("start"), 1)
            if element.get("reversed") is not None:
                self.step = -1
                self.number = _integer(element.get("start"), len(element.findall("li")))

    def take_number(self, item: etree._Element) -> str:
        if self.number is None:
            return ""
        number = _integer(item.get("value"), self.number)
        self.number = number + self.step
        return str(number)


class _Walk:
    """One walk over a tree, without recursion: the tree may be 2048 elements deep."""

    def __init__(self, base_url: str | None) -> None:
        self._base_url = base_url
        self._layout = Layout()
        self._lists: list[_List] = []
        self._quotes = 0
        self._is_in_row = False
        self._is_power = False

    def text(self, root: etree._Element) -> MarkedText:
        words = self._layout.words
        walk = etree.iterwalk(root, events=("start", "end"))
        leaves: list[Leave | None] = []
        skipped: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                if _is_dropped(element):
                    walk.skip_subtree()
                    skipped = element
                    continue
                leave = self._enter(element)
                if leave is _SKIP:
                    walk.skip_subtree()
                    skipped = element
                    continue
                leaves.append(leave)
                if element.text:
                    self._add(element.text)
            else:
                if element is skipped:
                    skipped = None
                else:
                    leave = leaves.pop()
                    if leave is not None:
                        leave()
                if element.tail:
                    words.add(element.tail)
        return self._layout.finish()
