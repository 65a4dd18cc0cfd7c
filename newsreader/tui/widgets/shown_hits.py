"""What a list of hits shows of them: in the titles, and a line of text under each headline."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from rich.segment import Segment
from rich.style import Style

from newsreader.library.hits import Hit, HitFinder
from newsreader.tui.cells import fit

_MOST = 1000
"""Lines that are kept; those out of sight go first."""


class ShownHits:
    """The hits of the search that is listed.

    Lines of the search before stay until those of the new one are read, so that nothing flickers
    while it is typed.
    """

    def __init__(self, finder: HitFinder) -> None:
        self._finder = finder
        self._lines: dict[int, str] = {}
        self._known: set[int] = set()
        self._width = 0

    def begin(self, finder: HitFinder) -> None:
        """Show the hits of another search."""
        if finder != self._finder:
            self._known.clear()
        self._finder = finder

    def missing(self, ids: Iterable[int], width: int) -> list[int]:
        """Return of which of these articles the line has not been read for this width."""
        if width != self._width:
            self._known.clear()
            self._width = width
        return [article_id for article_id in ids if article_id not in self._known]

    def accept(self, finder: HitFinder, ids: Iterable[int], lines: dict[int, str]) -> bool:
        """Take in the lines that were read for articles; False when they came too late."""
        if finder != self._finder:
            return False
        if len(self._known) > _MOST:
            self._known.clear()
            self._lines.clear()
        for article_id in ids:
            self._known.add(article_id)
            self._lines[article_id] = lines.get(article_id, "")
        return True

    def title(self, title: str, width: int, style: Style, hit_style: Style) -> list[Segment]:
        """Return a title in so many cells, the hits in it emphasised."""
        return _emphasised(title, self._finder.in_title(title), width, style, hit_style)

    def line(self, article_id: int, width: int, style: Style, hit_style: Style) -> list[Segment]:
        """Return the line of an article's text in so many cells, the hits in it emphasised."""
        line = self._lines.get(article_id, "")
        return _emphasised(line, self._finder.in_text(line), width, style, hit_style)


def _emphasised(
    text: str, hits: Iterable[Hit], width: int, style: Style, hit_style: Style
) -> list[Segment]:
    shown = fit(text, width)
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shown, text, strict=False))
    )
    segments: list[Segment] = []
    at = 0
    for hit in hits:
        start, end = min(hit.start, same), min(hit.end, same)
        if start < end:
            segments += [Segment(shown[at:start], style), Segment(shown[start:end], hit_style)]
            at = end
    return [*segments, Segment(shown[at:], style)]
