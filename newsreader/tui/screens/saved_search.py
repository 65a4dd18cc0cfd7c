"""The dialog that saves a search under a name, or changes one that is saved."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from newsreader.model.query import parse_query
from newsreader.model.saved_search import SavedSearch, editing, saving
from newsreader.model.text import clean_line
from newsreader.tui.library_thread import LibraryThread
from newsreader.tui.screens.change_dialog import ChangeDialog
from newsreader.tui.widgets.field import Field


class SavedSearchScreen(ChangeDialog):
    """Asks for name and query; Enter saves. A search without a name yet is a new one."""

    def __init__(self, search: SavedSearch, library: LibraryThread) -> None:
        super().__init__(library)
        self._search = search
        self.name_field = Field(search.name or search.text, id="name")
        self.query_field = Field(search.text, id="query", select_on_focus=False)

    def compose(self) -> ComposeResult:
        """Put the fields below each other."""
        with Vertical() as dialog:
            dialog.border_title = "Change the search" if self._search.name else "Save the search"
            dialog.border_subtitle = "Enter saves · Tab next field · Escape cancels"
            for label, field in (("Name", self.name_field), ("Search", self.query_field)):
                with Horizontal(classes="field"):
                    yield Static(label, markup=False)
                    yield field
            yield self.words

    def on_mount(self) -> None:
        """Begin with the name, all of it chosen: typing replaces it."""
        self.name_field.focus()

    @on(Input.Changed, "#query")
    def _query_typed(self) -> None:
        """Say what of the query has no meaning."""
        self.tell(" ".join(parse_query(self.query_field.value).remarks))

    @on(Input.Submitted)
    def _entered(self) -> None:
        name, text = clean_line(self.name_field.value), clean_line(self.query_field.value)
        if not name or not text:
            field = self.query_field if name else self.name_field
            self.tell(
                "Give the search a name."
                if field is self.name_field
                else "Say what to search for.",
                is_error=True,
            )
            field.focus()
        elif not self._search.name:
            self.make(saving(SavedSearch(name, text)))
        elif (name, text) == (self._search.name, self._search.text):
            self.dismiss()
        else:
            self.make(editing(self._search, name, text))
