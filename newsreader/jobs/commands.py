"""Starting the user's own commands: without a shell, apart from us, and without a word."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from newsreader.model.text import clean_line


class StartError(Exception):
    """A command could not be started; the message is why, in a few words."""


def start(
    words: Sequence[str], environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a command that has nothing to read and whose output is dropped; raises `StartError`.

    What it prints must not land on the screen, and what ends us must not end it.
    """
    try:
        return subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StartError(clean_line(reason)) from None
