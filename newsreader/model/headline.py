"""Headlines: the rows of lists, and their places in them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Headline(NamedTuple):
    """A row of the list: an article without its text.

    `sort_at`, never None, is the earlier of published and first seen; lists are in its order.
    `is_changed` tells that the feed changed the article after it was read. With `has_full_text`
    its text is that of its page, not the feed's.
    """

    id: int
    feed_id: int
    feed: str
    title: str
    url: str | None
    author: str | None
    published_at: datetime | None
    sort_at: datetime
    is_read: bool = False
    is_bookmarked: bool = False
    language: str | None = None
    is_changed: bool = False
    has_full_text: bool = False

    @property
    def key(self) -> Key:
        """Return the place of the row in a list ordered newest first."""
        return Key(self.sort_at, self.id)


class Key(NamedTuple):
    """A place in a list: the keyset by which pages are asked for."""

    sort_at: datetime
    id: int
