"""Asking servers for pages to read: what a fetcher of feeds needs to be told for that."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from newsreader.settings import FeedAccess

if TYPE_CHECKING:
    from newsreader.feeds.fetch import FetchError

# Servers that have several forms of a thing give out the page then, not its feed.
_ACCEPT = "text/html, application/xhtml+xml, */*;q=0.5"
_REFUSED = "open it in the browser"
_MISSING = "the page is gone; check its address"
_ADVICE = {401: _REFUSED, 402: _REFUSED, 403: _REFUSED, 404: _MISSING, 410: _MISSING}


def page_access(access: FeedAccess | None = None) -> FeedAccess:
    """Return how to ask for a page, let in as `access` says; without it as anyone is."""
    access = access or FeedAccess()
    return replace(access, headers={"Accept": _ACCEPT, **access.headers})


def in_words_of_page(error: FetchError) -> str:
    """Return what went wrong with fetching a page, in words for the user."""
    status = error.status
    if status is None or status >= 500 or status == HTTPStatus.TOO_MANY_REQUESTS:
        return str(error)
    advice = _ADVICE.get(status, "the server did not give the page out")
    try:
        return f"{status} {HTTPStatus(status).phrase}: {advice}"
    except ValueError:
        return f"status {status}: {advice}"
