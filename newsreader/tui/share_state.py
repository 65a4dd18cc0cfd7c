"""What was used last to hand articles on, as the library remembers it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from newsreader.library.library import Library

_STATE = "sharing"


@dataclass(frozen=True, slots=True)
class ShareState:
    """The folder (empty for none yet) and ending of the last file, and the last command."""

    folder: str = ""
    ending: str = ".md"
    command: str = ""

    @classmethod
    def recalled(cls, library: Library) -> ShareState:
        """Return what the library remembers."""
        try:
            stored = json.loads(library.recall(_STATE) or "{}")
            return cls(**{key: str(stored[key]) for key in asdict(cls()) if key in stored})
        except (ValueError, TypeError):
            return cls()

    def remember(self, library: Library) -> None:
        """Let the library remember it."""
        library.remember(_STATE, json.dumps(asdict(self)))
