"""The keys that move in every list and sheet, whatever the screen."""

from __future__ import annotations

from collections import Counter

from newsreader.tui.commands.bindings import bindings_in_use

ROWS = {"down": 1, "up": -1}
"""Rows that commands move by."""

PAGES = {
    "half-page-down": 0.5,
    "half-page-up": -0.5,
    "page-down": 1.0,
    "page-up": -1.0,
    "read-on": 1.0,
}
"""Pages that commands move by."""


def moving_by_key() -> dict[str, str]:
    """Return the ids of the commands that move in every list, by the keys in use.

    Of a sequence its first key is enough, where no other begins with it.
    """
    bindings = bindings_in_use()
    ids = (*ROWS, *PAGES, "top", "bottom")
    pairs = [(keys, name) for name in ids for keys in bindings.of(name).keys]
    begun = Counter(keys.split()[0] for keys, _ in pairs)
    firsts = [(keys.split()[0], " " in keys, name) for keys, name in pairs]
    return {key: name for key, is_begun, name in firsts if not is_begun or begun[key] == 1}
