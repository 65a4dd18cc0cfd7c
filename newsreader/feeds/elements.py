"""What each HTML element means for the layout of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, TypeAlias

from lxml import etree

from newsreader.feeds.images import add_fallback, add_image, add_player
from newsreader.feeds.layout import Layout
from newsreader.feeds.links import absolute_url
from newsreader.feeds.notes import Notes, raise_number
from newsreader.feeds.numbering import ListNumbers, integer
from newsreader.model.text import CAPTION, MarkedText, SpanKind, clean_line

_MARKS = {
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
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]{1,40})")
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_POWER = re.compile(r"\s*[+\-−]?\d{1,6}\s*$")
_LONGEST_CELL = 100
"""How many columns or rows a cell may span."""
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")

Leave = Callable[[], object]
"""What ends an element."""


def leave_out() -> None:
    """Stand for the end of an element whose content is not to be read."""


_Handler: TypeAlias = "Callable[[Elements, etree._Element], Leave | None]"  # noqa: SLF001 - a type


def _by_name(table: Mapping[str, _Handler | None]) -> dict[str, _Handler | None]:
    """Return a handler for each name, from a table whose keys list the names that share one."""
    return {name: handler for names, handler in table.items() for name in names.split()}


def _is_hidden(element: etree._Element) -> bool:
    is_hidden = element.get("hidden", "until-found") != "until-found"
    return is_hidden or _HIDDEN.search(element.get("style") or "") is not None


def _dropped(_elements: Elements, _element: etree._Element) -> Leave:
    return leave_out


def _replaced(add: Callable[[etree._Element, Layout, str | None], None]) -> _Handler:
    def handler(elements: Elements, element: etree._Element) -> Leave:
        add(element, elements.layout, elements.base_url)
        return leave_out

    return handler


class Elements:
    """What each element of a tree means for the layout."""

    def __init__(self, base_url: str | None) -> None:
        self.layout = Layout()
        self._break_leaf = self.layout.break_leaf
        self.base_url = base_url
        self._notes = Notes(base_url)
        self._lists: list[ListNumbers] = []
        self._quotes = 0
        self._is_grid = False
        self._is_in_row = False

    def enter(self, element: etree._Element) -> Leave | None:
        """Begin an element; return what ends it.

        That is `leave_out` where nothing in it is to be read: the element is hidden, or laid out
        already.
        """
        names = element.keys()
        if names:
            if ("hidden" in names or "style" in names) and _is_hidden(element):
                return leave_out
            if "id" in names or ("name" in names and element.tag == "a"):
                self._notes.add_place(element, self.layout.words)
        tag = element.tag
        other = self._OTHERS.get(tag)
        if other is not None:
            return other(self, element)
        if tag not in self._BLOCKS:
            return None
        self._break_leaf()
        handler = self._BLOCKS[tag]
        return (handler and handler(self, element)) or self._break_leaf

    def finish(self) -> MarkedText:
        """End all that is open and return the text."""
        return self._notes.resolve(self.layout.finish())

    # Elements without content of their own

    def _add_break(self, _: etree._Element) -> Leave | None:
        self.layout.add_break()
        return leave_out

    def _add_rule(self, _: etree._Element) -> Leave | None:
        self.layout.add_rule()
        return leave_out

    def _add_break_chance(self, _: etree._Element) -> Leave | None:
        # The parser does not know that it is always empty: what follows lies in it.
        self.layout.words.add_break_chance()
        return None

    def _enter_power(self, element: etree._Element) -> Leave | None:
        raise_number(element)
        if len(element) or not _POWER.match(element.text or ""):
            return None
        self.layout.words.add((element.text or "").translate(_SUPERSCRIPTS))
        return leave_out

    # Elements around content

    def _enter_link(self, element: etree._Element) -> Leave | None:
        link = element.get("href")
        url = absolute_url(link, self.base_url) if link else None
        if link and "#" in link:
            url = self._notes.inner_link(link, url)
        return self._enter_inline(SpanKind.LINK, url) if url else None

    def _enter_mark(self, element: etree._Element) -> Leave | None:
        return self._enter_inline(_MARKS[element.tag])

    def _enter_quotation(self, _: etree._Element) -> Leave | None:
        self.layout.words.add("“")
        return partial(self.layout.words.add, "”")

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

    def _enter_definition(self, element: etree._Element) -> Leave | None:
        parent = element.getparent()
        if parent is not None and parent.tag == "dd":
            return None  # the one before was left open
        definition = self.layout.open_container(SpanKind.DEFINITION)
        return partial(self.layout.close_container, definition) if definition else None

    def _enter_caption(self, _: etree._Element) -> Leave | None:
        return self._enter_leaf(SpanKind.PARAGRAPH, 0, CAPTION)

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
        self._lists.append(ListNumbers(element))

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
        self.layout.open_table()

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
        columns, rows = (
            max(1, min(integer(element.get(name), 1), _LONGEST_CELL))
            for name in ("colspan", "rowspan")
        )
        return partial(self.layout.close_cell, columns, rows)

    # What begins and ends a block, and what does not; names of one meaning share a line.
    _BLOCKS: ClassVar[dict[str, _Handler | None]] = _by_name(
        {
            "address article aside body center details div dl fieldset "
            "figure footer form header hgroup html legend main nav optgroup p search section "
            "summary tbody tfoot thead": None,
            "blockquote": _enter_quote,
            "caption figcaption": _enter_caption,
            "dd": _enter_definition,
            "dir menu ol ul": _enter_list,
            "dt": _enter_term,
            "h1 h2 h3 h4 h5 h6": _enter_heading,
            "li": _enter_item,
            "listing pre xmp": _enter_code,
            "table": _enter_table,
            "td th": _enter_cell,
            "tr": _enter_row,
        }
    )

    _OTHERS: ClassVar[dict[str, _Handler | None]] = _by_name(
        {
            "a": _enter_link,
            " ".join(_MARKS): _enter_mark,
            "amp-img img": _replaced(add_image),
            "annotation annotation-xml area base button canvas col colgroup datalist dialog embed "
            "frame frameset head input link map meta meter noframes param progress rp script "
            "select style svg template textarea title": _dropped,
            "audio iframe video": _replaced(add_player),
            "br": _add_break,
            "hr": _add_rule,
            "noscript": _replaced(add_fallback),
            "q": _enter_quotation,
            "sup": _enter_power,
            "wbr": _add_break_chance,
        }
    )


def _is_grid(table: etree._Element) -> bool:
    """Whether a table holds data; others only lay out blocks, which no cell can hold."""
    if table.get("role") in {"none", "presentation"}:
        return False
    if next(table.iterdescendants("table", "pre", "blockquote"), None) is not None:
        return False
    rows = [sum(1 for cell in row if cell.tag in {"td", "th"}) for row in table.iter("tr")]
    paragraphs = sum(1 for _ in table.iter("p"))
    return max(rows, default=0) > 1 and paragraphs <= sum(rows)
