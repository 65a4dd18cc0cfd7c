"""A field of a dialog."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input


class Field(Input):
    """What is typed behind Enter is no text of the field: it waits for what Enter does."""

    _is_entered = False
    """Whether Enter was pressed, and is not carried out yet."""

    class Entered(Message):
        """Enter was carried out."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    def on_mount(self) -> None:
        """Begin with nothing that waits."""
        self._behind: list[events.Key] = []

    async def _on_key(self, event: events.Key) -> None:
        if self._is_entered and event.key != "escape":
            self._behind.append(event)
        elif event.key == "enter":
            self._is_entered = True
            await self.action_submit()
            self.post_message(self.Entered(self))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_unmount(self) -> None:
        """Let what was typed behind Enter go where the dialog led."""
        self.go_on()

    def go_on(self) -> None:
        """Let the keys behind Enter go where the keyboard is now."""
        self._is_entered = False
        behind, self._behind = self._behind, []
        for event in behind:
            self.app.post_message(events.Key(event.key, event.character))
