"""Jobs as child processes: the commands of this program, their outcomes as JSON lines.

A refresh so shares neither the app's interpreter lock nor its fate. The child ends when its
standard input is closed, which also happens when the app is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

_GRACE = 0.5
"""Seconds a child has to end by itself before it is killed."""

_LINE_LIMIT = 4 * 1024 * 1024


class ChildJobError(Exception):
    """The command failed; the message is what it said on standard error."""


class ChildJobs:
    """Starts commands on one library and ends them with the app."""

    def __init__(self, library_path: Path, config_path: Path) -> None:
        self._arguments = ["--library", str(library_path)]
        if config_path.exists():
            self._arguments += ["--config", str(config_path)]
        self._running: set[Process] = set()

    async def lines(self, *arguments: str) -> AsyncIterator[object]:
        """Run a command and yield each line of its output, read as JSON.

        Raises `ChildJobError` after the last line if the command failed. Leaving the loop early
        ends the command.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "newsreader",
            *self._arguments,
            *arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**os.environ, "NEWSREADER_LIFELINE": "1", "PYTHONUNBUFFERED": "1"},
            limit=_LINE_LIMIT,
        )
        self._running.add(process)
        assert process.stdout is not None
        assert process.stderr is not None
        errors = asyncio.ensure_future(process.stderr.read(64 * 1024))
        try:
            async for line in process.stdout:
                with contextlib.suppress(ValueError):
                    yield json.loads(line)
            said = (await errors).decode("utf-8", "replace").strip()
            if await process.wait() != 0:
                raise ChildJobError(_reason(said))
        finally:
            errors.cancel()
            await self._end(process)

    async def _end(self, process: Process) -> None:
        # asyncio leaves a transport open until every pipe was read to its end, and complains when
        # the loop is closed before; there is no public way to close it.
        transport = process._transport  # type: ignore[attr-defined]  # noqa: SLF001
        try:
            if process.stdin is not None:
                process.stdin.close()
            if process.returncode is None:
                try:
                    await asyncio.wait_for(process.wait(), _GRACE)
                except TimeoutError:
                    with contextlib.suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()
        finally:
            # Closing kills what still runs, as when the waiting was given up too.
            transport.close()
            self._running.discard(process)

    async def close(self) -> None:
        """End every command that still runs, within a second."""
        await asyncio.gather(*(self._end(process) for process in list(self._running)))


def _reason(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    last = lines[-1] if lines else "The command ended without a word."
    return last.removeprefix("newsreader: ")
