"""Changes to many articles at once, as tasks for the library's threads."""

from __future__ import annotations

import time
from collections.abc import Sequence

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.tui.messages import StepDone

_TURN = 0.06
"""Seconds for which steps of a large change are done before others have their turn."""


def change_listed(library: Library, query: Query, actions: Sequence[Action]) -> Change | None:
    """Carry out the first of some actions that changes anything in a list."""
    for action in actions:
        if action is Action.MARK_READ:
            done = library.journal.mark_all_read(query)
        else:
            done = library.journal.apply(Change(action, tuple(library.articles.ids(query))))
        if done is not None:
            return done
    return None


def do_steps(library: Library) -> StepDone:
    """Do steps for a moment: no longer, for another change may be waiting."""
    until = time.monotonic() + _TURN
    while library.journal.proceed():
        if time.monotonic() > until:
            return StepDone(is_last=False)
    return StepDone(is_last=True)
