"""Ending with the app: commands that it starts as its jobs."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

_VARIABLE = "NEWSREADER_LIFELINE"
_INTERRUPTED = 130
_POLITE = 10


def hold_lifeline(*, gives_way: bool = False) -> None:
    """End this process at once when the app that started it closes its standard input, or dies.

    Only where NEWSREADER_LIFELINE=1 asks for it. Worker processes end with this one; what is
    acknowledged is in the library by then. What nobody waits for gives way: the app's keys come
    first.
    """
    if os.environ.get(_VARIABLE) != "1":
        return
    threading.Thread(target=_wait, daemon=True).start()
    if gives_way and sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(_POLITE)


def _wait() -> None:
    try:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    except (OSError, ValueError):
        pass
    os._exit(_INTERRUPTED)
