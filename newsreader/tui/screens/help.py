"""The help: every command with its keys, made from the command list."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.commands import Pane, groups, key_names
from newsreader.tui.completion import EXAMPLES, KEYS_IN_WORDS
from newsreader.tui.widgets.feeds_pane import ERROR_SIGN, SEARCH_SIGN
from newsreader.tui.widgets.headline_list import (
    BOOKMARK_SIGN,
    CHANGED_SIGN,
    FULL_TEXT_SIGN,
    UNREAD_SIGN,
)

_KEYS_WIDTH = 20

_BEST_FIRST = "Words find what begins with them. Enter lists the best first, s changes the order."

_SIGNS = (
    (UNREAD_SIGN, "Unread"),
    (CHANGED_SIGN, "Changed by its feed since you read it"),
    (BOOKMARK_SIGN, "Bookmarked"),
    (FULL_TEXT_SIGN, "With its full text"),
    (ERROR_SIGN, "A feed whose last check failed: with the cursor on it, the last line says why"),
    (SEARCH_SIGN, "A saved search"),
)


class HelpScreen(ModalScreen[None]):
    """A page of keys over the reading screen."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 60%;
        & > VerticalScroll {
            width: 78;
            max-width: 100%;
            height: auto;
            max-height: 90%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
            border-title-color: $text;
        }
        Static { width: 1fr; height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,Q,enter", "close", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown,ctrl+f,ctrl+d", "move(15)", show=False),
        Binding("backspace,pageup,ctrl+b,ctrl+u", "move(-15)", show=False),
        Binding("G,end", "move(9999)", show=False),
        Binding("g,home", "move(-9999)", show=False),
    ]

    def __init__(self, pane: Pane) -> None:
        super().__init__()
        self._pane = pane

    def compose(self) -> ComposeResult:
        """Put the page in the middle."""
        with VerticalScroll() as page:
            page.border_title = "Keys"
            page.border_subtitle = "j k move · q closes"
            yield Static(help_content())

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()

    def action_move(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def help_content() -> Content:
    """Return the keys of every command by group, the search language, the signs in the lists."""
    parts: list[Content | str | tuple[str, str]] = [
        "A number before a key repeats it: 5j goes five down.\n"
    ]
    for group, commands in groups().items():
        parts.append((f"\n{group}\n", "bold $accent"))
        for command in commands:
            parts.append((f"  {key_names(command):<{_KEYS_WIDTH}}", "bold"))
            parts.append(f" {command.help}\n")
    parts.append(("\nSearching\n", "bold $accent"))
    for key, words in KEYS_IN_WORDS.items():
        parts.append((f"  {key + ':':<{_KEYS_WIDTH}}", "bold"))
        parts.append(f" {words[0].upper()}{words[1:]}\n")
    for example, words in EXAMPLES:
        parts.append((f"  {example:<{_KEYS_WIDTH}}", "bold"))
        parts.append(f" {words[0].upper()}{words[1:]}\n")
    parts.append(f"  {_BEST_FIRST}\n")
    parts.append(("\nSigns in the lists\n", "bold $accent"))
    for sign, words in _SIGNS:
        parts.append((f"  {sign:<{_KEYS_WIDTH}}", "bold"))
        parts.append(f" {words}\n")
    return Content.assemble(*parts)
