"""A line that is on or off, told by a sign rather than by a colour."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Toggle(Widget, can_focus=True):
    """`[x] words`; Space or a click turns it on and off."""

    DEFAULT_CSS = """
    Toggle { height: 1; width: auto; }
    Toggle:focus { background: $sheet-row; }
    """

    is_on: reactive[bool] = reactive(default=False)

    def __init__(self, words: str, *, is_on: bool) -> None:
        super().__init__()
        self._words = words
        self.set_reactive(Toggle.is_on, is_on)

    def render(self) -> Content:
        """Draw the sign and the words."""
        return Content(f"[{'x' if self.is_on else ' '}] {self._words}")

    def on_key(self, event: events.Key) -> None:
        """Turn it with Space."""
        if event.key == "space":
            self.is_on = not self.is_on
            event.stop()

    def on_click(self) -> None:
        """Turn it with the mouse."""
        self.is_on = not self.is_on
