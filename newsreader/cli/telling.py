"""How far work on the library's file is, as a bar on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.output import complain
from newsreader.library.library import Library
from newsreader.library.telling import Tell, in_silence

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_DELAY = 0.4
"""Seconds that work may take before a word is said of it."""


class _Bar:
    """A bar that appears once there is something to wait for."""

    def __init__(self) -> None:
        self._show_at = time.monotonic() + _DELAY
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def tell(self, words: str, part: float | None) -> None:
        """Show what is done, and which part of it is."""
        if self._bar is None and time.monotonic() >= self._show_at:
            self._begin()
        if self._bar is not None and self._task is not None:
            total = None if part is None else 1.0
            self._bar.update(self._task, description=words, total=total, completed=part or 0.0)

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        console = Console(stderr=True, markup=False, highlight=False, emoji=False)
        words = TextColumn("{task.description}", markup=False)
        share = TextColumn("{task.percentage:.0f} %", markup=False)
        self._bar = Progress(words, BarColumn(), share, console=console, transient=True)
        self._task = self._bar.add_task("", total=None)
        self._bar.start()

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def telling() -> Iterator[Tell]:
    """Give what shows how far work on the library is, where standard error is a terminal."""
    bar = _Bar()
    try:
        yield bar.tell if sys.stderr.isatty() else in_silence
    except KeyboardInterrupt:
        bar.end()
        complain("stopped; nothing is lost, the next start begins it anew")
        raise
    finally:
        bar.end()


def opened(path: Path) -> Library:
    """Open a library, showing how far it is; a context manager. Raises `LibraryError`."""
    with telling() as tell:
        return Library.open(path, tell=tell)
