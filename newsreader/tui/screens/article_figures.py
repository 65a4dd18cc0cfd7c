"""The figures of the open article, each with its sentence and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.tui.commands import FIGURES_COMMANDS
from newsreader.tui.commands.bindings import ids_by_key
from newsreader.tui.layout.page import PlacedMention
from newsreader.tui.widgets.figure_list import FigureList, FigureRow
from newsreader.tui.widgets.keys_line import keys_line
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.pane_title import PaneTitle


class ArticleFiguresScreen(Screen[PlacedMention | None], inherit_bindings=False):
    """A list over the reading screen; dismissed with the figure to go to, or None."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ArticleFiguresScreen {
        layout: vertical;
        FigureList { height: 1fr; margin-top: 1; }
        #figure-sentence { height: auto; max-height: 8; padding: 0 1; background: $surface; }
        #figure-keys { height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(self, title: str, rows: Sequence[FigureRow], cursor: int = 0) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._cursor = cursor
        self._keys = ids_by_key(FIGURES_COMMANDS)

    def compose(self) -> ComposeResult:
        """Put the list above the whole sentence of the figure under the cursor."""
        title = PaneTitle(classes="-active")
        title.title = f"Figures of “{self._title}”"
        title.count = f"{len(self._rows):,}"
        self.figures = FigureList(self._rows)
        self.sentence = Static(id="figure-sentence", markup=False)
        yield title
        yield self.figures
        yield self.sentence
        yield Static(keys_line(FIGURES_COMMANDS), id="figure-keys", markup=False)

    def on_mount(self) -> None:
        """Begin at the figure one has stepped to."""
        self.watch(self.figures, "cursor", self._show_sentence, init=False)
        self.figures.update_size()
        self.figures.cursor = self._cursor
        self._show_sentence()
        self.set_focus(self.figures)
        self.call_after_refresh(self.figures.show_cursor)

    def _show_sentence(self) -> None:
        row = self.figures.current
        if row is not None:
            parts = (row.before.lstrip(), (row.written, "bold $accent"), row.after)
            self.sentence.update(Content.assemble(*parts))

    def on_key(self, event: events.Key) -> None:
        """Move in the list, go to the figure under the cursor, or back."""
        command_id = self._keys.get(event.key)
        if command_id == "go-to-figure":
            self._go()
        elif command_id == "leave-figures":
            self.dismiss(None)
        elif not self.figures.move_by_key(event.key):
            return
        event.stop()
        event.prevent_default()

    @on(LineList.Clicked)
    def _go(self) -> None:
        row = self.figures.current
        self.dismiss(row.placed if row else None)
