"""The lines of a block: its text wrapped, its signs before them, its code as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

from newsreader.model.text import Span
from newsreader.tui.layout.bidi import is_right_to_left
from newsreader.tui.layout.block import Block, shifted
from newsreader.tui.layout.broken import wrapped_runs
from newsreader.tui.layout.line import Line, Role, Run
from newsreader.tui.layout.table import table_lines

_TAB = 4
_LONGEST_CODE_LINE = 4096
_LEFT = frozenset({Role.TABLE, Role.CODE, Role.RULE})
_SIGNS = re.compile(r"\d+|\D")


def block_lines(block: Block, width: int, *, is_ordered: bool = True) -> Iterator[Line]:
    """Yield the lines of a block, the blank ones above it first.

    A paragraph that runs from right to left is set flush right, its signs on that side.
    """
    is_right = _runs_from_right(block)
    # Nesting never takes more than half of the line.
    hidden = max(0, len(block.prefix) - width // 2)
    for _ in range(block.gap):
        gap = Line(Role.GAP, block.start, prefix=block.gap_prefix[hidden:])
        yield _flush_right(gap, width) if is_right and gap.prefix else gap
    prefixes = block.first_prefix[hidden:], block.prefix[hidden:]
    inner = max(1, width - cell_len(prefixes[1]))
    if block.role is Role.TABLE:
        lines = table_lines(block, inner, is_ordered=is_ordered)
    elif block.role is Role.CODE:
        lines = _code_lines(block)
    elif block.role is Role.RULE:
        lines = iter((Line(Role.RULE, block.start, (Run("─" * inner, block.start, 0),)),))
    else:
        lines = _wrapped_lines(block, inner, is_ordered=is_ordered)
    is_first = True
    for line in lines:
        placed = line._replace(prefix=prefixes[0] if is_first else prefixes[1])
        yield _flush_right(placed, width) if is_right else placed
        is_first = False


def _runs_from_right(block: Block) -> bool:
    if block.role in _LEFT:
        return False
    return any(is_right_to_left(run.text) for run in block.runs if run.is_literal)


def _flush_right(line: Line, width: int) -> Line:
    """Return a line that ends at the right margin, what was before it behind it."""
    behind = "".join(reversed(_SIGNS.findall(line.prefix)))
    blank = width - cell_len(behind) - sum(cell_len(run.text) for run in line.runs)
    before = (Run(" " * blank, line.start, 0),) if blank > 0 else ()
    after = (Run(behind, line.start, 0),) if behind else ()
    return line._replace(runs=(*before, *line.runs, *after), prefix="")


def _wrapped_lines(block: Block, width: int, *, is_ordered: bool) -> Iterator[Line]:
    spans = _Sweep(block.spans, block.base)
    last = block.start
    widest = 0
    wrapped = wrapped_runs(block.runs, width, block.spans, block.base, is_ordered=is_ordered)
    for runs in wrapped:
        first = min((run.start for run in runs), default=last)
        last = max((run.end for run in runs), default=last)
        line = Line(block.role, first, runs, level=block.level, spans=spans.touching(first, last))
        yield line
        if block.level == 1:
            widest = max(widest, cell_len(line.text))
    if block.role is Role.HEADING and widest:
        yield Line(Role.RULE, block.end, (Run("━" * min(widest, width), block.end, 0),))


def _code_lines(block: Block) -> Iterator[Line]:
    spans = _Sweep(block.spans, block.base)
    painted: list[tuple[Run, ...]] = []
    at = block.start
    for text in "".join(run.text for run in block.runs).split("\n"):
        for cut in range(0, max(1, len(text)), _LONGEST_CODE_LINE):
            start = at + cut
            part = text[cut : cut + _LONGEST_CODE_LINE]
            painted.append((Run(" ", start, 0), *_code_runs(part, start)))
        at += len(text) + 1
    extent = max(sum(cell_len(run.text) for run in runs) for runs in painted)
    for runs in painted:
        start, end = runs[0].start, runs[-1].end
        yield Line(Role.CODE, start, runs, spans=spans.touching(start, end), extent=extent)


class _Sweep:
    """Spans looked at from left to right: each line gets those that touch it, however many."""

    def __init__(self, spans: tuple[Span, ...], base: int) -> None:
        self._coming = list(reversed(spans))
        self._base = base
        self._current: list[Span] = []

    def touching(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans that touch `[start, end)`, which lies behind those asked for before."""
        if self._current:
            self._current = [span for span in self._current if span.end > start]
        while self._coming and self._coming[-1].start + self._base < end:
            (span,) = shifted((self._coming.pop(),), self._base)
            if span.end > start:
                self._current.append(span)
        return tuple(self._current)


def _code_runs(text: str, start: int) -> tuple[Run, ...]:
    """Return a line of code with its tabs as blanks up to the next column of tabs."""
    if "\t" not in text:
        return (Run(text, start, len(text)),)
    runs: list[Run] = []
    column = 0
    for number, part in enumerate(text.split("\t")):
        if number:
            blanks = _TAB - column % _TAB
            runs.append(Run(" " * blanks, start, 1))
            start += 1
            column += blanks
        if part:
            runs.append(Run(part, start, len(part)))
            start += len(part)
            column += cell_len(part)
    return tuple(runs)
