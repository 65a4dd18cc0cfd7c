"""The dialog that corrects a name: what kind it is of, or that it is no name."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.model.correction import Correction
from newsreader.model.mention import Mention, MentionKind
from newsreader.model.text import clean_line
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.screens.dialog import Dialog

_CHOICES: dict[str, tuple[MentionKind | None, str]] = {
    "p": (MentionKind.PERSON, "person"),
    "o": (MentionKind.ORGANISATION, "organisation"),
    "l": (MentionKind.PLACE, "place"),
    "t": (MentionKind.OTHER, "other: a work, a product, an event, a law …"),
    "x": (None, "not a name"),
}


class CorrectNameScreen(Dialog[Correction | None]):
    """Asks for a letter; dismissed with what was said of the name, or None."""

    DEFAULT_CSS = """
    CorrectNameScreen > Vertical > Vertical { height: auto; margin: 1 0; }
    """

    def __init__(self, mention: Mention, written: str) -> None:
        super().__init__()
        self._kind = mention.kind
        self._written = clean_line(written)
        self._canonical = clean_line(mention.canonical or written)

    def compose(self) -> ComposeResult:
        """Put the name and its kind above the choices."""
        with Vertical() as dialog:
            dialog.border_title = "What is this?"
            dialog.border_subtitle = "a letter chooses · Escape cancels"
            yield Static(self._name_in_words(), markup=False)
            with Vertical():
                for key, (kind, label) in _CHOICES.items():
                    is_present = "  (as it is now)" if kind is self._kind else ""
                    line = Content.assemble((key, "bold $accent"), f"  {label}{is_present}")
                    yield Static(line)
            self.tell(f"It holds for all articles. {key_of('undo')} takes it back.")
            yield self.words

    def _name_in_words(self) -> str:
        if self._written == self._canonical:
            return f"“{self._written}”"
        return f"“{self._written}”, that is “{self._canonical}”"

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a choice; other keys mean nothing here."""
        if self.app.screen is not self:
            # Typed together with the letter: it is meant for the screen below.
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in _CHOICES:
            kind, _ = _CHOICES[event.key]
            self.dismiss(Correction(self._written, self._canonical, kind))
