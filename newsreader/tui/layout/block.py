"""From marked text to blocks: what is painted before, between and inside the leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.model.text import (
    CAPTION,
    CELL_SEPARATOR,
    CONTAINERS,
    LEAVES,
    MarkedText,
    Span,
    SpanKind,
)
from newsreader.tui.layout.image import is_alone
from newsreader.tui.layout.leaf_runs import PLAIN, leaf_runs, outer_images, sign_without_words
from newsreader.tui.layout.line import Role, Run

QUOTE_BAR = "▎ "
_BULLETS = "•◦▪"
_PREFIXED = (SpanKind.QUOTE, SpanKind.LIST_ITEM, SpanKind.DEFINITION)
_INDENT = "    "
_WITH_CAPTION = frozenset({Role.IMAGE, Role.TABLE})
_SUBHEADING = 3
"""The level from which on a heading stands close to its text."""
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
    last_block: Block | None = None
    last_items: dict[int, Span] = field(default_factory=dict)

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
                for block in self._leaf_blocks(span, spans[first:at]):
                    yield self._placed(block, widths)

    def _close_before(self, span: Span) -> None:
        while self.containers and not _is_within(span, self.containers[-1]):
            self.begun.discard(self.containers.pop())

    def _leaf_blocks(self, leaf: Span, inline: tuple[Span, ...]) -> Iterator[Block]:
        """Yield the block of a leaf, and one for each image without words at its ends."""
        ends = (
            ([], []) if leaf.kind in PLAIN or leaf.start == leaf.end else outer_images(leaf, inline)
        )
        for image in ends[0]:
            yield self._wordless(image)
        yield self._leaf(leaf, inline)
        for image in ends[1]:
            yield self._wordless(image)

    def _wordless(self, image: Span) -> Block:
        run = Run(sign_without_words(image), image.start + self.base, 0)
        return Block(Role.IMAGE, image.start, image.start, (run,))

    def _leaf(self, span: Span, inline: tuple[Span, ...]) -> Block:
        role = _ROLES[span.kind]
        if role is Role.PARAGRAPH:
            images = [mark for mark in inline if mark.kind is SpanKind.IMAGE]
            if span.value == CAPTION:
                role = Role.CAPTION
            elif is_alone(span, images, self.body.text):
                role = Role.IMAGE
        return Block(
            role,
            span.start,
            span.end,
            leaf_runs(self.body.text, span, inline, self.base),
            level=span.level,
            spans=inline,
            base=self.base,
        )

    def _placed(self, block: Block, number_widths: dict[Span, int]) -> Block:
        """Return the block with its prefixes and the gap above it, at its place in the text."""
        open_ = [c for c in self.containers[-_DEEPEST:] if c.kind in _PREFIXED]
        first_prefix = prefix = gap_prefix = ""
        is_first_of_item = is_first_of_definition = is_other_list = False
        for container in open_:
            if container.kind is SpanKind.QUOTE:
                sign = hanging = QUOTE_BAR
            elif container.kind is SpanKind.DEFINITION:
                sign = hanging = _INDENT
                is_first_of_definition = container not in self.begun
            else:
                sign = _item_sign(container, number_widths)
                hanging = " " * cell_len(sign)
                is_first_of_item = container not in self.begun
                if is_first_of_item:
                    is_other_list = self._begins_other_list(container)
            first_prefix += hanging if container in self.begun else sign
            prefix += hanging
            if self.before and container in self.before:
                gap_prefix = prefix
        self.begun.update(open_)
        is_close = is_first_of_item and self.was_first_of_item and not is_other_list
        gap = 0 if is_close or is_first_of_definition else self._gap(block)
        self.last_block = block
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

    def _begins_other_list(self, item: Span) -> bool:
        """Whether the item before, at the same depth, is of a list of the other kind."""
        before = self.last_items.get(item.level)
        self.last_items = {n: each for n, each in self.last_items.items() if n < item.level}
        self.last_items[item.level] = item
        return before is not None and bool(before.value) != bool(item.value)

    def _gap(self, block: Block) -> int:
        """Return how many blank lines are above a block that is no item following another."""
        before = self.last_block
        if before is None:
            return 1
        if block.role is Role.HEADING and block.level < _SUBHEADING:
            return 1 if before.role is Role.HEADING else 2
        is_under_heading = before.role is Role.HEADING and before.level >= _SUBHEADING
        is_caption = block.role is Role.CAPTION and before.role in _WITH_CAPTION
        is_captioned = block.role is Role.TABLE and before.role is Role.CAPTION
        is_close = is_under_heading and block.role in (Role.PARAGRAPH, Role.CAPTION)
        return 0 if is_close or is_caption or is_captioned else 1


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
        runs = leaf_runs(text, span, inline, base)
        if not rows or text[span.start - 1] != CELL_SEPARATOR:
            rows.append([])
        rows[-1].append(Cell(runs, span.start + base, shifted(inline, base), span.level == 1))
    return tuple(map(tuple, rows))
