"""A sentence in a few lines of a list: the part around what it is shown for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.tui.cells import cut
from newsreader.tui.layout.wrap import wrap
from newsreader.tui.right_to_left import in_order

_CUT = "… "
_LOOKED_AT = 4
"""Characters that are looked at for a cell of room: signs that take no cell are rare."""


class Line(NamedTuple):
    """Words on a line, and where in the sentence their first character stands.

    The first `lead` characters are an ellipsis and its blank, in place of what is before them.
    """

    words: str
    at: int
    lead: int = 0


class Emphasis(NamedTuple):
    """A stretch `[start, end)` of the sentence and the style laid over it."""

    start: int
    end: int
    style: Style


def on_one_line(text: str) -> str:
    """Return a text whose blanks of all kinds are mere blanks, every character in its place."""
    return text.translate(_BLANKS)


_BLANKS = dict.fromkeys(map(ord, "\n\t\r\v\f\u2028\u2029"), " ")


def excerpt(text: str, start: int, end: int, width: int, lines: int) -> list[Line]:
    """Return at most so many lines of `width` cells of a sentence, `[start, end)` in sight.

    It begins with the sentence where that leaves room, else some words before the stretch; an
    ellipsis stands for what is left out.
    """
    if width <= 0 or lines <= 0:
        return []
    text = on_one_line(text)
    found = _lines(text, 0, width, lines)
    if not found or start >= len(text) or _are_up_to(found, end):
        return found
    found = _lines(text, _begin(text, start, end, width, lines), width, lines)
    # A long word may take all that was left for the stretch.
    return found if _are_up_to(found, end) else _lines(text, start, width, lines)


def _are_up_to(found: list[Line], end: int) -> bool:
    """Whether what is before a place of the text is on some lines."""
    return end <= found[-1].at + len(found[-1].words.removesuffix("…"))


def _begin(text: str, start: int, end: int, width: int, lines: int) -> int:
    """Return where words begin that leave room for a stretch after them."""
    room = max(0, min(width * lines // 3, width * lines - cell_len(text[start:end]) - 2 * width))
    if lines == 1:
        room = max(0, min(width // 3, width - cell_len(text[start:end]) - 4))
    # Where the sentence soon ends there is more room before; lines seldom are quite full.
    after = cell_len(text[start : start + width * lines * 2])
    room = max(room, width * lines - after - (lines - 1) * width // 4 - 4)
    begin = start
    while begin > 0 and cell_len(text[begin - 1 : start]) <= room:
        begin -= 1
    blank = text.find(" ", begin, start)
    return begin if begin in (0, start) else (blank + 1 if blank >= 0 else start)


def _lines(text: str, begin: int, width: int, lines: int) -> list[Line]:
    lead = _CUT if begin else ""
    # No line ends between the ellipsis and a word that has not room beside it.
    shown = lead.replace(" ", "\u00a0") + text[begin : begin + width * lines * _LOOKED_AT + width]
    found: list[Line] = []
    for at, stop in wrap(shown, width):
        if len(found) == lines:
            found[-1] = found[-1]._replace(words=_ended(found[-1].words, width))
            break
        words = shown[at:stop] if at else f"{lead}{shown[len(lead) : stop]}"
        found.append(Line(words, begin + at - len(lead), 0 if at else len(lead)))
    return found


def _ended(words: str, width: int) -> str:
    """Return a line after which words are left out."""
    return f"{words}…" if cell_len(words) < width else cut(f"{words} ", width)


def painted(line: Line, emphases: Iterable[Emphasis], style: Style) -> list[Segment]:
    """Return the segments of a line; one with words from right to left has no emphasis."""
    ordered = in_order(line.words)
    if ordered != line.words:
        return [Segment(ordered, style)]
    segments: list[Segment] = []
    done, least = 0, line.lead
    for start, end, over in sorted(emphases, key=lambda each: each.start):
        first, last = max(done, least, start - line.at), min(len(line.words), end - line.at)
        if first < last:
            segments += [
                Segment(line.words[done:first], style),
                Segment(line.words[first:last], style + over),
            ]
            done = last
    segments.append(Segment(line.words[done:], style))
    return [segment for segment in segments if segment.text]
