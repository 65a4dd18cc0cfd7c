"""The keys in use: the commands' own, those of a preset, and the reader's over both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from enum import IntEnum
from typing import NamedTuple

from newsreader.model.text import clean_line
from newsreader.tui.commands import COMMANDS, groups
from newsreader.tui.commands.command import Command, Pane
from newsreader.tui.commands.key_names import key_name, read_keys
from newsreader.tui.commands.presets import KEPT_FREE, PRESETS

PLACES = {
    Pane.FEEDS: "in the feeds pane",
    Pane.LIST: "in the headlines",
    Pane.ARTICLE: "in an article",
}
"""The panes, as a sentence says them."""


class _Rank(IntEnum):
    """Whose wish a key is; the reader's comes first."""

    READER = 0
    PRESET = 1
    DEFAULT = 2


class _Wish(NamedTuple):
    """A command with keys; `is_following` where these are those of the command it follows."""

    command: Command
    rank: _Rank
    is_following: bool = False


class _Clash(NamedTuple):
    """Keys that the reader gave to one command, and those of another they are in the way of."""

    taken: str
    winner: str
    keys: str
    loser: str


class Bindings:
    """Which key runs which command, in each pane and on each other screen."""

    def __init__(self, wishes: Mapping[str, _Wish], mistakes: list[str]) -> None:
        self._tables: dict[str, dict[str, Command]] = {}
        clashes: dict[_Clash, list[str]] = {}
        for place, commands in _places().items():
            # What is of one pane only comes before what is of all.
            ranked = sorted(
                (wishes[c.id] for c in commands), key=lambda w: (w.rank, len(w.command.panes))
            )
            self._tables[place] = _table(place, ranked, clashes)
        mistakes += [_in_words(clash, places) for clash, places in clashes.items()]
        self._commands = {name: self._bound(wish.command) for name, wish in wishes.items()}

    def _bound(self, command: Command) -> Command:
        """Return a command with those of its keys that no other has wherever it is wanted."""
        tables = [self._tables[place] for place in _places_of(command)]
        has = {keys for table in tables for keys, one in table.items() if one.id == command.id}
        return command._replace(keys=tuple(keys for keys in command.keys if keys in has))

    def table(self, pane: Pane) -> dict[str, Command]:
        """Return the commands of a pane by their keys, sequences with a blank between."""
        return {keys: self._commands[c.id] for keys, c in self._tables[pane].items()}

    def in_use(self, commands: Iterable[Command]) -> tuple[Command, ...]:
        """Return commands with the keys they have."""
        return tuple(self._commands[command.id] for command in commands)

    def of(self, command_id: str) -> Command:
        """Return a command with the keys it has."""
        return self._commands[command_id]

    def key_in(self, pane: Pane, command_id: str) -> str:
        """Return a command's first key in a pane; empty where it has none there."""
        table = self._tables[pane]
        has = (k for k in self._commands[command_id].keys if k in table)
        return next((key_name(k) for k in has if table[k].id == command_id), "")

    def key(self, command_id: str, pane: Pane | None = None) -> str:
        """Return how a command is asked for, for a sentence: its key, else its palette name."""
        keys = self._commands[command_id].keys
        if pane is not None and (key := self.key_in(pane, command_id)):
            return key
        if keys and pane is None:
            return key_name(keys[0])
        palette = self._commands["palette"].keys
        return f"{key_name(palette[0])} {command_id}" if palette else command_id


def _places() -> dict[str, list[Command]]:
    """Return the commands by pane, and by the group of each other screen."""
    places: dict[str, list[Command]] = {
        pane: [c for c in COMMANDS if pane in c.panes] for pane in Pane
    }
    for name, commands in groups().items():
        if others := [command for command in commands if not command.panes]:
            places[name] = others
    return places


def _places_of(command: Command) -> Iterable[str]:
    return command.panes or (command.group,)


def _table(place: str, wishes: list[_Wish], clashes: dict[_Clash, list[str]]) -> dict[str, Command]:
    """Give out keys in the order of the wishes, and note what the reader's keys clash with."""
    table: dict[str, Command] = {}
    given: dict[str, _Wish] = {}
    openings: dict[str, str] = {}
    for wish in wishes:
        for keys in wish.command.keys:
            taken = _in_the_way(keys, table, openings)
            if taken is None:
                for opening in _openings(keys):
                    openings.setdefault(opening, keys)
                table[keys] = wish.command
                given[keys] = wish
            elif _is_mistake(given[taken], wish):
                clash = _Clash(taken, table[taken].id, keys, wish.command.id)
                clashes.setdefault(clash, []).append(place)
    return table


def _is_mistake(winner: _Wish, loser: _Wish) -> bool:
    """Whether a clash is to be said: of two that follow others it is said of those."""
    is_said = winner.is_following and loser.is_following
    return winner.rank is _Rank.READER and winner.command.id != loser.command.id and not is_said


def _in_the_way(keys: str, table: Mapping[str, Command], openings: Mapping[str, str]) -> str | None:
    """Return the keys that are the same, or the beginning of a sequence or one that this begins.

    `openings` are the sequences that were given out, by what they begin with.
    """
    if keys in table:
        return keys
    if keys in openings:
        return openings[keys]
    return next((opening for opening in _openings(keys) if opening in table), None)


