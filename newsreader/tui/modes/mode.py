"""What a mode is."""

from __future__ import annotations

from typing import Protocol


class Mode(Protocol):
    """Takes keys before the commands do, until it ends or is ended."""

    @property
    def footer(self) -> str:
        """What the keys do now, for the foot of the screen."""

    def take(self, key: str) -> bool:
        """Take a key (Textual's name of it); False when it means nothing here."""

    def close(self) -> None:
        """Leave nothing of it on the screen; the screen calls this once, when it is over."""
