"""The keys of the reading screen: what they mean in a pane, and when they must wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.timer import Timer
from textual.widgets import Input

from newsreader.tui.cells import first_clauses
from newsreader.tui.commands import Command, Pane, key_name
from newsreader.tui.commands.bindings import PLACES, key_of
from newsreader.tui.keymap import Keymap
from newsreader.tui.screens.panes import PanesScreen

if TYPE_CHECKING:
    from newsreader.tui.modes.mode import Mode

_TEXTUALS = {"ctrl+c", "ctrl+q"}
"""Keys that Textual gives their meaning."""

_PATIENCE = 3.0
"""Seconds after which a key no longer waits for an answer."""


def _again(event: events.Key) -> events.Key:
    return events.Key(event.key, event.character)


class KeysScreen(PanesScreen):
    """Turns keys into commands; those typed while an answer is awaited wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.keymap = Keymap()
        self.mode: Mode | None = None
        """What takes keys before the commands, for a while."""
        self._said_unknown: set[tuple[Pane, str]] = set()
        self._typed_ahead: list[events.Key] = []
        self._patience: Timer | None = None
        self.is_leaving_box = False
        """Whether Enter was pressed in a box and is not carried out yet."""

    async def _mount_rest(self) -> None:
        await super()._mount_rest()
        if self.is_whole and not self.is_waiting:
            self.release_keys()

    def on_key(self, event: events.Key) -> None:
        """Run the command that the key means here; other keys go their way."""
        if self.is_leaving_box:
            self._typed_ahead.append(event)
            self._wait()
            event.stop()
            event.prevent_default()
            return
        if isinstance(self.focused, Input):
            if self._take_for_box(event):
                event.stop()
                event.prevent_default()
            return
        if self.app.screen is not self:
            # Typed together with the key that opened a dialog: it is meant for that.
            self.app.post_message(_again(event))
        elif self.is_waiting:
            # What the key means is decided by an answer that is on its way.
            is_cooked_enter = event.key == "ctrl+j" and not self.is_whole
            # Before the app had the terminal, that made a line feed of Enter.
            self._typed_ahead.append(events.Key("enter", "\r") if is_cooked_enter else event)
            self._wait()
        elif not self._take_key(event.key):
            return
        event.stop()
        event.prevent_default()

    def _take_for_box(self, event: events.Key) -> bool:
        """Take a key that leaves a box, or was typed together with the key that opened it."""
        from newsreader.tui.widgets.typing_box import LEAVING_KEYS, TypingBox

        box = self.focused
        assert isinstance(box, TypingBox)
        if event.key in LEAVING_KEYS:
            self.leave_box(box, is_cancelled=event.key == "escape")
        elif event.key == "enter":
            self.is_leaving_box = True
            self.call_next(box.enter)
        elif event.is_printable and event.character:
            # A box keeps what it is sent.
            box.take_typed(event.character)
        else:
            return False
        return True

    def on_typing_box_left(self) -> None:
        """Take the keys that were typed behind Enter."""
        self.is_leaving_box = False
        if not self.is_waiting:
            self.release_keys()

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is awaited before the next key can be understood."""
        raise NotImplementedError

    def release_keys(self) -> None:
        """Take the keys that were typed while answers were awaited."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        typed, self._typed_ahead = self._typed_ahead, []
        for number, event in enumerate(typed):
            if self.app.screen is not self or isinstance(self.focused, Input):
                for rest in typed[number:]:
                    self.call_after_refresh(self.app.post_message, _again(rest))
                return
            self._take_key(event.key)
            if self.is_waiting:
                self._typed_ahead = [*typed[number + 1 :], *self._typed_ahead]
                self._wait()
                return

    def _wait(self) -> None:
        if self._typed_ahead and self._patience is None:
            self._patience = self.set_timer(_PATIENCE, self.release_keys)

    def _take_key(self, key: str) -> bool:
        """Run the command that a key means here; False when it means nothing."""
        self.status.drop_hint()
        if self.mode is not None and self.mode.take(key):
            return True
        press = self.keymap.press(key, self.pane)
        self.status.pending = self.keymap.pending
        if press.command is not None:
            self.run_command(press.command, press.count)
        elif press.unknown:
            self.say_unknown(press.unknown)
        return press.command is not None or press.is_pending

    def say_unknown(self, keys: str) -> None:
        """Say, once in a session, that keys do nothing in this pane, and where they do."""
        if keys in _TEXTUALS or (self.pane, keys) in self._said_unknown:
            return
        self._said_unknown.add((self.pane, keys))
        name, elsewhere = key_name(keys), self.keymap.elsewhere(keys, self.pane)
        if elsewhere is not None:
            pane, command = elsewhere
            place = f"{PLACES[pane][0].upper()}{PLACES[pane][1:]}"
            words = f"{name} does nothing here. {place}: {command.help[0].lower()}"
            room = self.status.room - cell_len(words) - 1
            self.status.hint(f"{words}{first_clauses(command.help[1:], room)}.")
        else:
            tell = f"{key_of('help')} shows all keys, {key_of('palette')} finds a command"
            self.status.hint(f"{name} does nothing here. {tell}.")

    def leave_box(self, box: Input, *, is_cancelled: bool) -> None:
        """Leave the search or find box for its pane."""
        raise NotImplementedError

    def run_command(self, command: Command, count: int | None = None) -> None:
        """Carry out a command."""
        raise NotImplementedError
