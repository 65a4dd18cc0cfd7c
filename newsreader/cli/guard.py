"""The last line of defence of every command: exit codes, closed pipes, and no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from newsreader.cli.output import complain

INTERRUPTED = 130
_DEBUG = "NEWSREADER_DEBUG"


def guarded(action: Callable[[], int]) -> int:
    """Run a command to its end, its output flushed, and return the exit code.

    A closed pipe ends it silently. Whatever else goes wrong is one line on standard error;
    `NEWSREADER_DEBUG=1` shows where it came from.
    """
    try:
        _prepare_streams()
        try:
            code = action()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        code = 1
        if os.environ.get(_DEBUG):
            raise
        complain(_in_words(error))
    _let_go_of_output()
    return code


def _in_words(error: Exception) -> str:
    if type(error).__name__ in {"LibraryError", "DamagedError", "NoWorkerError", "SettingsError"}:
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        what = error.filename or "the output"
        return f"{what}: {error.strerror}; check the disk and the permissions, and try again"
    if isinstance(error, MemoryError):
        return "there is not enough memory; close other programs and try again"
    return (
        f"an unexpected {type(error).__name__} ({error}); this is a fault of newsreader: please "
        f"report it with what {_DEBUG}=1 newsreader ... shows"
    )


def _prepare_streams() -> None:
    """Let nothing that is printed fail for a stream that is missing or knows few characters."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _let_go_of_output() -> None:
    """Flush what is left; if nobody takes it, keep Python from complaining at its own end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, stream.fileno())
                os.close(null)
