"""Where the reader was: kept in the library between starts."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from newsreader.model.headline import Key
from newsreader.tui.commands import Pane
from newsreader.tui.sources import ALL

STATE_NAME = "place"


class Place(NamedTuple):
    """The source listed, the headline under the cursor, and the article open with its scroll.

    With `is_quiet_hidden` feeds without unread articles are not in the feeds pane. `position` is
    the code point of the article's text at the top of the reader. The widths of panes are in
    columns, 0 where none was asked for.
    """

    source_id: str = ALL
    is_read_hidden: bool = False
    oldest_first: bool = False
    sort_at: str | None = None
    headline_id: int | None = None
    article_id: int | None = None
    position: int = 0
    pane: str = Pane.LIST.value
    folded: tuple[str, ...] = ()
    is_quiet_hidden: bool = False
    feeds_width: int = 0
    list_width: int = 0

    @property
    def anchor(self) -> Key | None:
        """The key of the headline under the cursor."""
        if self.sort_at is None or self.headline_id is None:
            return None
        return Key(datetime.fromisoformat(self.sort_at), self.headline_id)

    def dumps(self) -> str:
        """Return the place as it is stored."""
        return json.dumps(self._asdict())

    @classmethod
    def loads(cls, stored: str | None) -> Place:
        """Make a place of what was stored; anything unusable gives the start."""
        if not stored:
            return cls()
        try:
            values = json.loads(stored)
            place = cls(**{**values, "folded": tuple(values.get("folded", ()))})
            Pane(place.pane)
            _ = place.anchor, place.feeds_width + place.list_width
        except (ValueError, TypeError):
            return cls()
        return place
