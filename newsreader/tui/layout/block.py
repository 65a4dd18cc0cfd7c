"""From marked text to blocks: what is painted before, between and inside the leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.model.text import CELL_SEPARATOR, CONTAINERS, LEAVES, MarkedText, Span, SpanKind
from newsreader.tui.layout.line import Role, Run

QUOTE_BAR = "▎ "
IMAGE_SIGN = "▣"
_BULLETS = "•◦▪"
_NO_BREAK_SPACE = "\u00a0"
_PREFIXED = (SpanKind.QUOTE, SpanKind.LIST_ITEM)
_DEEPEST = 40
"""How many levels of nesting are painted, the innermost ones."""


class Cell(NamedTuple):
    """A table's cell: what is painted, and its inline spans."""

    runs: tuple[Run, ...]
    start: int
    spans: tuple[Span, ...] = ()
    is_header: bool = False

    @property
    def text(self) -> str:
        """Return the cell as it is painted on one line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf, or a table whole, ready to be broken into lines.

    `first_prefix` stands before the first line, `prefix`, as wide, before the others; `gap` is
    the number of blank lines above, painted with `gap_prefix`. `spans` are the inline ones, whose
    offsets lack `base`: a long paragraph may have very many.
    """

    role: Role
    start: int
    end: int
    runs: tuple[Run, ...] = ()
    level: int = 0
    first_prefix: str = ""
    prefix: str = ""
    gap: int = 1
    gap_prefix: str = ""
    spans: tuple[Span, ...] = ()
    base: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()


_ROLES = {
    SpanKind.PARAGRAPH: Role.PARAGRAPH,
    SpanKind.HEADING: Role.HEADING,
    SpanKind.CODE_BLOCK: Role.CODE,
    SpanKind.CELL: Role.TABLE,
    SpanKind.RULE: Role.RULE,
}


def body_blocks(body: MarkedText, *, base: int = 0) -> Iterator[Block]:
    """Yield the blocks of a body in reading order, one by one as they are asked for.

    `base` is added to every offset: where the body begins in a longer text.
    """
    yield from _Reading(body, base).blocks()


@dataclass(slots=True)
class _Reading:
    """The walk over a body's spans: which containers are open, and what has been begun in them."""

    body: MarkedText
    base: int
    containers: list[Span] = field(default_factory=list)
    begun: set[Span] = field(default_factory=set)
    before: frozenset[Span] | None = None
    was_first_of_item: bool = False

    def blocks(self) -> Iterator[Block]:
        spans = self.body.spans
        widths = _number_widths(spans)
        if not any(span.kind in LEAVES for span in spans) and self.body.text:
            spans = (Span(0, len(self.body.text), SpanKind.PARAGRAPH),)
        at = 0
        while at < len(spans):
            span = spans[at]
            at += 1
            if span.kind in CONTAINERS:
                self._close_before(span)
                self.containers.append(span)
            if span.kind is SpanKind.TABLE:
                first = at
                while at < len(spans) and _is_within(spans[at], span):
                    at += 1
                rows = _rows(self.body.text, self.base, spans[first:at])
                table = Block(Role.TABLE, span.start, span.end, rows=rows)
                yield self._placed(table, widths)
            elif span.kind in LEAVES:
                self._close_before(span)
                first = at
                while at < len(spans) and _is_inline_of(spans[at], span):
                    at += 1
                yield self._placed(self._leaf(span, spans[first:at]), widths)

    def _close_before(self, span: Span) -> None:
        while self.containers and not _is_within(span, self.containers[-1]):
            self.begun.discard(self.containers.pop())

    def _leaf(self, span: Span, inline: tuple[Span, ...]) -> Block:
        return Block(
            _ROLES[span.kind],
            span.start,
            span.end,
            _runs(self.body.text, span, inline, self.base),
            level=span.level,
            spans=inline,
            base=self.base,
        )

    def _placed(self, block: Block, number_widths: dict[Span, int]) -> Block:
        """Return the block with its prefixes and the gap above it, at its place in the text."""
        open_ = [c for c in self.containers[-_DEEPEST:] if c.kind in _PREFIXED]
        first_prefix = prefix = gap_prefix = ""
        is_first_of_item = False
        for container in open_:
            if container.kind is SpanKind.QUOTE:
                sign = hanging = QUOTE_BAR
            else:
                sign = _item_sign(container, number_widths)
                hanging = " " * cell_len(sign)
                is_first_of_item = container not in self.begun
            first_prefix += hanging if container in self.begun else sign
            prefix += hanging
            if self.before and container in self.before:
                gap_prefix = prefix
        self.begun.update(open_)
        gap = self._gap(block, is_first_of_item=is_first_of_item)
        self.before, self.was_first_of_item = frozenset(open_), is_first_of_item
        return replace(
            block,
            start=block.start + self.base,
            end=block.end + self.base,
            first_prefix=first_prefix,
            prefix=prefix,
            gap=gap,
            gap_prefix=gap_prefix.rstrip(),
        )

    def _gap(self, block: Block, *, is_first_of_item: bool) -> int:
        if self.before is None:
            return 1
        if is_first_of_item and self.was_first_of_item:
            return 0  # the items of a list stand together
        return 2 if block.role is Role.HEADING and block.level <= 2 else 1


