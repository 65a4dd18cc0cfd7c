"""Runs a command that opens the app in a terminal of its own, and quits it.

Usage: open_app.py COMMAND. Fails unless a sample's name comes on the screen and Q ends the app
with exit code 0. Only the standard library, for it runs before anything is installed.
"""

import os
import pty
import select
import struct
import sys
import termios
import time
from fcntl import ioctl

_DEADLINE = 300
_AWAITED = b"Caesar"


def main(command: str) -> int:
    """Open, wait for the samples, quit; return the exit code."""
    os.makedirs(os.environ["HOME"], exist_ok=True)  # noqa: PTH103
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp("bash", ["bash", "-c", command])  # noqa: S606
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, has_quit, deadline = b"", False, time.monotonic() + _DEADLINE
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 1)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        if _AWAITED in seen and not has_quit:
            os.write(terminal, b"Q")
            has_quit = True
    else:
        print(seen[-2000:].decode("utf-8", "replace"))  # noqa: T201
        print("The app did not open and close in time.")  # noqa: T201
        return 1
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if status != 0 or not has_quit:
        print(seen[-2000:].decode("utf-8", "replace"))  # noqa: T201
        print(f"Exit code {status}; the samples were {'' if has_quit else 'not '}seen.")  # noqa: T201
        return 1
    print("The app opened on the samples and quit.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
