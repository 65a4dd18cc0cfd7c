"""An article in which matches of a find, or the hits of a search, are stepped through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsreader.tui.layout.find import FoldedText
from newsreader.tui.layout.paint import Mark
from newsreader.tui.layout.stepping import step
from newsreader.tui.theme import hit_style
from newsreader.tui.widgets.illustrated_view import IllustratedView

if TYPE_CHECKING:
    from newsreader.library.hits import HitFinder


class FindingView(IllustratedView):
    """Finds text in the page shown, or shows the hits of a search, and steps through them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self._folded: FoldedText | None = None
        self._wanted = ""
        self._finder: HitFinder | None = None
        self._hits: list[tuple[int, int]] = []
        self._hit_starts: list[int] = []
        self._match = -1
        self.has_come_round = False
        """Whether the last step to a match went on from the other end of the article."""
        super().__init__(id=id)

    def match_marks(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the styles of the matches in a stretch of the page's text."""
        first = max(0, bisect_right(self._hit_starts, start) - 1)
        for number in range(first, bisect_left(self._hit_starts, end)):
            style = hit_style(self.surroundings, is_current=number == self._match)
            yield Mark(*self._hits[number], style)

    def forget_find(self) -> None:
        """Look for nothing any longer: another article comes."""
        self._folded, self._wanted, self._finder = None, "", None
        self._set_hits([])

    def find_anew(self) -> None:
        """Find the same in the page's new text."""
        self._folded = None
        self._set_hits(self._found_now())

    @property
    def match_count(self) -> int:
        """How many matches the find has."""
        return len(self._hits)

    @property
    def match_index(self) -> int:
        """Which match one is at, from 0; -1 for none."""
        return self._match

    def find(self, text: str) -> int:
        """Mark every match, whatever its case and accents; go to the first in view or below it.

        Returns how many there are.
        """
        self._wanted, self._finder = text, None
        self._set_hits(self._search(text))
        self._step_match(is_forward=True)
        self.repaint()
        return len(self._hits)

    @property
    def is_showing_hits(self) -> bool:
        """Whether there are hits of a search to step through."""
        return self._finder is not None and bool(self._hits)

    def show_hits(self, finder: HitFinder) -> int:
        """Mark the hits of a search and stay in place; return how many there are."""
        self._wanted, self._finder = "", finder
        self._set_hits(self._found_now())
        self.repaint()
        return len(self._hits)

    def next_match(self) -> None:
        """Go to the next match, from the last to the first."""
        self._step_match(is_forward=True)

    def previous_match(self) -> None:
        """Go to the match before, from the first to the last."""
        self._step_match(is_forward=False)

    def clear_find(self) -> None:
        """End the find."""
        self.find("")

    def _search(self, text: str) -> list[tuple[int, int]]:
        if self.page_shown is None or not text:
            return []
        if self._folded is None:
            self._folded = FoldedText(self.page_shown.text)
        return self._folded.find_all(text)

    def _found_now(self) -> list[tuple[int, int]]:
        page, finder = self.page_shown, self._finder
        if page is None or finder is None:
            return self._search(self._wanted)
        title, body = page.article.headline.title, page.article.body.text
        return [
            *((hit.start, hit.end) for hit in finder.in_title(title)),
            *(
                (page.body_start + hit.start, page.body_start + hit.end)
                for hit in finder.in_text(body)
            ),
        ]

    def _set_hits(self, hits: list[tuple[int, int]]) -> None:
        self._hits = hits
        self._hit_starts = [start for start, _ in hits]
        self._match = -1

    def _step_match(self, *, is_forward: bool) -> None:
        current = self._match if self._match >= 0 else None
        number = step(self._hit_starts, current, self.visible_text, is_forward=is_forward)
        if number is None:
            return
        before = self._hit_starts[current] if current is not None else self.visible_text[0]
        place = self._hit_starts[number]
        self.has_come_round = place < before if is_forward else place > before
        for each in {self._match, number} - {-1}:
            self.forget_strips(*self._hits[each])
        self._match = number
        self.reveal(*self._hits[number])
