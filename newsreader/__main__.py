"""The program: without a command the app, otherwise the commands."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the program; return its exit code."""
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
    from newsreader.cli.commands import parse, run

    arguments = parse(sys.argv[1:])
    if arguments.command is not None:
        return run(arguments)
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        from newsreader.cli.output import complain

        complain("the app needs a terminal; run it in one, or use a command (newsreader --help)")
        return 2
    from newsreader.settings import Settings
    from newsreader.tui.app import run as run_app

    settings, problems = Settings.load(arguments.config, arguments.library)
    return run_app(settings, problems)


if __name__ == "__main__":
    sys.exit(main())
