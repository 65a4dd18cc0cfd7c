"""Laying blocks, containers and tables out as one text with its spans."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newsreader.feeds.words import Mark, Words
from newsreader.model.text import (
    BLOCK_SEPARATOR,
    CELL_SEPARATOR,
    PLACES,
    MarkedText,
    Span,
    SpanKind,
    clean_line,
    sort_spans,
)

_EMPTY = PLACES | {SpanKind.IMAGE}
_MOST_SPANNED = 10_000
"""How many empty cells an article may gain from cells that span several."""


@dataclass(slots=True, eq=False)
class Container:
    """A container that is open, and its place among the spans once it holds a leaf."""

    kind: SpanKind
    level: int = 0
    value: str = ""
    start: int = 0
    index: int = -1


class Layout:
    """Writes a `MarkedText` from events in reading order.

    Leaves begin by themselves with the first visible character of `words`; `break_leaf` ends one.
    What stays empty leaves no trace, but an image without alternative text goes to the leaf that
    follows. A cell holds no blocks: there they are lines.
    """

    def __init__(self) -> None:
        self.words = Words()
        self.kind = SpanKind.PARAGRAPH
        self._level = 0
        self._value = ""
        self._is_of_lines = False
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._containers: list[Container] = []
        self._table: Container | None = None
        self._row: list[tuple[str, list[Mark], int]] = []
        self._rows_left: dict[int, int] = {}
        self._spare_cells = _MOST_SPANNED
        self._is_rule_due = False
        self._images: list[Mark] = []

    def add_break(self) -> None:
        """Add a line break; a second one in a row begins a new paragraph."""
        if self.words.is_break_due and self.kind is SpanKind.PARAGRAPH:
            self._end_leaf()
        else:
            self.words.break_line()

    def break_leaf(self) -> None:
        """End the present leaf; inside a cell or a code block this ends a line."""
        if self._is_of_lines:
            self.words.end_line()
        elif not self.words.is_empty:
            self._end_leaf()

    def set_leaf(self, kind: SpanKind, level: int = 0, value: str = "") -> None:
        """End the present leaf; those that follow are of this kind."""
        self._end_leaf()
        self.kind, self._level, self._value = kind, level, value
        self.words.is_code = kind is SpanKind.CODE_BLOCK
        self._is_of_lines = self.words.is_code or kind is SpanKind.CELL

    def _end_leaf(self) -> None:
        text, marks = self.words.take()
        if text:
            if self._table is not None:
                self.close_table()
            self._place(text, marks, self.kind, self._level, self._value)
        elif marks:
            self._images += marks

    def _place(
        self,
        text: str,
        marks: list[Mark],
        kind: SpanKind,
        level: int = 0,
        value: str = "",
        separator: str = BLOCK_SEPARATOR,
    ) -> None:
        """Append a leaf to the text; all that waited for one goes with it."""
        if self._is_rule_due:
            self._is_rule_due = False
            self._append("", SpanKind.RULE)
        start = self._length + (len(separator) if self._parts else 0)
        for container in self._containers:
            if container.index < 0:
                container.index = len(self._spans)
                container.start = start
                self._spans.append(Span(start, start, container.kind))
        self._append(text, kind, level, value, separator)
        if self._images:
            marks = self._images + marks
            self._images = []
        for mark in marks:
            if mark.end > mark.start or mark.kind in _EMPTY:
                span = Span(start + mark.start, start + mark.end, mark.kind, 0, mark.value)
                self._spans.append(span)

    def _append(
        self,
        text: str,
        kind: SpanKind,
        level: int = 0,
        value: str = "",
        separator: str = BLOCK_SEPARATOR,
    ) -> None:
        if self._parts:
            self._parts.append(separator)
            self._length += len(separator)
        self._parts.append(text)
        start = self._length
        self._length += len(text)
        self._spans.append(Span(start, self._length, kind, level, value))

    def add_rule(self) -> None:
        """Add a rule between what is there and what follows; in a cell it ends a line."""
        self.break_leaf()
        if self.kind is SpanKind.PARAGRAPH:
            self.close_table()
            self._is_rule_due = bool(self._parts)

    # Containers

    def open_container(self, kind: SpanKind, level: int = 0, value: str = "") -> Container | None:
        """Begin a quote or list item; None, and nothing to close, where only a leaf may be."""
        self.break_leaf()
        if self.kind is not SpanKind.PARAGRAPH:
            return None
        self.close_table()
        container = Container(kind, level, value)
        self._containers.append(container)
        return container

    def close_container(self, container: Container) -> None:
        """End a container, and with it all that was opened inside it."""
        self._end_leaf()
        if container not in self._containers:
            return
        while self._containers:
            last = self._containers.pop()
            if last is self._table:
                self._table = None
            if last.index >= 0:
                self._spans[last.index] = Span(
                    last.start, self._length, last.kind, last.level, last.value
                )
            if last is container:
                return

    # Tables

    def open_table(self) -> None:
        """Begin a table; it is written with the first row that holds something."""
        self._rows_left = {}

    def open_row(self) -> None:
        """Begin a row; it belongs to the present table, or begins one."""
        self._end_leaf()
        self._row = []

    def open_cell(self, *, is_header: bool) -> None:
        """Begin a cell: all up to `close_cell` is one leaf."""
        self._fill_from_above()
        self.set_leaf(SpanKind.CELL, int(is_header))

    def close_cell(self, columns: int = 1, rows: int = 1) -> None:
        """End the present cell; empty ones fill what else it spans, so that columns align."""
        text, marks = self.words.take()
        first = len(self._row)
        self._row.append((text, marks, self._level))
        for _ in range(columns - 1):
            self._add_empty_cell()
        if rows > 1:
            self._rows_left.update(dict.fromkeys(range(first, len(self._row)), rows))
        self.set_leaf(SpanKind.PARAGRAPH)

    def _fill_from_above(self) -> None:
        """Add an empty cell wherever one of the rows above reaches into this row."""
        while len(self._row) in self._rows_left and self._spare_cells:
            self._add_empty_cell()

    def _add_empty_cell(self) -> None:
        if self._spare_cells:
            self._spare_cells -= 1
            self._row.append(("", [], 0))

    def close_row(self) -> None:
        """End a row; one without anything in it is left out."""
        self._end_leaf()
        self._fill_from_above()
        self._rows_left = {column: n - 1 for column, n in self._rows_left.items() if n > 1}
        cells, self._row = self._row, []
        if not any(text or marks for text, marks, _ in cells):
            return
        if self._table is None:
            self._table = self.open_container(SpanKind.TABLE)
        row = Container(SpanKind.ROW)
        self._containers.append(row)
        separator = BLOCK_SEPARATOR
        for text, marks, level in cells:
            self._place(text, marks, SpanKind.CELL, level, "", separator)
            separator = CELL_SEPARATOR
        self.close_container(row)

    def close_table(self) -> None:
        """End the present table, if there is one."""
        table, self._table = self._table, None
        if table is not None:
            self.close_container(table)

    def finish(self) -> MarkedText:
        """End all that is open and return the text."""
        self.set_leaf(SpanKind.PARAGRAPH)
        if self._containers:
            self.close_container(self._containers[0])
        if self._images and self._parts:
            end = self._length
            self._spans += [Span(end, end, mark.kind, 0, mark.value) for mark in self._images]
        elif self._images:
            self._name_images()
        return MarkedText("".join(self._parts), sort_spans(self._spans))

    def _name_images(self) -> None:
        """Give each image a paragraph with its file's name: the article has nothing else."""
        images, self._images = self._images, []
        for image in images:
            name = clean_line(unquote(posixpath.basename(urlsplit(image.value).path))) or "image"
            self._place(name, [Mark(0, len(name), image.kind, image.value)], SpanKind.PARAGRAPH)
