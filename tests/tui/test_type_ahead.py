"""Keys that come faster than answers do what they would have done one by one."""

from __future__ import annotations

from pathlib import Path

from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from newsreader.tui.commands import Pane
from tests.tui.app_driver import Driver, running

ALL = ["A1", "B1", "A2", "B2", "A3", "A4"]


async def burst(app: Driver, *keys: str) -> None:
    """Send keys all at once, as a paste or a slow line does, and wait until all are taken."""
    from textual import events

    for key in keys:
        app.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await app.pilot.pause()
    screen = app.screen
    await app.until(lambda: not screen.is_waiting and not screen._typed_ahead)
    await app.settled()


async def test_two_deletions_delete_two(library_path: Path) -> None:
    """D D deletes the article and the one after it, and u u brings both back."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "D", "D")
        await app.lists(*ALL[2:])
        await burst(app, "u", "u")
        await app.lists(*ALL)


async def test_a_toggle_pressed_twice_is_as_before(library_path: Path) -> None:
    """m m and N N leave everything as it was."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "m", "m", "N", "N")
        await app.says("Marked unread “A1”")
    with Library.open(library_path) as library:
        first = library.articles.page(Query(), limit=1)[0]
        assert (first.is_read, first.is_bookmarked) == (False, False)


async def test_each_step_counts(library_path: Path) -> None:
    """J J J goes three articles on, n n n to the third unread."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "enter", "J", "J", "J")
        await app.shows("B2")
        await burst(app, "h", "g", "g", "n", "n")
        await app.at("A4")


async def test_two_steps_back_are_two(library_path: Path) -> None:
    """h h goes from the article over the headlines to the feeds."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("enter")
        await app.shows("A1")
        await burst(app, "h", "h")
        assert app.screen.pane is Pane.FEEDS


async def test_what_follows_a_dialog_goes_to_the_dialog(library_path: Path) -> None:
    """m and / typed together: the letters after it are a search."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "m", "slash", "B", "2")
        await app.lists("B2")
        await app.until(lambda: app.screen.feeds_pane.totals.bookmarked == 1)


async def test_unsubscribing_stays_among_the_feeds(library_path: Path) -> None:
    """After D in the feeds pane the keyboard stays there: a second D is for the next feed."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("h", "G")
        await app.until(lambda: app.screen.feeds_pane.current.title == "Beta")
        await app.press("D")
        await app.says("Unsubscribed “Beta”")
        await app.until(lambda: len(app.screen.feeds_pane.feeds) == 1)
        assert app.screen.pane is Pane.FEEDS
        await app.until(lambda: app.screen.feeds_pane.current.title == "Alpha")
        await app.press("D")
        await app.says("Unsubscribed “Alpha”")
        await app.press("u", "u")
        await app.until(lambda: len(app.screen.feeds_pane.feeds) == 2)


async def test_a_feed_that_goes_away_does_not_close_its_article(library_path: Path) -> None:
    """When another process unsubscribes the listed feed, reading goes on, and it is said."""
    async with running(library_path) as app:
        app.screen.go_to_source("feed:https://example.org/Alpha")
        await app.lists("A1", "A2", "A3", "A4")
        await app.press("enter")
        await app.shows("A1")
        feed_id = app.screen.reader.headline.feed_id
        with Library.open(library_path) as other:
            other.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(feed_id,)))
        await app.lists("B1", "B2")
        assert app.screen.pane is Pane.ARTICLE
        assert app.screen.reader.headline.title == "A1"
        await app.says("any more.")


async def test_the_open_article_follows_other_processes(library_path: Path) -> None:
    """What another process did to the open article counts for the next key."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("enter")
        await app.shows("A1")
        article_id = app.screen.reader.headline.id
        with Library.open(library_path) as other:
            other.journal.apply(Change(Action.BOOKMARK, (article_id,)))
        await app.until(lambda: app.screen.reader.headline.is_bookmarked)
        await app.press("m")
        await app.says("No longer bookmarked “A1”")


async def test_ending_a_search_goes_back_to_where_it_began(library_path: Path) -> None:
    """Escape after a search puts the cursor on the headline it was on."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await app.press("3", "j", "slash", *"B1")
        await app.lists("B1")
        await app.press("escape")
        await app.lists(*ALL)
        await app.at("B2")


async def test_a_search_may_come_all_at_once(library_path: Path) -> None:
    """What is typed together with the key that opens a box goes into the box."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "slash", "a", "1")
        await app.lists("A1")
        assert app.screen.search_box.value == "a1"


async def test_keys_behind_a_search_are_commands(library_path: Path) -> None:
    """What comes right behind Enter in the search box moves in what was found."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "slash", *"a", "enter", "j", "j", "m")
        await app.until(lambda: app.screen.listing.search_text == "a")
        await app.says("Bookmarked")
        assert app.screen.search_box.value == "a"
        assert app.screen.headlines.cursor == 2


async def test_keys_behind_a_find_are_commands(library_path: Path) -> None:
    """What comes right behind Enter, or Escape, in the find box is not typed in it."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "enter", "slash", *"text", "enter", "m")
        await app.says("Bookmarked")
        assert app.screen.find_box.value == "text"
        await burst(app, "slash", *"text", "escape", "m")
        await app.says("No longer bookmarked")


async def test_keys_behind_a_filter_are_commands(library_path: Path) -> None:
    """What comes right behind Enter in the filter box moves in what is left."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "F", *"a", "enter", "j", "m")
        await app.says("Bookmarked")
        assert app.screen.listing.filter_text == "a"
        assert app.screen.headlines.cursor == 1


async def test_a_box_that_is_opened_again_is_typed_over(library_path: Path) -> None:
    """The former search is selected: the first character takes its place, also in a burst."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "slash", *"b1", "enter")
        await app.lists("B1")
        await burst(app, "slash", *"a2", "enter")
        await app.lists("A2")


async def test_the_palette_keeps_all_that_is_typed(library_path: Path) -> None:
    """No letter of a command typed at once with the key of the palette is lost."""
    from newsreader.tui.screens.palette import PaletteScreen

    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "colon", *"mark")
        await app.until(lambda: isinstance(app.app.screen, PaletteScreen))
        screen = app.app.screen
        assert isinstance(screen, PaletteScreen)
        await app.until(lambda: len(screen.box.value) == 4)
        assert screen.box.value == "mark"


async def test_the_palette_does_what_was_typed(library_path: Path) -> None:
    """Enter right behind the words does what they find, not what was first before."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "colon", *"oldest", "enter")
        await app.says("Oldest first.")
        await app.lists(*reversed(ALL))


async def test_keys_behind_a_dialog_are_commands(library_path: Path) -> None:
    """What comes right behind Enter in a dialog is not typed in it."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "slash", *"a", "enter", "S", *"Mine", "enter", "j", "m")
        await app.says("Bookmarked “A2”")
        assert "Mine" in [row.title for row in app.screen.feeds_pane.rows]


async def test_keys_behind_a_field_that_stays_go_on_in_it(library_path: Path) -> None:
    """Where Enter finds something wrong, one types on."""
    from newsreader.tui.screens.subscribe import SubscribeScreen

    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "a", *"nothing", "enter", *"ness")
        screen = app.app.screen
        assert isinstance(screen, SubscribeScreen)
        await app.until(lambda: screen.address.value == "nothingness")


async def test_keys_behind_the_helps_filter_move_in_it(library_path: Path) -> None:
    """What comes right behind Enter in the filter is a command of the help."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        await burst(app, "question_mark", "slash", *"undo", "enter", "q", "j")
        await app.until(lambda: app.app.screen is app.screen)
        await app.at("B1")
