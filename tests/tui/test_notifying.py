"""New articles that match: said in the status line, and by the terminal where that is set."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library
from newsreader.tui.notifying import osc9
from tests.feed_server import FeedServer
from tests.jobs.written import rss
from tests.tui.app_driver import running


@pytest.fixture
def path(tmp_path: Path, feed_server: FeedServer) -> Path:
    """A library with one feed that was not fetched yet."""
    url = feed_server.serve("/feed", rss("Coast", ["Rain\x1b]9;x", "Sun", "Rain again"]))
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.feeds.add([NewFeed(url)], is_undoable=False)
    return path


HOOK = 'refresh_interval = 0\nnotify = "bell"\n[[hooks]]\nquery = "title:rain"\n'


async def test_matches_are_said_after_a_refresh(path: Path) -> None:
    """How many articles came, and which of them match."""
    async with running(path, config=HOOK) as app:
        await app.press("R")
        await app.says("Refreshed 1 feed: 3 new articles. title:rain: “")
        await app.says("and 1 more")
        await app.until(lambda: len(app.titles()) == 3)


async def test_a_hook_that_fails_is_said(path: Path) -> None:
    """What was fetched is there, and counted, all the same."""
    command = f"command = ['{sys.executable}', '-c', 'raise SystemExit(7)']\n"
    async with running(path, size=(200, 40), config=HOOK + command) as app:
        await app.press("R")
        await app.says("A hook failed, title:rain: ")
        await app.says("failed with exit code 7")
        await app.says("Refreshed 1 feed: 3 new articles.")
        await app.until(lambda: len(app.titles()) == 3)


@given(st.text(max_size=300))
def test_no_text_ends_the_sequence(words: str) -> None:
    """Whatever is in a title, the terminal gets one notification and nothing else."""
    sequence = osc9(words)
    assert sequence.startswith("\x1b]9;newsreader: ")
    assert sequence.endswith("\x07")
    shown = sequence.removeprefix("\x1b").removesuffix("\x07")
    assert not any(ord(each) < 32 or 0x7F <= ord(each) < 0xA0 for each in shown)
