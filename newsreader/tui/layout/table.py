"""Tables as columns that fit the measure; cells wrap inside their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

from newsreader.model.text import Span
from newsreader.tui.layout.block import Block, Cell
from newsreader.tui.layout.broken import wrapped_runs
from newsreader.tui.layout.line import Line, Role, Run

COLUMN_GAP = 3
_LONGEST_WORD = 20
"""Cells of a column's longest word that are kept together."""
_SHORTEST_PART = 12
"""Cells of a longer word that are kept together where the table would be too wide else."""
_COMFORTABLE = 16
"""Cells of a column of words in a table that is too wide all the same."""
_MEASURED_ROWS = 200
_NUMBER = re.compile(
    r"[-+−–~≈<>]?\s*[\d.,'’\s\u00a0\u202f/:]*\d[\d.,'’\s\u00a0\u202f]*\s*[%‰°€$£¥]?\Z"
)
_NOTHING = re.compile(r"\s*(?:[-–—…?.]*|n\.?/?a\.?)\s*", re.IGNORECASE)
"""What stands where there is no number."""


def table_lines(table: Block, width: int, *, is_ordered: bool = True) -> Iterator[Line]:
    """Yield the lines of a table: header cells, a rule below them, then row after row.

    Where the columns at their narrowest do not fit, the lines are wider than `width` and meant to
    be shifted. Columns of numbers are set flush right.
    """
    if not table.rows:
        return
    is_right = _number_columns(table.rows)
    natural, narrowest = _widths_of(table.rows, is_right)
    columns = _column_widths(natural, narrowest, width)
    has_wrapped = columns != natural
    for at, row in enumerate(table.rows):
        if at and has_wrapped and not _is_head(table.rows[at - 1]):
            yield Line(Role.GAP, row[0].start)
        yield from _row_lines(row, columns, is_right, is_ordered=is_ordered)
        is_last_head = at + 1 == len(table.rows) or not _is_head(table.rows[at + 1])
        if _is_head(row) and is_last_head:
            yield _rule(row[0].start, columns)


def _is_head(row: tuple[Cell, ...]) -> bool:
    return all(cell.is_header for cell in row)


def _widths_of(
    rows: tuple[tuple[Cell, ...], ...], is_number: list[bool]
) -> tuple[list[int], list[int]]:
    """Return how wide the columns are if nothing wraps, and how narrow they may be.

    A column is never narrower than its longest word, up to a limit, nor than its numbers. The first
    rows tell.
    """
    natural = [1] * len(is_number)
    narrowest = [1] * len(is_number)
    for row in rows[:_MEASURED_ROWS]:
        for column, cell in enumerate(row):
            for text in cell.text.split("\n"):
                width = cell_len(text)
                natural[column] = max(natural[column], width)
                if not is_number[column] or cell.is_header:
                    width = max(map(cell_len, text.split(" ")))
                narrowest[column] = max(narrowest[column], min(width, _LONGEST_WORD))
    return natural, narrowest


def _column_widths(natural: list[int], narrowest: list[int], width: int) -> list[int]:
    """Return widths that fit: narrow columns keep theirs, the wide ones share what is left.

    Long words are broken where that makes it fit; where nothing does, the columns are as wide as is
    comfortable to read.
    """
    left = width - COLUMN_GAP * (len(natural) - 1)
    if sum(narrowest) > left:
        broken = [min(least, _SHORTEST_PART) for least in narrowest]
        narrowest = broken if sum(broken) <= left else narrowest

    def shared(share: int) -> list[int]:
        return [
            max(least, min(share, most)) for least, most in zip(narrowest, natural, strict=True)
        ]

    if sum(narrowest) > left:
        return shared(_COMFORTABLE)
    low, high = 1, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(shared(middle)) <= left:
            low = middle
        else:
            high = middle - 1
    widths = shared(low)
    spare = left - sum(widths)
    for column, most in enumerate(natural):
        if spare and low <= widths[column] < most:
            widths[column] += 1
            spare -= 1
    return widths


def _number_columns(rows: tuple[tuple[Cell, ...], ...]) -> list[bool]:
    columns: list[list[str]] = [[] for _ in range(max(map(len, rows)))]
    for row in rows[:_MEASURED_ROWS]:
        for column, cell in enumerate(row):
            if not cell.is_header and not _NOTHING.fullmatch(cell.text):
                columns[column].append(cell.text)
    return [bool(cells) and all(map(_NUMBER.match, cells)) for cells in columns]


def _row_lines(
    row: tuple[Cell, ...], columns: list[int], is_right: list[bool], *, is_ordered: bool
) -> Iterator[Line]:
    wrapped = [
        list(wrapped_runs(cell.runs, columns[at], cell.spans, is_ordered=is_ordered))
        for at, cell in enumerate(row)
    ]
    role = Role.TABLE_HEAD if _is_head(row) else Role.TABLE
    spans: tuple[Span, ...] = tuple(span for cell in row for span in cell.spans)
    for number in range(max(1, *map(len, wrapped))):
        runs: list[Run] = []
        blank = 0
        for at, lines in enumerate(wrapped):
            painted = lines[number] if number < len(lines) else ()
            padding = max(0, columns[at] - sum(cell_len(run.text) for run in painted))
            before, after = (padding, 0) if is_right[at] else (0, padding)
            blank += before
            if painted and blank:
                runs.append(Run(" " * blank, painted[0].start, 0))
            if painted:
                blank = 0
            runs.extend(painted)
            blank += after + COLUMN_GAP
        yield Line(role, row[0].start, tuple(runs), spans=spans, extent=_extent(columns))


def _rule(start: int, columns: list[int]) -> Line:
    extent = _extent(columns)
    return Line(Role.TABLE, start, (Run("─" * extent, start, 0),), extent=extent)


def _extent(columns: list[int]) -> int:
    return sum(columns) + COLUMN_GAP * (len(columns) - 1)
