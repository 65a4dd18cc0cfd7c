"""A program in a pseudo-terminal whose frames can be told apart, to time what it paints."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path
from types import TracebackType
from typing import Self

_FRAME_BEGIN = b"\x1b[?2026h"
_FRAME_END = b"\x1b[?2026l"
_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_HAS_FRAMES = b"\x1b[?2026;1$y"
_COLOURS = re.compile(rb"\x1b\[[0-9;:]*m")
_MOVES = re.compile(rb"\x1b\[[0-9;?<>=$]*[A-Za-ln-z]")
_LINES, _COLUMNS = 40, 120

BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("and the first row")
        yield Static("another")
Bare().run()
"""
BARE_LIST = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*(f"Row {number} of the list" for number in range(1000)))
Bare().run()
"""


def app_command(library: Path) -> list[str]:
    """Return the command of the app on a library, none of whose feeds is refreshed.

    It is started as its users do: by the script that was installed.
    """
    config = library.with_suffix(".toml")
    config.write_text("refresh_interval = 0\n", "utf-8")
    script = Path(sys.executable).with_name("newsreader")
    return [sys.executable, str(script), "--library", str(library), "--config", str(config)]


def bare_command(program: str) -> list[str]:
    """Return the command of a bare Textual program."""
    return [sys.executable, "-c", program]


class Terminal:
    """A program under a terminal that marks its frames (mode 2026); killed in the end."""

    def __init__(self, command: list[str], *, patience: float = 30) -> None:
        self._patience = patience
        self._began = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["TERM"] = "xterm-256color"
            os.execv(command[0], command)
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        self._painted = b""
        self._was_asked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    def press(self, keys: str) -> None:
        """Type keys; time is measured from here on."""
        self.quiet(0)
        self._began = time.perf_counter()
        os.write(self._terminal, keys.encode())

    def until(self, shown: str | Callable[[str], object]) -> float:
        """Read until all that was painted since the keys shows something; return milliseconds.

        The time is that of the end of the frame.
        """
        is_shown = (lambda text: shown in text) if isinstance(shown, str) else shown
        while not is_shown(_plain(self._painted)) or self._is_in_frame:
            if time.perf_counter() - self._began > 4 * self._patience:
                # Something else goes on being painted.
                raise TimeoutError(_plain(self._painted)[-2000:])
            self._read()
        return (time.perf_counter() - self._began) * 1000

    def frame(self) -> float:
        """Read until a frame is painted; return milliseconds since the keys."""
        while _FRAME_END not in self._painted:
            self._read()
        return (time.perf_counter() - self._began) * 1000

    def quiet(self, seconds: float) -> None:
        """Read until nothing has come for a while; a cursor that blinks is waited for no longer."""
        deadline = time.perf_counter() + 2 * seconds
        while select.select([self._terminal], [], [], seconds)[0]:
            self._read()
            if time.perf_counter() > deadline:
                break
        self._painted = b""

    def ended(self) -> None:
        """Read until the program has ended."""
        try:
            while True:
                self._read()
        except OSError:
            # What Linux says of a terminal that nobody has open any more; elsewhere it is an end.
            pass

    def resident(self) -> float:
        """Megabytes of the program that are in memory."""
        ps = ["ps", "-o", "rss=", "-p", str(self.process)]
        return int(subprocess.run(ps, capture_output=True, check=True).stdout) / 1024

    @property
    def _is_in_frame(self) -> bool:
        return self._painted.rfind(_FRAME_BEGIN) > self._painted.rfind(_FRAME_END)

    def _read(self) -> None:
        if not select.select([self._terminal], [], [], self._patience)[0]:
            raise TimeoutError(_plain(self._painted)[-2000:])
        self._painted += os.read(self._terminal, 1 << 16)
        if not self._was_asked and _ASKS_FOR_FRAMES in self._painted:
            self._was_asked = True
            os.write(self._terminal, _HAS_FRAMES)


def _plain(painted: bytes) -> str:
    """Return the words of what was painted; pieces that stand apart on lines of their own."""
    return _MOVES.sub(b"\n", _COLOURS.sub(b"", painted)).decode("utf-8", "replace")
