"""Names on the reading screen: the panel of the article's, stepping through one, what rises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.css.query import NoMatches
from textual.widget import MountError, Widget

from newsreader.library.library import Library
from newsreader.model.journal import Action
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.screens.pointing import PointingScreen

if TYPE_CHECKING:
    from textual import events

    from newsreader.tui.messages import ChangeApplied
    from newsreader.tui.names.article_names import ArticleNamesLoaded, NameHere
    from newsreader.tui.names.rising_names import RisingPlace
    from newsreader.tui.widgets.article_view import ArticleView
    from newsreader.tui.widgets.names_panel import NamesPanel

_BESIDE = 96
"""Columns of the article's pane from which on the panel stands beside the text."""


class NamingScreen(PointingScreen):
    """Shows the names of the open article in a panel, which follows what is shown.

    The panel has the keyboard while its list has the focus and its mode is on. One name of it can
    be stepped through alone; that lasts, also without the panel, until Escape.
    """

    names_panel: NamesPanel | None = None
    chosen_name: NameHere | None = None
    """The name that is stepped through alone."""
    _names: Sequence[NameHere] = ()
    _names_generation = 0
    _names_of: object = None
    """The page whose names were read last."""
    _is_opening_names = False

    # --- the panel ---------------------------------------------------------------------------

    def open_names(self) -> None:
        """Show the names of the open article, and give them the keyboard."""
        if self.article_view.page_shown is None:
            self.hint("No article is open.")
            return
        self._is_opening_names = True
        self._read_names()

    @property
    def is_names_open(self) -> bool:
        """Whether the panel is shown."""
        return self.names_panel is not None and self.names_panel.display

    def close_names(self) -> None:
        """Take the panel away; the text is where it was."""
        self.leave_names()
        if self.names_panel is not None:
            self.names_panel.display = self.names_panel.is_wanted = False

    def leave_names(self) -> None:
        """Give the keyboard to the article; the panel stays."""
        self.end_mode()
        self.focus_pane(Pane.ARTICLE)

    def take_keyboard_from_names(self) -> None:
        """Give the keyboard to the article, if the panel has it."""
        panel = self.names_panel
        if panel is not None:
            panel.title_line.remove_class("-active")
            if self.focused is panel.names:
                self.set_focus(self.article_view, scroll_visible=False)
        if self.pane is Pane.ARTICLE:
            self.titles[Pane.ARTICLE].add_class("-active")

    @property
    def have_names_keyboard(self) -> bool:
        """Whether the panel has the keyboard."""
        panel = self.names_panel
        return panel is not None and panel.display and self.focused is panel.names

    def focus_names(self) -> None:
        """Give the keyboard to the panel."""
        from newsreader.tui.modes.names import NamesMode

        panel = self.names_panel
        if panel is None:
            return
        self.end_mode()
        super().focus_pane(Pane.ARTICLE)
        self.set_focus(panel.names, scroll_visible=False)
        self._begin_mode(NamesMode(self, panel))
        panel.title_line.add_class("-active")
        self.titles[Pane.ARTICLE].remove_class("-active")

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; an article opened from the panel leaves it there."""
        if pane is Pane.ARTICLE and self.mode is not None and self.have_names_keyboard:
            self.reader.stay(is_staying=True)
        else:
            super().focus_pane(pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that a click gave to the panel, or to the text."""
        panel = self.names_panel
        if panel is not None and event.widget is self.focused:
            is_there = panel.title_line.has_class("-active")
            if event.widget is panel.names and not is_there:
                self.focus_names()
            elif event.widget is not panel.names and is_there:
                self.end_mode()

    def typing_words(self, box: Widget) -> str:
        """Return what the keys do in the panel, as in a box that is typed in."""
        if self.mode is not None and self.have_names_keyboard:
            return self.mode.footer
        return super().typing_words(box)

    def on_names_panel_closed(self) -> None:
        """Close the panel by the mouse."""
        self.close_names()

    def on_names_panel_chosen(self, chosen: NamesPanel.Chosen) -> None:
        """Open the page of a name that was clicked, or step through it by its count."""
        if chosen.is_stepping:
            self.step_through_name(1)
        else:
            self.open_listed_name()

    # --- what it shows -----------------------------------------------------------------------

    def update_legend(self) -> None:
        """Show what is marked in the open article; the panel follows."""
        super().update_legend()
        if self.names_panel is not None and self.names_panel.is_wanted:
            self.names_panel.display = self.article_view.page_shown is not None
        if self.is_names_open and self.article_view.page_shown is not self._names_of:
            self._read_names()

    def on_change_applied(self, applied: ChangeApplied) -> None:
        """Show names as they are joined now."""
        change = applied.change
        if self.is_names_open and change is not None and change.action is Action.JOIN_NAMES:
            self._read_names()

    def _read_names(self) -> None:
        from newsreader.tui.names.article_names import ArticleNamesLoaded, forms_of, names_here

        page = self.article_view.page_shown
        self._names_of = page
        self._names_generation += 1
        generation = self._names_generation
        if page is None:
            self.post_message(ArticleNamesLoaded(generation, []))
            return
        article_id, forms = page.article.headline.id, forms_of(page)
        is_summary = self.reader.is_summary_shown

        def task(library: Library) -> ArticleNamesLoaded:
            names = names_here(library, article_id, forms, is_summary=is_summary)
            return ArticleNamesLoaded(generation, names)

        self.library.read(task, is_awaited=self._is_opening_names)

    async def on_article_names_loaded(self, loaded: ArticleNamesLoaded) -> None:
        """Show the names, the cursor where it was, or on the name that was stepped to."""
        if loaded.generation != self._names_generation:
            return
        try:
            panel = await self._panel()
        except (MountError, NoMatches):
            # The app is on its way out already.
            return
        self._names = loaded.names
        is_opening, self._is_opening_names = self._is_opening_names, False
        chosen = self.chosen_name if self.article_view.stepped_forms else None
        same = (each for each in loaded.names if chosen is not None and each.key == chosen.key)
        self._step_only(next(same, None))
        here = self._name_stepped_to()
        current = panel.names.current
        key = here.key if is_opening and here else current.key if current else ""
        panel.names.show(loaded.names, self._words_without_names(), key=key)
        count = f"{len(loaded.names)} " if loaded.names else ""
        panel.title_line.title = f"Names {count}".rstrip()
        if is_opening:
            panel.display = panel.is_wanted = True
            self.focus_names()

    async def _panel(self) -> NamesPanel:
        if self.names_panel is None:
            from newsreader.tui.widgets.names_panel import NamesPanel

            panel = NamesPanel()
            panel.display = False
            await self.query_one("#article-side").mount(panel)
            self.names_panel = panel
        self._place_panel()
        return self.names_panel

    def _words_without_names(self) -> str:
        shown = self.reader.shown
        if shown is None:
            return "No article is open."
        if not shown.is_annotated:
            return "Not marked yet: its names are being looked for."
        return "No names in this article."

    def _place_panel(self) -> None:
        """Let the panel stand beside the text where there is room for both, else below it."""
        if self.names_panel is not None:
            side = self.query_one("#article-side")
            self.names_panel.set_class(side.size.width >= _BESIDE, "-beside")

    def fit_widths(self) -> None:
        """Lay the panes out; the panel has its place by the width that is left."""
        super().fit_widths()
        self.call_after_refresh(self._place_panel)

    def on_resize(self) -> None:
        """Find the panel its place in another terminal."""
        if self.names_panel is not None:
            self.call_after_refresh(self._place_panel)

    # --- stepping through one name -----------------------------------------------------------

    def _name_stepped_to(self) -> NameHere | None:
        """Return the name of the mention stepped to."""
        form = self.article_view.current_form
        return next((each for each in self._names if form in each.forms), None)

    def _step_only(self, name: NameHere | None) -> None:
        """Step through the mentions of one name only, or (None) through all again."""
        self.chosen_name = name
        self.article_view.step_only(name.forms if name else None)
        if self.names_panel is not None:
            self.names_panel.names.choose(name.key if name else "")

    def step_through_name(self, steps: int) -> None:
        """Step through the mentions of the name under the panel's cursor."""
        name = self.names_panel.names.current if self.names_panel else None
        if name is None:
            return
        if self.article_view.stepped_forms != name.forms:
            self._step_only(name)
        self.article_view.step_mentions(steps)
        self.update_legend()

    def say_listed_name(self) -> None:
        """Say all of the name under the panel's cursor, for which a row may have no room."""
        name = self.names_panel.names.current if self.names_panel else None
        if name is not None:
            self.hint(name.in_words)

    def choose_name(self) -> None:
        """Step through the name under the panel's cursor only; if it is so already, through all."""
        name = self.names_panel.names.current if self.names_panel else None
        if name is not None and self.article_view.stepped_forms == name.forms:
            self.end_one_name()
        elif name is not None:
            self.step_through_name(1)

    def end_one_name(self) -> bool:
        """Step through all mentions again; False where that is so already."""
        if self.article_view.stepped_forms is None:
            return False
        self._step_only(None)
        self.hint("Stepping through all names and figures again.")
        return True

    def words_of_step(self, words: str) -> str:
        """Return the words of a mention stepped to, with its number where one name is chosen."""
        number, total = self.article_view.step_number
        if not total:
            return words
        ends = key_of("choose-name" if self.have_names_keyboard else "end-find")
        return f"{number} of {total} · {words} · {ends}: all names again"

    def on_article_view_mention_changed(self, changed: ArticleView.MentionChanged) -> None:
        """Let the panel's cursor follow what is stepped to in the text."""
        if changed.mention is not None and self.is_names_open and not self.have_names_keyboard:
            here = self._name_stepped_to()
            if here is not None and self.names_panel is not None:
                self.names_panel.names.go_to(here.key)

    # --- the page of a name ------------------------------------------------------------------

    def open_listed_name(self) -> None:
        """Open the page of the name under the panel's cursor."""
        name = self.names_panel.names.current if self.names_panel else None
        if name is None:
            return
        if name.name is None:
            self.hint("The names of a summary are not kept: this one has no page.")
        else:
            self.open_name(name.name.key)

    def open_name(self, key: str) -> None:
        """Open the page of a name."""
        raise NotImplementedError

    def follow_listed_name(self) -> None:
        """Follow the name under the panel's cursor; a followed one no longer."""
        name = self.names_panel.names.current if self.names_panel else None
        if name is not None and name.name is None:
            self.hint("The names of a summary are not kept: this one cannot be followed.")
        elif name is not None and name.name is not None:
            self.follow_name(name.name.key)

    def follow_name(self, key: str) -> None:
        """Follow the name with a key; a followed one no longer."""
        from newsreader.tui.names.following import READ_ONLY, toggle_following

        if self.library.is_read_only:
            self.hint(READ_ONLY)
        else:
            self.library.write(lambda library: toggle_following(library, key), is_awaited=True)

    # --- names that rise ---------------------------------------------------------------------

    def show_rising(self, place: RisingPlace | None = None) -> None:
        """Show the names that rise now, or those that were shown, as they were left."""
        from newsreader.tui.screens.rising_names import RisingNamesScreen

        self.app.push_screen(RisingNamesScreen(place))
