"""A box of the reading screen that one types in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.message import Message
from textual.widgets import Input

if TYPE_CHECKING:
    from newsreader.tui.screens.keys import KeysScreen

LEAVING_KEYS = frozenset({"escape", "down", "tab"})
"""The keys that leave a box for its pane, besides Enter."""


class TypingBox(Input):
    """Keys that come faster than they are taken are typed up to the one that leaves the box.

    What is behind that one is no text: the screen takes it.
    """

    class Left(Message):
        """Enter was carried out: keys are commands again."""

    def __init__(self, *, placeholder: str, id: str) -> None:  # noqa: A002 - Textual's own name
        # Selecting all comes with the news of the focus, when something may be typed already.
        super().__init__(placeholder=placeholder, id=id, compact=True, select_on_focus=False)

    async def _on_key(self, event: events.Key) -> None:
        screen = cast("KeysScreen", self.screen)
        is_behind = screen.is_leaving_box or screen.focused is not self
        if is_behind or event.key in LEAVING_KEYS:
            screen.on_key(event)
            event.stop()
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.enter()

    async def enter(self) -> None:
        """Do what Enter does here; keys wait until it is done."""
        cast("KeysScreen", self.screen).is_leaving_box = True
        await self.action_submit()
        self.post_message(self.Left())

    def show_typed(self, value: str) -> None:
        """Show what was typed before, selected: typing takes its place."""
        self.value = value
        self.select_all()

    def take_typed(self, character: str) -> None:
        """Take a character that was sent elsewhere, as if it were typed here."""
        if self.selection.is_empty:
            self.insert_text_at_cursor(character)
        else:
            self.replace(character, *self.selection)
