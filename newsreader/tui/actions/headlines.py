"""What can be done with a headline, in the list or while its article is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model.journal import Action, Change
from newsreader.tui.actions.registry import action
from newsreader.tui.commands import Pane

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


@action("open")
def open_article(screen: ReadingScreen, _count: int | None) -> None:
    """Open the article under the cursor."""
    headline = screen.headlines.current
    if headline is not None:
        screen.open_article(headline)


@action("read-on")
def read_on(screen: ReadingScreen, count: int | None) -> None:
    """Open the article under the cursor, turn its page, and at the end go to the next unread."""
    if screen.pane is Pane.LIST:
        headline = screen.headlines.current
        if headline is None:
            return
        if screen.is_open(headline):
            screen.open_article(headline)
            return
        if headline.is_read:
            _go_to_unread(screen, forward=True, is_opened=True)
            return
        screen.open_article(headline)
        return
    for _ in range(count or 1):
        if not screen.article_view.page(1):
            _go_to_unread(screen, forward=True, is_opened=True)
            return


@action("next-unread")
def next_unread(screen: ReadingScreen, count: int | None) -> None:
    """Go to the next unread headline; while a find is on, to its next match."""
    _step(screen, count or 1, forward=True)


@action("previous-unread")
def previous_unread(screen: ReadingScreen, count: int | None) -> None:
    """Go to the previous unread headline."""
    _step(screen, count or 1, forward=False)


def _step(screen: ReadingScreen, count: int, *, forward: bool) -> None:
    if screen.pane is Pane.ARTICLE and forward and screen.is_finding:
        step_match(screen, count, forward=True)
        return
    _go_to_unread(screen, forward=forward, is_opened=screen.pane is Pane.ARTICLE)


def step_match(screen: ReadingScreen, count: int, *, forward: bool) -> None:
    """Go to a further match of the find, or of the search, and say which."""
    view = screen.article_view
    for _ in range(min(count, view.match_count)):
        if forward:
            view.next_match()
        else:
            view.previous_match()
    screen.say_match()


def _go_to_unread(screen: ReadingScreen, *, forward: bool, is_opened: bool) -> None:
    headline = screen.target
    # A selection is of one list.
    screen.listing.go_to_unread(
        headline.key if headline else None,
        forward=forward,
        is_opened=is_opened,
        is_kept=screen.headlines.range_start is not None,
    )


@action("toggle-read")
def toggle_read(screen: ReadingScreen, _count: int | None) -> None:
    """Mark read or unread; while a find is on, go to its previous match."""
    if screen.pane is Pane.ARTICLE and screen.is_finding:
        step_match(screen, 1, forward=False)
        return
    if screen.change_selected(Action.MARK_READ, Action.MARK_UNREAD):
        return
    headline = screen.target
    if headline is not None:
        action_ = Action.MARK_UNREAD if headline.is_read else Action.MARK_READ
        screen.apply(Change(action_, (headline.id,)))


@action("toggle-bookmark")
def toggle_bookmark(screen: ReadingScreen, _count: int | None) -> None:
    """Bookmark, or take the bookmark away."""
    if screen.change_selected(Action.BOOKMARK, Action.UNBOOKMARK):
        return
    headline = screen.target
    if headline is not None:
        action_ = Action.UNBOOKMARK if headline.is_bookmarked else Action.BOOKMARK
        screen.apply(Change(action_, (headline.id,)))


@action("searched-name")
def searched_name(screen: ReadingScreen, _count: int | None) -> None:
    """Open the page of the name that is searched for."""
    screen.open_searched_name()


@action("mark-all-read")
def mark_all_read(screen: ReadingScreen, _count: int | None) -> None:
    """Mark the whole list read."""
    screen.mark_all_read(screen.listing.query())


@action("delete")
def delete(screen: ReadingScreen, _count: int | None) -> None:
    """Delete the article."""
    if screen.change_selected(Action.DELETE):
        return
    headline = screen.target
    if headline is not None:
        screen.apply(Change(Action.DELETE, (headline.id,)))


@action("open-in-browser")
def open_in_browser(screen: ReadingScreen, _count: int | None) -> None:
    """Open the article's link in the browser."""
    if screen.target is not None:
        screen.open_in_browser(screen.target)


@action("open-in-browser-and-mark-read")
def open_in_browser_and_mark_read(screen: ReadingScreen, _count: int | None) -> None:
    """Open the article's link in the browser and mark it read."""
    headline = screen.target
    if headline is not None:
        screen.open_in_browser(headline)
        if not headline.is_read:
            screen.apply(Change(Action.MARK_READ, (headline.id,)))


@action("copy-link")
def copy_link(screen: ReadingScreen, _count: int | None) -> None:
    """Copy the article's link."""
    headline = screen.target
    if headline is None:
        return
    if headline.url is None:
        screen.hint("This article has no link.")
        return
    screen.app.copy_to_clipboard(headline.url)
    screen.hint(f"Copied {headline.url}")


@action("toggle-show-read")
def toggle_show_read(screen: ReadingScreen, _count: int | None) -> None:
    """Show or hide what is read."""
    listing = screen.listing
    listing.is_read_hidden = not listing.is_read_hidden
    screen.reopen_list()
    screen.hint(
        "Read articles are hidden." if listing.is_read_hidden else "All articles are shown."
    )


@action("toggle-order")
def toggle_order(screen: ReadingScreen, _count: int | None) -> None:
    """Order the list newest or oldest first; what a search found also best first."""
    words = screen.listing.change_order()
    screen.reopen_list()
    screen.hint(f"{words.capitalize()}.")


@action("focus-feeds")
def focus_feeds(screen: ReadingScreen, _count: int | None) -> None:
    """Go to the feeds pane."""
    screen.focus_pane(Pane.FEEDS)
    screen.hint_health()


@action("clear-search")
def clear_search(screen: ReadingScreen, _count: int | None) -> None:
    """End the selection, else the filter, else the search; from the feeds pane only leave it."""
    if screen.pane is Pane.FEEDS:
        screen.focus_pane(Pane.LIST)
    elif not screen.end_narrowing():
        screen.end_search()
