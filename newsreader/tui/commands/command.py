"""A command: what the reader can ask for, and where."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Pane(StrEnum):
    """A part of the screen that can have the keyboard."""

    FEEDS = "feeds"
    LIST = "list"
    ARTICLE = "article"


ALL_PANES = frozenset(Pane)
FEEDS = frozenset({Pane.FEEDS})
LIST = frozenset({Pane.LIST})
ARTICLE = frozenset({Pane.ARTICLE})
READING = LIST | ARTICLE
NO_PANE: frozenset[Pane] = frozenset()
"""Of a command of another screen than the reading screen."""


class Command(NamedTuple):
    """Something the reader can ask for.

    `keys` are Textual key names; a sequence is written with a blank between (`g g`). `label` is for
    the footer, `help` a sentence without its full stop. `in_footer` lists the panes whose footer
    shows the command. `follows` names the command whose keys this one has wherever the reader
    changed them: the same thing on another screen.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    panes: frozenset[Pane]
    group: str
    in_footer: frozenset[Pane] = frozenset()
    follows: str = ""
