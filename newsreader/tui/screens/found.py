"""What the reading screen shows of a search: lines of text in the list, hits in the article."""

from __future__ import annotations

from textual import on

from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import SnippetsRead
from newsreader.tui.screens.narrowing import NarrowingScreen
from newsreader.tui.widgets.found_list import FoundList


class FoundScreen(NarrowingScreen):
    """Shows the hits of the search that is listed."""

    _without_hits: int | None = None
    """The article whose hits the reader has ended."""

    @on(FoundList.SnippetsNeeded)
    def _snippets_needed(self, needed: FoundList.SnippetsNeeded) -> None:
        self.listing.ask_snippets(needed.ids, needed.width)

    @on(SnippetsRead)
    def _snippets_read(self, read: SnippetsRead) -> None:
        self.headlines.accept_snippets(read.finder, read.ids, read.lines)

    @property
    def is_finding(self) -> bool:
        """Whether the matches of a find, or the hits of the search, are shown."""
        return super().is_finding or self.article_view.is_showing_hits

    def mark_hits(self) -> None:
        """Mark the hits of the search in the article that was opened, and say how many."""
        headline, finder = self.reader.headline, self.listing.finder
        is_typed = self.find_box.has_class("-open")
        if finder is None or headline is None or is_typed or headline.id == self._without_hits:
            return
        count = self.article_view.show_hits(finder)
        self.command_bar.is_finding = self.is_finding
        if count:
            matches, ends = ("1 match", "it") if count == 1 else (f"{count} matches", "them")
            step, end = key_of("next-unread"), key_of("end-find")
            self.hint(f"{matches} · {step} next · {end} ends {ends}")

    def end_find(self) -> None:
        """End the find, and no longer show the hits of the search."""
        if self.article_view.is_showing_hits:
            self.article_view.clear_find()
            self.status.drop_hint()
        super().end_find()
        self.command_bar.is_finding = False

    def end_find_here(self) -> None:
        """End the find; the hits do not come back when this article's text is read again."""
        self._without_hits = self.reader.headline.id if self.reader.headline else None
        self.end_find()

    def say_match(self) -> None:
        """Say which match of the find, or which hit of the search, is shown."""
        view = self.article_view
        self.command_bar.is_finding = self.is_finding
        if view.is_showing_hits and view.match_index >= 0:
            self.hint_match()
        else:
            super().say_match()
