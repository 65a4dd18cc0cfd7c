"""What the reading screen says and shows of a change that was carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model.journal import Action, Change
from newsreader.tui import loading
from newsreader.tui.cells import cut
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.screens.reading import SUBJECT

if TYPE_CHECKING:
    from newsreader.tui.messages import ChangeApplied
    from newsreader.tui.screens.reading import ReadingScreen

_AROUND_SUBJECT = 50
"""Cells for what stands around a title in the longest of these sentences."""


_SENTENCE = 120
"""The most cells of a whole sentence, which may have several titles in it."""


def show_change(screen: ReadingScreen, applied: ChangeApplied) -> None:
    """Say what a change did, and show it; or say that there was nothing to change."""
    change = applied.change
    if change is None:
        if applied.is_quiet:
            return
        words = {"Took back": "Nothing to take back.", "Did again": "Nothing to do again."}
        screen.hint(words.get(applied.verb, "Nothing to change."))
        return
    is_sentence = change.action is Action.JOIN_NAMES
    room = _SENTENCE if is_sentence else max(SUBJECT, screen.status.room - _AROUND_SUBJECT)
    done = change._replace(subject=cut(change.subject, room)).in_words()
    if applied.verb:
        screen.say(f"{applied.verb}: {done}.")
    elif not applied.is_quiet:
        screen.say(f"{done[0].upper()}{done[1:]}. {key_of('undo')} takes it back.")
    if change.many:
        screen.proceed()
    _show_effect(screen, change if applied.verb != "Took back" else change.inverse)
    if change.action is Action.EDIT_FEED and "url" in change.after:
        screen.refresh_quietly(change.feed_ids[0])


def _show_effect(screen: ReadingScreen, change: Change) -> None:
    """Show what a change did: in the list, the counters and the open article."""
    if change.action is Action.CORRECT:
        screen.reader.reread_marks()
        return
    if screen.show_arranged(change):
        return
    if change.action is Action.RESTORE and len(change.article_ids) == 1:
        screen.listing.go_to(change.article_ids[0])
    else:
        screen.listing.accept_change(change)
    screen.is_own_removal = change.action is Action.UNSUBSCRIBE
    if change.action is Action.EDIT_FEED:
        screen.reader.reread()
    headline = screen.reader.headline
    if headline is not None and headline.id in change.article_ids:
        if change.action is Action.DELETE:
            screen.reader.close()
            screen.focus_pane(Pane.LIST)
            screen.update_legend()
            screen.update_titles()
        else:
            screen.reader.accept_change(change)
    screen.library.read(loading.load_feeds)
