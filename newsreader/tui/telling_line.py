"""How far work on the library is, on a line of the terminal, before there is a screen."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_DELAY = 0.4
"""Seconds that work may take before a word is said of it."""

_PAUSE = 0.1
_CLEAR = "\r\x1b[K"
_STOPPED = "stopped; nothing is lost, the next start begins it anew"


class _Line:
    """A line that appears once there is something to wait for."""

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
        self._write(f"{_CLEAR}{shown}{share}")

    def end(self, words: str = "") -> None:
        """Take the line away, and say something in its place."""
        self._write((_CLEAR if self._is_shown else "") + words)
        self._is_shown = False

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def telling_line() -> Iterator[Callable[[str, float | None], None]]:
    """Give what shows how far work on the library is, on a line that is gone in the end."""
    line = _Line()
    try:
        yield line.tell
    except KeyboardInterrupt:
        line.end(f"newsreader: {_STOPPED}\n")
        raise
    finally:
        line.end()
