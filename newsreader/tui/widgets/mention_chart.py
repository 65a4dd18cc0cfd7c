"""The chart of a name's page: how often it is mentioned by day, week or month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.model.name import DAY
from newsreader.tui.cells import fit
from newsreader.tui.names.bars import EMPTY_SIGN, chart

if TYPE_CHECKING:
    from newsreader.model.name import Period

_MARGIN = 1


class MentionChart(Widget):
    """A title, bars above their dates, as wide as there is room for; a click asks for another step.

    The title says by what is summed, and how many mentions the highest bar stands for.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MentionChart { height: 5; background: $background; color: $foreground; }
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

    def render(self) -> Content:
        """Draw the bars, the ground line quiet where there is none, and the dates."""
        if not self._periods:
            return Content("")
        width, height = self.size
        periods = self._periods.get(self.step, ())
        drawn = chart(periods, self.step, self._today, width - 2 * _MARGIN, height - 1)
        most = f"at most {drawn.most:,} a {self.step}"
        # As a pane's title is: what it counts stands above what is at the right of rows.
        title = fit(f" Mentions by {self.step}", width - cell_len(most) - 2)
        parts: list[str | tuple[str, str]] = [
            (f"{title}{most}  ", "bold $text-muted on $surface"),
            "\n",
        ]
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
