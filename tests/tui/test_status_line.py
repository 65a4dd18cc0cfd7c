"""What the line at the bottom says, whatever the width."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.tui.messages import JobFailed
from tests.tui.app_driver import running
from tests.tui.test_headlines import ALL

LONG = (
    "The library /home/someone/with/a/very/long/path/to/a/folder/library.db could not be used "
    "(disk I/O error): check that its disk is whole and has space left, then try again"
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_an_error_is_never_cut(library_path: Path, size: tuple[int, int]) -> None:
    """A long error takes the lines it needs, and gives them back with the next words."""
    async with running(library_path, size=size) as app:
        await app.lists(*ALL)
        await app.press("j")
        status = app.screen.status
        app.screen.post_message(JobFailed(LONG))
        await app.until(lambda: status.size.height > 1 and "The library" in app.text())
        lines = app.text().splitlines()
        said = " ".join(lines[size[1] - 1 - status.size.height : size[1] - 1])
        assert "".join(said.split()) == "".join(LONG.split())
        await app.at("B1")
        await app.pilot.resize_terminal(200, 40)
        await app.until(lambda: status.size.height == 1)
        await app.pilot.resize_terminal(*size)
        await app.until(lambda: status.size.height > 1)
        await app.press("m")
        await app.says("Bookmarked")
        await app.until(lambda: status.size.height == 1)


async def test_a_hint_never_moves_the_panes(library_path: Path) -> None:
    """Words about where one is stay on their line."""
    async with running(library_path, size=(80, 24)) as app:
        await app.lists(*ALL)
        app.screen.hint(LONG)
        await app.until(lambda: "The library" in app.text())
        assert app.screen.status.size.height == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_nothing_covers_what_is_said_at_the_start(
    library_path: Path, size: tuple[int, int]
) -> None:
    """Mistakes in the settings are listed above the line that tells of them, if there is room."""
    config = 'refresh_interval = 0\n[keys]\nnope = "u"\n'
    async with running(library_path, size=size, config=config) as app:
        await app.lists(*ALL)
        await app.says("The settings have 1 mistake")
        is_wide = size[0] > 80
        await app.until(lambda: ("There is no command" in app.text()) == is_wide)
        line = app.text().splitlines()[-2]
        assert line.strip() == "The settings have 1 mistake; : error-log lists what is wrong."


async def test_an_outcome_goes_when_it_is_old(library_path: Path) -> None:
    """It stays for some keys; one pressed long after takes it away, and of an error later."""
    async with running(library_path) as app:
        await app.lists(*ALL)
        status = app.screen.status
        await app.press("m")
        await app.says("Bookmarked")
        await app.press("j", "k")
        assert "Bookmarked" in status.words
        status._said_at -= 20
        await app.press("j")
        assert status.words == ""
        app.screen.say("It failed.", is_error=True)
        status._said_at -= 20
        await app.press("k")
        assert status.words == "It failed."
        status._said_at -= 40
        await app.press("j")
        assert status.words == ""
        assert not status.has_class("-error")
