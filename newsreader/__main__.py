"""The program: without a command the app, otherwise the commands."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.settings import Settings


def main() -> int:
    """Run the program; return its exit code."""
    # Importing makes many objects and no garbage.
    gc.disable()
    try:
        from newsreader.cli.guard import INTERRUPTED, guarded

        code = guarded(_main)
        if code != INTERRUPTED:
            return code
    except KeyboardInterrupt:
        pass
    # Ctrl-C means now: nothing that is still under way is waited for.
    os._exit(130)


def _main() -> int:
    paths = _paths(sys.argv[1:])
    if paths is None:
        from newsreader.cli.commands import parse, run

        arguments = parse(sys.argv[1:])
        if arguments.command is not None:
            gc.enable()
            arguments.app_mistakes = _app_mistakes
            return run(arguments)
        paths = {"--library": arguments.library, "--config": arguments.config}
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        from newsreader.cli.output import complain

        complain("the app needs a terminal; run it in one, or use a command (newsreader --help)")
        return 2
    _import_event_loop()
    from newsreader.settings import Settings
    from newsreader.tui.app import run as run_app

    settings, problems = Settings.load(paths.get("--config"), paths.get("--library"))
    return run_app(settings, problems)


def _app_mistakes(settings: Settings) -> list[str]:
    """Return what the app has to say about the settings, for the command that looks at them."""
    from newsreader.tui.mistakes import mistakes

    return mistakes(settings)


def _import_event_loop() -> None:
    """Import asyncio as where Python has no TLS: the app itself never talks to the network."""
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    # OpenSSL takes as long to load as all of our widgets. What asks for ssl later gets it.
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _paths(words: list[str]) -> dict[str, Path] | None:
    """Return the files that a command line names that asks for the app, as most do; or None.

    The parser of all commands, which is the one to complain as well, takes a while to make.
    """
    names, values = words[::2], words[1::2]
    if len(names) != len(values) or not {"--library", "--config"}.issuperset(names):
        return None
    if any(value[:1] in ("", "-", "~") or "\0" in value for value in values):
        return None
    return {name: Path(value) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    sys.exit(main())
