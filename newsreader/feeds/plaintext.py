"""Plain text files to a title and paragraphs: telling wrapped lines from meant ones."""

from __future__ import annotations

import re
from itertools import pairwise

from newsreader.feeds.closing import is_closing_line
from newsreader.model.text import MarkedText, clean

# Between these widths lines are taken for wrapped; shorter ones are verse or a list.
_NARROWEST = 40
_WIDEST = 100
_SLACK = 8
_UNDERLINE = re.compile(r"\s*(?:=+|-+|\*+|_+)\s*$")
_ITEM = re.compile(r"\s*(?:[-*•–—]|\d{1,3}[.)])\s")


def read_lines(text: str) -> tuple[str, MarkedText]:
    """Return the first line that is not blank, and the paragraphs after it.

    Blank lines separate paragraphs. A line that ends because the next word had no room in it goes
    on in the same paragraph; any other line end is meant, and without blank lines in the text it
    ends a paragraph.
    """
    lines = [line.rstrip() for line in clean(text).expandtabs().strip().split("\n")]
    title, rest = lines[0].strip(), lines[1:]
    if rest and len(rest[0].strip()) > 2 and _UNDERLINE.match(rest[0]):
        rest = rest[1:]
    while rest and not rest[0]:
        rest = rest[1:]
    return title, MarkedText.from_plain("".join(_joined(rest)))


def _joined(lines: list[str]) -> list[str]:
    """Return the lines, each followed by what its end means: a blank, a line or a paragraph."""
    width = max(map(len, lines), default=0)
    has_paragraphs = "" in lines
    pieces: list[str] = []
    for line, following in pairwise([*lines, ""]):
        pieces.append(line.strip())
        if not line or not following or is_closing_line(line) or is_closing_line(following):
            pieces.append("\n\n")
        elif _is_wrapped(line, following, width):
            pieces.append("" if re.search(r"\w[-\u2010]$", line) else " ")
        elif has_paragraphs and width <= _WIDEST:
            pieces.append("\n")
        else:
            pieces.append("\n\n")
    return pieces


def _is_wrapped(line: str, following: str, width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST or _ITEM.match(following):
        return False
    # Not every editor fills its lines to the last column.
    is_full = len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - _SLACK
    goes_on = len(line) > width / 2 and line[-1] not in ".!?:;…" and following.strip()[0].islower()
    return is_full or goes_on
