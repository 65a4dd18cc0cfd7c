"""Commands that change articles, and the way back: read, unread, bookmark, delete, undo, redo."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from newsreader.cli.opening import complain_of_article, open_library
from newsreader.cli.output import complain, say
from newsreader.library.journal import JournalStore
from newsreader.model.journal import Action, Change
from newsreader.settings import Settings

_CHANGES = {
    "read": (Action.MARK_READ, "read"),
    "unread": (Action.MARK_UNREAD, "unread"),
    "bookmark": (Action.BOOKMARK, "bookmarked"),
    "unbookmark": (Action.UNBOOKMARK, "unbookmarked"),
    "delete": (Action.DELETE, "deleted"),
}


def change(arguments: Namespace, settings: Settings) -> int:
    """Change articles, all by one change; a line for each once that is durable."""
    action, done = _CHANGES[arguments.command]
    ids = list(dict.fromkeys(arguments.ids))
    with open_library(settings) as library:
        there = [article_id for article_id in ids if library.articles.headline(article_id)]
        if there:
            library.journal.apply(Change(action, tuple(there)))
        for article_id in ids:
            if article_id in there:
                say(f"{done} {article_id}")
            else:
                complain_of_article(article_id)
    return 0 if len(there) == len(ids) else 1


def undo(_: Namespace, settings: Settings) -> int:
    """Take the last change back."""
    return _step(settings, JournalStore.undo, "undone", "undo: there is no change to take back")


def redo(_: Namespace, settings: Settings) -> int:
    """Do again what was taken back last."""
    return _step(settings, JournalStore.redo, "redone", "redo: there is no change to do again")


def _step(
    settings: Settings, step: Callable[[JournalStore], Change | None], done: str, none: str
) -> int:
    with open_library(settings) as library:
        change = step(library.journal)
        library.journal.finish()
    if change is None:
        complain(none)
        return 1
    say(f"{done}: {change.in_words()}")
    return 0
