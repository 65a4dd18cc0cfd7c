"""Painting a line: the styles of what it is, and of the stretches marked on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.model.text import Span, SpanKind
from newsreader.tui.layout.line import Line, Role, Run

_DIM = Style(dim=True)
_BOLD = Style(bold=True)
_ITALIC = Style(italic=True)
_NONE = Style.null()

_ROLE_STYLES = {
    Role.TITLE: _BOLD,
    Role.BYLINE: _DIM,
    Role.NOTE: _ITALIC + _DIM,
    Role.HEADING: _BOLD,
    Role.CAPTION: _ITALIC + _DIM,
    Role.IMAGE: _ITALIC + _DIM,
    Role.TABLE_HEAD: _BOLD,
    Role.RULE: _DIM,
}
_SPAN_STYLES = {
    SpanKind.STRONG: _BOLD,
    SpanKind.EMPHASIS: _ITALIC,
    SpanKind.LINK: Style(underline=True),
    SpanKind.IMAGE: _ITALIC + _DIM,
}
_STYLED = _SPAN_STYLES.keys() | {SpanKind.CODE}
_LEAST_UPRIGHT = 3
"""Headings of deeper levels lean."""
_MORE_LEFT, _MORE_RIGHT = "‹", "›"


class Mark(NamedTuple):
    """A stretch `[start, end)` of the page's text and the style laid over it."""

    start: int
    end: int
    style: Style


@dataclass(frozen=True, slots=True)
class Frame:
    """Where lines are painted: all widths in cells.

    `width` is that of the pane, `margin` what is left of the text, `measure` the text's; `shift`
    is by how much wide lines are shifted. `base` is the pane's style, `code` lies over it for code.
    """

    width: int
    margin: int
    measure: int
    base: Style
    code: Style = _NONE
    shift: int = 0


def paint_line(line: Line, frame: Frame, marks: Sequence[Mark]) -> Strip:
    """Return the line over the whole width of the pane.

    `marks` may reach beyond the line; later ones lie over earlier ones.
    """
    base = frame.base
    if line.role is Role.CODE:
        base += frame.code
    segments: list[Segment] = []
    for run in line.runs:
        segments.extend(_run_segments(run, line, base, marks, frame.code))
    before = " " * frame.margin
    inner = frame.measure - cell_len(line.prefix)
    content = Strip(segments)
    if line.extent:  # what fits is never shifted
        shift = max(0, min(frame.shift, line.extent - inner))
        content = _cut(content, shift, max(1, inner), base)
    lead = Strip([Segment(before, frame.base), Segment(line.prefix, frame.base + _DIM)])
    return Strip.join([lead, content]).adjust_cell_length(frame.width, frame.base)


def _cut(content: Strip, shift: int, width: int, base: Style) -> Strip:
    """Return `width` cells of a wide line from `shift` on; signs show where it goes on."""
    total = content.cell_length
    shown = content.crop_extend(shift, shift + width, base)
    sign = base + _DIM
    if shift and content.crop(0, shift + 1).text.strip():
        shown = Strip.join([Strip([Segment(_MORE_LEFT, sign)], 1), shown.crop(1)])
    if total > shift + width:
        shown = Strip.join([shown.crop(0, width - 1), Strip([Segment(_MORE_RIGHT, sign)], 1)])
    return shown


def _span_style(span: Span) -> Style:
    # A line under a raised number would be taken for a part of it.
    return _BOLD if span.value.startswith("#") else _SPAN_STYLES[span.kind]


def _run_segments(
    run: Run, line: Line, base: Style, marks: Sequence[Mark], code: Style
) -> Iterable[Segment]:
    style = base + _ROLE_STYLES.get(line.role, _NONE)
    if line.role is Role.HEADING and line.level > _LEAST_UPRIGHT:
        style += _ITALIC
    if not run.is_literal:
        # A decoration is painted as a whole: a sign or rule quietly, the blanks of a tab as text.
        yield Segment(run.text, style if run.length else style + _DIM)
        return
    styled = [
        (span.start, span.end, code if span.kind is SpanKind.CODE else _span_style(span))
        for span in line.spans
        if span.kind in _STYLED and span.start < run.end and span.end > run.start
    ]
    styled.extend(mark for mark in marks if mark.start < run.end and mark.end > run.start)
    if not styled:
        yield Segment(run.text, style)
        return
    cuts = {run.start, run.end}
    for start, end, _ in styled:
        cuts.add(max(start, run.start))
        cuts.add(min(end, run.end))
    places = sorted(cuts)
    for start, end in pairwise(places):
        piece = style
        for mark_start, mark_end, laid_over in styled:
            if mark_start <= start and end <= mark_end:
                piece += laid_over
        yield Segment(run.text[start - run.start : end - run.start], piece)
