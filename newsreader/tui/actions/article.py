"""What can be done in an open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.settings import MARKED, MENTION_STYLES
from newsreader.tui.actions.headlines import step_match
from newsreader.tui.actions.registry import action
from newsreader.tui.commands import Pane
from newsreader.tui.commands.bindings import key_of

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_SHIFT = 8
_TONES = {
    "full": "in full colour",
    "quiet": "quiet",
    "plain": "none but the one stepped to",
}


@action("close-article")
def close_article(screen: ReadingScreen, _count: int | None) -> None:
    """Go back to the headlines; the find ends first, the hits of a search do not matter."""
    if screen.is_finding and not screen.article_view.is_showing_hits:
        screen.end_find()
    elif not screen.go_back_to_names():
        screen.focus_pane(Pane.LIST)


@action("end-find")
def end_find(screen: ReadingScreen, _count: int | None) -> None:
    """End the find, or the hits of the search, or stepping through one name; else go back."""
    if screen.is_finding:
        screen.end_find_here()
    elif not screen.end_one_name() and not screen.go_back_to_names():
        screen.focus_pane(Pane.LIST)


@action("next-match")
def next_match(screen: ReadingScreen, count: int | None) -> None:
    """Go to the next match of the find, or of the search."""
    _go_to_match(screen, count, forward=True)


@action("previous-match")
def previous_match(screen: ReadingScreen, count: int | None) -> None:
    """Go to the previous match."""
    _go_to_match(screen, count, forward=False)


def _go_to_match(screen: ReadingScreen, count: int | None, *, forward: bool) -> None:
    if screen.is_finding:
        step_match(screen, count or 1, forward=forward)
    else:
        screen.hint(f"Nothing is being looked for here: {key_of('search')} finds words.")


@action("next-article")
def next_article(screen: ReadingScreen, count: int | None) -> None:
    """Open the next article of the list."""
    if screen.target is not None:
        screen.listing.go_to_neighbour(screen.target.key, count or 1)


@action("previous-article")
def previous_article(screen: ReadingScreen, count: int | None) -> None:
    """Open the previous article of the list."""
    if screen.target is not None:
        screen.listing.go_to_neighbour(screen.target.key, -(count or 1))


@action("page-back")
def page_back(screen: ReadingScreen, count: int | None) -> None:
    """Turn pages back."""
    screen.article_view.page(-(count or 1))


@action("article-before")
def article_before(screen: ReadingScreen, _count: int | None) -> None:
    """Open the article that was open before this one, where it was left."""
    if not screen.go_back():
        screen.hint("There is no article before this one.")


@action("full-text")
def full_text(screen: ReadingScreen, _count: int | None) -> None:
    """Fetch the full text, or switch between it and the summary."""
    screen.switch_text()


@action("next-mention")
def next_mention(screen: ReadingScreen, count: int | None) -> None:
    """Step to the next name or figure."""
    _step(screen, count or 1)


@action("previous-mention")
def previous_mention(screen: ReadingScreen, count: int | None) -> None:
    """Step to the previous name or figure."""
    _step(screen, -(count or 1))


_NOTHING = "Nothing is marked in this article."


def _nothing_shown() -> str:
    return f"Nothing is marked now; {key_of('cycle-marked')} marks more."


def _step(screen: ReadingScreen, steps: int) -> None:
    view = screen.article_view
    for _ in range(min(abs(steps), 1000)):
        if (view.next_mention() if steps > 0 else view.previous_mention()) is None:
            is_all = view.shown_kinds == MARKED["all"]
            screen.hint(_NOTHING if is_all else _nothing_shown())
            return


@action("open-name")
def open_name(screen: ReadingScreen, _count: int | None) -> None:
    """Open the page of the name stepped to."""
    screen.open_stepped_name()


@action("correct-name")
def correct_name(screen: ReadingScreen, _count: int | None) -> None:
    """Ask what the name stepped to is."""
    screen.open_correction()


@action("names-panel")
def names_panel(screen: ReadingScreen, _count: int | None) -> None:
    """Show the names of the article."""
    screen.open_names()


@action("list-figures")
def list_figures(screen: ReadingScreen, _count: int | None) -> None:
    """List the figures of the article."""
    screen.open_figures()


@action("cycle-marked")
def cycle_marked(screen: ReadingScreen, _count: int | None) -> None:
    """Mark the next set of kinds: all, names, figures, none, one kind."""
    from newsreader.tui.marked_kinds import mark_next_kinds

    screen.say(f"Marked: {mark_next_kinds(screen.reader, screen.article_view)}.")
    screen.update_legend()


@action("show-picture")
def show_picture(screen: ReadingScreen, _count: int | None) -> None:
    """Show the picture in view."""
    from newsreader.tui.showing_pictures import show_picture_in_view

    show_picture_in_view(screen)


@action("mention-style")
def mention_style(screen: ReadingScreen, _count: int | None) -> None:
    """Let the marks stand out more or less."""
    view = screen.article_view
    tone = MENTION_STYLES[(MENTION_STYLES.index(view.tone) + 1) % len(MENTION_STYLES)]
    view.tone = screen.legend.tone = tone
    screen.say(f"Marks: {_TONES[tone]}.")


@action("shift-left")
def shift_left(screen: ReadingScreen, count: int | None) -> None:
    """Shift wide code to the left."""
    screen.article_view.shift(-_SHIFT * (count or 1))


@action("shift-right")
def shift_right(screen: ReadingScreen, count: int | None) -> None:
    """Shift wide code to the right."""
    screen.article_view.shift(_SHIFT * (count or 1))
