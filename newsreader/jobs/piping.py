"""Piping a text to a command of the user's, without a shell."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from newsreader.jobs.sharing import ShareError
from newsreader.model.text import clean_line

_TAKE_THE_TERMINAL = frozenset(
    {"emacs", "fzf", "helix", "hx", "kak", "less", "micro", "more", "most", "nano", "nvim"}
    | {"pico", "vi", "view", "vim", "w3m"}
)
_DEADLINE = 120.0
"""Seconds after which a command that runs beside the app is ended."""

_GRACE = 2.0
_LOOKED_AT = 4096
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class PipeCommand:
    """A command as typed, taken apart.

    `takes_terminal` is for programs that draw on the screen and read keys; with `waits`, Enter is
    asked for before the app comes back.
    """

    words: tuple[str, ...]
    takes_terminal: bool = False
    waits: bool = False

    @property
    def name(self) -> str:
        """The command on one line, short enough for a status line."""
        line = clean_line(shlex.join(self.words))
        return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


def parse_command(typed: str) -> PipeCommand:
    """Take a command apart as a shell would its words; raises `ShareError`.

    With `!` before it it gets the terminal; pagers and editors get it anyway.
    """
    typed = typed.strip()
    is_forced = typed.startswith("!")
    try:
        words = shlex.split(typed.removeprefix("!"))
    except ValueError:
        raise ShareError("A quote is not closed: close it, or write \\ before it.") from None
    if not words or not words[0]:
        raise ShareError("Type a command first.")
    if any("\0" in word for word in words):
        raise ShareError("A command cannot have a NUL in it.")
    is_known = os.path.basename(words[0]) in _TAKE_THE_TERMINAL  # noqa: PTH119 - of a word, no path
    return PipeCommand(tuple(words), is_forced or is_known, waits=is_forced)


async def run_beside(command: PipeCommand, text: str) -> str:
    """Give a text to a command and wait for it; return its first line in words.

    Its output goes to a file: a program that goes on in the background may keep it open. Raises
    `ShareError` where it fails, cannot be started, or takes two minutes.
    """
    with tempfile.TemporaryFile() as output:
        try:
            process = await asyncio.create_subprocess_exec(
                *command.words,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise ShareError(_not_started(command, error)) from None
        try:
            await asyncio.wait_for(process.communicate(text.encode()), _DEADLINE)
        except TimeoutError:
            raise ShareError(f"{command.name} took two minutes and was ended.") from None
        finally:
            await _end(process)
        output.seek(0)
        return _outcome(command, process.returncode or 0, output.read(_LOOKED_AT))


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _GRACE)


def run_in_terminal(command: PipeCommand, text: str) -> None:
    """Give a text to a command that has the terminal until it ends.

    Raises `ShareError` where it fails or cannot be started.
    """
    # Ctrl+C is for the command; unlike an ignored signal, a handler is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        process = subprocess.Popen(command.words, stdin=subprocess.PIPE)
        with contextlib.suppress(BrokenPipeError):
            process.communicate(text.encode())
        code = process.wait()
        if command.waits or code:
            ended = f"it ended with exit code {code} · " if code else ""
            print(f"\n[{ended}Enter goes back to the news]", end="", flush=True)  # noqa: T201
            sys.stdin.readline()
    except (OSError, ValueError) as error:
        raise ShareError(_not_started(command, error)) from None
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        _outcome(command, code, b"")


def _not_started(command: PipeCommand, error: Exception) -> str:
    name = clean_line(command.words[0])
    if isinstance(error, FileNotFoundError):
        return f"There is no command {name}."
    reason = getattr(error, "strerror", None) or str(error)
    return f"{name} could not be started ({clean_line(reason)})."


def _outcome(command: PipeCommand, code: int, output: bytes) -> str:
    lines = (clean_line(line) for line in output.decode("utf-8", "replace").splitlines())
    first = next((line.strip() for line in lines if line.strip()), "")
    if code:
        end = f"was ended by signal {-code}" if code < 0 else f"failed with exit code {code}"
        raise ShareError(f"{command.name} {end}{f': {first}' if first else '.'}")
    return f"{command.name}: {first}" if first else f"{command.name} is done."
