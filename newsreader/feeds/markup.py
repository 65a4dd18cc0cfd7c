"""HTML to marked text: what a browser would show, as one text and its spans."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from newsreader.feeds.elements import Elements, Leave, is_dropped
from newsreader.model.text import MarkedText

_TAG = re.compile(r"<[^<>]*>")


def html_to_text(html: str, *, base_url: str | None = None) -> MarkedText:
    """Return the text of a piece of HTML or of a page, with blocks and inline marks as spans.

    Entities and white space come out as in a browser (WHATWG HTML, CSS Text 3), links and images
    absolute against `base_url`. Never raises: what cannot be read as HTML only loses its tags.
    """
    try:
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
    data = html.replace("\0", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    root: etree._Element | None = etree.fromstring(data, parser) if data else None
    if any("depth" in error.message for error in parser.error_log):
        raise ValueError("the page is nested too deeply")
    return root


def tree_to_text(root: etree._Element, *, base_url: str | None = None) -> MarkedText:
    """Return the text of a tree, as `html_to_text` does; hidden elements are left out."""
    elements = Elements(base_url)
    words = elements.layout.words
    leave: Leave | None = None
    stack = [(root, iter(root), leave)]
    words.add(root.text or "")
    # No recursion: the tree may be deeper than Python's stack.
    while stack:
        element, children, leave = stack[-1]
        child = next(children, None)
        if child is not None:
            if is_dropped(child) or elements.replace(child):
                words.add(child.tail or "")
                continue
            stack.append((child, iter(child), elements.enter(child)))
            words.add(child.text or "")
            continue
        stack.pop()
        if leave is not None:
            leave()
        if stack:
            words.add(element.tail or "")
    return elements.layout.finish()
