"""What the settings may say of new articles that match a query."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.model.text import clean_line
from newsreader.settings.command import command

NOTIFY = ("none", "bell", "osc9")
"""How the app tells of new articles that match: not, by the terminal's bell, or by its own means.

The last is the sequence OSC 9, which iTerm2, kitty, WezTerm, foot, Ghostty and others know.
"""

_WANTED = (
    '[[hooks]] tables with a query = "..." in the search language, or saved = "..." with the name '
    'of a saved search, and, where a command is to be run, command = ["notify-send", "%t", "%u"]'
)


class Hook(NamedTuple):
    """New articles that match a `query`, or the search `saved` under a name, are told of.

    With a `command` it is run on each of them: `%t` in it stands for the title, `%u` for the link,
    `%f` for the feed, `%i` for the id, `%%` for a per cent sign.
    """

    query: str = ""
    saved: str = ""
    command: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call it."""
        return self.saved or self.query


def hooks(value: object) -> tuple[Hook, ...]:
    """Return the hooks of the settings; raises `ValueError` with what they must be."""
    if not isinstance(value, list):
        raise ValueError(_WANTED)  # noqa: TRY004 - one error class for what a user wrote wrongly
    return tuple(map(_hook, value))


def _hook(table: object) -> Hook:
    if not isinstance(table, dict) or not table.keys() <= {"query", "saved", "command"}:
        raise ValueError(_WANTED)
    named = [table[key] for key in ("query", "saved") if key in table]
    if len(named) != 1 or not isinstance(named[0], str) or not clean_line(named[0]):
        raise ValueError(_WANTED)
    return Hook(
        clean_line(table.get("query", "")),
        clean_line(table.get("saved", "")),
        command(table["command"], _WANTED) if "command" in table else (),
    )


def notify(value: object) -> str:
    """Return how the app tells of matches; raises `ValueError` with what it must be."""
    if not isinstance(value, str) or value not in NOTIFY:
        raise ValueError(" or ".join(f'"{each}"' for each in NOTIFY))
    return value
