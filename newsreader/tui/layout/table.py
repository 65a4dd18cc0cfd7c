"""Tables as columns that fit the measure; cells wrap inside their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

from newsreader.model.text import Span
from newsreader.tui.layout.block import Block, Cell
from newsreader.tui.layout.line import Line, Role, Run, cut_runs
from newsreader.tui.layout.wrap import wrap

COLUMN_GAP = 3
_NARROWEST = 9
_MEASURED_ROWS = 200
_NUMBER = re.compile(
    r"[-+−–~≈<>]?\s*[\d.,'’\s\u00a0\u202f/:]*\d[\d.,'’\s\u00a0\u202f]*\s*[%‰°€$£¥]?\Z"
)


def table_lines(table: Block, width: int) -> Iterator[Line]:
    """Yield the lines of a table: header cells, a rule below them, then row after row.

    Where the columns at their narrowest do not fit, the lines are wider than `width` and meant to
    be shifted. Columns of numbers are set flush right.
    """
    if not table.rows:
        return
    natural = _natural_widths(table.rows)
    columns = _column_widths(natural, width)
    has_wrapped = columns != natural
    is_right = _number_columns(table.rows)
    for at, row in enumerate(table.rows):
        if at and has_wrapped and not _is_head(table.rows[at - 1]):
            yield Line(Role.GAP, row[0].start)
        yield from _row_lines(row, columns, is_right)
        is_last_head = at + 1 == len(table.rows) or not _is_head(table.rows[at + 1])
        if _is_head(row) and is_last_head:
            yield _rule(row[0].start, columns)


def _is_head(row: tuple[Cell, ...]) -> bool:
    return all(cell.is_header for cell in row)


def _natural_widths(rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    """Return the columns' widths if nothing wrapped, as the first rows have them."""
    widths = [1] * max(map(len, rows))
    for row in rows[:_MEASURED_ROWS]:
        for column, cell in enumerate(row):
            for text in cell.text.split("\n"):
                widths[column] = max(widths[column], cell_len(text))
    return widths


def _column_widths(natural: list[int], width: int) -> list[int]:
    """Return widths that fit: narrow columns keep theirs, the wide ones share what is left."""
    left = width - COLUMN_GAP * (len(natural) - 1)
    if sum(natural) <= left:
        return natural
    widths = [0] * len(natural)
    by_width = sorted(range(len(natural)), key=natural.__getitem__)
    for done, column in enumerate(by_width):
        share = max(_NARROWEST, left // (len(natural) - done))
        widths[column] = min(natural[column], share)
        left -= widths[column]
    return widths


def _number_columns(rows: tuple[tuple[Cell, ...], ...]) -> list[bool]:
    columns: list[list[str]] = [[] for _ in range(max(map(len, rows)))]
    for row in rows[:_MEASURED_ROWS]:
        for column, cell in enumerate(row):
            if not cell.is_header and cell.text:
                columns[column].append(cell.text)
    return [bool(cells) and all(map(_NUMBER.match, cells)) for cells in columns]


def _row_lines(row: tuple[Cell, ...], columns: list[int], is_right: list[bool]) -> Iterator[Line]:
    wrapped = [
        [cut_runs(cell.runs, start, end) for start, end in wrap(cell.text, columns[at])]
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
