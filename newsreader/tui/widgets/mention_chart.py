"""The chart of a name's page: how often it is mentioned by day, week or month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.model.name import DAY
from newsreader.tui.names.bars import EMPTY_SIGN, Chart, chart

if TYPE_CHECKING:
    from newsreader.model.name import Period

_MARGIN = 1


class MentionChart(Widget):
    """Bars above their dates, as wide as there is room for; a click asks for another step."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MentionChart { height: 4; background: $background; color: $foreground; }
    """

    step: reactive[str] = reactive(DAY)
    """By what the mentions are summed: day, week or month."""

    class Clicked(Message):
        """Another step is wanted."""

    def __init__(self) -> None:
        self._periods: Mapping[str, Sequence[Period]] = {}
        self._today = date.min
        super().__init__(id="mention-chart")

    def show(self, periods: Mapping[str, Sequence[Period]], today: date) -> None:
        """Show the periods of each step up to a day (UTC, as the library counts)."""
        self._periods, self._today = periods, today
        self.refresh()

    @property
    def most_in_words(self) -> str:
        """How many mentions the fullest period of those that there is room for has."""
        most = self._chart(self.size.width, 2).most
        return f"at most {most:,} a {self.step}" if most else ""

    def _chart(self, width: int, height: int) -> Chart:
        return chart(
            self._periods.get(self.step, ()), self.step, self._today, width - 2 * _MARGIN, height
        )

    def render(self) -> Content:
        """Draw the bars, the ground line quiet where there is none, and the dates."""
        if not self._periods:
            return Content("")
        drawn = self._chart(self.size.width, self.size.height)
        parts: list[str | tuple[str, str]] = []
        for bars in drawn.bars:
            parts += [" " * _MARGIN, *_coloured(bars), "\n"]
        parts += [" " * _MARGIN, (drawn.dates, "$quiet")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Ask for another step."""
        if event.chain == 1:
            self.post_message(self.Clicked())


def _coloured(bars: str) -> list[tuple[str, str]]:
    """Return a line of bars in pieces with their styles."""
    pieces: list[tuple[str, str]] = []
    for sign in bars:
        style = "$quiet" if sign == EMPTY_SIGN else "$accent"
        if pieces and pieces[-1][1] == style:
            pieces[-1] = pieces[-1][0] + sign, style
        else:
            pieces.append((sign, style))
    return pieces
