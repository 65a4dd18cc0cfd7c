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

_Result = TypeVar("_Result")


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

    def __init__(self) -> None:
        super().__init__()
        self._worker: Worker[None] | None = None
        self.words = Static(classes="dialog-words", markup=False)

    def tell(self, words: str, *, is_error: bool = False) -> None:
        """Say what is going on, or what went wrong."""
        self.words.update(Content(clean_line(words)))
        self.words.set_class(is_error, "-error")

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

    def action_cancel(self) -> None:
        """Stop what is going on; when nothing is, close the dialog."""
        if self.is_busy:
            assert self._worker is not None
            self._worker.cancel()
            self.tell("Stopped.")
        else:
            self.dismiss(None)
