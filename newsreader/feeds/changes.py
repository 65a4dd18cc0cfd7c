"""What is stored + what was parsed -> what to save, and when to look again. Pure functions."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsreader.model.article import Entry, FeedUpdate, KnownEntry, ParsedFeed
from newsreader.model.feed import FeedHealth
from newsreader.model.text import clean_line

SHORTEST_INTERVAL = timedelta(minutes=15)
LONGEST_INTERVAL = timedelta(days=1)
LONGEST_RETRY_AFTER = timedelta(days=7)
ARTICLES_COUNTED = 20
"""So many of the newest articles tell how often a feed publishes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check that went well brought, beside the articles.

    `body_hash` is None where the server sent no body. `is_known` tells that the document is the
    one read last time; otherwise `check_floor` is what it asks for. `fresh_for` is how long the
    answer stays fresh by its headers (RFC 9111 section 4.2.1).
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    fresh_for: timedelta | None = None
    check_floor: timedelta | None = None
    is_known: bool = True


def decide(known: Sequence[KnownEntry], parsed: ParsedFeed) -> FeedUpdate:
    """Tell which entries are new, which were changed and which are as stored.

    The guid says what an entry is; it is compared as it stands. Entries that share one are the
    same if their links (titles, where there is no link) agree; else all stay, the later ones
    under guids of their own. So does an entry that has a known one's guid, but neither its link
    nor its title: the feed gives all its entries one guid. An unknown guid with the link and title
    of a known entry that left the feed is that entry, which gets it. What the reader deleted is
    never new again.
    """
    by_guid = {entry.guid: entry for entry in known}
    entries = _distinct(parsed.entries, by_guid)
    here = {entry.guid for entry in entries}
    by_look = {
        _look(entry.url, entry.title): entry
        for entry in known
        if entry.url is not None and entry.guid not in here
    }
    new: list[Entry] = []
    changed: dict[int, Entry] = {}
    guids: dict[int, str] = {}
    unchanged = 0
    for entry in entries:
        match = by_guid.get(entry.guid)
        if match is None and entry.url is not None:
            match = by_look.pop(_look(entry.url, entry.title), None)
        if match is not None and match.guid != entry.guid:
            guids[match.article_id] = entry.guid
        if match is None:
            new.append(entry)
        elif match.is_deleted or match.fingerprint == entry.fingerprint():
            unchanged += 1
        else:
            changed[match.article_id] = entry
    return FeedUpdate(
        title=parsed.title,
        site_url=parsed.site_url,
        language=parsed.language,
        new=tuple(new),
        changed=changed,
        guids=guids,
        unchanged=unchanged,
        check_floor=parsed.check_floor,
    )


def _look(url: str, title: str) -> tuple[str, str]:
    """Return by what an entry is known whose guid has changed; https follows http on its sites."""
    return url.removeprefix("http://").removeprefix("https://"), title


def _distinct(entries: Iterable[Entry], known: dict[str, KnownEntry]) -> list[Entry]:
    """Return the entries without repetitions, each with a guid that no other one has.

    Which of several entries keeps a shared guid must not depend on their order, which changes
    with every article the feed adds: it is the one that is stored under it.
    """
    entries = list(entries)
    shared = Counter(entry.guid for entry in entries)
    found: dict[str, Entry] = {}
    for entry in entries:
        own_guid = _own_guid(entry)
        if own_guid in known:
            guid = own_guid
        elif shared[entry.guid] == 1:
            guid = own_guid if _is_another(entry, known.get(entry.guid)) else entry.guid
        else:
            holder: Entry | KnownEntry | None = known.get(entry.guid) or found.get(entry.guid)
            is_holder = holder is None or _discriminator(holder) == _discriminator(entry)
            guid = entry.guid if is_holder else own_guid
        kept = found.get(guid)
        if kept is None or _is_later(entry, kept):
            found[guid] = entry if guid == entry.guid else replace(entry, guid=guid)
    return list(found.values())


