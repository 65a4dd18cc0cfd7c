"""What is stored + what was parsed -> what to save, and when to look again. Pure functions."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsreader.model.article import Entry, FeedUpdate, KnownEntry, ParsedFeed
from newsreader.model.feed import FeedHealth
from newsreader.model.text import clean_line

LONGEST_BACKOFF = timedelta(days=1)
LONGEST_RETRY_AFTER = timedelta(days=7)


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
        (entry.url, entry.title): entry
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
            match = by_look.pop((entry.url, entry.title), None)
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
    )


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


def after_success(
    health: FeedHealth,
    response_etag: str | None,
    response_last_modified: str | None,
    body_hash: str | None,
    *,
    now: datetime,
    interval: timedelta,
) -> FeedHealth:
    """Return the health after a check that went well; the next one is due in `interval`.

    `body_hash` None means that the server said "not modified" and sent no body: hash and
    validators stay, unless it named newer ones.
    """
    if body_hash is None:
        response_etag = response_etag or health.etag
        response_last_modified = response_last_modified or health.last_modified
        body_hash = health.body_hash
    return FeedHealth(
        etag=response_etag,
        last_modified=response_last_modified,
        body_hash=body_hash,
        last_checked_at=now,
        last_success_at=now,
        next_check_at=now + interval,
    )


def after_error(
    health: FeedHealth,
    error: str,
    *,
    now: datetime,
    interval: timedelta,
    retry_after: float | None = None,
) -> FeedHealth:
    """Return the health after a check that failed with `error`, a sentence for the user.

    The first failure waits `interval`, each further one in a row twice as long, up to a day (or
    `interval`, where that is longer). `retry_after`, in seconds, is what the server asked for
    (RFC 9110 section 10.2.3); it is respected up to a week.
    """
    failures = health.failures + 1
    backoff = interval * 2 ** min(failures - 1, 16)
    wait = min(backoff, max(interval, LONGEST_BACKOFF))
    if retry_after is not None and not math.isnan(retry_after):
        asked = min(max(retry_after, 0.0), LONGEST_RETRY_AFTER.total_seconds())
        wait = max(wait, timedelta(seconds=asked))
    return replace(
        health,
        last_checked_at=now,
        last_error=clean_line(error),
        failures=failures,
        next_check_at=now + wait,
    )
