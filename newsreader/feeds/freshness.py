"""How long an answer stays fresh by its headers (RFC 9111 section 4.2.1)."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from datetime import timedelta

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)(?:$|[\s,=])", re.IGNORECASE)


def fresh_for(headers: Mapping[str, str]) -> timedelta | None:
    """Return how long an answer need not be asked for again, or None where nothing says so."""
    control = headers.get("cache-control", "")
    if _NOT_KEPT.search(control):
        return None
    if found := _MAX_AGE.search(control):
        seconds = int(found[1])
    else:
        seconds = _seconds_between(headers.get("date", ""), headers.get("expires", ""))
    return timedelta(seconds=seconds) if seconds > 0 else None


def _seconds_between(earlier: str, later: str) -> int:
    """Return the seconds from one HTTP date to another; 0 where one is missing or none."""
    if not earlier or not later:
        return 0
    try:
        first, last = map(email.utils.parsedate_to_datetime, (earlier, later))
        return min(int((last - first).total_seconds()), 10**9)
    except (ValueError, TypeError, OverflowError):
        return 0
