"""Marking names and figures at the end of other commands."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.cli.output import progress
from newsreader.library.library import Library


def annotate_now(library: Library, article_ids: Sequence[int]) -> None:
    """Mark the names and figures of these articles."""
    if not article_ids:
        return
    from newsreader.jobs.annotate import annotate as mark

    with progress("marking") as bar:
        for step in mark(library, article_ids):
            bar.show(step.done, step.total)
