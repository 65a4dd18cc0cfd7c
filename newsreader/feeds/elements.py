"""What each HTML element means for the layout of an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from lxml import etree

from newsreader.feeds.layout import Layout
from newsreader.feeds.links import absolute_url, web_url
from newsreader.model.text import SpanKind, clean_line

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
_BLOCK_NAMES = (
    "address article aside body caption center dd details div dl fieldset figcaption figure footer "
    "form header hgroup html legend main nav optgroup p search section summary table tbody tfoot "
    "thead"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_DROPPED_NAMES = (
    "annotation annotation-xml area base button canvas col colgroup datalist dialog embed frame "
    "frameset head input link map meta meter noframes param progress rp script select style svg "
    "template textarea title"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src", "data-srcset", "srcset")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]{1,40})")
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_TINY = re.compile(r"\s*[01](?:\.0*)?\s*(?:px)?\s*$")
_POWER = re.compile(r"\s*[+\-−]?\d{1,6}\s*$")
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")

Leave = Callable[[], object]
"""What ends an element."""


def _integer(text: str | None, default: int) -> int:
    found = re.match(r"\s*([+-]?[0-9]{1,9})", text or "")
    return int(found[1]) if found else default


class _List:
    """A list that is open, and the number of its next item; None in a bulleted list."""

    def __init__(self, element: etree._Element) -> None:
        self._number: int | None = None
        self._step = 1
        if element.tag == "ol":
            is_reversed = element.get("reversed") is not None
            self._step = -1 if is_reversed else 1
            first = len(element.findall("li")) if is_reversed else 1
            self._number = _integer(element.get("start"), first)

    def take_number(self, item: etree._Element) -> str:
        if self._number is None:
            return ""
        number = _integer(item.get("value"), self._number)
        self._number = number + self._step
        return str(number)


class Elements:
    """What each element of a tree means for the layout."""

    def __init__(self, base_url: str | None) -> None:
        self.layout = Layout()
        self._base_url = base_url
        self._lists: list[_List] = []
        self._quotes = 0
        self._is_grid = False
        self._is_in_row = False
        headings = ("h1", "h2", "h3", "h4", "h5", "h6")
        self._handlers: dict[str, Callable[[etree._Element], Leave | None]] = {
            **dict.fromkeys(headings, self._enter_heading),
            **dict.fromkeys(("pre", "listing", "xmp"), self._enter_code),
            **dict.fromkeys(("dir", "menu", "ol", "ul"), self._enter_list),
            **dict.fromkeys(("td", "th"), self._enter_cell),
            "blockquote": self._enter_quote,
            "dt": self._enter_term,
            "li": self._enter_item,
            "table": self._enter_table,
            "tr": self._enter_row,
        }

    # Elements without content of their own

    def replace(self, element: etree._Element) -> bool:
        """Lay out an element that something else stands for; False if its content does."""
        match element.tag:
            case "br":
                self.layout.add_break()
            case "hr":
                self.layout.add_rule()
            case "img" | "amp-img":
                self._add_image(element)
            case "iframe" | "video" | "audio":
                self._add_player(element)
            case "noscript":
                self._add_fallback(element)
            case "sup" if len(element) == 0 and _POWER.match(element.text or ""):
                self.layout.words.add((element.text or "").translate(_SUPERSCRIPTS))
            case _:
                return False
        return True

    def _add_image(self, image: etree._Element) -> None:
        url = self._source(image)
        alternative = image.get("alt") or image.get("title") or ""
        if _is_tiny(image) or (url is None and (not alternative or self._has_fallback(image))):
            return
        if alternative and not any(map(str.isalnum, alternative)):
            # An emoji drawn as a picture.
            self.layout.words.add(alternative)
        else:
            self.layout.words.add_image(url or "", alternative)

    def _source(self, image: etree._Element) -> str | None:
        """Return an image's URL: lazily loaded ones come first, `src` is a placeholder there."""
        for name in _SOURCES:
            value = image.get(name)
            if value and name.endswith("srcset"):
                value = value.split()[0].rstrip(",") if value.strip() else None
            url = web_url(value, self._base_url) if value else None
            if url is not None:
                return url
        return None

    def _has_fallback(self, placeholder: etree._Element) -> bool:
        """Whether the image proper follows, for readers without scripts."""
        for element in (placeholder, placeholder.getparent()):
            after = None if element is None else element.getnext()
            if after is not None and after.tag == "noscript":
                return any(map(self._source, after.iter("img")))
        return False

    def _add_fallback(self, noscript: etree._Element) -> None:
        """Add the images meant for readers without scripts, unless they are there already."""
        before = noscript.getprevious()
        if before is None or not any(map(self._source, before.iter("img", "amp-img"))):
            for image in noscript.iter("img"):
                self._add_image(image)

    def _add_player(self, player: etree._Element) -> None:
        """Put a link in the place of a video, a recording or a page within the page."""
        sources = (self._source(element) for element in (player, *player.iter("source")))
        url = next((source for source in sources if source), None)
        if url is None or _is_tiny(player):
            return
        self.layout.break_leaf()
        words = self.layout.words
        is_opened = words.open(SpanKind.LINK, url)
        words.add(player.get("title") or urlsplit(url).netloc.rpartition("@")[2])
        if is_opened:
            words.close(SpanKind.LINK)
        self.layout.break_leaf()

    # Elements around content

    def enter(self, element: etree._Element) -> Leave | None:
        """Begin an element; return what ends it."""
        tag = str(element.tag)
        if tag in _INLINE:
            return self._enter_inline(_INLINE[tag])
        if tag == "a":
            link = element.get("href")
            url = absolute_url(link, self._base_url) if link else None
            return self._enter_inline(SpanKind.LINK, url) if url else None
        if tag == "q":
            self.layout.words.add("“")
            return partial(self.layout.words.add, "”")
        handler = self._handlers.get(tag)
        if handler is None and tag not in _BLOCKS:
            return None
        self.layout.break_leaf()
        return (handler and handler(element)) or self.layout.break_leaf

    def _enter_inline(self, kind: SpanKind, value: str = "") -> Leave | None:
        words = self.layout.words
        return partial(words.close, kind) if words.open(kind, value) else None

    def _enter_heading(self, element: etree._Element) -> Leave | None:
        return self._enter_leaf(SpanKind.HEADING, int(str(element.tag)[1]))

    def _enter_code(self, element: etree._Element) -> Leave | None:
        names = f"{element.get('class', '')} {element[0].get('class', '') if len(element) else ''}"
        language = _LANGUAGE.search(names)
        return self._enter_leaf(SpanKind.CODE_BLOCK, 0, language[1] if language else "")

    def _enter_leaf(self, kind: SpanKind, level: int, value: str = "") -> Leave | None:
        if self.layout.kind is not SpanKind.PARAGRAPH:
            return None
        self.layout.set_leaf(kind, level, clean_line(value))
        return partial(self.layout.set_leaf, SpanKind.PARAGRAPH)

    def _enter_term(self, _: etree._Element) -> Leave | None:
        close = self._enter_inline(SpanKind.STRONG)

        def leave() -> None:
            if close is not None:
                close()
            self.layout.break_leaf()

        return leave

    def _enter_quote(self, _: etree._Element) -> Leave | None:
        quote = self.layout.open_container(SpanKind.QUOTE, self._quotes + 1)
        if quote is None:
            return None
        self._quotes += 1

        def leave() -> None:
            self._quotes -= 1
            self.layout.close_container(quote)

        return leave

    def _enter_list(self, element: etree._Element) -> Leave | None:
        self._lists.append(_List(element))

        def leave() -> None:
            self._lists.pop()
            self.layout.break_leaf()

        return leave

    def _enter_item(self, element: etree._Element) -> Leave | None:
        number = self._lists[-1].take_number(element) if self._lists else ""
        level = max(1, len(self._lists))
        item = self.layout.open_container(SpanKind.LIST_ITEM, level, number)
        return partial(self.layout.close_container, item) if item else None

    def _enter_table(self, element: etree._Element) -> Leave | None:
        if self.layout.kind is not SpanKind.PARAGRAPH or not _is_grid(element):
            return None
        self._is_grid = True

        def leave() -> None:
            self._is_grid = False
            self.layout.break_leaf()
            self.layout.close_table()

        return leave

    def _enter_row(self, _: etree._Element) -> Leave | None:
        is_row = self._is_grid and not self._is_in_row
        if not is_row or self.layout.kind is not SpanKind.PARAGRAPH:
            return None
        self._is_in_row = True
        self.layout.open_row()

        def leave() -> None:
            self._is_in_row = False
            self.layout.close_row()

        return leave

    def _enter_cell(self, element: etree._Element) -> Leave | None:
        if not self._is_in_row or self.layout.kind is not SpanKind.PARAGRAPH:
            return None
        self.layout.open_cell(is_header=element.tag == "th")
        return self.layout.close_cell


def is_dropped(element: etree._Element) -> bool:
    """Whether an element and all in it is nothing to read, or hidden."""
    if element.tag in _DROPPED or element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _is_tiny(element: etree._Element) -> bool:
    """Whether an element is a tracking pixel or a spacer."""
    return any(_TINY.match(element.get(name) or "") for name in ("width", "height"))


def _is_grid(table: etree._Element) -> bool:
    """Whether a table holds data; others only lay out blocks, which no cell can hold."""
    if table.get("role") in {"none", "presentation"}:
        return False
    if next(table.iterdescendants("table", "pre", "blockquote"), None) is not None:
        return False
    rows = [sum(1 for cell in row if cell.tag in {"td", "th"}) for row in table.iter("tr")]
    paragraphs = sum(1 for _ in table.iter("p"))
    return max(rows, default=0) > 1 and paragraphs <= sum(rows)
