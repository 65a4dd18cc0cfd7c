"""The headline under the cursor stays on its line of the screen, whatever happens to the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.headline import Headline
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query
from tests.tui.app_driver import Driver, entry, fill, running

SIZES = [(80, 24), (120, 40)]
"""Where headlines have one line, and two."""

Deed = Callable[[Library], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with 400 headlines, N000 the newest, half an hour between any two."""
    path = tmp_path / "library.db"
    fill(path, {"Feed": [entry(f"N{i:03}", 30 * i) for i in range(400)]})
    return path


def line_of(driver: Driver, title: str) -> int | None:
    """The line of the screen that a headline begins on; None if it is not on the screen."""
    found = [y for y, line in enumerate(driver.text().splitlines()) if f" {title} " in f"{line} "]
    return found[0] if found else None


async def done_by_another(driver: Driver, deed: Deed) -> None:
    """Let another process do something to the library, and wait until the app shows it."""
    with Library.open(driver.app.library.path) as library:
        deed(library)
    # As it does by itself within two seconds.
    driver.screen._reload()
    await driver.settled()
    await driver.until(lambda: driver.screen.headlines._asked is None, "the pages")
    await driver.pilot.pause()


def arrive(*minutes_ago: int) -> Deed:
    """Articles come, published some minutes before N000."""

    def deed(library: Library) -> None:
        new = tuple(entry(f"Late {m}", m, guid=f"late{m}") for m in minutes_ago)
        feed = library.feeds.all()[0]
        library.articles.save(feed.id, FeedUpdate(new=new), None, datetime.now(UTC))

    return deed


def act(action: Action, *titles: str) -> Deed:
    """Something is done to headlines."""

    def deed(library: Library) -> None:
        ids = [row.id for row in library.articles.iterate(Query()) if row.title in titles]
        assert len(ids) == len(titles)
        library.journal.apply(Change(action, tuple(ids)))

    return deed


def below(number: int) -> int:
    """Minutes ago of an article just below a headline."""
    return 30 * number + 7


DEEDS: list[tuple[int, Deed]] = [
    (0, arrive(-10, -20, -30)),
    (0, arrive(below(0), below(1))),
    (5, arrive(-11, -21, below(2), below(7))),
    (200, arrive(-12, below(100), below(199), below(200), below(201))),
    (399, arrive(-13, below(396), below(397))),
    (399, arrive(below(500), below(501))),
    (200, act(Action.MARK_READ, "N199", "N200", "N201")),
    (200, act(Action.DELETE, "N150", "N198", "N199", "N201", "N300")),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", ["", "s", "."])
async def test_it_stays(path: Path, size: tuple[int, int], keys: str) -> None:
    """Articles come, are marked and go above and below, in each order, hiding what is read."""
    async with running(path, size=size) as driver:
        if keys:
            await driver.press(keys)
            await driver.settled()
        for row, deed in DEEDS:
            title = f"N{row:03}"
            place = [headline.title for headline in listed(driver)].index(title)
            await driver.press(*str(place + 1), "G")
            await driver.at(title)
            await driver.until(lambda title=title: line_of(driver, title) is not None)
            line = line_of(driver, title)
            await done_by_another(driver, deed)
            assert driver.current() == title
            assert line_of(driver, title) == line
            assert driver.screen.headlines.row_count == len(listed(driver))


def listed(driver: Driver) -> list[Headline]:
    """Return what the list shown has by now."""
    return [*driver.app.library.articles.iterate(driver.screen.headlines.window.query)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_next_one_takes_its_line_when_it_is_deleted(
    path: Path, size: tuple[int, int]
) -> None:
    """By another process, or by the reader; taken back, it has its line again."""
    async with running(path, size=size) as driver:
        await driver.press("2", "0", "0", "G")
        await driver.at("N199")
        await driver.press("k", "k")
        await driver.at("N197")
        await driver.until(lambda: line_of(driver, "N197") is not None, "the headline")
        line = line_of(driver, "N197")
        await done_by_another(driver, act(Action.DELETE, "N197"))
        await driver.at("N198")
        await driver.until(lambda: line_of(driver, "N198") == line, "the same line")
        await driver.press("D")
        await driver.at("N199")
        await driver.until(lambda: line_of(driver, "N199") == line, "the same line")
        await driver.press("u")
        await driver.at("N198")
        await driver.until(lambda: line_of(driver, "N198") == line, "the same line again")


async def test_the_last_one_deleted_leaves_the_one_before(path: Path) -> None:
    """There is none after it."""
    async with running(path) as driver:
        await driver.press("G")
        await driver.at("N399")
        await done_by_another(driver, act(Action.DELETE, "N399", "N398"))
        await driver.at("N397")
        await driver.until(lambda: line_of(driver, "N397") is not None, "the headline")


async def test_keys_pressed_meanwhile_count(path: Path) -> None:
    """Where the list was read again for the place before, the cursor stays where keys put it."""
    async with running(path, size=(80, 24)) as driver:
        await driver.press("2", "0", "0", "G", "k", "k", "k")
        await driver.at("N196")
        await driver.until(lambda: line_of(driver, "N196") is not None, "the headline")
        line = line_of(driver, "N196")
        assert line is not None
        with Library.open(path) as library:
            arrive(-10, -20, below(150), below(196))(library)
        driver.screen.listing.reload()
        driver.screen.headlines.move(2)
        await driver.settled()
        await driver.at("N198")
        await driver.until(lambda: line_of(driver, "N198") == line + 2, "two lines below")


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_scrolled_to_stays(path: Path, size: tuple[int, int]) -> None:
    """With the wheel one looks elsewhere than at the cursor: that stays, and so does the cursor."""
    async with running(path, size=size) as driver:
        headlines = driver.screen.headlines
        await driver.until(lambda: driver.screen.is_whole, "the whole screen")
        await driver.pilot.pause()
        headlines.scroll_to(y=60 * headlines.row_height, animate=False, immediate=True)
        await driver.until(lambda: line_of(driver, "N062") is not None, "the rows")
        line = line_of(driver, "N062")
        await done_by_another(driver, arrive(-10, -20, below(30)))
        await driver.until(lambda: line_of(driver, "N062") == line, "the same line")
        assert driver.current() == "N000"


async def test_what_has_been_kept_long_enough_goes_from_the_list(path: Path) -> None:
    """The app's own care of the library shows, and the headline stays on its line."""
    config = "refresh_interval = 0\nkeep_articles = 150\nkeep_unread = false\n"
    async with running(path, config=config) as driver:
        await driver.press("1", "0", "0", "G", "k", "k")
        await driver.at("N097")
        await driver.until(lambda: line_of(driver, "N097") is not None, "the headline")
        line = line_of(driver, "N097")
        driver.app._start_upkeep(driver.screen)
        await driver.until(lambda: driver.screen.headlines.row_count == 150, "150 articles")
        await driver.at("N097")
        await driver.until(lambda: line_of(driver, "N097") == line, "the same line")


@pytest.mark.parametrize("is_in_dialog", [False, True])
async def test_quitting_by_ctrl_q_keeps_the_place(path: Path, is_in_dialog: bool) -> None:
    """As Q does, also from a dialog; and Ctrl+c tells which key quits."""
    async with running(path) as app:
        await app.press("5", "j")
        await app.at("N005")
        await app.press("ctrl+c")
        await app.says("Q quits.")
        if is_in_dialog:
            await app.press("colon")
            await app.until(lambda: app.app.screen is not app.screen)
        await app.press("ctrl+q")
        await app.until(lambda: not app.app.is_running, "the end")
    async with running(path) as app:
        await app.at("N005")
