"""Where a caret goes in a page's text: by characters, words, lines and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len, get_character_cell_size

from newsreader.model.text import BLOCK_SEPARATOR, LEAVES, SpanKind
from newsreader.tui.layout.line import Line
from newsreader.tui.layout.page import Layout, Page

InText: TypeAlias = "Callable[[str, int], int]"
"""Tells from a text and a place in it another place."""

_WORD = re.compile(r"\w+|[^\w\s]+")


@lru_cache(maxsize=2)
def units(page: Page) -> list[tuple[int, int]]:
    """Return the stretches of a page's title, byline, paragraphs, rows of tables, and files.

    They are kept for the pages asked about last: each line that is painted asks.
    """
    base = page.body_start
    found = [(0, page.title_end), (page.byline_start, page.byline_end)]
    row_end = -1
    for span in page.article.body.spans:
        if span.kind is SpanKind.ROW:
            row_end = span.end
            found.append((span.start + base, span.end + base))
        elif span.kind in LEAVES and span.start >= row_end and span.start < span.end:
            found.append((span.start + base, span.end + base))
    if len(found) == 2:
        found.append((base, page.body_end))
    at = page.body_end + len(BLOCK_SEPARATOR)
    for length in page.file_lengths:
        found.append((at, at + length))
        at += length + len(BLOCK_SEPARATOR)
    return found


def unit_at(stretches: list[tuple[int, int]], place: int) -> int:
    """Return the number of the stretch that holds a place, or of the one before it."""
    return max(0, bisect_right(stretches, place, key=lambda stretch: stretch[0]) - 1)


def place_at(line: Line, cell: int) -> int:
    """Return the place in the text that is painted at a cell of a line, its prefix included.

    Left of the text it is where the line begins, right of it its last character.
    """
    cells = cell_len(line.prefix)
    place = line.start
    for run in line.runs:
        width = cell_len(run.text)
        if run.length and run.is_literal:
            place = run.start
            for number, character in enumerate(run.text):
                size = get_character_cell_size(character)
                if size:
                    place = run.start + number
                cells += size
                if cell < cells:
                    return place
        else:
            place = run.start if run.length else place
            cells += width
            if cell < cells and run.length:
                return place
    return place


def cell_of(line: Line, place: int) -> int:
    """Return at which cell of a line, its prefix included, a place of the text is painted."""
    return cell_len(line.prefix) + line.column_of(place)


def is_painted(lines: Layout, place: int) -> bool:
    """Whether a character is seen by itself: no blank at the end of a line, no lone accent."""
    text = lines.page.text
    if not 0 <= place < len(text):
        return False
    if not get_character_cell_size(text[place]) and text[place] != "\t":
        return False
    return lines.lines[lines.line_of(place)].has(place)


def beside(lines: Layout, place: int, step: int) -> int:
    """Return the next painted place in a direction (1 or -1), or the same at an end."""
    at = place + step
    while 0 <= at < len(lines.page.text):
        if is_painted(lines, at):
            return at
        at += step
    return place


def first_from(lines: Layout, place: int) -> int:
    """Return the first painted place from one on, or else before it."""
    if is_painted(lines, place):
        return place
    after = beside(lines, place, 1)
    return after if after != place else beside(lines, place, -1)


def vertical(lines: Layout, place: int, count: int, cell: int) -> int:
    """Return the place some lines below (or, negative, above) near a cell; gaps are passed over."""
    number, step = lines.line_of(place), 1 if count > 0 else -1
    found = place
    for _ in range(abs(count)):
        number += step
        lines.extend_to_line(number)
        while 0 <= number < len(lines.lines) and not _has_text(lines.lines[number]):
            number += step
            lines.extend_to_line(number)
        if not 0 <= number < len(lines.lines):
            break
        found = place_at(lines.lines[number], cell)
    return first_from(lines, found)


def _has_text(line: Line) -> bool:
    return any(run.length for run in line.runs)


def line_start(lines: Layout, place: int) -> int:
    """Return the first place on the line of a place."""
    return place_at(lines.lines[lines.line_of(place)], 0)


def line_end(lines: Layout, place: int) -> int:
    """Return the last place on the line of a place."""
    return place_at(lines.lines[lines.line_of(place)], 1 << 30)


def next_word(text: str, place: int) -> int:
    """Return where the next word begins, or the last character."""
    within = _WORD.match(text, place)
    found = _WORD.search(text, within.end() if within else place)
    return found.start() if found else max(0, len(text) - 1)


def word_end(text: str, place: int) -> int:
    """Return where the word ends that one is in, or at its end the next one."""
    found = _WORD.search(text, place + 1)
    return found.end() - 1 if found else max(0, len(text) - 1)


def previous_word(text: str, place: int) -> int:
    """Return where the word begins that one is in, or at its beginning the one before."""
    low = place
    while low > 0:
        low = max(0, low - 200)
        starts = [m.start() for m in _WORD.finditer(text, low, place)]
        # The first may begin before the part that was looked at.
        if len(starts) > 1 or (starts and not low):
            return starts[-1]
    return 0


def word_at(text: str, place: int) -> tuple[int, int]:
    """Return the word at a place, or the one character that is there."""
    if not text[place : place + 1].isalnum():
        return place, min(len(text), place + 1)
    start = end = place
    while start and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "_'’"):
        end += 1
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip("'’")), start + len(stretch.rstrip("'’"))
