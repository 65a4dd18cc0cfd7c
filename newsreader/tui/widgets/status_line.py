"""The line that says what was done and what is going on."""

from __future__ import annotations

import time

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widget import Widget

from newsreader.tui.cells import fit

_MOST_LINES = 8
_READING = 4.0
"""Seconds for which long words keep their lines, whatever keys are pressed."""


_SEEN, _SEEN_ERROR = 12.0, 40.0
"""Seconds after which the next key takes an outcome away, or an error: they are of long ago."""


class StatusLine(Widget):
    """Left: the last outcome or error, until it is old. Right: a running job, keys typed so far."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        &.-error { background: $alarm-ground; }
    }
    """

    words: reactive[str] = reactive("")
    progress: reactive[str] = reactive("")
    side_work: reactive[str] = reactive("")
    """What is done beside the job whose progress is shown."""
    pending: reactive[str] = reactive("")
    hovered: reactive[str] = reactive("")
    """What the mouse is over, shown in place of the words."""
    selected: reactive[str] = reactive("")
    """How much is selected."""

    def __init__(self) -> None:
        super().__init__()
        self._is_hint = False
        self._is_long_from = self._said_at = 0.0

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show an outcome; it stays until the next one, or a key long after."""
        self.set_class(is_error, "-error")
        self.words, self.hovered = words, ""
        self._is_hint = False
        self._said_at = time.monotonic()
        self._fit()

    def hint(self, words: str) -> None:
        """Show words about where one is; they go with the next key."""
        self.say(words)
        self._is_hint = True
        self._fit()

    def drop_hint(self) -> None:
        """Take away words about where one was, or of long ago; and the further lines of others."""
        seen = _SEEN_ERROR if self.has_class("-error") else _SEEN
        if self._is_hint or (self.words and time.monotonic() - self._said_at > seen):
            self.say("")
        elif self._lines > 1 and time.monotonic() - self._is_long_from > _READING:
            self.styles.height = 1

    @property
    def _lines(self) -> int:
        height = self.styles.height
        return int(height.value) if height is not None else 1

    def on_resize(self) -> None:
        """Give words the lines they need at another width."""
        self._fit()

    def _fit(self) -> None:
        """Take as many lines as an outcome needs: what to do about an error stands at its end."""
        lines = 1
        if self.size.width and not self._is_hint and cell_len(self.words) > self.room:
            lines = Content(self._whole).get_height({}, self.size.width - 2)
        self._is_long_from = time.monotonic()
        if self._lines != min(lines, _MOST_LINES):
            self.styles.height = min(lines, _MOST_LINES)

    def render(self) -> Content:
        """Draw the line; hints give way to the right side when it is narrow, the rest wraps."""
        if self._lines > 1 and not self.hovered:
            return Content(self._whole)
        return Content(f"{fit(self.hovered or self.words, self.room)} {self._right}")

    @property
    def _whole(self) -> str:
        return f"{self.words}  {self._right}".rstrip()

    @property
    def room(self) -> int:
        """How many cells there are for the words."""
        return self.size.width - 2 - cell_len(self._right) - 1

    @property
    def _right(self) -> str:
        width = (self.size.width - 2) // 2
        parts = (self.pending, self.selected, self.side_work, self.progress)
        right = "  ".join(part for part in parts if part)
        return right if cell_len(right) <= width else fit(right, width)
