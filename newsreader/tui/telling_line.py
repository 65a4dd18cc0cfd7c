"""How far work on the library is, on a line of the terminal, before there is a screen."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self

_DELAY = 0.4
"""Seconds that work may take before a word is said of it."""

_PAUSE = 0.1
_STOPPED = "stopped; nothing is lost, the next start begins it anew"
_CLEAR = "\r\x1b[K"


class TellingLine:
    """Shows what is done to the library on one line, which is gone when the block ends."""

    def __init__(self) -> None:
        self._next_at = time.monotonic() + _DELAY
        self._is_shown = False

    def tell(self, words: str, part: float | None) -> None:
        """Show what is done, and which part of it is."""
        now = time.monotonic()
        if now < self._next_at:
            return
        self._next_at, self._is_shown = now + _PAUSE, True
        share = "" if part is None else f" {int(min(part, 1) * 100)} %"
        room = shutil.get_terminal_size().columns - len(share) - 1
        shown = f"{words} · Ctrl+C stops" if len(words) + 15 <= room else words[:room]
        sys.stderr.write(f"{_CLEAR}{shown}{share}")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._is_shown:
            sys.stderr.write(_CLEAR)
        if kind is KeyboardInterrupt:
            sys.stderr.write(
                "newsreader: stopped; nothing is lost, the next start begins it anew\n"
            )
        sys.stderr.flush()
