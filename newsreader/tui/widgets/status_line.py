"""The line that says what was done and what is going on."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.tui.cells import fit


class StatusLine(Widget):
    """Left: the last outcome or error. Right: a running job, keys typed so far."""

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

    def __init__(self) -> None:
        super().__init__()
        self._is_hint = False

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show an outcome; it stays until the next one."""
        self.set_class(is_error, "-error")
        self.words = words
        self._is_hint = False

    def hint(self, words: str) -> None:
        """Show words about where one is; they go with the next key."""
        self.say(words)
        self._is_hint = True

    def drop_hint(self) -> None:
        """Take away words that were about where one was."""
        if self._is_hint:
            self.say("")

    def render(self) -> Content:
        """Draw the line; the words give way to the right side when it is narrow."""
        return Content(f"{fit(self.hovered or self.words, self.room)} {self._right}")

    @property
    def room(self) -> int:
        """How many cells there are for the words."""
        return self.size.width - 2 - cell_len(self._right) - 1

    @property
    def _right(self) -> str:
        width = (self.size.width - 2) // 2
        right = "  ".join(part for part in (self.pending, self.side_work, self.progress) if part)
        return right if cell_len(right) <= width else fit(right, width)
