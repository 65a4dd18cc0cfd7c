"""The page of a name: its articles, when they were, and what stands beside it in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from newsreader.library.library import Library
from newsreader.model.name import Name, Passage
from newsreader.tui.cells import first_fitting
from newsreader.tui.commands import NAME_PAGE_COMMANDS, name_page
from newsreader.tui.commands.bindings import bindings_in_use, ids_by_key, key_of
from newsreader.tui.names.acting import NameActing
from newsreader.tui.names.name_page import (
    NameContent,
    NamePageRead,
    NamePlace,
    PassagesRead,
    counts_in_words,
    forms_in_words,
    read_more,
    read_page,
    with_more,
)
from newsreader.tui.names.on_article import act_on_article
from newsreader.tui.screens.panes import WIDE
from newsreader.tui.widgets.keys_bar import KeysBar
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.name_body import NameBody
from newsreader.tui.widgets.name_figures import NameFigure
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.passage_list import PassageList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.model.headline import Headline

_GONE = "No article of the library mentions {} any more."


class NamePageScreen(NameActing[None], inherit_bindings=False):
    """Stands over the reading screen, over another page, or over names that rise.

    It shows what changes in the library meanwhile; what is under the cursor stays there.
    """

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-single"), (WIDE, "-beside")]  # noqa: RUF012 - Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    NamePageScreen {
        layout: vertical;
        #name-forms { height: 1; padding: 0 1; color: $quiet; display: none; }
        &.-forms #name-forms { display: block; }
        NameBody { display: none; }
        #name-words { height: 1fr; padding: 1 1; color: $quiet; }
        &.-some NameBody { display: block; }
        &.-some #name-words { display: none; }
        &.-low MentionChart { display: none; }
        &.-single {
            #articles-title, #company-title, #figures-title { display: none; }
            #company, #name-figures { display: none; }
            .-on-company, .-on-figures {
                #name-side { height: 1fr; }
                #name-main { display: none; }
            }
            .-on-company #company { display: block; }
            .-on-figures #name-figures { display: block; }
        }
        &.-beside {
            #name-side { dock: right; width: 40%; height: 1fr; border-left: vkey $surface; }
            SectionBar { display: none; }
            MentionChart { height: 8; }
        }
    }
    """

    def __init__(self, content: NameContent, place: NamePlace | None = None) -> None:
        """Show what was read of a page, as it was left if a place is given."""
        is_wide, is_high = self.app.size.width >= WIDE, self.app.size.height >= 18
        # Known from the first frame on, or all would stand elsewhere in the second one.
        classes = f"{'-beside' if is_wide else '-single'} {'-high' if is_high else '-low'}"
        super().__init__(classes=classes)
        self._before = place
        self._content: NameContent | None = content
        self._last = content.facts.name
        self._generation = 0
        self._is_stale = False
        self.is_leaving = False
        """Whether an article was asked for: what is typed meanwhile is meant for that."""
        self.typed_ahead: list[events.Key] = []
        self._count = ""
        self._keys = ids_by_key(NAME_PAGE_COMMANDS)

    @property
    def shown_name(self) -> Name:
        """The name whose page this is (`name` is Textual's own)."""
        return self._last

    @property
    def listed_article(self) -> Headline | None:
        """The article under the cursor, or the one of the figure there."""
        row = self.body.list_shown.current if self._content else None
        if isinstance(row, NameFigure):
            return row.passage.headline
        return row.headline if isinstance(row, Passage) else None

    def compose(self) -> ComposeResult:
        """Put the page between its title and its keys."""
        self.title_line = PaneTitle(classes="-active")
        self.forms = Static(id="name-forms", markup=False)
        self.body = NameBody()
        self.words = Static(id="name-words", markup=False)
        self.status = StatusLine()
        yield self.title_line
        yield self.forms
        yield self.body
        yield self.words
        yield self.status
        yield KeysBar(NAME_PAGE_COMMANDS)

    def on_mount(self) -> None:
        """Show what was read, or was here when one left; and what changes in the library."""
        self.watch(self._reading.status, "words", self._say, init=False)
        self._reading.feeds_updated.subscribe(self, self._library_changed)
        if self._content is not None:
            self._show(self._content)
        if self._before is not None:
            self.body.restore(self._before)
            self.reload()

    def stay(self) -> None:
        """Go on here: what was asked for is gone."""
        self.is_leaving = False
        self.typed_ahead.clear()

    @property
    def place(self) -> NamePlace | None:
        """Where one is on the page, to come back to; None as long as nothing was read."""
        return self.body.place

    # --- reading -----------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the page anew; what is under the cursor stays there."""
        self._generation += 1
        count = len(self._content.passages) if self._content else 0
        key = self._last.key
        task = partial(self._read, key=key, generation=self._generation, count=count)
        self._reading.library.read(task)

    def _library_changed(self, _feeds: object) -> None:
        if self.is_current:
            self.reload()
        else:
            self._is_stale = True

    def on_screen_resume(self) -> None:
        """Show what changed while another page was over this one."""
        if self._is_stale:
            self._is_stale = False
            self.reload()

    # Tasks for the library's threads: the answer is for this screen.

    def _read(self, library: Library, *, key: str, generation: int, count: int) -> None:
        self.post_message(read_page(library, key, generation, count))

    @on(NamePageRead)
    def _page_read(self, read: NamePageRead) -> None:
        if read.generation != self._generation:
            return
        if read.content is not None:
            self._show(read.content)
        else:
            self._content = None
            self.remove_class("-some", "-forms")
            self._show_title()
            self.words.update(Content(_GONE.format(f"“{self._last.name}”")))
            self.set_focus(None)

    def _show(self, content: NameContent) -> None:
        is_back = self._content is None
        self._content, self._last = content, content.facts.name
        self._show_title()
        self.add_class("-some")
        self.look_whether_followed()
        self.body.show(content)
        if is_back:
            self.body.go_to_section(self.body.section)

    def _show_title(self) -> None:
        """Say who it is, and as much of the counts and of the other forms as fits."""
        name = self._last
        followed = " · followed" if self.is_followed else ""
        title = f"{name.name} · {name.kind.value}{followed}"
        self.title_line.title = title
        room = self.app.size.width - cell_len(title) - 5
        counts = counts_in_words(self._content.facts) if self._content else ("",)
        self.title_line.count = next((c for c in counts if cell_len(c) <= room), counts[-1])
        self._show_forms()

    def watch_is_followed(self) -> None:
        """Say whether the name is followed."""
        self._show_title()

    def _show_forms(self) -> None:
        """Say as many of the other forms as fit."""
        forms = forms_in_words(self._content.facts) if self._content else []
        self.set_class(bool(forms), "-forms")
        if forms:
            room = self.app.size.width - 2 - len("also ")
            self.forms.update(Content(f"also {first_fitting(forms, room)}"))

    def on_resize(self) -> None:
        """Say as much as fits now."""
        self._show_title()

    @on(PassageList.MoreNeeded)
    def _read_more(self) -> None:
        content = self._content
        if content is None or not content.passages:
            return
        name_id, after = content.facts.name.id, content.passages[-1].headline.key
        generation = self._generation

        def task(library: Library) -> None:
            self.post_message(read_more(library, name_id, after, generation))

        self._reading.library.read(task)

    @on(PassageList.EndIsFar)
    def _say_how_far(self) -> None:
        if self._content is not None:
            read, articles = len(self._content.passages), self._content.facts.name.articles
            more = f"{key_of('bottom')} goes on"
            self._reading.hint(f"{read:,} of {articles:,} articles are read so far: {more}.")

    @on(PassagesRead)
    def _more_read(self, read: PassagesRead) -> None:
        if read.generation == self._generation and self._content is not None:
            self._content = with_more(self._content, read.passages)
            self.body.show(self._content)

    def _say(self, words: str) -> None:
        self.status.say(words, is_error=self._reading.status.has_class("-error"))

    # --- keys and mouse ----------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Move in the section, do what a key means here, or leave."""
        key = event.key
        command_id = self._keys.get(key)
        if self.is_leaving:
            self.typed_ahead.append(event)
        elif self.app.screen is not self:
            # Typed at once with the key that opened what stands over the page: it is meant there.
            self.app.post_message(events.Key(event.key, event.character))
        elif key.isdecimal() and (key != "0" or self._count):
            self._count = (self._count + key)[-3:]
        elif key in bindings_in_use().of("quit").keys:
            self._reading.quit()
        elif key in bindings_in_use().of("help").keys:
            self._reading.open_help(name_page.GROUP)
        elif command_id is not None:
            self._reading.status.drop_hint()
            self._count = ""
            self.run_here(command_id)
        elif not self._move(key):
            return
        event.stop()
        event.prevent_default()

    def _move(self, key: str) -> bool:
        """Move in the list that has the keyboard, so many times as was typed before the key."""
        count, self._count = int(self._count or 1), ""
        shown = self.body.list_shown
        return self._content is not None and all(shown.move_by_key(key) for _ in range(count))

    def run_here(self, command_id: str) -> None:
        """Carry out a command of the page."""
        if command_id == "leave-page":
            self.dismiss()
        elif self.act_on_name(command_id) or self._content is None:
            return
        elif command_id == "open-on-page":
            self._open()
        elif (headline := self.listed_article) is not None and act_on_article(
            self._reading, headline, command_id
        ):
            return
        elif command_id == "chart-step":
            self.body.show_next_step()
        elif command_id in {"next-section", "previous-section"}:
            self.body.step_section(1 if command_id == "next-section" else -1)

    @on(KeysBar.Chosen)
    def _key_clicked(self, chosen: KeysBar.Chosen) -> None:
        if not self.is_leaving:
            self.run_here(chosen.command_id)

    @on(LineList.Clicked)
    def _open(self) -> None:
        """Open the article under the cursor at its sentence, or the page of the name there."""
        row = self.body.list_shown.current
        if row is None or self.is_leaving:
            return
        if isinstance(row, Name):
            self._reading.open_name(row.key)
        elif isinstance(row, NameFigure):
            passage = row.passage
            self._reading.open_from_page(passage.headline, row.place, is_in_title=passage.is_title)
        else:
            self._reading.open_from_page(row.headline, row.place, is_in_title=row.is_title)
