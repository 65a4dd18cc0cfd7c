"""Every command once: bindings, palette, help and README's table of keys come from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pane(StrEnum):
    """A part of the screen that can have the keyboard."""

    FEEDS = "feeds"
    LIST = "list"
    ARTICLE = "article"


ALL_PANES = frozenset(Pane)
FEEDS = frozenset({Pane.FEEDS})
LIST = frozenset({Pane.LIST})
ARTICLE = frozenset({Pane.ARTICLE})
READING = LIST | ARTICLE


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can ask for.

    `keys` are Textual key names; a sequence is written with a blank between (`g g`). `label` is for
    the footer, `help` a sentence without its full stop. `in_footer` lists the panes whose footer
    shows the command.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    panes: frozenset[Pane]
    group: str
    in_footer: frozenset[Pane] = frozenset()


_EVERYWHERE = "Everywhere"
_MOVING = "Moving"
_HEADLINES = "Headlines and articles"
_ARTICLE = "An article"
_FEEDS = "Feeds pane"
_BROKEN = "Feeds with problems"
_FIGURES = "An article's figures"

COMMANDS = (
    Command("open", ("enter", "l", "right"), "open", "Open the article", LIST, _HEADLINES, LIST),
    Command(
        "read-on",
        ("space",),
        "read on",
        "Read on: open, page, then the next unread",
        READING,
        _HEADLINES,
        READING,
    ),
    Command(
        "next-unread", ("n",), "next unread", "Next unread article", READING, _HEADLINES, READING
    ),
    Command("previous-unread", ("p",), "", "Previous unread article", READING, _HEADLINES),
    Command("toggle-read", ("N",), "read/unread", "Mark read or unread", READING, _HEADLINES, LIST),
    Command(
        "toggle-bookmark",
        ("m",),
        "bookmark",
        "Bookmark, or take the bookmark away",
        READING,
        _HEADLINES,
        READING,
    ),
    Command("mark-all-read", ("A",), "all read", "Mark the whole list read", LIST, _HEADLINES),
    Command("delete", ("D",), "", "Delete the article", READING, _HEADLINES),
    Command("open-in-browser", ("o",), "browser", "Open in the browser", READING, _HEADLINES),
    Command(
        "open-in-browser-and-mark-read",
        ("O",),
        "",
        "Open in the browser and mark read",
        READING,
        _HEADLINES,
    ),
    Command("copy-link", ("y",), "", "Copy the link", READING, _HEADLINES),
    Command("toggle-show-read", ("full_stop",), "", "Show or hide what is read", LIST, _HEADLINES),
    Command("toggle-order", ("s",), "", "Newest or oldest first", LIST, _HEADLINES),
    Command("focus-feeds", ("h", "left"), "feeds", "Go to the feeds pane", LIST, _HEADLINES, LIST),
    Command("clear-search", ("escape",), "", "End the search", LIST | FEEDS, _HEADLINES),
    Command(
        "close-article",
        ("h", "left", "escape"),
        "back",
        "Back to the headlines",
        ARTICLE,
        _ARTICLE,
        ARTICLE,
    ),
    Command("next-article", ("J",), "", "Next article", ARTICLE, _ARTICLE),
    Command("previous-article", ("K",), "", "Previous article", ARTICLE, _ARTICLE),
    Command("page-back", ("backspace",), "", "A page back", ARTICLE, _ARTICLE),
    Command("article-before", ("ctrl+o",), "", "Back to the article before", ARTICLE, _ARTICLE),
    Command(
        "full-text",
        ("x",),
        "full text",
        "Fetch the full text; then switch between it and the summary",
        ARTICLE,
        _ARTICLE,
        ARTICLE,
    ),
    Command(
        "next-mention",
        ("right_square_bracket",),
        "name/figure",
        "Next name or figure",
        ARTICLE,
        _ARTICLE,
        ARTICLE,
    ),
    Command(
        "previous-mention",
        ("left_square_bracket",),
        "",
        "Previous name or figure",
        ARTICLE,
        _ARTICLE,
    ),
    Command(
        "correct-name",
        ("c",),
        "",
        "Correct a name: its kind, or that it is none",
        ARTICLE,
        _ARTICLE,
    ),
    Command(
        "list-figures",
        ("I",),
        "figures",
        "List the figures, each with its sentence and value",
        ARTICLE,
        _ARTICLE,
        ARTICLE,
    ),
    Command(
        "cycle-marked",
        ("v",),
        "marks",
        "What is marked: all, names, figures, none, one kind",
        ARTICLE,
        _ARTICLE,
        ARTICLE,
    ),
    Command(
        "shift-left", ("less_than_sign",), "", "Shift wide code to the left", ARTICLE, _ARTICLE
    ),
    Command(
        "shift-right", ("greater_than_sign",), "", "Shift wide code to the right", ARTICLE, _ARTICLE
    ),
    Command(
        "open-feed", ("enter", "l", "right"), "headlines", "Its headlines", FEEDS, _FEEDS, FEEDS
    ),
    Command("fold", ("z",), "fold", "Fold or unfold the folder", FEEDS, _FEEDS),
    Command(
        "edit-feed",
        ("E",),
        "edit",
        "Edit the feed: title, folder, address, login, interval, full text",
        ALL_PANES,
        _FEEDS,
        FEEDS,
    ),
    Command(
        "unsubscribe", ("D",), "unsubscribe", "Unsubscribe from the feed", FEEDS, _FEEDS, FEEDS
    ),
    Command(
        "mark-feed-read", ("A",), "all read", "Mark all its articles read", FEEDS, _FEEDS, FEEDS
    ),
    Command(
        "subscribe",
        ("a",),
        "add feed",
        "Subscribe to a feed, or save a page to read later",
        ALL_PANES,
        _EVERYWHERE,
        FEEDS | LIST,
    ),
    Command(
        "refresh-all", ("R",), "refresh", "Refresh all feeds", ALL_PANES, _EVERYWHERE, FEEDS | LIST
    ),
    Command("refresh-feed", ("r",), "", "Refresh this feed", ALL_PANES, _EVERYWHERE),
    Command("stop-refresh", ("ctrl+x",), "", "Stop the refresh", ALL_PANES, _EVERYWHERE),
    Command(
        "broken-feeds", ("exclamation_mark",), "", "Feeds with problems", ALL_PANES, _EVERYWHERE
    ),
    Command(
        "search",
        ("slash",),
        "search",
        "Search the library; in an article, find in it",
        ALL_PANES,
        _EVERYWHERE,
        ALL_PANES,
    ),
    Command("bookmarks", ("B",), "", "Show the bookmarks", ALL_PANES, _EVERYWHERE),
    Command("next-feed", ("ctrl+n",), "", "Next feed with unread articles", ALL_PANES, _EVERYWHERE),
    Command(
        "previous-feed",
        ("ctrl+p",),
        "",
        "Previous feed with unread articles",
        ALL_PANES,
        _EVERYWHERE,
    ),
    Command("next-pane", ("tab",), "", "Next pane", ALL_PANES, _EVERYWHERE),
    Command("previous-pane", ("shift+tab",), "", "Previous pane", ALL_PANES, _EVERYWHERE),
    Command("undo", ("u",), "undo", "Take back the last change", ALL_PANES, _EVERYWHERE, LIST),
    Command("redo", ("ctrl+r",), "", "Do it again", ALL_PANES, _EVERYWHERE),
    Command("palette", ("colon",), "commands", "Command palette", ALL_PANES, _EVERYWHERE),
    Command("help", ("question_mark",), "help", "This help", ALL_PANES, _EVERYWHERE, ALL_PANES),
    Command("back", ("q",), "", "Back, and at the top quit", ALL_PANES, _EVERYWHERE),
    Command("quit", ("Q",), "quit", "Quit", ALL_PANES, _EVERYWHERE, FEEDS),
    Command("down", ("j", "down"), "", "Down", ALL_PANES, _MOVING),
    Command("up", ("k", "up"), "", "Up", ALL_PANES, _MOVING),
    Command("half-page-down", ("ctrl+d",), "", "Half a page down", ALL_PANES, _MOVING),
    Command("half-page-up", ("ctrl+u",), "", "Half a page up", ALL_PANES, _MOVING),
    Command("page-down", ("ctrl+f", "pagedown"), "", "A page down", ALL_PANES, _MOVING),
    Command("page-up", ("ctrl+b", "pageup"), "", "A page up", ALL_PANES, _MOVING),
    Command("top", ("g g", "home"), "", "To the top", ALL_PANES, _MOVING),
    Command("bottom", ("G", "end"), "", "To the end", ALL_PANES, _MOVING),
)

_NO_PANE: frozenset[Pane] = frozenset()

BROKEN_FEEDS_COMMANDS = (
    Command("retry-feed", ("enter", "r"), "retry", "Check the feed again", _NO_PANE, _BROKEN),
    Command(
        "find-address", ("f",), "find address", "Look for the feed's new address", _NO_PANE, _BROKEN
    ),
    Command("edit-broken-feed", ("E",), "edit", "Edit the feed", _NO_PANE, _BROKEN),
    Command("drop-feed", ("D",), "unsubscribe", "Unsubscribe from the feed", _NO_PANE, _BROKEN),
    Command("undo-here", ("u",), "undo", "Take back the last change", _NO_PANE, _BROKEN),
    Command("leave", ("q", "escape"), "back", "Back to reading", _NO_PANE, _BROKEN),
)
"""What can be done on the screen of the feeds with problems."""

FIGURES_COMMANDS = (
    Command("go-to-figure", ("enter", "l", "right"), "go there", "Go to it", _NO_PANE, _FIGURES),
    Command("leave-figures", ("q", "escape", "h", "left", "I"), "back", "Back", _NO_PANE, _FIGURES),
)
"""What can be done on the screen of an article's figures."""

BY_ID = {command.id: command for command in COMMANDS}

_KEY_NAMES = {
    "enter": "Enter",
    "space": "Space",
    "escape": "Escape",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "slash": "/",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}


def key_name(keys: str) -> str:
    """Return a key or a sequence of keys as it is written on the keyboard: `g g` -> `gg`."""
    names = [_KEY_NAMES.get(key, key.replace("ctrl+", "Ctrl+")) for key in keys.split(" ")]
    return "".join(names)


def key_names(command: Command) -> str:
    """Return all the keys of a command in words, the first being the one to learn."""
    return " ".join(key_name(keys) for keys in command.keys)


def groups() -> dict[str, list[Command]]:
    """Return the commands by group, in the order in which help shows them."""
    order = (_EVERYWHERE, _MOVING, _HEADLINES, _ARTICLE, _FIGURES, _FEEDS, _BROKEN)
    every = (*COMMANDS, *BROKEN_FEEDS_COMMANDS, *FIGURES_COMMANDS)
    return {group: [c for c in every if c.group == group] for group in order}
