"""Asking for the feeds of a web page: the command of that name, in a child process."""

from __future__ import annotations

from newsreader.model.text import clean_line
from newsreader.tui.child_jobs import ChildJobError, ChildJobs
from newsreader.tui.widgets.offers import Offer


class NoFeedError(ChildJobError):
    """The address is that of a web page, and no feed can be had there."""


async def feeds_at(jobs: ChildJobs, address: str) -> list[Offer]:
    """Return the feed at an address, or those of the web page there; at least one.

    Raises `ChildJobError` with the reason if there is none: `NoFeedError` if there is a page.
    """
    found: list[Offer] = []
    is_page = False
    try:
        async for answer in jobs.lines("discover", "--json", "--", address):
            rows = answer if isinstance(answer, list) else [answer]
            is_page = not rows
            found += [
                Offer(clean_line(str(row.get("url", ""))), clean_line(str(row.get("title") or "")))
                for row in rows
                if isinstance(row, dict)
            ]
    except ChildJobError as error:
        if is_page:
            raise NoFeedError(str(error)) from None
        raise
    if not found:
        raise NoFeedError("No feed was found there.")
    return found
