"""The default keys, pressed one after the other in one app: each does what the help says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.feeds.markup import html_to_text
from newsreader.tui.commands import Pane
from newsreader.tui.search_order import SearchOrder
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.linked_article import FILES

Check = Callable[[Driver], object]
Step = tuple[str, Check]

WIDE_TABLE = "<table><tr>" + "".join(f"<td>column{n}</td>" for n in range(30)) + "</tr></table>"
HTML = (
    "<p>Anna Berg met Ms Carter in Porto Novo on 4 May 2021 for 12 euros, and "
    "<a href='https://example.org/port'>the port</a> was closed.</p>"
    f"{WIDE_TABLE}{'<p>It rained again and again. The river ran on and on.</p>' * 60}"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two feeds of forty articles each, the newest of them with all an article can have."""
    path = tmp_path / "library.db"
    long = replace(entry("A0", 0, enclosures=FILES), body=html_to_text(HTML))
    alpha = [long, *(entry(f"A{n}", n) for n in range(1, 40))]
    beta = [entry(f"B{n}", 100 + n) for n in range(40)]
    fill(path, {"Alpha": alpha, "Beta": beta}, {"Beta": "Box"})
    return path


def on(title: str) -> Check:
    """The cursor is on a headline."""
    return lambda app: app.current() == title


def in_pane(pane: Pane) -> Check:
    """A pane has the keyboard."""
    return lambda app: app.screen.pane is pane


def shown(title: str) -> Check:
    """An article is open, and has the keyboard."""

    def check(app: Driver) -> bool:
        headline = app.screen.reader.headline
        is_open = headline is not None and headline.title == title
        return is_open and app.screen.pane is Pane.ARTICLE

    return check


def says(words: str) -> Check:
    """The status line has these words."""
    return lambda app: words in app.screen.status.words


def at_mention(text: str) -> Check:
    """A name or figure was stepped to."""
    return lambda app: app.screen.article_view.current_mention_text == text


def is_over(name: str) -> Check:
    """A screen of a class is over the reading screen, and has come to rest."""
    return lambda app: type(app.app.screen).__name__ == name and app.app.screen.is_active


def on_reading(app: Driver) -> bool:
    """No screen is over the reading screen."""
    return app.app.screen is app.screen


def listed(title: str) -> Check:
    """A source is listed."""
    return lambda app: app.screen.listing.source.title == title and app.screen.listing.is_settled


def unread(count: int) -> Check:
    """So many articles are unread."""
    return lambda app: app.screen.feeds_pane.totals.unread == count


def scrolled(app: Driver) -> int:
    """How many lines of the article are above the view."""
    return app.screen.article_view.scroll_offset.y


def at_top(app: Driver) -> bool:
    """The article is at its beginning."""
    return scrolled(app) == 0


def further_down(app: Driver) -> bool:
    """The article is not at its beginning."""
    return scrolled(app) > 0


async def follow(app: Driver, steps: list[Step]) -> None:
    """Press the keys of each step (with blanks between them), and wait for what comes of it."""
    for keys, check in steps:
        await app.press(*keys.split())
        await app.until(lambda check=check: check(app), f"what {keys} does")
        await app.settled()


ROWS = 18
"""Headlines in the list of a terminal of 120 columns and 40 lines."""

MOVING: list[Step] = [
    ("j", on("A1")), ("k", on("A0")), ("down", on("A1")), ("up", on("A0")), ("5 j", on("A5")),
    ("g g", on("A0")), ("G", on("B39")), ("home", on("A0")), ("end", on("B39")), ("g g", on("A0")),
    ("ctrl+d", on(f"A{ROWS // 2}")), ("ctrl+u", on("A0")),
    ("ctrl+f", on(f"A{ROWS}")), ("ctrl+b", on("A0")),
    ("pagedown", on(f"A{ROWS}")), ("pageup", on("A0")),
]  # fmt: skip

