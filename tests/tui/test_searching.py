"""Searches: best first, hits shown in headlines, snippets and articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.saved_search import SavedSearch, saving
from newsreader.tui.commands import Pane
from newsreader.tui.search_order import SearchOrder
from tests.tui.app_driver import Driver, entry, fill, running

FILLER = "Nothing of note went on in the rest of the town that day. " * 12
ARTICLES = [
    entry("A quiet week", 1, FILLER + "In the evening there was some rain."),
    entry("The town", 2, FILLER),
    entry("Rainbow over the bay", 30, "People stood and looked."),
    entry("Rain at last", 50, f"The rain came over the hills; rain for days.\n\n{FILLER}"),
    entry("Harbour", 60, "The boats stayed in for the rain, in the harbour."),
]
NEWEST = ["A quiet week", "Rainbow over the bay", "Rain at last", "Harbour"]
BEST = ["Rain at last", "Rainbow over the bay", "Harbour", "A quiet week"]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    fill(path, {"Town": ARTICLES})
    return path


async def searched(app: Driver, text: str = "rain", *titles: str) -> None:
    await app.press("slash", *text, "enter")
    await app.lists(*(titles or BEST))
    await app.until(lambda: app.screen.pane is Pane.LIST and not app.screen.is_waiting)


async def test_escape_in_the_feeds_pane_leaves_the_search_on(town: Path) -> None:
    """It goes back to the headlines; there the next one ends the search, as the footer says."""
    async with running(town, size=(80, 24)) as app:
        await searched(app)
        assert "Escape end search" in app.text()
        await app.press("h", "escape")
        assert app.screen.pane is Pane.LIST
        await app.lists(*BEST)
        await app.press("escape")
        await app.lists(*(each.title for each in ARTICLES))
        await app.until(lambda: "Escape end" not in app.text())
        await app.press("F", *"rain", "enter")
        await app.until(lambda: "Escape end filter" in app.text())


async def test_newest_first_while_typing_best_first_on_enter(town: Path) -> None:
    """The title says which; s changes the order, typing goes back to the newest."""
    async with running(town) as app:
        await app.press("slash", *"rain")
        await app.lists(*NEWEST)
        assert "newest first · 4" in app.text()
        await app.press("enter")
        await app.lists(*BEST)
        assert "best first · 4" in app.text()
        assert app.current() == BEST[0]
        await app.press("j", "s")
        await app.says("Newest first.")
        await app.lists(*NEWEST)
        await app.at(BEST[1])
        await app.press("s")
        await app.lists(*reversed(NEWEST))
        await app.press("s")
        await app.lists(*BEST)
        await app.at(BEST[1])
        await app.press("slash", *" bay")
        await app.lists("Rainbow over the bay")
        assert app.screen.listing.search_order is SearchOrder.NEWEST
        await app.press("escape")
        await app.lists(*(each.title for each in ARTICLES))
        assert not app.screen.listing.oldest_first


async def test_keys_in_a_ranked_list(town: Path) -> None:
    """Counts, G, n, J, K and A go by the order that is shown."""
    async with running(town) as app:
        await searched(app)
        await app.press("2", "j")
        await app.at(BEST[2])
        await app.press("G")
        await app.at(BEST[3])
        await app.press("2", "g", "g", "enter")
        await app.shows(BEST[1])
        await app.press("J")
        await app.shows(BEST[2])
        await app.press("2", "K")
        await app.shows(BEST[0])
        await app.press("h", "n")
        await app.at(BEST[3])
        await app.press("A")
        await app.says("Marked read")
    with Library.open(town) as library:
        unread = [row.title for row in library.articles.iterate(library_query()) if not row.is_read]
        assert unread == ["The town"]


def library_query():
    from newsreader.model.query import Query

    return Query()


async def test_a_ranked_list_follows_the_library(town: Path) -> None:
    """A deletion leaves the cursor in place; an article that comes is ranked among the others."""
    async with running(town) as app:
        await searched(app)
        await app.press("j", "D")
        await app.lists(BEST[0], *BEST[2:])
        await app.at(BEST[2])
        await app.press("u")
        await app.lists(*BEST)
        await app.at(BEST[1])
        with Library.open(town) as other:
            new = (entry("Rain, rain", 3, "Rain and more rain."),)
            other.articles.save(1, FeedUpdate(new=new), None, new[0].published_at)
        await app.until(lambda: len(app.titles()) == 5)
        assert app.titles().index("Rain, rain") < 3
        assert [title for title in app.titles() if title != "Rain, rain"] == BEST
        await app.at(BEST[1])


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hits_are_shown_in_the_list(town: Path, size: tuple[int, int]) -> None:
    """In titles, and in a line of text around the first of them."""
    async with running(town, size=size) as app:
        rows = app.screen.headlines.row_height
        await searched(app)
        assert app.screen.headlines.row_height == rows + 1
        await app.until(lambda: "In the evening there was some rain." in app.text())
        assert "The rain came over the hills" in app.text()
        emphasised = app.emphasised()
        assert emphasised.count("Rain") == 2
        assert emphasised.count("rain") >= 3
        await app.press("escape")
        await app.lists(*(each.title for each in ARTICLES))
        assert app.screen.headlines.row_height == rows
        assert "The rain came" not in app.text()


async def test_a_search_of_conditions_has_no_hits(town: Path) -> None:
    """Without a word there is nothing to be best, and no line of text."""
    async with running(town) as app:
        rows = app.screen.headlines.row_height
        await searched(app, "is:unread -rain", "The town")
        assert app.screen.listing.search_order is SearchOrder.NEWEST
        assert app.screen.headlines.row_height == rows
        await app.press("s")
        await app.says("Oldest first.")


async def test_hits_are_marked_in_the_article(town: Path) -> None:
    """n and N step through them and say which; Escape ends them, and a second one goes back."""
    async with running(town) as app:
        await searched(app)
        await app.press("enter")
        await app.shows(BEST[0])
        await app.says("3 matches · n next · Escape ends them")
        assert "n next match" in app.text()
        view = app.screen.article_view
        assert view.position == 0
        await app.press("n")
        await app.says("Match 1 of 3.")
        await app.press("n", "n", "N")
        await app.says("Match 2 of 3.")
        await app.press("n", "n")
        await app.says("Match 1 of 3. Going on from the other end.")
        await app.press("N")
        await app.says("Match 3 of 3. Going on from the other end.")
        await app.press("escape")
        assert view.match_count == 0
        await app.until(lambda: "n next unread" in app.text())
        assert app.screen.pane is Pane.ARTICLE
        app.screen.reader.reload()
        await app.until(lambda: not app.screen.is_waiting)
        assert view.match_count == 0
        await app.press("J")
        await app.shows(BEST[1])
        await app.says("1 match · n next")
        await app.press("h")
        assert app.screen.pane is Pane.LIST


async def test_no_hits_outside_of_a_search(town: Path) -> None:
    """Once the search has ended, articles open without matches, and n is the next unread."""
    async with running(town) as app:
        await searched(app)
        await app.press("escape")
        await app.lists(*(each.title for each in ARTICLES))
        await app.press("g", "g", "enter")
        await app.shows("A quiet week")
        assert app.screen.article_view.match_count == 0
        await app.press("n")
        await app.shows("The town")


async def test_a_find_takes_the_place_of_the_hits(town: Path) -> None:
    """/ in an article finds in it; its Escape ends both."""
    async with running(town) as app:
        await searched(app)
        await app.press("enter")
        await app.shows(BEST[0])
        await app.press("slash", *"hills")
        await app.says("Match 1 of 1.")
        await app.press("escape")
        assert app.screen.article_view.match_count == 0


async def test_hits_of_a_filter_are_shown_in_the_list(town: Path) -> None:
    """Besides those of the search it filters; both are gone with them."""
    async with running(town) as app:
        rows = app.screen.headlines.row_height
        await app.press("F", *"rain hills")
        await app.lists("Rain at last")
        await app.until(lambda: "The rain came over the hills" in app.text())
        assert {"Rain", "rain", "hills"} <= set(app.emphasised())
        await app.press("enter", "enter")
        await app.shows("Rain at last")
        assert app.screen.article_view.match_count == 0
        await app.press("h", "escape")
        await app.lists(*(each.title for each in ARTICLES))
        assert app.screen.headlines.row_height == rows
        assert not app.emphasised()
        await searched(app)
        await app.press("F", *"town")
        await app.lists("Rain at last", "A quiet week")
        await app.until(lambda: {"rain", "town"} <= set(app.emphasised()))


async def test_hits_of_a_saved_search_are_shown_in_its_list(town: Path) -> None:
    """In its titles, in a line of the text, and in its articles, as those of a typed search."""
    with Library.open(town) as library:
        library.journal.apply(saving(SavedSearch("Weather", "rain -hills")))
    async with running(town) as app:
        rows = app.screen.headlines.row_height
        app.screen.go_to_source("search:Weather")
        await app.lists("A quiet week", "Rainbow over the bay", "Harbour")
        await app.until(lambda: "In the evening there was some rain." in app.text())
        assert app.screen.headlines.row_height == rows + 1
        assert {"Rain", "rain"} == set(app.emphasised())
        await app.press("enter")
        await app.shows("A quiet week")
        await app.until(lambda: app.screen.article_view.match_count == 1)
        await app.press("escape", "n")
        await app.shows("Rainbow over the bay")
        app.screen.go_to_source("all")
        await app.lists(*(each.title for each in ARTICLES))
        assert app.screen.headlines.row_height == rows
        assert app.screen.listing.finder is None


async def test_the_order_of_a_saved_search(town: Path) -> None:
    """Newest first, then oldest, then best if it has words; oldest first stays as in any list."""
    with Library.open(town) as library:
        library.journal.apply(saving(SavedSearch("Weather", "rain")))
        library.journal.apply(saving(SavedSearch("New", "-zebra")))
    async with running(town) as app:
        app.screen.go_to_source("search:Weather")
        await app.lists(*NEWEST)
        assert "newest first · 4" in app.text()
        await app.press("s")
        await app.lists(*reversed(NEWEST))
        assert "oldest first · 4" in app.text()
        await app.press("s")
        await app.says("Best first.")
        await app.lists(*BEST)
        await app.press("G", "enter")
        await app.shows(BEST[-1])
        await app.press("escape", "K")
        await app.shows(BEST[-2])
        await app.press("h", "s", "s")
        await app.lists(*reversed(NEWEST))
        await app.press("slash", *"bay", "enter")
        await app.lists("Rainbow over the bay")
        assert app.screen.listing.search_order is SearchOrder.BEST
        await app.press("escape")
        await app.lists(*reversed(NEWEST))
        app.screen.go_to_source("search:New")
        await app.lists(*(each.title for each in reversed(ARTICLES)))
        await app.press("s", "s")
        await app.says("Oldest first.")
        app.screen.go_to_source("all")
        await app.lists(*(each.title for each in reversed(ARTICLES)))


async def test_what_is_read_stays_in_a_search_for_what_is_unread(town: Path) -> None:
    """While it is listed, whatever is reloaded meanwhile; a new search is without it."""
    async with running(town) as app:
        await app.press("slash", *"rain is", "colon", *"unread")
        await app.lists(*NEWEST)
        await app.press("enter")
        await app.lists(*BEST)
        await app.press("N")
        await app.says("Marked read")
        await app.press("j", "N", "k", "D")
        await app.lists(*BEST[1:])
        await app.press("u")
        await app.lists(*BEST)
        await app.press("s")
        await app.says("Newest first.")
        await app.lists("A quiet week", "Harbour")
        await app.press("slash", "ctrl+u", *"is", "colon", *"unread", "enter")
        await app.lists("A quiet week", "The town", "Harbour")
        await app.press("enter")
        await app.shows("A quiet week")
        await app.press("h", "J")
        await app.lists("A quiet week", "The town", "Harbour")


async def test_what_is_read_stays_where_being_unread_is_one_of_several(town: Path) -> None:
    """Also when the list is read again: here after a deletion."""
    async with running(town) as app:
        typed = "rain (is:unread OR is:bookmarked)"
        await app.press("slash", *("colon" if key == ":" else key for key in typed))
        await app.lists(*NEWEST)
        await app.press("enter")
        await app.lists(*BEST)
        await app.press("N", "j", "D")
        await app.lists(BEST[0], *BEST[2:])
        await app.press("s")
        await app.says("Newest first.")
        await app.lists(*(title for title in NEWEST if title not in BEST[:2]))


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
async def test_how_one_gets_out_is_said_in_any_width(town: Path, width: int) -> None:
    """Of what the keys do in a box the end stays where not all of it has room."""
    async with running(town, size=(width, 24)) as app:
        await app.press("slash", *"rain")
        await app.until(lambda: app.screen.command_bar.typing)
        wanted = app.screen.command_bar.typing.split(" · ")[-1]
        await app.until(lambda: app.text().splitlines()[-1].endswith(wanted))
