"""Drives the real app on a real library file under Textual's pilot."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.model.article import Entry, FeedUpdate
from newsreader.model.text import MarkedText
from newsreader.settings import Settings
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.commands import Pane
from newsreader.tui.screens.reading import ReadingScreen

_PATIENCE = 20.0
"""Seconds after which a state that never comes fails the test."""


class Driver:
    """Presses keys and waits for states, never for times."""

    def __init__(self, app: NewsreaderApp, pilot: Any) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen, also while a dialog is over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)

    async def until(self, is_so: Callable[[], object], what: str = "") -> None:
        """Let the app work until a state has come."""
        deadline = time.monotonic() + _PATIENCE
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"never came: {what or is_so}\n{self.text()}")
            await self.pilot.pause(0.01)

    async def settled(self) -> None:
        """Wait until the list shown is the one asked for."""
        await self.until(lambda: self.screen.listing.is_settled, "the list")

    async def says(self, words: str) -> None:
        """Wait until the status line says something."""
        await self.until(lambda: words in self.screen.status.words, f"“{words}” in the status line")

    async def shows(self, article_title: str) -> None:
        """Wait until an article is open and marked read, and has the keyboard."""
        screen = self.screen
        await self.until(
            lambda: (
                screen.pane is Pane.ARTICLE
                and screen.reader.headline is not None
                and screen.reader.headline.title == article_title
                and screen.reader.headline.is_read
            ),
            f"the article “{article_title}”",
        )

    async def lists(self, *titles: str) -> None:
        """Wait until the list has exactly these headlines."""
        await self.until(lambda: self.titles() == list(titles), f"the list {titles}")

    def titles(self) -> list[str]:
        """The titles in the list that are in memory."""
        return [row.title for row in self.screen.headlines.window.rows]

    def current(self) -> str | None:
        """The title under the cursor."""
        row = self.screen.headlines.current
        return row.title if row else None

    async def at(self, title: str) -> None:
        """Wait until the cursor is on a headline."""
        await self.until(lambda: self.current() == title, f"the cursor on “{title}”")

    def text(self) -> str:
        """What is on the screen, as plain lines."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips).replace("\u00a0", " ")

    def emphasised(self) -> list[str]:
        """What is shown bold and underlined, as hits in lists are."""
        return [
            segment.text
            for strip in self.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.underline and segment.style.bold
        ]


@asynccontextmanager
async def running(
    path: Path, size: tuple[int, int] = (120, 40), config: str = "refresh_interval = 0\n"
) -> AsyncIterator[Driver]:
    """Open the app on a library file; leaving quits it as `Q` does."""
    config_path = path.with_suffix(".toml")
    config_path.write_text(config, "utf-8")
    settings, problems = Settings.load(config_path, path)
    with Library.open(path) as library:
        app = NewsreaderApp(library, settings, problems)
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.settled()
            yield driver
            if app.is_running:
                driver.screen.quit()


def entry(title: str, minutes_ago: int = 0, text: str = "", **more: Any) -> Entry:
    """An article of a test feed, published some minutes before 1 March 2024, noon."""
    body = MarkedText.from_plain(text or f"The text of {title}.")
    published = datetime(2024, 3, 1, 12, tzinfo=UTC) - timedelta(minutes=minutes_ago)
    fields = {"guid": title or "none", "url": f"https://example.org/{len(title)}"}
    fields |= {"language": "en"} | more
    return Entry(title=title, published_at=published, body=body, **fields)


def fill(
    path: Path, feeds: dict[str, Iterable[Entry]], folders: dict[str, str] | None = None
) -> None:
    """Make a library with feeds (by title) and their articles."""
    with Library.open(path) as library:
        for title, entries in feeds.items():
            new = NewFeed(f"https://example.org/{title}", title, (folders or {}).get(title))
            [(feed, _)] = library.feeds.add([new], is_undoable=False)
            library.articles.save(feed.id, FeedUpdate(new=tuple(entries)), None, datetime.now(UTC))


def long_text(paragraphs: int = 40) -> str:
    """A text of several pages."""
    return "\n\n".join(f"Paragraph {i}: " + "the river ran on. " * 12 for i in range(paragraphs))
