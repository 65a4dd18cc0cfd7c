"""Saved searches, and the order of the feeds pane, on the reading screen."""

from __future__ import annotations

from textual import on
from textual.timer import Timer

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.saved_search import SavedSearch, dropping, successor
from newsreader.tui import loading, order
from newsreader.tui.commands import Command, Pane, moving
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.messages import ArticlesMatched, LookedAt, SearchCounted
from newsreader.tui.notifying import notify
from newsreader.tui.screens.working import WorkingScreen
from newsreader.tui.search_counts import SearchCounts
from newsreader.tui.sources import Source
from newsreader.tui.widgets.feeds_pane import FeedsPane

_READ_ONLY = "This library is read-only: nothing can be changed."

_STAY = 0.12
"""Seconds for which the cursor stays on a saved search that is to be listed."""

_LISTED = frozenset({Action.SAVE_SEARCH, Action.DROP_SEARCH, Action.EDIT_SEARCH, Action.ARRANGE})
"""Changes that show in the feeds pane only."""


class ArrangingScreen(WorkingScreen):
    """Saves searches, puts the feeds pane in order, and counts what saved searches find."""

    search_counts: SearchCounts
    _reach_timer: Timer | None = None
    is_own_removal = False
    """Whether the source that goes away next was removed here."""

    # --- saved searches ----------------------------------------------------------------------

    def count_searches(self) -> None:
        """Have the saved searches counted: the library is not what it was."""
        self.search_counts.want(self.feeds_pane.searches)

    @on(SearchCounted)
    def _search_counted(self, counted: SearchCounted) -> None:
        if self.search_counts.accept(counted):
            self.feeds_pane.update_counts(self.search_counts.by_name)

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; who reads the list of a followed name looks at it."""
        super().focus_pane(pane)
        if pane is Pane.LIST and (search := self.listing.source.search) is not None:
            self.note_look(search)

    def note_look(self, search: SavedSearch) -> None:
        """Take what a search that follows a name finds by now as seen: it is not new any more."""
        from newsreader.model.following import followed_by

        if not self.library.is_read_only and followed_by(search.text) is not None:
            self.library.write(lambda library: _look(library, search))

    @on(LookedAt)
    def _looked_at(self, looked: LookedAt) -> None:
        self.search_counts.forget(looked.name)
        self.feeds_pane.update_counts(self.search_counts.by_name)
        self.count_searches()

    def reach_source(self, source: Source) -> None:
        """List the source that the cursor of the feeds pane came to.

        A saved search is listed once the cursor stays on it, or something is done there: it may
        take a while.
        """
        if self._reach_timer is not None:
            self._reach_timer.stop()
            self._reach_timer = None
        if source.search is None:
            self.show_source(source)
        else:
            self._reach_timer = self.set_timer(_STAY, self._stayed)

    def before_command(self, command: Command) -> None:
        """List what the cursor is on before anything but moving on is done."""
        if self._reach_timer is not None and command.group != moving.GROUP:
            self._stayed()

    def _stayed(self) -> None:
        if self._reach_timer is not None:
            self._reach_timer.stop()
            self._reach_timer = None
        pane = self.feeds_pane
        if pane.current.id != pane.shown_id:
            self.show_source(pane.current)

    @on(ArticlesMatched)
    def _articles_matched(self, matched: ArticlesMatched) -> None:
        notify(self.news, self.news.settings.notify, matched.words)

    def open_save_search(self) -> None:
        """Ask for the name under which the search that is on is saved."""
        text = self.listing.search_text.strip()
        within = self.listing.source.search
        if self.library.is_read_only:
            self.hint(_READ_ONLY)
        elif text:
            self._open_search(SavedSearch("", within.narrowed_by(text) if within else text))
        elif within is not None:
            edit = key_of("edit-feed", Pane.FEEDS)
            self.hint(f"“{within.name}” is saved already; {edit} in the feeds pane changes it.")
        else:
            self.hint(f"There is no search to save: {key_of('search')} searches.")

    def _open_search(self, search: SavedSearch) -> None:
        from newsreader.tui.screens.saved_search import SavedSearchScreen

        self.app.push_screen(SavedSearchScreen(search, self.library))

    # --- what is done with a row of the feeds pane -------------------------------------------

    def edit_source(self, source: Source) -> bool:
        """Open the dialog of a saved search or a folder; False for anything else."""
        from newsreader.tui.screens.rename_folder import RenameFolderScreen

        if source.search is None and not source.is_folder:
            return False
        if self.library.is_read_only:
            self.hint(_READ_ONLY)
        elif source.search is not None:
            self._open_search(source.search)
        else:
            names = [row.folder for row in self.feeds_pane.rows if row.is_folder and row.folder]
            self.app.push_screen(RenameFolderScreen(source.title, names, self.library))
        return True

    def remove_source(self, source: Source) -> bool:
        """Unsubscribe from a feed or a folder of them, or remove a saved search; False: neither."""
        if source.search is not None:
            self.apply(dropping(source.search))
        elif source.feed is not None:
            feed = source.feed
            self.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed.id,), subject=feed.title))
        elif source.folder is not None:
            ids = tuple(each.id for each in self.feeds_pane.feeds if each.folder == source.folder)
            self.apply(Change(Action.UNSUBSCRIBE, feed_ids=ids))
        else:
            return False
        return True

    def move_source(self, source: Source, steps: int) -> None:
        """Move a row past others of its group that are in sight."""
        group = order.siblings(self.feeds_pane.all_rows(), source)
        if not group:
            self.hint("Feeds, folders and saved searches can be moved; this stays where it is.")
            return
        arranged = order.moved(group, source, steps, {row.id for row in self.feeds_pane.rows})
        if arranged is not None:
            self._arrange(arranged, source)
            return
        end = "last" if steps > 0 else "first"
        move = key_of("move-feed", Pane.FEEDS)
        more = f"; {move} moves it to another folder" if source.feed is not None else ""
        self.hint(f"“{source.title}” is the {end} one here{more}.")

    def _arrange(self, group: list[Source], source: Source) -> None:
        self.apply(Change(Action.ARRANGE, after=order.places(group), subject=source.title))

    def open_move(self, source: Source) -> None:
        """Ask which folder a feed is to be in."""
        from newsreader.tui.screens.choose_folder import ChooseFolderScreen

        if source.feed is None:
            self.hint("Put the cursor on a feed to move it to another folder.")
        elif self.library.is_read_only:
            self.hint(_READ_ONLY)
        else:
            names = list(dict.fromkeys(f.folder for f in self.feeds_pane.feeds if f.folder))
            self.app.push_screen(
                ChooseFolderScreen(source.title, names, source.folder),
                lambda folder: self._move_to(source, folder),
            )

    def _move_to(self, source: Source, folder: str | None) -> None:
        """Put a feed into a folder, or, with an empty one, into none; None: it stays."""
        if source.feed is not None and folder is not None and folder != (source.folder or ""):
            after = {"folder": folder or None}
            change = Change(Action.EDIT_FEED, feed_ids=(source.feed.id,), after=after)
            self.feeds_pane.folded -= {folder}
            self.apply(change)

    @on(FeedsPane.Dropped)
    def _dropped(self, dropped: FeedsPane.Dropped) -> None:
        source, target = dropped.source, dropped.target
        group = order.siblings(self.feeds_pane.all_rows(), source)
        arranged = order.placed(group, source, target)
        if arranged is not None:
            self._arrange(arranged, source)
        elif source.feed is not None and (target.feed is not None or target.is_folder):
            self._move_to(source, target.folder or "")
        else:
            self.hint(f"“{source.title}” cannot be moved there.")

    # --- what changes show -------------------------------------------------------------------

    def show_arranged(self, change: Change) -> bool:
        """Show a change of saved searches, order or folders; False for another change."""
        if names := successor(change):
            self.feeds_pane.expect(f"search:{names[0]}", f"search:{names[1]}")
        elif change.action is Action.RENAME_FOLDER:
            former, new = change.before["folder"], change.after["folder"]
            self.feeds_pane.expect(f"folder:{former}", f"folder:{new}")
        elif change.action not in _LISTED:
            return False
        self.is_own_removal = change.action is Action.DROP_SEARCH
        self.library.read(loading.load_feeds, is_awaited=True)
        return True

    def take_source(self, source: Source) -> None:
        """Take the source that is listed as it is now; if it lists anything else, show that."""
        former, self.listing.source = self.listing.source, source
        if source.title != former.title:
            self.update_titles()
        if source.query() != former.query():
            self.listing.reload(is_awaited=True)
            self.update_titles()


def _look(library: Library, search: SavedSearch) -> LookedAt:
    library.searches.look(search)
    return LookedAt(search.name)
