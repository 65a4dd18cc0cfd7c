"""HTML to marked text: what a browser would show, as one text and its spans."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html import unescape

from lxml import etree

from newsreader.feeds.elements import Elements, Leave, leave_out
from newsreader.feeds.layout import Layout
from newsreader.model.text import MarkedText

_TAG = re.compile(r"<[^<>]*>")
# References below U+0020: unescape() drops the escape that begins a control sequence, not the rest.
_CONTROL = re.compile(r"&#(?:0|[12]?\d(?!\d)|3[01](?!\d)|[xX]0*1?[\da-fA-F](?![\da-fA-F]))")


class _Thread(threading.local):
    """What each thread has its own of: making a parser costs as much as parsing a short text."""

    def __init__(self) -> None:
        self.parser = etree.HTMLParser(
            encoding="utf-8",
            remove_comments=True,
            remove_pis=True,
            huge_tree=True,
            collect_ids=False,
        )


_thread = _Thread()


def html_to_text(html: str, *, base_url: str | None = None) -> MarkedText:
    """Return the text of a piece of HTML or of a page, with blocks and inline marks as spans.

    Entities and white space come out as in a browser (WHATWG HTML, CSS Text 3), links and images
    absolute against `base_url`. Never raises: what cannot be read as HTML only loses its tags.
    """
    try:
        if "<" not in html and not _CONTROL.search(html):
            layout = Layout()
            layout.words.add(unescape(html.replace("\0", "")))
            return layout.finish()
        root = parse_html(html)
        return MarkedText() if root is None else tree_to_text(root, base_url=base_url)
    except Exception:  # noqa: BLE001 - one odd article must not cost its feed
        return MarkedText.from_plain(unescape(_TAG.sub(" ", html)))


def parse_html(html: str) -> etree._Element | None:
    """Return the tree of a page or piece of HTML, or None for an empty one.

    Raises ValueError for one nested so deeply (2048 elements) that libxml2 drops its text.
    """
    # A CDATA section is a comment in HTML; in a feed it is text that was wrapped twice.
    if "<![CDATA[" in html:
        html = html.replace("<![CDATA[", "").replace("]]>", "")
    # Bytes, for lxml refuses a str that declares an encoding.
    data = html.replace("\0", "").encode("utf-8", "ignore")
    parser = _thread.parser
    root: etree._Element | None = etree.fromstring(data, parser) if data else None
    if any("depth" in error.message for error in parser.error_log):
        raise ValueError("the page is nested too deeply")
    return root


def tree_to_text(root: etree._Element, *, base_url: str | None = None) -> MarkedText:
    """Return the text of a tree, as `html_to_text` does; hidden elements are left out."""
    elements = Elements(base_url)
    add, enter = elements.layout.words.add, elements.enter
    # What is left of the elements begun; no recursion, the tree may be deeper than Python's stack.
    stack: list[tuple[Iterator[etree._Element], etree._Element, Leave | None]] = []
    children: Iterator[etree._Element] = iter(root)
    add(root.text or "")
    while True:
        for child in children:
            leave = enter(child)
            if leave is leave_out:
                add(child.tail or "")
                continue
            if text := child.text:
                add(text)
            if len(child):
                stack.append((children, child, leave))
                children = iter(child)
                break
            if leave is not None:
                leave()
            if tail := child.tail:
                add(tail)
        else:
            if not stack:
                return elements.finish()
            children, child, leave = stack.pop()
            if leave is not None:
                leave()
            if tail := child.tail:
                add(tail)