LIST: list[Step] = [
    ("h", in_pane(Pane.FEEDS)), ("l", in_pane(Pane.LIST)),
    ("left", in_pane(Pane.FEEDS)), ("right", in_pane(Pane.LIST)),
    ("tab", in_pane(Pane.FEEDS)), ("shift+tab", in_pane(Pane.LIST)),
    ("N", says("Marked read “A0”")), ("n", on("A1")), ("n", on("A2")), ("p", on("A1")),
    ("g g", on("A0")),
    ("N", says("Marked unread “A0”")), ("u", says("Took back")), ("ctrl+r", says("Did again")),
    ("m", says("Bookmarked “A0”")), ("B", listed("Bookmarks")), ("ctrl+n", listed("Alpha")),
    ("ctrl+n", listed("Beta")), ("ctrl+p", listed("Alpha")), ("j", on("A1")),
    ("D", says("Deleted “A1”")), ("u", says("Took back")), ("g g", on("A0")),
    ("y", says("Copied https://example.org/2")), ("Y", says("Copied “A0” as Markdown")),
    ("s", lambda app: app.screen.listing.oldest_first), ("s", lambda app:
                                                         not app.screen.listing.oldest_first),
    ("A", unread(40)), ("full_stop", lambda app: app.screen.listing.is_read_hidden),
    ("full_stop", lambda app: not app.screen.listing.is_read_hidden), ("u", unread(80)),
    ("g g", on("A0")), ("V", lambda app: app.screen.headlines.range_start is not None),
    ("escape", lambda app: app.screen.headlines.range_start is None),
    ("F A 7", lambda app: app.titles() == ["A7"]), ("escape", lambda app: len(app.titles()) == 40),
    ("g g", on("A0")),
    ("slash B 3 3 enter", lambda app: app.screen.listing.search_order is SearchOrder.BEST),
    ("S", is_over("SavedSearchScreen")), ("escape", on_reading),
    ("escape", lambda app: not app.screen.listing.search_text), ("q", in_pane(Pane.FEEDS)),
]  # fmt: skip

EVERYWHERE: list[Step] = [
    ("question_mark", is_over("HelpScreen")), ("q", on_reading),
    ("colon", is_over("PaletteScreen")), ("escape", on_reading),
    ("a", is_over("SubscribeScreen")), ("escape", on_reading),
    ("exclamation_mark", is_over("BrokenFeedsScreen")), ("q", on_reading),
    ("E", is_over("EditFeedScreen")), ("escape", on_reading),
    ("ctrl+x", says("No refresh is running.")), ("ctrl+l", on_reading),
    ("u", says("Nothing to take back.")), ("ctrl+r", says("Nothing to do again.")),
]  # fmt: skip
"""What has nothing to do with the pane one is in."""

OF_ARTICLES: list[Step] = [
    ("w", is_over("WriteScreen")), ("escape", on_reading),
    ("vertical_line", is_over("PipeScreen")), ("escape", on_reading),
]  # fmt: skip

LEAVING: list[Step] = [
    ("ctrl+n", listed("Alpha")), ("ctrl+n", listed("Beta")), ("ctrl+p", listed("Alpha")),
    ("B", listed("Bookmarks")),
]  # fmt: skip
"""What lists something else, in whatever pane one is."""

ARTICLE: list[Step] = [
    ("enter", shown("A0")), ("h", in_pane(Pane.LIST)), ("l", in_pane(Pane.ARTICLE)),
    ("left", in_pane(Pane.LIST)), ("right", in_pane(Pane.ARTICLE)), ("escape", in_pane(Pane.LIST)),
    ("enter", in_pane(Pane.ARTICLE)), ("q", in_pane(Pane.LIST)), ("enter", shown("A0")),
    ("space", further_down), ("backspace", at_top), ("j", further_down), ("k", at_top),
    ("down", further_down), ("up", at_top), ("ctrl+d", further_down), ("ctrl+u", at_top),
    ("ctrl+f", further_down), ("ctrl+b", at_top), ("pagedown", further_down), ("pageup", at_top),
    ("G", lambda app: app.screen.article_view.at_end), ("g g", at_top),
    ("end", lambda app: app.screen.article_view.at_end), ("home", at_top),
    ("J", shown("A1")), ("K", shown("A0")), ("ctrl+o", shown("A1")), ("K", shown("A0")),
    ("N", says("Marked unread “A0”")), ("N", says("Marked read “A0”")),
    ("m", says("Bookmarked “A0”")), ("y", says("Copied https://example.org/2")),
    ("Y", says("Copied “A0” as Markdown")),
    ("slash r a i n enter", says("Match 1 of 60")), ("n", says("Match 2 of 60")),
    ("N", says("Match 1 of 60")), ("escape", lambda app: not app.screen.is_finding),
    ("g g", at_top), ("f", lambda app: app.screen.article_view.hints),
    ("escape", lambda app: not app.screen.article_view.hints),
    ("f y f", says("Copied https://example.org/port")),
]  # fmt: skip

