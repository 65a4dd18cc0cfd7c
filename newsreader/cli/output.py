"""What the commands print: lines, JSON, tables; safe for a terminal, whatever the text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from newsreader.model.feed import without_login
from newsreader.model.text import clean, clean_line

if TYPE_CHECKING:
    from rich.console import Console


def say(text: str) -> None:
    """Print a line of text."""
    sys.stdout.write(f"{clean_line(text)}\n")


def say_text(text: str) -> None:
    """Print a text of several lines, or one that is indented."""
    sys.stdout.write(f"{clean(text)}\n")


def say_fields(fields: Iterable[object]) -> None:
    """Print a line of fields with tabs between them."""
    sys.stdout.write("\t".join(clean_line(str(field)) for field in fields) + "\n")


def complain(text: str) -> None:
    """Print a failure on standard error: what, why, what to do."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"newsreader: {clean_line(text)}\n")
        sys.stderr.flush()


def print_json(value: object) -> None:
    """Print a value as a line of ASCII-escaped JSON, at once."""
    sys.stdout.write(json.dumps(value, allow_nan=False) + "\n")
    sys.stdout.flush()


def print_json_array(values: Iterable[object]) -> None:
    """Print a JSON array, an element a line, as the elements come."""
    before = "["
    for value in values:
        sys.stdout.write(before + json.dumps(value, allow_nan=False))
        before = ",\n "
    sys.stdout.write("[]\n" if before == "[" else "]\n")


def is_terminal() -> bool:
    """Whether people look at the output."""
    return sys.stdout.isatty()


def is_conversation() -> bool:
    """Whether somebody can be asked something, and answer."""
    return bool(sys.stdin and sys.stdin.isatty()) and is_terminal()


def console() -> Console:
    """Return the terminal to print on in colour. Give it `Text`, never strings with markup."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False)


class Progress:
    """How far something is; shown nowhere."""

    def show(self, done: int, total: int) -> None:
        """Tell how many are done, of how many."""


class _Bar(Progress):
    """How far something is, as a bar on standard error."""

    def __init__(self, label: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        self.bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True, markup=False, highlight=False, emoji=False),
            transient=True,
            # A line that is printed meanwhile goes above the bar; into a file it goes as it is.
            redirect_stdout=is_terminal(),
        )
        self._task = self.bar.add_task(label, total=None)

    def show(self, done: int, total: int) -> None:
        self.bar.update(self._task, completed=done, total=total)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """Show on standard error how far something is while the block runs, if that is a terminal."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    shown = _Bar(label)
    with shown.bar:
        yield shown


def public(url: str) -> str:
    """Return an address to be shown: without its login."""
    return without_login(clean_line(url))
