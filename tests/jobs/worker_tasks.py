"""Tasks for worker processes, most of them badly behaved."""

from __future__ import annotations

import gc
import os
import re
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path


def increased(number: int) -> int:
    return number + 1


def own_id() -> int:
    return os.getpid()


def niceness() -> int:
    return os.nice(0)


def reads(path: str) -> str:
    """Return what is in a file; of a pipe that is what somebody writes in the end."""
    return Path(path).read_text()


def hangs_in_c() -> None:
    """Hold the interpreter's lock for ever: no thread of the process runs any more."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def hangs(beacon: str) -> None:
    Path(beacon).write_text(str(os.getpid()))
    time.sleep(3600)


def stops_half_way_through_its_answer() -> None:
    """Announce an answer of a thousand bytes and stop as a debugger would stop it."""
    [pipe] = [thing for thing in gc.get_objects() if isinstance(thing, Connection)]
    os.write(pipe.fileno(), (1000).to_bytes(4))
    os.kill(os.getpid(), signal.SIGSTOP)


def hangs_in_c_and_says_so(beacon: str) -> None:
    Path(beacon).write_text(str(os.getpid()))
    hangs_in_c()


def dies() -> None:
    os._exit(3)


def dies_by_signal() -> None:
    os.kill(os.getpid(), 9)


def fails() -> None:
    raise KeyError("wrong")


def takes_much_memory() -> int:
    return len(bytearray(16 << 30))


def recurses() -> None:
    recurses()


def returns_no_data() -> Callable[[], None]:
    return lambda: None
