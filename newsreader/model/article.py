"""Articles as the library gives them out, and entries as a feed brings them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsreader.model.headline import Headline, Key
from newsreader.model.mention import Mention
from newsreader.model.text import MarkedText

__all__ = [
    "Article",
    "Enclosure",
    "Entry",
    "FeedUpdate",
    "Headline",
    "Key",
    "KnownEntry",
    "ParsedFeed",
]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry (RSS 2.0 `enclosure`, Atom link relation `enclosure`).

    `length` is in bytes, `duration` in seconds; both None where the feed does not say.
    """

    url: str
    type: str = ""
    length: int | None = None
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed or file brings it, all strings cleaned.

    `guid` is opaque and never empty: the feed's own, else the link, else a digest of the rest.
    """

    guid: str
    title: str
    url: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    language: str | None = None
    body: MarkedText = field(default_factory=MarkedText)
    enclosures: tuple[Enclosure, ...] = ()

    def fingerprint(self) -> str:
        """Return a digest of all that a reader sees; it differs when the entry was changed."""
        seen = (
            self.title,
            self.url or "",
            self.author or "",
            self.published_at.isoformat() if self.published_at else "",
            self.body.text,
            self.body.spans_to_json(),
            repr(self.enclosures),
        )
        # Not needed by who only reads.
        import hashlib

        data = "\0".join(seen).encode("utf-8", "replace")
        return hashlib.blake2b(data, digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document: its own title, home page and declared language, and its entries.

    `check_floor` is the least time between two checks that the document asks for.
    """

    title: str = ""
    site_url: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    check_floor: timedelta | None = None


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What the library remembers of an entry, enough to tell whether an incoming one is new.

    Deleted entries are known too: that is why they do not come back.
    """

    article_id: int
    guid: str
    url: str | None
    title: str
    fingerprint: str
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class FeedUpdate:
    """What to save of a check: the decision of `feeds.changes`, carried out by the library.

    `changed` maps article ids to the entries that replace their texts in place, `guids` those of
    entries, deleted ones too, that the feed gave another guid. `check_floor` is the least time
    between two checks that the document asks for. What is new is placed in lists by when it was
    published, or, with `is_by_arrival`, by now.
    """

    title: str = ""
    site_url: str | None = None
    language: str | None = None
    new: tuple[Entry, ...] = ()
    changed: Mapping[int, Entry] = field(default_factory=dict)
    guids: Mapping[int, str] = field(default_factory=dict)
    unchanged: int = 0
    check_floor: timedelta | None = None
    is_by_arrival: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An article whole. `is_annotated` tells "no mentions found" from "not looked for yet".

    `summary` is the feed's own text where `body` is that of the article's page. `changed_at` is
    when the feed changed it last.
    """

    headline: Headline
    body: MarkedText = field(default_factory=MarkedText)
    title_mentions: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    is_annotated: bool = False
    feed_language: str | None = None
    summary: MarkedText | None = None
    changed_at: datetime | None = None
