"""Feeds: what the reader subscribed to, and how the last checks went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

SAMPLES_URL = "newsreader:samples"
"""The address of the bundled feed; it is never fetched."""

FILES_URL = "newsreader:files"
"""The address of the feed that holds imported article files; it is never fetched."""


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How checking a feed went: HTTP validators (RFC 9110 section 8.8), last error, next check.

    `last_error` is a sentence for the user, or None when the last check succeeded.
    `body_hash` is the digest of the last body parsed: servers without validators send it again.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    last_error: str | None = None
    failures: int = 0
    next_check_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription with its counters. `title` is what the user called it, else its own."""

    id: int
    url: str
    title: str
    folder: str | None = None
    site_url: str | None = None
    language: str | None = None
    articles: int = 0
    unread: int = 0
    health: FeedHealth = field(default_factory=FeedHealth)

    @property
    def is_fetched(self) -> bool:
        """Whether the feed comes from the web; the samples and imported files do not."""
        return self.url.startswith(("http://", "https://"))