ARTICLE_LISTS: list[Step] = [
    ("enter", lambda app: shown("A0")(app) and app.screen.reader.article.is_annotated),
    ("L", is_over("ArticleLinksScreen")), ("q", on_reading),
    ("e", is_over("ArticleLinksScreen")), ("q", on_reading),
    ("I", is_over("ArticleFiguresScreen")), ("q", on_reading),
    ("right_square_bracket", at_mention("Anna Berg")),
    ("2 right_square_bracket", at_mention("Porto Novo")),
    ("left_square_bracket", at_mention("Carter")),
    ("v", says("Marked: names")), ("g v", says("Marks: quiet")),
    ("greater_than_sign", lambda app: "column0" not in app.text()),
    ("less_than_sign", lambda app: "column0" in app.text()),
    ("V", lambda app: app.screen.mode is not None), ("escape", lambda app: app.screen.mode is None),
    ("D", says("Deleted “A0”")), ("u", says("Took back")),
]  # fmt: skip

TO_FEEDS: list[Step] = [("h", in_pane(Pane.FEEDS)), ("3 j", listed("Alpha"))]
TO_ALL: list[Step] = [("g g", listed("All articles"))]
TO_ARTICLE: list[Step] = [("enter", shown("A0"))]

MOVING_AMONG_FEEDS: list[Step] = [
    ("h", in_pane(Pane.FEEDS)), ("j", listed("Unread")), ("k", listed("All articles")),
    ("down", listed("Unread")), ("up", listed("All articles")), ("G", listed("Beta")),
    ("g g", listed("All articles")), ("end", listed("Beta")), ("home", listed("All articles")),
    ("ctrl+f", listed("Beta")), ("ctrl+b", listed("All articles")),
    ("pagedown", listed("Beta")), ("pageup", listed("All articles")),
    ("ctrl+d", listed("Beta")), ("ctrl+u", listed("All articles")),
    ("escape", in_pane(Pane.LIST)),
    ("g g", on("A0")), ("tab", in_pane(Pane.FEEDS)), ("tab", in_pane(Pane.LIST)),
]  # fmt: skip

BETWEEN_PANES: list[Step] = [
    ("enter", shown("A0")), ("shift+tab", in_pane(Pane.LIST)), ("shift+tab", in_pane(Pane.FEEDS)),
    ("shift+tab", in_pane(Pane.ARTICLE)), ("tab", in_pane(Pane.FEEDS)), ("tab", in_pane(Pane.LIST)),
    ("equals_sign", lambda app: app.screen.headlines.region.width == 44),
    ("minus", lambda app: app.screen.headlines.region.width == 42), ("tab", in_pane(Pane.ARTICLE)),
    ("equals_sign", lambda app: app.screen.headlines.region.width == 40),
    ("minus", lambda app: app.screen.headlines.region.width == 42),
]  # fmt: skip

FEEDS_PANE: list[Step] = [
    ("h", in_pane(Pane.FEEDS)), ("3 j", listed("Alpha")), ("enter", in_pane(Pane.LIST)),
    ("h", in_pane(Pane.FEEDS)), ("A", unread(40)), ("u", unread(80)),
    ("D", unread(40)), ("u", unread(80)),
    ("G", listed("Beta")), ("M", is_over("ChooseFolderScreen")), ("escape", on_reading),
    ("E", is_over("EditFeedScreen")), ("escape", on_reading),
    ("z", lambda app: app.screen.feeds_pane.folded), ("z", lambda app:
                                                      not app.screen.feeds_pane.folded),
    ("H", lambda app: app.screen.feeds_pane.is_quiet_hidden),
    ("H", lambda app: not app.screen.feeds_pane.is_quiet_hidden),
    ("g g", listed("All articles")), ("q", lambda app: not app.app.is_running),
]  # fmt: skip


WAYS = {
    "moving in the list": MOVING,
    "the list": LIST,
    "everywhere, in the list": [*EVERYWHERE, *OF_ARTICLES, *LEAVING],
    "everywhere, in the feeds pane": [*TO_FEEDS, *EVERYWHERE, *TO_ALL, *LEAVING],
    "everywhere, in an article": [*TO_ARTICLE, *EVERYWHERE, *OF_ARTICLES, *LEAVING],
    "an article": ARTICLE,
    "lists of an article": ARTICLE_LISTS,
    "moving in the feeds pane": MOVING_AMONG_FEEDS,
    "the feeds pane": FEEDS_PANE,
    "between panes": BETWEEN_PANES,
}


@pytest.mark.parametrize("steps", WAYS.values(), ids=WAYS.keys())
async def test_keys_do_what_they_say(path: Path, steps: list[Step]) -> None:
    """One way through many keys; each is waited for."""
    async with running(path) as app:
        await app.at("A0")
        await app.until(lambda: app.screen.is_whole)
        await follow(app, steps)