def _openings(keys: str) -> list[str]:
    """Return what a sequence begins with: all of it but its last key, and so on."""
    ends = [at for at, character in enumerate(keys) if character == " "]
    return [keys[:end] for end in ends]


def _in_words(clash: _Clash, places: list[str]) -> str:
    """Return what a clash is and what to do, in a sentence."""
    where = [PLACES[Pane(place)] if place in PLACES else f"on “{place}”" for place in places]
    listed = " and ".join([", ".join(where[:-1]), where[-1]] if len(where) > 1 else where)
    if clash.keys == clash.taken:
        what = f"{key_name(clash.keys)} is wanted by {clash.winner} and {clash.loser}"
    else:
        what = (
            f"{key_name(clash.taken)} of {clash.winner} and {key_name(clash.keys)} of "
            f"{clash.loser} begin alike"
        )
    return (
        f"[keys] {what}; {clash.loser} goes without it {listed}: "
        f"set other keys for {clash.loser}, or none."
    )


def bindings_of(
    preset: str = "default", keys: Mapping[str, object] | None = None
) -> tuple[Bindings, list[str]]:
    """Return the keys in use by the settings, and a sentence for each mistake in them.

    `keys` is the table of the settings: a key, or a list of them, by the id of a command.
    """
    mistakes: list[str] = []
    every = {c.id: c for commands in groups().values() for c in commands}
    free = KEPT_FREE.get(preset, frozenset())
    wishes = {
        command_id: _Wish(_without(command, free), _Rank.DEFAULT)
        for command_id, command in every.items()
    }
    for command_id, wanted in PRESETS.get(preset, {}).items():
        if command_id in every:
            wishes[command_id] = _Wish(every[command_id]._replace(keys=wanted), _Rank.PRESET)
    for command_id, written in (keys or {}).items():
        command = every.get(command_id)
        if command is None:
            mistakes.append(_unknown(command_id, every))
            continue
        read = _read(command, written, mistakes)
        if read is not None:
            wishes[command_id] = _Wish(command._replace(keys=read), _Rank.READER)
    for command in every.values():
        followed = wishes.get(command.follows)
        # A screen of its own knows no sequences.
        is_single = followed is not None and not any(" " in k for k in followed.command.keys)
        if followed is not None and is_single and wishes[command.id].rank > followed.rank:
            keys_followed = command._replace(keys=followed.command.keys)
            wishes[command.id] = _Wish(keys_followed, followed.rank, is_following=True)
    return Bindings(wishes, mistakes), mistakes


def _without(command: Command, free: frozenset[str]) -> Command:
    if not command.panes:
        return command
    return command._replace(keys=tuple(keys for keys in command.keys if keys not in free))


def _unknown(command_id: str, every: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(command_id, list(every), 1)
    advice = f"did you mean {near[0]}" if near else "the help, and README, list the commands"
    return f"[keys] There is no command “{clean_line(command_id)}”: {advice}."


def _read(command: Command, written: object, mistakes: list[str]) -> tuple[str, ...] | None:
    """Return the keys that are right of those written for a command; None if none is."""
    words = [clean_line(written)] if isinstance(written, str) else written
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        mistakes.append(f"[keys] {command.id} must be a key or a list of keys, such as [“n”].")
        return None
    found: list[str] = []
    for word in (clean_line(word) for word in words if word.strip()):
        try:
            keys = read_keys(word)
        except ValueError as error:
            mistakes.append(f"[keys] {command.id}: “{word}” {error}.")
            continue
        if keys[0] in "123456789" and (len(keys) == 1 or keys[1] == " "):
            mistakes.append(
                f"[keys] {command.id}: “{word}” begins with a digit, and digits begin a count; "
                "choose another key."
            )
        elif " " in keys and not command.panes:
            mistakes.append(
                f"[keys] {command.id}: “{word}” is a sequence, and on its screen a command has a "
                "single key; choose one."
            )
        elif keys not in found:
            found.append(keys)
    return None if not found and any(word.strip() for word in words) else tuple(found)


_IN_USE: ContextVar[Bindings | None] = ContextVar("bindings", default=None)


def use_bindings(bindings: Bindings) -> None:
    """Let these be the keys of the app that runs in this context."""
    _IN_USE.set(bindings)


def bindings_in_use() -> Bindings:
    """Return the keys of the app that this is called in; the commands' own where there is none."""
    bindings = _IN_USE.get()
    if bindings is None:
        bindings, _ = bindings_of()
        _IN_USE.set(bindings)
    return bindings


def in_use(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return commands with the keys they have."""
    return bindings_in_use().in_use(commands)


def ids_by_key(commands: Iterable[Command]) -> dict[str, str]:
    """Return the ids of a screen's commands by the keys they have."""
    return {key: command.id for command in in_use(commands) for key in command.keys}


def key_of(command_id: str, pane: Pane | None = None) -> str:
    """Return how a command is asked for, as a sentence for the reader says it: `u`, `Ctrl+x`."""
    return bindings_in_use().key(command_id, pane)


def first_key(command_id: str) -> str:
    """Return the first key of a command as it is written; empty where it has none."""
    keys = bindings_in_use().of(command_id).keys
    return key_name(keys[0]) if keys else ""
