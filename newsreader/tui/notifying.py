"""Telling through the terminal that something came, also while it is not looked at."""

from __future__ import annotations

from textual.app import App

from newsreader.model.text import clean_line
from newsreader.tui.cells import cut

_LONGEST = 120
"""Cells of what is told: terminals show little more."""


def notify(app: App[None], how: str, words: str) -> None:
    """Ring the bell, or have the terminal show words by OSC 9; `how` is of `settings.NOTIFY`."""
    if how == "bell":
        app.bell()
    elif how == "osc9":
        _write(app, osc9(words))


def osc9(words: str) -> str:
    """Return the sequence that has a terminal show words.

    It says first whose they are, so that none begin with a digit: such are commands to some.
    """
    return f"\x1b]9;newsreader: {cut(clean_line(words), _LONGEST)}\x07"


def _write(app: App[None], sequence: str) -> None:
    # Textual has no way of its own to send a sequence, but for its clipboard's.
    driver = app._driver  # noqa: SLF001
    if driver is not None and not app.is_headless:
        driver.write(sequence)
        driver.flush()
