"""The way from screens over the reading screen to an article, and back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from newsreader.tui.commands import Pane
from newsreader.tui.screens.pointing import PointingScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from newsreader.model.headline import Headline
    from newsreader.tui.reader import Before

Again: TypeAlias = "Callable[[], Screen[None]]"
"""Makes a screen as it was when it was left."""

_Origin: TypeAlias = "tuple[Pane, Before | None, int]"
"""What had the keyboard, the place in the open article, and how many articles one could go back."""


class ReturningScreen(PointingScreen):
    """Opens an article from screens above it; back from it, these are shown as they were.

    A screen that can be come back to has a method `again`, which returns an `Again`.
    """

    _left: tuple[int, list[Again], _Origin] | None = None
    """The article for which screens were left, these, and what is behind them."""

    def read_from_above(self, headline: Headline) -> None:
        """Leave all screens above this one for an article; the list stays as it is."""
        above = self.app.screen_stack[1:]
        screens = [screen.again() for screen in above if hasattr(screen, "again")]
        origin = self.pane, self.reader.here, self.reader.depth
        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        self.end_find()
        if self.is_open(headline):
            self.focus_pane(Pane.ARTICLE)
        else:
            self.reader.open(headline.id, source_id=self.listing.source.id)
            self.is_arriving = True
        self._left = headline.id, screens, origin

    def return_above(self) -> bool:
        """Show the screens again from which the open article was opened.

        Behind them is what was there before. False for any other article.
        """
        headline = self.reader.headline
        if self._left is None or headline is None or headline.id != self._left[0]:
            return False
        _, screens, (pane, before, depth) = self._left
        for again in screens:
            self.app.push_screen(again())
        if before is None:
            self.reader.close()
            self.update_legend()
            self.update_titles()
        elif before != self.reader.here:
            self.reader.return_to(before, depth)
        self.focus_pane(pane)
        self._left = None
        return bool(screens)

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; from another than the article nothing leads back."""
        if pane is not Pane.ARTICLE:
            self._left = None
        super().focus_pane(pane)
