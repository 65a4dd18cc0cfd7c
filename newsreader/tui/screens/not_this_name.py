"""The dialog that asks what of a name's page is not this name."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from newsreader.library.library import Library
from newsreader.model.correction import NO_NAME
from newsreader.model.headline import Headline
from newsreader.model.journal import Action, Change
from newsreader.model.mention import fold
from newsreader.model.name import Name, Variant, not_in_article, not_this_name
from newsreader.model.text import clean_line
from newsreader.tui.cells import fit
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.counted import counted
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.screens.dialog import Dialog
from newsreader.tui.widgets.line_list import LineList

_MOST_ROWS = 12


class Choice(NamedTuple):
    """Something that can be said, what it means, and the change that says it."""

    words: str
    meaning: str
    change: Change


def choices(name: Name, article: Headline | None, variants: list[Variant]) -> list[Choice]:
    """Return what can be said: of the article, of each other form, of the name as a whole."""
    found = []
    if article is not None:
        title = article.title or "(no title)"
        meaning = "It leaves this page; the others stay."
        words = f"Not in this article: {title}"
        found.append(Choice(words, meaning, not_in_article(name, article)))
    for variant in variants:
        if (variant.kind, variant.form) != (name.kind, name.name):
            times = counted(variant.count, "time")
            words = f"Another name: “{variant.form}”, {variant.kind.value}, {times}"
            meaning = f"“{variant.form}” gets a page of its own, in all articles."
            found.append(Choice(words, meaning, not_this_name(name, [variant])))
    forms = {fold(variant.form) for variant in variants} or {fold(name.name)}
    none = Change(Action.CORRECT, after=dict.fromkeys(sorted(forms), NO_NAME), subject=name.name)
    meaning = "It is marked in no article any more, in none of its forms."
    found.append(Choice(f"No name at all: “{name.name}”", meaning, none))
    return found


class ChoiceRows(LineList):
    """What can be said, a row each."""

    DEFAULT_CSS = """
    ChoiceRows { height: auto; background: $surface; margin: 1 0; }
    ChoiceRows > .list--cursor, ChoiceRows:focus > .list--cursor {
        background: $sheet-row;
        color: $foreground;
        text-style: $row-style;
    }
    """

    def __init__(self) -> None:
        self.choices: list[Choice] = []
        super().__init__()

    @property
    def row_count(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    def show(self, found: list[Choice]) -> None:
        """Show what can be said."""
        self.choices = found
        self.styles.height = min(_MOST_ROWS, len(found))
        self.update_size()
        self.refresh()

    def draw_row(self, place: int, line: int, width: int, style: Style) -> list[Segment]:  # noqa: ARG002
        """Draw a choice."""
        sign = "› " if place == self.cursor else "  "
        return [Segment(fit(f"{sign}{clean_line(self.choices[place].words)}", width), style)]


class NotThisNameScreen(Dialog[Change | None]):
    """Offers what can be said of a name; dismissed with the change that says it, or None."""

    class VariantsRead(Message):
        """The forms of the name were read."""

        def __init__(self, variants: list[Variant]) -> None:
            super().__init__()
            self.variants = variants

    def __init__(self, name: Name, article: Headline | None, library: LibraryThread) -> None:
        super().__init__()
        self._asked = name
        self._article = article
        self._library = library
        self._early: list[str] = []
        """Keys pressed before there was anything to choose."""
        self.rows = ChoiceRows()

    def compose(self) -> ComposeResult:
        """Put what can be said below the name."""
        with Vertical() as dialog:
            dialog.border_title = "Not this name"
            dialog.border_subtitle = "Enter says so · Up Down choose · Escape cancels"
            yield Static(f"What is not “{clean_line(self._asked.name)}”?", markup=False)
            yield self.rows
            yield self.words

    def on_mount(self) -> None:
        """Read the forms of the name."""
        self.set_focus(self.rows)
        self.watch(self.rows, "cursor", self._explain, init=False)
        self._library.read(self._read)

    def _read(self, library: Library) -> None:
        self.post_message(self.VariantsRead(library.names.variants(self._asked.id)))

    @on(VariantsRead)
    def _variants_read(self, read: VariantsRead) -> None:
        self.rows.show(choices(self._asked, self._article, read.variants))
        self._explain()
        early, self._early = self._early, []
        for key in early:
            self._take(key)

    def _explain(self) -> None:
        if self.rows.choices:
            meaning = self.rows.choices[self.rows.cursor].meaning
            self.tell(f"{meaning} {key_of('undo')} takes it back.")

    def on_key(self, event: events.Key) -> None:
        """Move, or say what is under the cursor."""
        if event.key != "escape":
            self._take(event.key)
            event.stop()
            event.prevent_default()

    def _take(self, key: str) -> None:
        if not self.rows.choices:
            self._early.append(key)
        elif key == "enter":
            self._say()
        else:
            self.rows.move_by_key(key)

    @on(LineList.Clicked)
    def _say(self) -> None:
        if self.is_current:
            self.dismiss(self.rows.choices[self.rows.cursor].change)
