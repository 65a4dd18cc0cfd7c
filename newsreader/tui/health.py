"""How a feed's checks go, in words: what went wrong, when it worked, when it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsreader.model.feed import Feed

_DAYS = 30
"""From so many days on a moment is given by its date."""


def is_broken(feed: Feed) -> bool:
    """Whether the last check of a feed failed, or it is not checked any more."""
    return feed.is_fetched and (feed.health.last_error is not None or feed.health.is_stopped)


def state(feed: Feed, now: datetime) -> str:
    """Return what came of the last check: the error, or when the feed was fetched."""
    health = feed.health
    if not feed.is_fetched:
        return "not from the web: never fetched"
    if health.last_error is not None:
        return health.last_error
    if health.last_success_at is None:
        return "not fetched yet"
    return f"fetched {since(health.last_success_at, now)}"


def sentence(words: str) -> str:
    """Return what `state` says with a capital at its beginning, unless that is a host's name."""
    first = words.partition(" ")[0].rstrip(":,.")
    return words if "." in first else f"{words[0].upper()}{words[1:]}"


def times(feed: Feed, now: datetime, *, is_automatic: bool = True) -> str:
    """Return when a broken feed last worked, and when any feed is checked next.

    Where the app does not refresh by itself (`is_automatic` false) nothing is said of the latter.
    """
    health = feed.health
    if not feed.is_fetched:
        return ""
    parts = []
    if is_broken(feed):
        worked = health.last_success_at
        parts.append("never worked" if worked is None else f"worked {since(worked, now)}")
    if health.is_stopped:
        parts.append("checked only when you ask")
    elif is_automatic:
        parts.append(f"next check {_until(health.next_check_at, now)}")
    return ", ".join(parts)


def since(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was: `just now`, `35 min ago`, `3 h ago`, `2 days ago`."""
    passed = now - moment
    if passed < timedelta(minutes=1):
        return "just now"
    if passed >= timedelta(days=_DAYS):
        there = moment.astimezone()
        return f"on {there.day} {there:%B %Y}"
    return f"{_length(passed)} ago"


def _until(moment: datetime | None, now: datetime) -> str:
    if moment is None or moment <= now:
        return "now"
    # Rounded up: a check does not come earlier than said.
    return f"in {_length(moment - now + timedelta(seconds=59))}"


def _length(time: timedelta) -> str:
    if time < timedelta(hours=1):
        return f"{time // timedelta(minutes=1)} min"
    if time < timedelta(days=2):
        return f"{time // timedelta(hours=1)} h"
    return f"{time.days} days"
