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
    """The hits of the search that is listed; without a search there are none.

    Lines of the search before stay until those of the new one are read, so that nothing flickers
    while it is typed.
    """

    def __init__(self) -> None:
        self._finder: HitFinder | None = None
        self._lines: dict[int, str] = {}
        self._known: set[int] = set()
        self._width = 0

    @property
    def is_on(self) -> bool:
        """Whether there are hits to show, and so a line under each headline."""
        return self._finder is not None

    def begin(self, finder: HitFinder | None) -> None:
        """Show the hits of another search, or (None) none."""
        if finder is None:
            self._lines.clear()
        if finder != self._finder:
            self._known.clear()
        self._finder = finder

    def missing(self, ids: Iterable[int], width: int) -> list[int]:
        """Return of which of these articles the line has not been read for this width."""
        if self._finder is None:
            return []
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
        hits = self._finder.in_title(title) if self._finder else []
        return _emphasised(title, hits, width, style, hit_style)

    def line(self, article_id: int, width: int, style: Style, hit_style: Style) -> list[Segment]:
        """Return the line of an article's text in so many cells, the hits in it emphasised."""
        line = self._lines.get(article_id, "")
        hits = self._finder.in_text(line) if self._finder else []
        return _emphasised(line, hits, width, style, hit_style)


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
