"""What the dialogs have in common: a frame in the middle, fields, and words on what goes on."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker

from newsreader.model.text import clean_line
from newsreader.tui.widgets.field import Field

_Result = TypeVar("_Result")

_PATIENCE = 1.0
"""Seconds for which keys wait for what Enter has set going."""


class Dialog(ModalScreen[_Result]):
    """A frame over the reading screen, that does one thing at a time; Escape stops or closes it."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 72;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text;
            border-subtitle-color: $text;
        }
        Static { height: auto; }
        Input, Input:focus {
            border: none;
            height: 1;
            padding: 0 1;
            background: $panel;
        }
        .dialog-words { color: $text-muted; }
        .dialog-words.-error { color: $alarm; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    is_making = False
    """Whether a change is on its way to the library."""

    def __init__(self) -> None:
        super().__init__()
        self._worker: Worker[None] | None = None
        self._field: Field | None = None
        self.words = Static(classes="dialog-words", markup=False)

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """Say what is going on, or what went wrong."""
        self.words.update(Content(clean_line(words)))
        self.words.set_class(is_error, "-error")
        if is_error:
            self._let_go_on()

    def name_keys(self, words: str) -> None:
        """Say at the foot of the frame what the keys do now."""
        self.query_one(Vertical).border_subtitle = words

    @property
    def is_busy(self) -> bool:
        """Whether something is going on."""
        worker = self._worker
        return worker is not None and worker.is_running and not worker.is_cancelled

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Let something go on, unless something does already."""
        if self.is_busy:
            work.close()
        else:
            self._worker = self.run_worker(work, exit_on_error=False)

    def on_field_entered(self, entered: Field.Entered) -> None:
        """Let keys that were typed behind Enter go on, here or where the dialog led."""
        self._field = entered.field
        if self.is_busy or self.is_making:
            # It may be left any moment; but whoever waits for the network types on.
            self.set_timer(_PATIENCE, self._let_go_on)
        else:
            self._let_go_on()

    def _let_go_on(self) -> None:
        if self._field is not None:
            self._field.go_on()

    def action_cancel(self) -> None:
        """Stop what is going on; when nothing is, close the dialog."""
        if self.is_busy:
            assert self._worker is not None
            self._worker.cancel()
            self.tell("Stopped.")
        else:
            self.dismiss(None)
