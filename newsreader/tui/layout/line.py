"""Painted lines, and which stretch of the text each painted character stands for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.model.text import Span


class Role(Enum):
    """What a line is part of; painting chooses its style by this."""

    TITLE = "title"
    BYLINE = "byline"
    NOTE = "note"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    IMAGE = "image"
    CODE = "code"
    TABLE = "table"
    TABLE_HEAD = "table head"
    RULE = "rule"
    GAP = "gap"


class Run(NamedTuple):
    """Painted characters and the stretch of text, from `start` on, that they stand for.

    A run is literal (one character for one code point), or a decoration: painted as a whole for
    `length` code points, 0 for what is not in the text at all (a sign, padding).
    """

    text: str
    start: int
    length: int

    @property
    def end(self) -> int:
        """Return where the stretch ends."""
        return self.start + self.length

    @property
    def is_literal(self) -> bool:
        """Whether every character stands for one code point."""
        return self.length == len(self.text)


class Line(NamedTuple):
    """One painted line.

    `start` is the place in the text that the line stands for; it never decreases from line to
    line, and all lines of a table's row have the same. `spans` are the inline spans that touch
    the line. A heading has its level from 1 to 6. `extent` is how wide, in cells, the code or
    table is that the line is part of.
    """

    role: Role
    start: int
    runs: tuple[Run, ...] = ()
    prefix: str = ""
    level: int = 0
    spans: tuple[Span, ...] = ()
    extent: int = 0

    @property
    def text(self) -> str:
        """Return the line as it is painted, without margin."""
        return self.prefix + "".join(run.text for run in self.runs)

    def offset_at(self, column: int) -> int:
        """Return the place in the text of the painted character `column`, prefix included.

        A place within a decoration is where it begins, one past the line is its end.
        """
        column = max(0, column - len(self.prefix))
        end = self.start
        for run in self.runs:
            if column < len(run.text):
                return run.start + (column if run.is_literal else 0)
            column -= len(run.text)
            end = run.end
        return end

    def has(self, offset: int) -> bool:
        """Whether the code point at `offset` is painted on this line."""
        return any(run.start <= offset < run.end for run in self.runs)

    def column_of(self, offset: int) -> int:
        """Return how many cells lie before the code point at `offset`, without the prefix."""
        cells = 0
        for run in self.runs:
            if run.start <= offset < run.end:
                # What stands for something else, such as a tab's blanks, is where it begins.
                return cells + (cell_len(run.text[: offset - run.start]) if run.is_literal else 0)
            cells += cell_len(run.text)
        return cells


def cut_runs(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Return the painted characters `[start, end)` of runs set side by side."""
    if len(runs) == 1 and runs[0].is_literal:
        run = runs[0]
        return (Run(run.text[start:end], run.start + start, end - start),)
    cut: list[Run] = []
    at = 0
    for run in runs:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            text = run.text[low:high]
            is_literal = run.is_literal
            cut.append(
                Run(text, run.start + low, high - low)
                if is_literal
                else Run(text, run.start, run.length)
            )
        at += len(run.text)
    return tuple(cut)
