"""Ways to the views that pictures are taken of, by the keys a reader would press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.screen import Screen

from newsreader.tui.search_order import SearchOrder
from tests.tui.app_driver import Driver

State = Callable[[Driver], Awaitable[None]]

_NAMES = {" ": "space", ":": "colon", ".": "full_stop"}


async def _type(app: Driver, words: str) -> None:
    await app.press(*(_NAMES.get(each, each) for each in words))


async def _opens(app: Driver, *keys: str) -> Screen[object]:
    """Press keys that open another screen; return it."""
    await app.press(*keys)
    await app.until(lambda: app.app.screen is not app.screen)
    await app.pilot.pause()
    return app.app.screen


async def _opened(app: Driver) -> None:
    await app.press("enter")
    await app.until(lambda: app.screen.reader.article and app.screen.reader.article.is_annotated)
    await app.settled()
    await app.app.workers.wait_for_complete()


async def _go_to(app: Driver, title: str) -> None:
    """Move to a source in the feeds pane, which has the keyboard."""
    titles = [row.title for row in app.screen.feeds_pane.rows]
    await app.press("g", "g", *(f"{titles.index(title)}j" if titles.index(title) else ""))
    await app.until(lambda: app.screen.listing.source.title == title)
    await app.settled()


async def _to_headline(app: Driver, beginning: str) -> None:
    """Move to a headline of the list."""
    place = next(i for i, title in enumerate(app.titles()) if title.startswith(beginning))
    await app.press("g", "g", *(f"{place}j" if place else ""))
    await app.until(lambda: (app.current() or "").startswith(beginning))


async def first_start(app: Driver) -> None:
    """The samples, and five keys beside them."""
    await app.until(lambda: "Five keys to begin with" in app.text())


async def headlines(app: Driver) -> None:
    """The list, with all its marks."""
    await app.press("j", "m")
    await app.says("Bookmarked")


async def reading(app: Driver) -> None:
    """An article, stepped to a name."""
    await _to_headline(app, "Canons")
    await _opened(app)
    for _ in range(20):
        await app.press("right_square_bracket")
        if app.screen.article_view.current_mention_text == "Sébastien Lecornu":
            break


async def typeset(app: Driver) -> None:
    """An article with everything in it."""
    await _opened(app)


async def typeset_end(app: Driver) -> None:
    """The end of that article: a table, what stands for a picture, a note."""
    await _opened(app)
    await app.press("G")
    await app.until(lambda: app.screen.article_view.at_end)


async def picture(app: Driver) -> None:
    """A picture of an article."""
    await _opened(app)
    await _opens(app, "P")
    await app.until(lambda: "▀" in app.text())


async def scripts(app: Driver) -> None:
    """An article in many scripts."""
    await _to_headline(app, "One harbour")
    await _opened(app)


async def feeds(app: Driver) -> None:
    """The feeds pane, the cursor on a feed that fails."""
    await app.press("h")
    await _go_to(app, "Lighthouse Log")
    await app.says("401")
    await app.settled()


async def saved_search(app: Driver) -> None:
    """A saved search, listed."""
    await app.press("h")
    await _go_to(app, "Ports")
    await app.until(lambda: app.screen.feeds_pane.current.count)
    await app.settled()


async def search(app: Driver) -> None:
    """What a search found, the best first."""
    await app.press("slash")
    await _type(app, "harbour")
    await app.press("enter")
    await app.until(lambda: app.screen.listing.search_order is SearchOrder.BEST)
    await app.settled()


async def hits(app: Driver) -> None:
    """An article that a search found, its hits marked."""
    await search(app)
    await _opened(app)


async def completion(app: Driver) -> None:
    """A search being completed."""
    await app.press("slash")
    await _type(app, "harbour lang:")
    await app.until(lambda: app.screen.search_box.completions.row_count > 2)
    await app.press("down")


async def filtered(app: Driver) -> None:
    """The list narrowed by a filter."""
    await app.press("F")
    await _type(app, "lang:fr is:unread")
    await app.until(lambda: app.screen.listing.filter_text == "lang:fr is:unread")
    await app.settled()


async def selected(app: Driver) -> None:
    """A stretch of the list."""
    await app.press("j", "V", "3", "j")
    await app.until(lambda: "4 selected" in app.text())


async def found(app: Driver) -> None:
    """A find in the article."""
    await _opened(app)
    await app.press("slash")
    await _type(app, "lamp")
    await app.press("enter")
    await app.says("Match 1 of")


async def text_selected(app: Driver) -> None:
    """Paragraphs selected to be copied."""
    await reading(app)
    await app.press("V", *"}}", "V", "j")
    await app.says("2 paragraphs selected")


async def hints(app: Driver) -> None:
    """Letters on the links."""
    await _opened(app)
    await app.press("f")
    await app.until(lambda: bool(app.screen.article_view.hints))


async def links(app: Driver) -> None:
    """The list of links."""
    await _opened(app)
    await _opens(app, "L")
    await app.press("j")


async def files(app: Driver) -> None:
    """The list of an article's files."""
    await app.press("slash")
    await _type(app, "signal 112")
    await app.press("enter")
    await app.until(lambda: app.screen.listing.search_order is SearchOrder.BEST)
    await app.settled()
    await _opened(app)
    await _opens(app, "e")


