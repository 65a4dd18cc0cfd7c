"""A feed as it is written: what each format's reader finds, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RawText:
    """A text of a feed. `type` is its media type, empty where only a look at it can tell.

    `base` is what links in it are relative to (`xml:base`), itself perhaps relative.
    """

    value: str
    type: str = ""
    base: str = ""
    language: str | None = None

    @property
    def is_html(self) -> bool:
        """Tell whether the text is declared to be HTML or XHTML."""
        return self.type.endswith(("html", "xml"))


@dataclass(frozen=True, slots=True)
class RawEnclosure:
    """A file of an entry. `is_media` tells Media RSS, which lists pictures of the article too."""

    url: str
    type: str = ""
    length: str = ""
    duration: str = ""
    width: str = ""
    is_media: bool = False
    is_picture: bool = False


@dataclass(slots=True)
class RawEntry:
    """An entry, filled element by element; empty strings stand for what is not there.

    `original_link` is the address before a redirecting service changed it, `other_link` one that
    leads to no page. `is_guid_link` tells that the guid may stand in for a missing link.
    `has_content` tells that an element meant for whole texts filled `contents`, not only further
    descriptions. `media_title` and `media_text` describe a picture or film: they count where
    nothing else does.
    """

    guid: str = ""
    is_guid_link: bool = False
    link: str = ""
    original_link: str = ""
    other_link: str = ""
    title: RawText | None = None
    media_title: RawText | None = None
    contents: list[RawText] = field(default_factory=list)
    has_content: bool = False
    summary: RawText | None = None
    media_text: RawText | None = None
    authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    created: str = ""
    language: str | None = None
    enclosures: list[RawEnclosure] = field(default_factory=list)
    duration: str = ""

    def add_summary(self, text: RawText | None) -> None:
        """Take a description: the first is the summary, more of them compete as contents.

        Beside true contents the last one is the summary.
        """
        if text and self.summary and not self.contents:
            self.contents.append(text)
        elif text:
            self.summary = text


@dataclass(slots=True)
class RawFeed:
    """A feed, filled likewise. `is_atom` tells that entries inherit its authors, not its link."""

    is_atom: bool = False
    title: RawText | None = None
    link: str = ""
    language: str | None = None
    authors: list[str] = field(default_factory=list)
    entries: list[RawEntry] = field(default_factory=list)
    check_floor: timedelta | None = None


def read_each(read: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Return what `read` makes of each item; one on which it fails is left out."""
    results = []
    for item in items:
        try:
            results.append(read(item))
        except Exception:  # noqa: BLE001, S112 - one bad entry must not cost the feed
            continue
    return results


_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_LONGEST_FLOOR = timedelta(weeks=1)


def check_floor(ttl: str, period: str, frequency: str) -> timedelta | None:
    """Return the least time between two checks, at most a week, or None for no (good) reason.

    `ttl` is RSS 2.0's, in minutes; `period` and `frequency` are `sy:updatePeriod` and
    `sy:updateFrequency` of the RSS 1.0 syndication module, whose default frequency is 1.
    """
    ttl, frequency = ttl.strip(), frequency.strip()
    wanted = timedelta()
    if ttl.isdecimal() and len(ttl) < 9:
        wanted = timedelta(minutes=int(ttl))
    a_period = _PERIODS.get(period.strip().lower())
    if a_period and (not frequency or (frequency.isdecimal() and len(frequency) < 9)):
        wanted = max(wanted, a_period / max(1, int(frequency or 1)))
    return min(wanted, _LONGEST_FLOOR) or None
