"""Sets of keys to choose from: newsboat's own."""

from __future__ import annotations

from collections.abc import Mapping

NEWSBOAT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "open": ("enter", ("open", "open-feed", "open-name")),
    "quit": ("q", ("back",)),
    "hard-quit": ("Q", ("quit",)),
    "reload": ("r", ("refresh-feed",)),
    "reload-all": ("R", ("refresh-all",)),
    "mark-feed-read": ("A", ("mark-all-read", "mark-feed-read")),
    "mark-all-feeds-read": ("C", ("mark-all-feeds-read",)),
    "save": ("s", ("write",)),
    "next-unread": ("n", ("next-unread",)),
    "prev-unread": ("p", ("previous-unread",)),
    "next": ("J", ("next-article", "down")),
    "prev": ("K", ("previous-article", "up")),
    "open-in-browser": ("o", ("open-in-browser",)),
    "open-in-browser-and-mark-read": ("O", ("open-in-browser-and-mark-read",)),
    "help": ("question_mark", ("help",)),
    "toggle-article-read": ("N", ("toggle-read",)),
    "toggle-show-read-feeds": ("l", ("toggle-show-read", "hide-read-feeds")),
    "show-urls": ("u", ("list-links",)),
    "open-search": ("slash", ("search",)),
    "goto-url": ("number_sign", ("link-hints",)),
    "enqueue": ("e", ("list-files",)),
    "edit-urls": ("E", ("edit-feed",)),
    "redraw": ("ctrl+l", ("redraw",)),
    "cmdline": ("colon", ("palette",)),
    "set-filter": ("F", ("filter",)),
    "clear-filter": ("ctrl+f", ("clear-search",)),
    "bookmark": ("ctrl+b", ("toggle-bookmark",)),
    "next-unread-feed": ("ctrl+n", ("next-feed",)),
    "prev-unread-feed": ("ctrl+p", ("previous-feed",)),
    "next-feed": ("j", ("following-feed",)),
    "prev-feed": ("k", ("preceding-feed",)),
    "delete-article": ("D", ("delete",)),
    "pipe-to": ("vertical_line", ("pipe",)),
    "sort": ("g", ("toggle-order",)),
    "rev-sort": ("G", ("toggle-order",)),
    "up": ("up", ("up",)),
    "down": ("down", ("down",)),
    "pageup": ("pageup", ("page-up",)),
    "pagedown": ("pagedown", ("page-down",)),
    "home": ("home", ("top",)),
    "end": ("end", ("bottom",)),
}
"""newsboat's operations that we have: its default key, and our commands for it.

Source: newsboat's documentation, its list of operations (doc/keycmds.dsv, version 2.4x).
"""

NEWSBOAT_ALONE: Mapping[str, str] = {
    "random-unread": "ctrl+k",
    "toggle-source-view": "ctrl+u",
    "set-tag": "t",
    "clear-tag": "ctrl+t",
    "reload-urls": "ctrl+r",
    "select-filter": "f",
    "edit-flags": "ctrl+e",
    "delete-all-articles": "ctrl+d",
    "purge-deleted": "dollar_sign",
    "view-dialogs": "v",
    "close-dialog": "ctrl+x",
    "next-dialog": "ctrl+v",
    "prev-dialog": "ctrl+g",
    "macro-prefix": "comma",
}
"""newsboat's operations that we have not, and their keys: they run nothing else with its preset."""

# What gives its key to newsboat, and has no other, gets one that newsboat leaves alone.
_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "undo": ("U",),
    "searched-name": ("ctrl+o",),
    "redo": ("ctrl+y",),
    "stop-refresh": ("ctrl+s",),
    "cycle-marked": ("asterisk",),
    "unsubscribe": ("X",),
    "move-source-down": ("ctrl+down",),
    "move-source-up": ("ctrl+up",),
    "clear-search": ("escape",),
    "open": ("right",),
    "open-feed": ("right",),
    "close-article": ("h", "left"),
    "down": ("j",),
    "up": ("k",),
}


def _newsboat() -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {}
    for key, command_ids in NEWSBOAT.values():
        for command_id in command_ids:
            keys[command_id] = (*keys.get(command_id, ()), key)
    for command_id, more in _ELSEWHERE.items():
        keys[command_id] = (*keys.get(command_id, ()), *more)
    return keys


PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"default": {}, "newsboat": _newsboat()}
"""The keys of commands, by the name of a preset and the command's id."""

KEPT_FREE: Mapping[str, frozenset[str]] = {
    "default": frozenset(),
    "newsboat": frozenset((*NEWSBOAT_ALONE.values(), *(key for key, _ in NEWSBOAT.values()))),
}
"""Keys that the commands' own defaults leave alone with a preset."""
