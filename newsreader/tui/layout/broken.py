"""Runs of painted characters broken into lines, words at the places their text allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from newsreader.model.text import Span, SpanKind
from newsreader.tui.layout.bidi import has_right_to_left
from newsreader.tui.layout.line import Run, cut_runs
from newsreader.tui.layout.ordering import ReadingOrder
from newsreader.tui.layout.wrap import wrap


def wrapped_runs(
    runs: Sequence[Run],
    width: int,
    spans: Sequence[Span] = (),
    base: int = 0,
    *,
    is_ordered: bool = True,
) -> Iterator[tuple[Run, ...]]:
    """Yield the runs of each line of at most `width` cells; a hyphen where one is painted.

    `spans` are the inline ones over the runs; `base` is what their offsets lack. What is written
    from right to left is put in the order in which it is read, or (`is_ordered`) left to the
    terminal.
    """
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    breaks = _breaks(runs, spans, base)
    order = ReadingOrder(text) if is_ordered and has_right_to_left(text) else None
    for start, end in wrap(text, width, breaks):
        line = cut_runs(runs, start, end)
        sign = breaks.get(end)
        is_word_broken = sign and line and end < len(text) and not text[end].isspace()
        if sign and is_word_broken and cell_len(text[start:end]) + len(sign) <= width:
            hyphen = [Run(sign, line[-1].end, 0)]
        else:
            hyphen = []
        yield (*(order.ordered(line, start) if order else line), *hyphen)


def _breaks(runs: Sequence[Run], spans: Sequence[Span], base: int) -> dict[int, str]:
    """Return where in the painted text a word may be broken."""
    breaks = {span.start + base: span.value for span in spans if span.kind is SpanKind.BREAK}
    if not breaks:
        return {}
    painted: dict[int, str] = {}
    column = 0
    for run in runs:
        if run.is_literal:
            places = breaks.keys() & range(run.start + 1, run.end)
            painted.update((column + place - run.start, breaks[place]) for place in places)
        column += len(run.text)
    return painted
