"""The panes of the reading screen: where they stand, and which has the keyboard."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import MountError, Widget

from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of
from newsreader.tui.widgets.backdrop import Row, Side, even_lines
from newsreader.tui.widgets.command_bar import CommandBar
from newsreader.tui.widgets.feeds_pane import FeedsPane
from newsreader.tui.widgets.found_list import FoundList
from newsreader.tui.widgets.line_list import LineList
from newsreader.tui.widgets.pane_title import PaneTitle
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.widgets.article_view import ArticleView
    from newsreader.tui.widgets.legend import Legend
    from newsreader.tui.widgets.search_box import SearchBox
    from newsreader.tui.widgets.typing_box import TypingBox


def _typing(box_id: str) -> str:
    """Return what Enter and Escape do in a box, for the footer; empty for another widget."""
    if box_id == "search":
        return "Enter goes to what was found · Escape ends the search"
    if box_id == "filter":
        return "Enter keeps the filter · Escape ends it"
    if box_id == "find":
        step = f"{key_of('next-unread')} {key_of('toggle-read')}"
        return f"Enter keeps the matches ({step} step) · Escape ends the find"
    return ""


WIDE = 112
"""Columns from which on the panes stand side by side."""

_WIDTHS = ((0, "-narrow"), (WIDE, "-medium"), (160, "-wide"))
"""The classes of a screen by the columns from which on it has them."""

_PANES = {"feeds": Pane.FEEDS, "headlines": Pane.LIST, "article": Pane.ARTICLE}
"""The panes by the ids of the widgets that have the keyboard in them."""


class PanesScreen(Screen[None], inherit_bindings=False):
    """Lays the panes out by the width of the terminal.

    From `WIDE` columns on the panes stand side by side; below, list and article take turns, and the
    feeds pane opens beside the list while it has the keyboard.
    """

    # What the focus changes draws itself; Textual's own declaration draws the whole screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    virtual_size = Reactive(Size(0, 0), repaint=False)
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = list(_WIDTHS)  # noqa: RUF012 - Textual's own declaration
    DEFAULT_CSS = """
    PanesScreen {
        layout: vertical;
        ToastRack { margin-bottom: 2; }
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

    def __init_subclass__(cls, *, is_whole: bool = False) -> None:
        """Prepare for Textual only the screen that `is_whole`.

        The classes between are its parts, and none is ever shown: preparing them all would take as
        long as painting the first frame.
        """
        if is_whole:
            super().__init_subclass__()

    def __init__(self) -> None:
        width = self.app.size.width
        # Known from the first frame on, or the panes would stand elsewhere in the second one.
        super().__init__(classes=[name for least, name in _WIDTHS if width >= least][-1])
        self.pane = Pane.LIST
        self.feeds_pane = FeedsPane(id="feeds")
        self.headlines = FoundList(id="headlines")
        self.is_whole = False
        self.status = StatusLine()
        self.command_bar = CommandBar()
        self.titles = {
            Pane.FEEDS: PaneTitle(id="feeds-title"),
            Pane.LIST: PaneTitle(id="list-title", classes="-active"),
            Pane.ARTICLE: PaneTitle(id="article-title"),
        }

    # What the first frame does not show is made after it, when it is put in.

    @cached_property
    def article_view(self) -> ArticleView:
        """The open article."""
        from newsreader.tui.widgets.article_view import ArticleView

        view = ArticleView(id="article")
        self.set_up(view)
        return view

    def set_up(self, view: ArticleView) -> None:
        """Make a view show articles as the settings say."""
        raise NotImplementedError

    @cached_property
    def legend(self) -> Legend:
        """What the styles in the article mark."""
        from newsreader.tui.widgets.legend import Legend

        return Legend(id="legend")

    @cached_property
    def search_box(self) -> SearchBox:
        """Where a search is typed."""
        from newsreader.tui.widgets.search_box import SearchBox

        return SearchBox(id="search")

    @cached_property
    def find_box(self) -> TypingBox:
        """Where one types what to find in the article."""
        from newsreader.tui.widgets.typing_box import TypingBox

        return TypingBox(placeholder="Find in this article", id="find")

    def compose(self) -> ComposeResult:
        """Put the panes side by side, the status line and the commands below."""
        with Row(id="panes"):
            with Side(id="feeds-side"):
                yield self.titles[Pane.FEEDS]
                yield self.feeds_pane
            with Side(id="list-side"):
                yield self.titles[Pane.LIST]
                yield self.headlines
            with Side(id="article-side"):
                yield self.titles[Pane.ARTICLE]
        yield self.status
        yield self.command_bar

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        event.prevent_default()
        is_first = not self.stack_updates
        # Before the first frame all has just been styled, as it was put in.
        event.refresh_styles = event.refresh_styles and not is_first
        super()._on_screen_resume(event)
        if is_first:
            # And it is all painted by now.
            self._repaint_required = False

    def mount_rest(self) -> None:
        """Put in, after the first paint, what is not seen at first; keys wait for it."""
        self.call_after_refresh(self._mount_rest)

    async def _mount_rest(self) -> None:
        if not self.headlines.is_mounted:
            self.call_after_refresh(self._mount_rest)
            return
        from newsreader.tui.widgets.welcome import Welcome

        try:
            boxes = self.query_one("#list-side").mount(self.search_box, before=self.headlines)
            below = self.query_one("#article-side").mount(
                Welcome(), self.article_view, self.find_box, self.legend
            )
        except (MountError, NoMatches):
            # The app is on its way out already.
            return
        await boxes
        await below
        self.is_whole = True
        if self.pane is Pane.ARTICLE:
            self.focus_pane(self.pane)
        self.become_whole()

    def become_whole(self) -> None:
        """Show in what was put in after the first paint what the reader left there."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is behind all panes."""
        return even_lines(super().render_lines, crop)

    @property
    def pane_list(self) -> LineList:
        """The list to move in while a list has the keyboard."""
        return self.feeds_pane if self.pane is Pane.FEEDS else self.headlines

    def focus_pane(self, pane: Pane) -> None:
        """Give the keyboard to a pane; in a narrow terminal it is also the one to be seen."""
        former, self.pane = self.pane, pane
        has_class = {"-on-feeds": pane is Pane.FEEDS, "-on-article": pane is Pane.ARTICLE}
        # Only the sides are styled by them, and side by side these stay as they are.
        self.update_classes(has_class, update=False)
        # At once: a widget's own `focus` waits its turn, and the next key may come before.
        if pane is not Pane.ARTICLE:
            self.set_focus(self.pane_list, scroll_visible=False)
        elif self.is_whole:
            self.set_focus(self.article_view, scroll_visible=False)
        self.command_bar.pane = pane
        for name, title in self.titles.items():
            title.set_class(name is pane, "-active")
        if self.has_class("-narrow") and self.pane is not former:
            # At once as well: no frame has the keyboard in one pane and shows another.
            for side in self.query(Side):
                self.app.stylesheet.apply(side)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that a mouse click gave to another pane."""
        if event.widget is not self.focused:
            # The news of a focus that has moved on since.
            return
        self.command_bar.typing = self.typing_words(event.widget)
        pane = _PANES.get(event.widget.id or "")
        if pane is not None and pane is not self.pane:
            self.focus_pane(pane)

    def typing_words(self, box: Widget) -> str:
        """Return what Enter and Escape do in a box that is typed in."""
        return _typing(box.id or "")
