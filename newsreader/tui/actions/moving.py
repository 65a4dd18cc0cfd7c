"""Moving in the pane that has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.registry import action
from newsreader.tui.commands import Pane

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("down")
def down(screen: ReadingScreen, count: int | None) -> None:
    """Move down by rows or lines."""
    _move(screen, count or 1)


@action("up")
def up(screen: ReadingScreen, count: int | None) -> None:
    """Move up by rows or lines."""
    _move(screen, -(count or 1))


@action("half-page-down")
def half_page_down(screen: ReadingScreen, count: int | None) -> None:
    """Move down by half pages."""
    _move_pages(screen, 0.5 * (count or 1))


@action("half-page-up")
def half_page_up(screen: ReadingScreen, count: int | None) -> None:
    """Move up by half pages."""
    _move_pages(screen, -0.5 * (count or 1))


@action("page-down")
def page_down(screen: ReadingScreen, count: int | None) -> None:
    """Move down by pages."""
    _move_pages(screen, count or 1)


@action("page-up")
def page_up(screen: ReadingScreen, count: int | None) -> None:
    """Move up by pages."""
    _move_pages(screen, -(count or 1))


@action("top")
def top(screen: ReadingScreen, count: int | None) -> None:
    """Go to the top, or to the row of the count."""
    if screen.pane is Pane.ARTICLE:
        screen.article_view.scroll_top()
    else:
        screen.pane_list.move_to((count or 1) - 1)


@action("bottom")
def bottom(screen: ReadingScreen, count: int | None) -> None:
    """Go to the end, or to the row of the count."""
    if screen.pane is Pane.ARTICLE:
        screen.article_view.scroll_bottom()
    else:
        screen.pane_list.move_to((count or screen.pane_list.row_count) - 1)


def _move(screen: ReadingScreen, rows: int) -> None:
    if screen.pane is Pane.ARTICLE:
        screen.article_view.scroll_lines(rows)
    else:
        screen.pane_list.move(rows)


def _move_pages(screen: ReadingScreen, pages: float) -> None:
    if screen.pane is Pane.ARTICLE:
        screen.article_view.page(pages)
    else:
        screen.pane_list.move_page(pages)