def _is_within(span: Span, container: Span) -> bool:
    return container.start <= span.start and span.end <= container.end


def _is_inline_of(span: Span, leaf: Span) -> bool:
    is_inline = span.kind not in LEAVES and span.kind not in CONTAINERS
    return is_inline and _is_within(span, leaf)


def shifted(spans: tuple[Span, ...], base: int) -> tuple[Span, ...]:
    """Return spans over a text that begins at `base` in a longer one."""
    if not base:
        return spans
    return tuple(span._replace(start=span.start + base, end=span.end + base) for span in spans)


def _number_widths(spans: tuple[Span, ...]) -> dict[Span, int]:
    """Return the width of the widest number in each ordered item's list: numbers align right."""
    lists: list[list[Span]] = []
    last: dict[int, tuple[int, list[Span]]] = {}
    for span in spans:
        if span.kind is SpanKind.LIST_ITEM and span.value:
            end, items = last.get(span.level, (-1, []))
            if span.start != end + 2:
                items = []
                lists.append(items)
            items.append(span)
            last[span.level] = (span.end, items)
    widths: dict[Span, int] = {}
    for items in lists:
        widest = max(len(item.value) for item in items)
        widths.update(dict.fromkeys(items, widest))
    return widths


def _item_sign(item: Span, number_widths: dict[Span, int]) -> str:
    if not item.value:
        return f"{_BULLETS[(max(1, item.level) - 1) % len(_BULLETS)]} "
    return f"{item.value.rjust(number_widths[item])}. "


def _runs(text: str, leaf: Span, inline: tuple[Span, ...], base: int) -> tuple[Run, ...]:
    """Return what is painted for a leaf: its text, and a sign before the words of an image.

    An image without words is shown only where it stands alone: within a text it is decoration.
    Code is always painted as it is.
    """
    images = [span for span in inline if span.kind is SpanKind.IMAGE]
    if leaf.start == leaf.end and images:
        return (Run(f"{IMAGE_SIGN}{_NO_BREAK_SPACE}image", leaf.start + base, 0),)
    if leaf.kind is SpanKind.CODE_BLOCK:
        images = []
    runs: list[Run] = []
    at = leaf.start
    for image in images:
        if image.start < at or image.start == image.end:
            continue
        if image.start > at:
            runs.append(_literal(text, at, image.start, leaf, base))
        runs.append(Run(f"{IMAGE_SIGN}{_NO_BREAK_SPACE}", image.start + base, 0))
        at = image.start
    if at < leaf.end:
        runs.append(_literal(text, at, leaf.end, leaf, base))
    return tuple(runs)


def _literal(text: str, start: int, end: int, leaf: Span, base: int) -> Run:
    painted = text[start:end]
    if leaf.kind is not SpanKind.CODE_BLOCK:
        painted = painted.replace("\t", " ")
    return Run(painted, start + base, end - start)


def _rows(text: str, base: int, spans: tuple[Span, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of a table by row: the tab between two cells says that they share one."""
    rows: list[list[Cell]] = []
    for at, span in enumerate(spans):
        if span.kind not in LEAVES:
            continue
        last = at + 1
        while last < len(spans) and _is_inline_of(spans[last], span):
            last += 1
        inline = spans[at + 1 : last]
        runs = _runs(text, span, inline, base)
        if not rows or text[span.start - 1] != CELL_SEPARATOR:
            rows.append([])
        rows[-1].append(Cell(runs, span.start + base, shifted(inline, base), span.level == 1))
    return tuple(map(tuple, rows))
