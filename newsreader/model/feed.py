"""Feeds: what the reader subscribed to, and how the last checks went."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

SAMPLES_URL = "newsreader:samples"
"""The address of the bundled feed; it is never fetched."""

FILES_URL = "newsreader:files"
"""The address of the feed that holds imported article files; it is never fetched."""

SAVED_URL = "newsreader:saved"
"""The address of the feed that holds web pages saved to be read later; it is never fetched."""


def without_login(url: str) -> str:
    """Return an address as it may be shown: without user name and password."""
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


class FeedHealth(NamedTuple):
    """How checking a feed went: HTTP validators (RFC 9110 section 8.8), last error, next check.

    `last_error` is a sentence for the user, or None when the last check succeeded.
    `body_hash` is the digest of the last body parsed: servers without validators send it again.
    `check_floor` is the least time between two checks that the document asked for. A feed that
    `is_stopped` is gone for good (410): it is only checked when the user asks for it.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    last_error: str | None = None
    failures: int = 0
    next_check_at: datetime | None = None
    check_floor: timedelta | None = None
    is_stopped: bool = False


class Feed(NamedTuple):
    """A subscription with its counters. `title` is what the user called it, else its own.

    `interval` is the time between two checks that the user set, None for as often as the feed
    publishes. With `is_full_text` the texts of its articles are fetched from their pages.
    """

    id: int
    url: str
    title: str
    folder: str | None = None
    site_url: str | None = None
    language: str | None = None
    articles: int = 0
    unread: int = 0
    interval: timedelta | None = None
    is_full_text: bool = False
    health: FeedHealth = FeedHealth()

    @property
    def is_fetched(self) -> bool:
        """Whether the feed comes from the web; the samples and imported files do not."""
        return self.url.startswith(("http://", "https://"))
