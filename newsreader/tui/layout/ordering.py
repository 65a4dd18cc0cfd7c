"""The runs of a line put in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import split_graphemes

from newsreader.tui.layout.bidi import is_right_to_left, levels_of, mirrored, visual_order
from newsreader.tui.layout.line import Run
from newsreader.tui.layout.shaping import joined


class ReadingOrder:
    """The direction of every character of a paragraph as it is painted on one line.

    The paragraph runs as its first letter does, unless `base` (0, or 1 for right to left) tells.
    """

    def __init__(self, text: str, base: int | None = None) -> None:
        self._levels = levels_of(text, base=int(is_right_to_left(text)) if base is None else base)
        self._shaped = joined(text)

    def ordered(self, runs: Sequence[Run], at: int) -> tuple[Run, ...]:
        """Return the runs of a line from left to right; `at` is where in the text it begins.

        A run is left for each character that runs from right to left, with the marks on it.
        """
        pieces: list[Run] = []
        levels: list[int] = []
        for run in runs:
            for start, end in _parts(run):
                level = self._levels[at + start]
                text = self._shaped[at + start : at + end]
                if level % 2:
                    text = mirrored(text)
                pieces.append(
                    Run(text, run.start + start, end - start)
                    if run.is_literal
                    else Run(run.text, run.start, run.length)
                )
                levels.append(level)
            at += len(run.text)
        return tuple(_merged([pieces[number] for number in visual_order(levels)]))


def _parts(run: Run) -> list[tuple[int, int]]:
    """Return what of a run keeps together: a character with its marks, a decoration whole."""
    if not run.is_literal:
        return [(0, len(run.text))]
    graphemes, _ = split_graphemes(run.text)
    return [(start, end) for start, end, _ in graphemes]


def _merged(pieces: Sequence[Run]) -> Iterator[Run]:
    """Yield runs for pieces, one for those that follow each other in the text as well."""
    last: Run | None = None
    for piece in pieces:
        follows = last is not None and last.is_literal and piece.is_literal
        if last is not None and follows and last.end == piece.start and last.length:
            last = Run(last.text + piece.text, last.start, last.length + piece.length)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
