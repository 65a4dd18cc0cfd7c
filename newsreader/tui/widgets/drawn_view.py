"""What lists and articles share: a view that draws its lines itself and says how many there are."""

from __future__ import annotations

from typing import ClassVar, Self

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class DrawnView(ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls over lines drawn by a subclass, which has what changes on the screen drawn anew.

    Another number of lines shows in the scroll bar only, and a layout that leaves the view where it
    was shows nowhere: Textual would draw all, or the bar, once more.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    DrawnView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        background: $background;
    }
    """

    virtual_size = Reactive(Size(0, 0), layout=True, repaint=False)
    _scrolled: tuple[Size, Size, bool] | None = None
    """What the scroll bar was fitted to: the lines, the room for them, and whether it was shown."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw all or some regions anew; before the first layout there is nothing to be drawn."""
        repaint = repaint and bool(self.size)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _scroll_update(self, virtual_size: Size) -> None:
        now = virtual_size, self.container_size, self.show_vertical_scrollbar
        if now != self._scrolled:
            super()._scroll_update(virtual_size)
            self._scrolled = virtual_size, self.container_size, self.show_vertical_scrollbar

    def _on_focus(self, event: events.Focus) -> None:
        # What the focus changes is a matter of styles; Textual would draw all in any case.
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))