def _discriminator(entry: Entry | KnownEntry) -> tuple[str, str]:
    return ("url", entry.url) if entry.url else ("title", entry.title)


def _is_another(entry: Entry, holder: KnownEntry | None) -> bool:
    """Whether nothing but the guid of an entry says that it is the one stored under it."""
    if holder is None or not entry.url or not holder.url:
        return False
    return entry.url != holder.url and entry.title != holder.title


def _own_guid(entry: Entry) -> str:
    seen = repr(_discriminator(entry)).encode("utf-8", "replace")
    return f"{entry.guid}#{hashlib.blake2b(seen, digest_size=8).hexdigest()}"


def _is_later(entry: Entry, other: Entry) -> bool:
    at, other_at = (one.updated_at or one.published_at for one in (entry, other))
    return at is not None and other_at is not None and at > other_at


def interval_of(
    published: Sequence[datetime], *, now: datetime, shortest: timedelta = SHORTEST_INTERVAL
) -> timedelta:
    """Return how long to wait between two checks of a feed: half the time between two articles.

    `published` is when its newest articles came. The answer lies between `shortest` and a day (or
    `shortest`, where that is longer).
    """
    newest = sorted(published, reverse=True)[:ARTICLES_COUNTED]
    longest = max(shortest, LONGEST_INTERVAL)
    if not newest:
        return min(max(shortest, LONGEST_INTERVAL / 8), longest)
    gap = (now - newest[-1]) / len(newest)
    return min(max(gap / 2, shortest), longest)


def after_success(
    health: FeedHealth,
    answer: Answer,
    *,
    now: datetime,
    interval: timedelta,
) -> FeedHealth:
    """Return the health after a check that went well; the next one is due in `interval`.

    It is later where the server or the document asks for that, but within a day. A hash of None
    means that the server said "not modified" and sent no body: hash, validators and what the
    document asked for stay, unless it named newer validators.
    """
    is_unchanged = answer.body_hash is None
    floor = health.check_floor if answer.is_known else answer.check_floor
    wait = interval
    for asked in (floor, answer.fresh_for):
        if asked is not None:
            wait = max(wait, min(asked, LONGEST_INTERVAL))
    return FeedHealth(
        etag=answer.etag or (health.etag if is_unchanged else None),
        last_modified=answer.last_modified or (health.last_modified if is_unchanged else None),
        body_hash=health.body_hash if is_unchanged else answer.body_hash,
        last_checked_at=now,
        last_success_at=now,
        next_check_at=now + wait,
        check_floor=floor,
    )


def after_error(
    health: FeedHealth,
    error: str,
    *,
    now: datetime,
    interval: timedelta,
    retry_after: float | None = None,
    is_gone: bool = False,
    is_offline: bool = False,
) -> FeedHealth:
    """Return the health after a check that failed with `error`, a sentence for the user.

    The first failure waits `interval`, each further one in a row twice as long, up to a day (or
    `interval`, where that is longer). `retry_after`, in seconds, is what the server asked for
    (RFC 9110 section 10.2.3); it is respected up to a week. A feed that `is_gone` for good (410)
    is not checked again by itself. Where it is this machine that `is_offline`, nothing is counted
    against the feed, and it is tried again soon.
    """
    failures = max(health.failures, 1) if is_offline else health.failures + 1
    backoff = interval * 2 ** min(failures - 1, 16)
    wait = min(backoff, max(interval, LONGEST_INTERVAL))
    if is_offline:
        wait = min(wait, SHORTEST_INTERVAL)
    if retry_after is not None and not math.isnan(retry_after):
        asked = min(max(retry_after, 0.0), LONGEST_RETRY_AFTER.total_seconds())
        wait = max(wait, timedelta(seconds=asked))
    return health._replace(
        last_checked_at=now,
        last_error=clean_line(error),
        failures=failures,
        next_check_at=None if is_gone else now + wait,
        is_stopped=is_gone,
    )
