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
        _move_to(screen, (count or 1) - 1)


@action("bottom")
def bottom(screen: ReadingScreen, count: int | None) -> None:
    """Go to the end, or to the row of the count."""
    if screen.pane is Pane.ARTICLE:
        screen.article_view.scroll_bottom()
    else:
        _move_to(screen, (count or screen.pane_list.row_count) - 1)


@action("wider")
def wider(screen: ReadingScreen, count: int | None) -> None:
    """Make the pane wider."""
    screen.widen(count or 1)


@action("narrower")
def narrower(screen: ReadingScreen, count: int | None) -> None:
    """Make the pane narrower."""
    screen.widen(-(count or 1))


def _move(screen: ReadingScreen, rows: int) -> None:
    if screen.pane is Pane.ARTICLE:
        screen.article_view.scroll_lines(rows)
    else:
        screen.pane_list.move(rows)
        _tell(screen)


def _move_pages(screen: ReadingScreen, pages: float) -> None:
    if screen.pane is Pane.ARTICLE:
        screen.article_view.page(pages)
    else:
        screen.pane_list.move_page(pages)
        _tell(screen)


def _move_to(screen: ReadingScreen, place: int) -> None:
    screen.pane_list.move_to(place)
    _tell(screen)


def _tell(screen: ReadingScreen) -> None:
    """In the feeds pane, say how the feed that was moved to goes."""
    if screen.pane is Pane.FEEDS:
        screen.hint_health()
