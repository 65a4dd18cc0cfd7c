"""Makes screenshots/ from the real app on the samples: `python -m tests.make_screenshots`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from resvg_py import svg_to_bytes

from newsreader.feeds.document import read_document
from newsreader.tui.search_order import SearchOrder
from tests.tui.app_driver import Driver, fill, running
from tests.tui.rising_library import fill_rising

FOLDER = Path(__file__).parent.parent / "screenshots"
SIZE = (120, 40)
_FONT = "DejaVu Sans Mono"


async def _list(app: Driver) -> None:
    await app.press("j", "j", "m", "k", "N")
    await app.says("Marked read")


async def _reading(app: Driver) -> None:
    await app.press("enter")
    await app.until(lambda: app.screen.reader.article and app.screen.reader.article.is_annotated)
    for _ in range(20):
        await app.press("right_square_bracket")
        if app.screen.article_view.current_mention_text == "Sébastien Lecornu":
            break


async def _figures(app: Driver) -> None:
    await _reading(app)
    await app.press("I")
    await app.until(lambda: app.app.screen is not app.screen)
    await app.press("j", "j")


async def _names_panel(app: Driver) -> None:
    await _reading(app)
    await app.press("i")
    await app.until(lambda: app.screen.is_names_open)
    await app.press("right_square_bracket")
    await app.says("of 2")


async def _rising_names(app: Driver) -> None:
    await app.press("T")
    await app.until(lambda: app.app.screen is not app.screen)
    await app.until(lambda: "this week" in app.text())
    await app.press("j", "j")


async def _name_page(app: Driver) -> None:
    await _rising_names(app)
    await app.press("K", "enter")
    await app.until(lambda: "Mentions by" in app.text())


async def _selecting(app: Driver) -> None:
    await _reading(app)
    await app.press("V", *"}}", "V", "j")
    await app.says("2 paragraphs selected")


async def _subscribe(app: Driver) -> None:
    await app.press("a")
    await app.until(lambda: app.app.screen is not app.screen)
    await app.press(*"example", "full_stop", *"org")


async def _help(app: Driver) -> None:
    await app.press("question_mark")
    await app.until(lambda: app.app.screen is not app.screen)


async def _search(app: Driver) -> None:
    await app.press("slash", *"paris", "enter")
    await app.until(lambda: app.screen.listing.search_order is SearchOrder.BEST)
    await app.settled()


async def _range(app: Driver) -> None:
    await app.press("j", "V", "2", "j")
    await app.until(lambda: "3 selected" in app.text())


async def _filter(app: Driver) -> None:
    await app.press("F", *"lang", "colon", *"fr is", "colon", *"unread")
    await app.until(lambda: app.screen.listing.filter_text == "lang:fr is:unread")
    await app.settled()


async def _palette(app: Driver) -> None:
    await app.press("colon", *"read")
    await app.until(lambda: app.app.screen is not app.screen)
    await app.until(lambda: "Mark read or unread" in app.text())


async def _themes(app: Driver) -> None:
    await app.press("colon", *"theme")
    await app.until(lambda: app.app.screen is not app.screen)
    await app.press("down")
    await app.until(lambda: app.app.theme == "paper")


async def _help_filtered(app: Driver) -> None:
    await _help(app)
    await app.press("slash", *"unread")
    await app.until(lambda: "[next-unread]" in app.text())


async def _saved_search(app: Driver) -> None:
    await app.press("slash", *"paris", "enter")
    await app.until(lambda: app.screen.listing.search_text == "paris")
    await app.press("S")
    await app.until(lambda: app.app.screen is not app.screen)
    await app.press(*"Paris", "enter")
    await app.says("Saved the search")
    await app.press("h", "g", "g", "j", "j", "j")
    await app.until(lambda: app.screen.feeds_pane.current.count)
    await app.settled()


async def _typesetting(app: Driver) -> None:
    await app.press("enter")
    await app.until(lambda: app.screen.reader.article and app.screen.reader.article.is_annotated)
    await app.app.workers.wait_for_complete()


async def _completion(app: Driver) -> None:
    await app.press("slash", *"paris lang", "colon")
    await app.until(lambda: app.screen.search_box.completions.row_count > 2)
    await app.press("down")


async def _hints(app: Driver) -> None:
    await _typesetting(app)
    await app.press("f")
    await app.until(lambda: bool(app.screen.article_view.hints))


async def _opened(app: Driver) -> None:
    await app.press("enter")
    await app.until(lambda: app.screen.reader.article and app.screen.reader.article.is_annotated)
    await app.settled()


SHOTS: dict[str, Callable[[Driver], Awaitable[None]]] = {
    "list": _list,
    "reading": _reading,
    "figures": _figures,
    "names-panel": _names_panel,
    "rising-names": _rising_names,
    "name-page": _name_page,
    "selecting": _selecting,
    "subscribe": _subscribe,
    "help": _help,
    "search": _search,
    "range": _range,
    "filter": _filter,
    "palette": _palette,
    "themes": _themes,
    "help-filtered": _help_filtered,
    "paper": _reading,
    "plain": _reading,
    "saved-search": _saved_search,
    "typesetting": _typesetting,
    "link-hints": _hints,
    "main-80x24": _list,
    "main-200x60": _opened,
    "completion": _completion,
}

SETTINGS = {"paper": 'theme = "paper"\n'}
"""The settings of a shot, where they are not the default."""

COLOURLESS = frozenset({"plain"})
"""Shots of a terminal under NO_COLOR."""


SIZES = {"main-80x24": (80, 24), "main-200x60": (200, 60)}
"""The sizes of shots, where they are not the usual one."""

_TYPESETTING = Path(__file__).with_name("typesetting.html")
ARTICLES = {"typesetting": _TYPESETTING, "link-hints": _TYPESETTING}
"""The shots that are not of the samples, and the article that each is of."""

RISING = frozenset({"rising-names", "name-page"})
"""Shots of a library of invented news in which names rise: the samples are too few."""


async def shoot(name: str, size: tuple[int, int] = SIZE, config: str = "") -> str:
    """Open the app on a new library, go to a state, and return the screen as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        config = "refresh_interval = 0\n" + config
        if name in ARTICLES:
            article = read_document(ARTICLES[name].read_bytes(), name=ARTICLES[name].name)
            fill(Path(folder) / "library.db", {"Harbour News": [article]})
        if name in RISING:
            fill_rising(Path(folder) / "library.db")
        async with running(Path(folder) / "library.db", size=size, config=config) as app:
            await app.until(lambda: app.titles())
            await SHOTS[name](app)
            await app.pilot.pause(0.2)
            svg = app.app.export_screenshot(title="newsreader")
    # Rich names its classes by a digest of what changes at each run.
    return re.sub(r"terminal-\d+", "terminal", svg)


def to_png(svg: str) -> bytes:
    """Return a picture of the screen."""
    return bytes(svg_to_bytes(svg_string=svg.replace("Fira Code", _FONT)))


def main() -> None:
    """Write SVG and PNG of every shot."""
    os.environ |= {"TZ": "UTC", "COLORTERM": "truecolor"}
    FOLDER.mkdir(exist_ok=True)
    for name in SHOTS:
        os.environ.pop("NO_COLOR", None)
        if name in COLOURLESS:
            os.environ["NO_COLOR"] = "1"
        svg = asyncio.run(shoot(name, SIZES.get(name, SIZE), SETTINGS.get(name, "")))
        (FOLDER / f"{name}.svg").write_text(svg, "utf-8")
        (FOLDER / f"{name}.png").write_bytes(to_png(svg))


if __name__ == "__main__":
    main()
