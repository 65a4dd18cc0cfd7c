"""How long an answer stays fresh by its headers (RFC 9111 section 4.2.1)."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)(?:$|[\s,=])", re.IGNORECASE)


def fresh_for(headers: Mapping[str, str]) -> timedelta | None:
    """Return how long an answer need not be asked for again, or None where nothing says so."""
    control = headers.get("cache-control", "")
    if _NOT_KEPT.search(control):
        return None
    if found := _MAX_AGE.search(control):
        # A cache on the way has kept the answer so long already (section 4.2.3).
        age = headers.get("age", "").strip()
        seconds = int(found[1]) - (int(age) if age.isdecimal() and len(age) < 10 else 0)
        return timedelta(seconds=max(seconds, 0)) or None
    expires = _moment(headers.get("expires", ""))
    if expires is None:
        return None
    # A server whose clock is wrong dates both by it.
    answered = _moment(headers.get("date", "")) or datetime.now(UTC)
    return max(expires - answered, timedelta()) or None


def _moment(date: str) -> datetime | None:
    """Return the moment of an HTTP date; None where it is none."""
    try:
        at = email.utils.parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
