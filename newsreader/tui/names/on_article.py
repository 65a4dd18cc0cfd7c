"""What is done with an article that is listed on the page of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model.journal import Action, Change

if TYPE_CHECKING:
    from newsreader.model.headline import Headline
    from newsreader.tui.screens.reading import ReadingScreen


def act_on_article(reading: ReadingScreen, headline: Headline, command_id: str) -> bool:
    """Carry out a command on an article of a page; False for one that is not about articles."""
    if command_id == "toggle-read-on-page":
        action = Action.MARK_UNREAD if headline.is_read else Action.MARK_READ
    elif command_id == "bookmark-on-page":
        action = Action.UNBOOKMARK if headline.is_bookmarked else Action.BOOKMARK
    elif command_id == "browser-on-page":
        reading.open_in_browser(headline)
        return True
    else:
        return False
    reading.apply(Change(action, (headline.id,)))
    return True
