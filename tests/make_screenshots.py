"""Makes screenshots/ from the real app: `python -m tests.make_screenshots [NAME ...]`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from resvg_py import svg_to_bytes

from tests.feed_server import FeedServer
from tests.shots.library import make_library
from tests.shots.picture import make_pictured
from tests.shots.states import STATES
from tests.tui.app_driver import running
from tests.tui.rising_library import fill_rising

FOLDER = Path(__file__).parent.parent / "screenshots"
SIZE = (120, 40)
_EVENING = 18 * 60 + 30
"""The minute of the day at which pictures are taken."""

_FONT = "DejaVu Sans Mono"


def _nothing(path: Path) -> None:
    """Leave the library to the app: a first start."""


LIBRARIES: dict[str, Callable[[Path], None]] = {
    "first-start": _nothing,
    "name-page": fill_rising,
    "rising-names": fill_rising,
}
"""What makes the library of a shot, where it is not the usual one."""

SETTINGS = dict.fromkeys(("paper", "paper-list"), 'theme = "paper"\n')
"""The settings of a shot, where they are not the default."""

COLOURLESS = frozenset({"plain", "plain-list"})
"""Shots of a terminal under NO_COLOR."""

SIXTEEN = frozenset({"ansi", "ansi-list"})
"""Shots of a terminal that has sixteen colours."""

SIZES = {"main-80x24": (80, 24), "reading-80x24": (80, 24), "main-200x60": (200, 60)}
"""The sizes of shots, where they are not the usual one."""


async def shoot(name: str) -> str:
    """Open the app on a new library, go to a state, and return the screen as SVG."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        FeedServer() as server,
    ):
        os.environ["HOME"] = folder
        path = Path(folder) / "library.db"
        if name == "picture":
            make_pictured(path, server)
        else:
            LIBRARIES.get(name, make_library)(path)
        config = "refresh_interval = 0\n" + SETTINGS.get(name, "")
        async with running(path, size=SIZES.get(name, SIZE), config=config) as app:
            await app.until(lambda: app.titles())
            await app.app.workers.wait_for_complete()
            await STATES[name](app)
            await app.pilot.pause(0.2)
            svg = app.app.export_screenshot(title="newsreader")
    # Rich names its classes by a digest of what changes at each run.
    return re.sub(r"terminal-\d+", "terminal", svg)


def to_png(svg: str) -> bytes:
    """Return a picture of the screen."""
    return bytes(svg_to_bytes(svg_string=svg.replace("Fira Code", _FONT)))


def _evening() -> str:
    """Return a time zone in which it is evening: what is of today and how old do not change."""
    now = datetime.now(UTC)
    minutes = now.hour * 60 + now.minute - _EVENING
    sign = "-" if minutes < 0 else "+"
    return f"EVE{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _set_terminal(name: str) -> None:
    """Set the environment to that of the terminal of a shot."""
    for variable in ("NO_COLOR", "COLORTERM"):
        os.environ.pop(variable, None)
    # The samples are of fixed days.
    zone = "UTC" if LIBRARIES.get(name) is _nothing else _evening()
    os.environ |= {"TZ": zone, "TERM": "xterm-256color"}
    time.tzset()
    if name in SIXTEEN:
        os.environ["TERM"] = "xterm-16color"
        return
    os.environ["COLORTERM"] = "truecolor"
    if name in COLOURLESS:
        os.environ["NO_COLOR"] = "1"


def main(names: Sequence[str] = (), folder: Path = FOLDER) -> None:
    """Write SVG and PNG of the shots named, or of all."""
    folder.mkdir(exist_ok=True)
    for name in names or STATES:
        _set_terminal(name)
        svg = asyncio.run(shoot(name))
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        (folder / f"{name}.png").write_bytes(to_png(svg))


if __name__ == "__main__":
    main(sys.argv[1:])
