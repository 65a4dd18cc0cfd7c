"""Running a command and killing it at a chosen moment of its life."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.command_line import CommandLine

PATIENCE = 120.0

_GLANCE = 0.0001
"""Seconds between two looks at the files: less than a write to them takes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: after some seconds, at the n-th write to the library, or at the n-th line.

    `delay` seconds pass between the write, or the line, and the kill.
    """

    seconds: float | None = None
    write: int | None = None
    line: int | None = None
    delay: float = 0.0


@dataclass(slots=True)
class Run:
    """How a command went: the whole lines it printed, and what an onlooker saw of it."""

    lines: list[str] = field(default_factory=list)
    errors: str = ""
    code: int = 0
    is_killed: bool = False
    seconds: float = 0.0
    writes: int = 0


class _Onlooker:
    """Sees from outside how often the library's files were written; needs no help of theirs."""

    def __init__(self, library: Path) -> None:
        self._files = [library, library.with_name(f"{library.name}-wal")]
        self._seen = self._look()
        self.writes = 0

    def look(self) -> None:
        seen = self._look()
        if seen != self._seen:
            self._seen = seen
            self.writes += 1

    def _look(self) -> list[tuple[int, int] | None]:
        return [_state(file) for file in self._files]


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


def run(cli: CommandLine, words: tuple[object, ...], moment: Moment | None = None) -> Run:
    """Run a command, and kill it (SIGKILL) at a moment unless it ends before."""
    done = Run()
    onlooker = _Onlooker(cli.library)
    began = time.monotonic()
    with cli.start(*words) as process:
        reader = threading.Thread(target=_read, args=(process.stdout, done.lines))
        reader.start()
        due: float | None = None
        while process.poll() is None and time.monotonic() - began < PATIENCE:
            onlooker.look()
            if due is None and moment is not None and _has_come(moment, onlooker, done, began):
                due = time.monotonic() + moment.delay
            if due is not None and time.monotonic() >= due:
                process.kill()
                break
            time.sleep(_GLANCE)
        is_late = process.poll() is None and due is None
        if is_late:
            process.kill()
        process.wait()
        reader.join()
        assert not is_late, f"{words} never ends"
        done.errors = process.stderr.read().decode()
    done.code = process.returncode
    done.is_killed = process.returncode < 0
    done.seconds = time.monotonic() - began
    done.writes = onlooker.writes
    return done


def _has_come(moment: Moment, onlooker: _Onlooker, done: Run, began: float) -> bool:
    if moment.seconds is not None:
        return time.monotonic() - began >= moment.seconds
    if moment.write is not None:
        return onlooker.writes >= moment.write
    return len(done.lines) >= (moment.line or 0)


def _read(pipe, lines: list[str]) -> None:
    for line in pipe:
        # What was cut short was not printed.
        if line.endswith(b"\n"):
            lines.append(line.decode().rstrip("\n"))
