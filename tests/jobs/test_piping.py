"""Commands that articles are piped to."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

import pytest

from newsreader.jobs.piping import parse_command, run_beside
from newsreader.jobs.sharing import ShareError


@pytest.mark.parametrize(
    ("typed", "words", "takes_terminal", "waits"),
    [
        ("wc -w", ("wc", "-w"), False, False),
        ("  less -R ", ("less", "-R"), True, False),
        ("/usr/bin/vim -", ("/usr/bin/vim", "-"), True, False),
        ("!glow 'a b'", ("glow", "a b"), True, True),
        ("sh -c 'a | b'", ("sh", "-c", "a | b"), False, False),
    ],
)
def test_a_command_is_taken_apart(typed, words, takes_terminal, waits):
    """Words as a shell has them; pagers and editors, and what ! stands before, get the terminal."""
    command = parse_command(typed)
    assert (command.words, command.takes_terminal, command.waits) == (words, takes_terminal, waits)


@pytest.mark.parametrize("typed", ["", " ", "!", "''", "a 'b", "a \0"])
def test_what_is_no_command_is_told(typed):
    """In a sentence, nothing is run."""
    with pytest.raises(ShareError, match=r"\.$"):
        parse_command(typed)


async def test_a_program_that_stays_in_the_background_is_not_waited_for(tmp_path):
    """As those do that hold a clipboard: the output stays open, the command is over."""
    script = tmp_path / "hold.py"
    script.write_text(
        "import subprocess, sys\n"
        "sys.stdin.read()\n"
        "program = 'import sys, time; time.sleep(60)'\n"
        "held = subprocess.Popen([sys.executable, '-c', program], stdin=subprocess.DEVNULL)\n"
        "print(held.pid)\n"
    )
    command = parse_command(f"{sys.executable} {script}")
    said = await asyncio.wait_for(run_beside(command, "text"), 30)
    pid = int(said.rpartition(": ")[2])
    os.kill(pid, signal.SIGKILL)


def wait_for(file):
    """Wait until a file is written to its end."""
    ends_at = time.monotonic() + 30
    while not (file.exists() and file.read_text().endswith(".")):
        assert time.monotonic() < ends_at
        threading.Event().wait(0.01)


async def test_a_command_is_ended_with_the_app(tmp_path):
    """A cancelled one does not go on."""
    started = tmp_path / "started"
    script = tmp_path / "wait.py"
    script.write_text(
        "import os, sys, time\n"
        f"open({str(started)!r}, 'w').write(str(os.getpid()) + '.')\n"
        "time.sleep(60)\n"
    )
    command = parse_command(f"{sys.executable} {script}")
    running = asyncio.ensure_future(run_beside(command, "text " * 100_000))
    await asyncio.to_thread(wait_for, started)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()[:-1]), 0)
