"""The panes of the reading screen: where they stand, which has the keyboard, what keys mean."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import MountError, Widget
from textual.widgets import Input

from newsreader.tui.commands import Command, Pane
from newsreader.tui.keymap import Keymap
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.command_bar import CommandBar
from newsreader.tui.widgets.feeds_pane import FeedsPane
from newsreader.tui.widgets.found_list import FoundList
from newsreader.tui.widgets.legend import Legend
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.search_box import SearchBox
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.welcome import Welcome

_TYPING = {
    "search": "Enter goes to what was found · Escape ends the search",
    "find": "Enter keeps the matches (n N step) · Escape ends the find",
}

_PATIENCE = 3.0
"""Seconds after which a key no longer waits for an answer."""


def _again(event: events.Key) -> events.Key:
    return events.Key(event.key, event.character)


class PanesScreen(Screen[None], inherit_bindings=False):
    """Lays the panes out by the width of the terminal and turns keys into commands.

    From 112 columns on the panes stand side by side; below, list and article take turns, and the
    feeds pane opens beside the list while it has the keyboard.
    """

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own declaration
        (0, "-narrow"),
        (112, "-medium"),
        (160, "-wide"),
    ]
    DEFAULT_CSS = """
    PanesScreen {
        layout: vertical;
        #panes { height: 1fr; }
        #feeds-side { width: 25; }
        #list-side { width: 2fr; }
        #article-side { width: 3fr; }
        #list-side, #article-side { border-left: vkey $surface; }
        FeedsPane, HeadlineList, ArticleView { height: 1fr; }
        #article-side.-open Welcome { display: none; }
        #article-side ArticleView { display: none; }
        #article-side.-open ArticleView { display: block; }
        #search, #find {
            height: 1;
            border: none;
            padding: 0 1;
            background: $surface;
            display: none;
        }
        #search.-open, #find.-open { display: block; }
        &.-wide {
            #feeds-side { width: 32; }
        }
        &.-medium {
            #list-side { width: 43; }
            #article-side { width: 1fr; }
        }
        &.-narrow {
            #list-side, #article-side { border-left: none; width: 1fr; }
            #feeds-side, #article-side { display: none; }
            &.-on-feeds #feeds-side { display: block; }
            &.-on-article {
                #list-side { display: none; }
                #article-side { display: block; }
            }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.pane = Pane.LIST
        self.keymap = Keymap()
        self._typed_ahead: list[events.Key] = []
        self._patience: Timer | None = None
        self.feeds_pane = FeedsPane(id="feeds")
        self.headlines = FoundList(id="headlines")
        self.article_view = ArticleView(id="article")
        self._widgets: dict[Pane, Widget] = {
            Pane.FEEDS: self.feeds_pane,
            Pane.LIST: self.headlines,
            Pane.ARTICLE: self.article_view,
        }
        self.is_whole = False
        self.welcome = Welcome()
        self.legend = Legend(id="legend")
        self.status = StatusLine()
        self.command_bar = CommandBar()
        self.search_box = SearchBox(id="search")
        self.find_box = Input(placeholder="Find in this article", id="find", compact=True)
        self.titles = {
            Pane.FEEDS: PaneTitle(id="feeds-title"),
            Pane.LIST: PaneTitle(id="list-title"),
            Pane.ARTICLE: PaneTitle(id="article-title"),
        }

    def compose(self) -> ComposeResult:
        """Put the panes side by side, the status line and the commands below."""
        with Horizontal(id="panes"):
            with Vertical(id="feeds-side"):
                yield self.titles[Pane.FEEDS]
                yield self.feeds_pane
            with Vertical(id="list-side"):
                yield self.titles[Pane.LIST]
                yield self.headlines
            with Vertical(id="article-side"):
                yield self.titles[Pane.ARTICLE]
                yield self.welcome
                yield self.article_view
        yield self.status
        yield self.command_bar

    def mount_rest(self) -> None:
        """Put in, after the first paint, what is not seen at first; keys wait for it."""
        self.call_after_refresh(self._mount_rest)

    async def _mount_rest(self) -> None:
        if not (self.headlines.is_mounted and self.article_view.is_mounted):
            self.call_after_refresh(self._mount_rest)
            return
        try:
            boxes = self.query_one("#list-side").mount(
                self.search_box, self.search_box.completions, before=self.headlines
            )
            below = self.query_one("#article-side").mount(self.find_box, self.legend)
        except (MountError, NoMatches):
            # The app is on its way out already.
            return
        await boxes
        await below
        self.is_whole = True
        self.release_keys()

    @property
    def pane_list(self) -> LineList:
        """The list to move in while a list has the keyboard."""
        return self.feeds_pane if self.pane is Pane.FEEDS else self.headlines

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; in a narrow terminal it is also the one to be seen."""
        self.pane = pane
        self.set_class(pane is Pane.FEEDS, "-on-feeds")
        self.set_class(pane is Pane.ARTICLE, "-on-article")
        # At once: a widget's own `focus` waits its turn, and the next key may come before.
        self.set_focus(self._widgets[pane], scroll_visible=False)
        self.command_bar.pane = pane
        for name, title in self.titles.items():
            title.set_class(name is pane, "-active")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that a mouse click gave to another pane."""
        if event.widget is not self.focused:
            # The news of a focus that has moved on since.
            return
        self.command_bar.typing = self.typing_words(event.widget)
        for pane, widget in self._widgets.items():
            if widget is event.widget and pane is not self.pane:
                self.focus_pane(pane)
                return

    def typing_words(self, box: Widget) -> str:
        """Return what Enter and Escape do in a box that is typed in."""
        return _TYPING.get(box.id or "", "")

    def on_key(self, event: events.Key) -> None:
        """Run the command that the key means here; other keys go their way."""
        if isinstance(self.focused, Input):
            if event.key in {"escape", "down", "tab"}:
                event.stop()
                event.prevent_default()
                self.leave_box(self.focused, is_cancelled=event.key == "escape")
            return
        if self.app.screen is not self:
            # Typed together with the key that opened a dialog: it is meant for that.
            self.app.post_message(_again(event))
        elif self.is_waiting:
            # What the key means is decided by an answer that is on its way.
            self._typed_ahead.append(event)
            self._wait()
        elif not self._take_key(event.key):
            return
        event.stop()
        event.prevent_default()

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is awaited before the next key can be understood."""
        raise NotImplementedError

    def release_keys(self) -> None:
        """Take the keys that were typed while answers were awaited."""
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        typed, self._typed_ahead = self._typed_ahead, []
        for number, event in enumerate(typed):
            if self.app.screen is not self or isinstance(self.focused, Input):
                for rest in typed[number:]:
                    self.call_after_refresh(self.app.post_message, _again(rest))
                return
            self._take_key(event.key)
            if self.is_waiting:
                self._typed_ahead = [*typed[number + 1 :], *self._typed_ahead]
                self._wait()
                return

    def _wait(self) -> None:
        if self._typed_ahead and self._patience is None:
            self._patience = self.set_timer(_PATIENCE, self.release_keys)

    def _take_key(self, key: str) -> bool:
        """Run the command that a key means here; False when it means nothing."""
        self.status.drop_hint()
        press = self.keymap.press(key, self.pane)
        self.status.pending = self.keymap.pending
        if press.command is not None:
            self.run_command(press.command, press.count)
        return press.command is not None or press.is_pending

    def leave_box(self, box: Input, *, is_cancelled: bool) -> None:
        """Leave the search or find box for its pane."""
        raise NotImplementedError

    def run_command(self, command: Command, count: int | None = None) -> None:
        """Carry out a command."""
        raise NotImplementedError
