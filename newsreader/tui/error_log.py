"""What went wrong since the app was started: kept in memory, the newest."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import NamedTuple

from newsreader.model.text import clean_line

MOST = 200
"""How many errors are kept: the older ones go."""


class Failure(NamedTuple):
    """When something went wrong, and what, in the words that were said of it."""

    at: datetime
    words: str


class ErrorLog:
    """The errors that were said; one that repeats at once is kept once, with its last time."""

    def __init__(self) -> None:
        self._failures: deque[Failure] = deque(maxlen=MOST)

    def add(self, words: str) -> None:
        """Take in an error."""
        words = clean_line(words)
        if self._failures and self._failures[-1].words == words:
            self._failures.pop()
        self._failures.append(Failure(datetime.now(UTC), words))

    def newest_first(self) -> list[Failure]:
        """Return the errors."""
        return list(reversed(self._failures))