async def figures(app: Driver) -> None:
    """The list of figures."""
    await _to_headline(app, "Canons")
    await _opened(app)
    await _opens(app, "I")
    await app.press("j", "j")


async def name_page(app: Driver) -> None:
    """The page of a name."""
    await _to_headline(app, "Ines Valdemar")
    await _opened(app)
    await app.press("right_square_bracket")
    await app.until(lambda: app.screen.article_view.current_mention_text == "Ines Valdemar")
    await _opens(app, "enter")
    await app.app.workers.wait_for_complete()
    await app.pilot.pause()


async def help_page(app: Driver) -> None:
    """All keys."""
    await _opens(app, "question_mark")


async def help_filtered(app: Driver) -> None:
    """The keys that have to do with something."""
    await _opens(app, "question_mark")
    await app.press("slash", *"unread")
    await app.until(lambda: "[next-unread]" in app.text())


async def palette(app: Driver) -> None:
    """Commands found by a word."""
    await _opens(app, "colon")
    await _type(app, "read")
    await app.until(lambda: "Mark read or unread" in app.text())


async def settings(app: Driver) -> None:
    """The settings in the palette."""
    await _opens(app, "colon")
    await _type(app, "setting")
    await app.until(lambda: "Setting" in app.text())


async def themes(app: Driver) -> None:
    """A theme, seen while one chooses."""
    await _opens(app, "colon")
    await _type(app, "theme")
    await app.press("down")
    await app.until(lambda: app.app.theme == "paper")


async def subscribe(app: Driver) -> None:
    """The dialog that subscribes."""
    await _opens(app, "a")
    await _type(app, "example.org")


async def edit(app: Driver) -> None:
    """The dialog that edits a feed."""
    await feeds(app)
    await _opens(app, "E")


async def problems(app: Driver) -> None:
    """The feeds that cannot be had."""
    await _opens(app, "exclamation_mark")
    await app.until(lambda: "410 Gone" in app.text())


async def errors(app: Driver) -> None:
    """What went wrong."""
    app.screen.say("The command “zathura” is not installed.", is_error=True)
    await _opens(app, "colon")
    await _type(app, "error log")
    await app.press("enter")
    await app.until(lambda: "Since the start" in app.text())


async def write(app: Driver) -> None:
    """The dialog that writes articles to a file."""
    await _opens(app, "w")


async def names_panel(app: Driver) -> None:
    """The names of the open article, one of them stepped through."""
    await reading(app)
    await app.press("i")
    await app.until(lambda: app.screen.is_names_open)
    await app.press("right_square_bracket")
    await app.says("of 2")


async def rising_names(app: Driver) -> None:
    """What is new, and why."""
    await _opens(app, "T")
    await app.until(lambda: "this week" in app.text())
    await app.press("j", "j")


STATES: dict[str, State] = {
    "first-start": first_start,
    "list": headlines,
    "reading": reading,
    "typesetting": typeset,
    "typesetting-end": typeset_end,
    "picture": picture,
    "scripts": scripts,
    "feeds": feeds,
    "saved-search": saved_search,
    "search": search,
    "hits": hits,
    "completion": completion,
    "filter": filtered,
    "range": selected,
    "find": found,
    "selecting": text_selected,
    "link-hints": hints,
    "links": links,
    "files": files,
    "figures": figures,
    "names-panel": names_panel,
    "name-page": name_page,
    "rising-names": rising_names,
    "help": help_page,
    "help-filtered": help_filtered,
    "palette": palette,
    "settings": settings,
    "themes": themes,
    "subscribe": subscribe,
    "edit": edit,
    "feed-problems": problems,
    "error-log": errors,
    "write": write,
    "paper": typeset,
    "paper-list": headlines,
    "plain": reading,
    "plain-list": headlines,
    "ansi": reading,
    "ansi-list": headlines,
    "main-80x24": headlines,
    "reading-80x24": reading,
    "main-200x60": reading,
}
"""The pictures, by the names of their files."""
