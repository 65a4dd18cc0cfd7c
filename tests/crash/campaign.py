"""A campaign: the real commands on one library, killed one after the other at random moments."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

from newsreader.library.backup import backups
from newsreader.library.library import Library
from newsreader.library.restoring import aside_files
from tests.cli.command_line import CommandLine
from tests.crash.killing import Moment, Run, run
from tests.crash.snapshot import losses, snapshot
from tests.crash.steps import (
    Additions,
    Difference,
    OneChange,
    Step,
    edit_step,
    flag_step,
    remove_step,
    search_step,
)
from tests.feed_server import FeedServer
from tests.jobs.written import opml, rss

_KINDS = {
    "add": 3,
    "refresh": 4,
    "import": 4,
    "annotate": 1,
    "read": 3,
    "unread": 2,
    "bookmark": 2,
    "unbookmark": 1,
    "delete": 2,
    "edit": 3,
    "remove": 2,
    "searches": 3,
    "undo": 5,
    "redo": 3,
    "list": 2,
}
"""How often each command has its turn; `list` finds a damaged library, which it restores."""

_FEW = 5
"""Feeds that are always there: undo and remove would take the last one away."""

_LISTED = 10
"""Kills between two commands that look at the library as a user would."""

_TEXT = "Ana Silva paid 2.5 million euros in Porto on 3 May 2024, the harbour office said. " * 20


class BrokenPromiseError(AssertionError):
    """Something acknowledged is lost, or the library is not sound."""


class Campaign:
    """Kills commands; `kills` counts them by command, `moments` by what had been done by then."""

    def __init__(self, folder: Path, server: FeedServer, seed: int) -> None:
        self.kills: Counter[str] = Counter()
        self.moments: Counter[str] = Counter()
        self._random = Random(seed)
        self._server = server
        self._cli = CommandLine(folder)
        self._usual: dict[str, Run] = {}
        self._changes: dict[int, Difference] = {}
        self._made = 0
        self._is_damaged = False
        self._feeds: dict[str, int] = {}
        with Library.open(self._cli.library):
            pass
        self._now = snapshot(self._cli.library)

    def go(self, kills: int) -> None:
        """Kill so many commands; raises `BrokenPromiseError` where one broke its word."""
        while sum(self.kills.values()) < kills:
            step = self._next_step()
            usual = self._usual.get(step.kind)
            moment = self._moment(usual) if usual and usual.seconds else None
            done = run(self._cli, step.words, moment)
            if not done.is_killed:
                self._usual[step.kind] = done
            self._check(step, done)
            if done.is_killed:
                self.kills[step.kind] += 1
                self.moments[_named(done)] += 1
                if sum(self.kills.values()) % _LISTED == 0:
                    self._list()

    def _next_step(self) -> Step:
        while True:
            [kind] = self._random.choices([*_KINDS], [*_KINDS.values()])
            if kind not in self._usual:
                # First whole, to know how long it takes; in the order of the table.
                kind = next(name for name in _KINDS if name not in self._usual)
            if step := self._step(kind):
                return step

    def _step(self, kind: str) -> Step | None:
        """Make a command; None if there is nothing for it to work on now."""
        makers: dict[str, Callable[[], Step | None]] = {
            "add": self._add,
            "refresh": self._refresh,
            "import": self._import,
            "list": self._damage,
            "annotate": lambda: Additions("annotate", "--json", "--limit", 30),
            "undo": lambda: self._replay("undo"),
            "redo": lambda: self._replay("redo"),
            "searches": lambda: search_step(self._now, self._random),
        }
        if kind in makers:
            return makers[kind]()
        now = self._now
        if kind in ("edit", "remove"):
            if len(now.subscribed) <= _FEW:
                return self._add()
            return (edit_step if kind == "edit" else remove_step)(now, self._random)
        return flag_step(kind, now, self._random) if now.visible else self._import()

    def _add(self) -> Step:
        self._made += 1
        path = f"/feed-{self._made}"
        self._feeds[path] = 0
        return Additions("add", self._serve(path), "--json", *self._annotating())

    def _refresh(self) -> Step:
        for path in self._random.sample([*self._feeds], min(3, len(self._feeds))):
            self._serve(path)
        if self._random.random() < 0.4:
            # So that the day's backup is made, and killed, again and again.
            shutil.rmtree(self._cli.folder / "backups", ignore_errors=True)
        return Additions("refresh", "--force", "--json", *self._annotating())

    def _import(self) -> Step:
        self._made += 1
        names = [f"{self._made}-{number}.txt" for number in range(self._random.choice((1, 5)))]
        for name in names:
            (self._cli.folder / name).write_text(f"Report {name}\n\n{_TEXT}\n")
        if self._random.random() < 0.3:
            names.append(f"{self._made}.opml")
            paths = [f"/listed-{self._made}-{number}" for number in range(4)]
            feeds = [
                ("Listed", path, self._server.serve(path, rss(path, ["One"]))) for path in paths
            ]
            (self._cli.folder / names[-1]).write_text(opml(*feeds))
        return Additions("import", "--json", *self._annotating(), *names)

    def _damage(self) -> Step:
        """Overwrite the header of the library: no row of it is lost, yet nothing can open it."""
        with self._cli.library.open("r+b") as file:
            file.write(bytes(100))
        self._is_damaged = True
        return OneChange("list", "--limit", "1", change=Difference())

    def _annotating(self) -> tuple[str, ...]:
        return () if self._random.random() < 0.2 else ("--no-annotate",)

    def _serve(self, path: str) -> str:
        """Let a feed have more stories than before."""
        self._feeds[path] += self._random.choice((1, 10, 60))
        stories = [f"{path} story {number}" for number in range(self._feeds[path])]
        return self._server.serve(path, rss(f"Feed {path}", stories, text=_TEXT))

    def _replay(self, kind: str) -> Step | None:
        now = self._now
        entry = (now.done or (0,))[-1] if kind == "undo" else (now.undone or (0,))[0]
        if entry not in self._changes:
            return None
        change = self._changes[entry]
        return OneChange(kind, change=(change.inverted() if kind == "undo" else change).on(now))

    def _moment(self, usual: Run) -> Moment:
        """Choose when to kill: mostly while the command writes or speaks."""
        delay = self._random.choice((0.0, 0.0, self._random.uniform(0, 0.003)))
        draw = self._random.random()
        if draw < 0.6 and usual.writes:
            return Moment(write=self._random.randint(1, usual.writes), delay=delay)
        if draw < 0.8 and usual.lines:
            return Moment(line=self._random.randint(1, len(usual.lines)), delay=delay)
        return Moment(seconds=self._random.uniform(0.2, 1.0) * usual.seconds)

    def _check(self, step: Step, done: Run) -> None:
        """Compare what the command printed with what the library holds now."""
        before = self._now
        broken = [*_unsound(self._cli.library)]
        self._now = after = snapshot(self._cli.library)
        if self._is_damaged:
            # Names and figures are made of the texts again.
            before = replace(before, annotated=frozenset())
            self._is_damaged = False
            for aside in aside_files(self._cli.library):
                aside.unlink()
            done.errors = ""
        broken += losses(before, after)
        broken += step.promises(before, after, done.lines, is_whole=not done.is_killed)
        if not done.is_killed and (done.code or done.errors):
            broken.append(f"exit code {done.code}: {done.errors}")
        if broken:
            what = "killed" if done.is_killed else "run"
            told = "\n  ".join(broken)
            raise BrokenPromiseError(f"{step.words} was {what}, lines {done.lines}:\n  {told}")
        entries = set(after.done) - set(before.done) - set(before.undone)
        if len(entries) == 1:
            # Of several, as where files and subscriptions come at once, none is the whole.
            self._changes[entries.pop()] = Difference.between(before, after)

    def _list(self) -> None:
        """Look at the library as a user would."""
        listed = {row["id"] for row in self._cli.run("list", "--json").json}
        if listed != {*self._now.visible} - self._hidden():
            raise BrokenPromiseError("the list is not what the library holds")

    def _hidden(self) -> set[int]:
        """Return the bookmarked articles of former feeds: they are in Bookmarks only."""
        now = self._now
        return {each for each in now.visible if now.feeds[now.feed_of[each]].is_removed}


def _unsound(path: Path) -> Iterator[str]:
    """Open the library as the next run does, and tell what is wrong with it and its backups."""
    with Library.open(path) as library:
        yield from library.flaws()
    folder = path.parent / "backups"
    if parts := [*folder.glob("*.part*")]:
        yield f"half-made backups are left: {parts}"
    for copy in backups(path):
        with closing(sqlite3.connect(copy)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            yield f"the backup {copy} is damaged: {found}"


def _named(done: Run) -> str:
    if done.lines:
        return "after a line"
    return "after a write" if done.writes else "before any write"
