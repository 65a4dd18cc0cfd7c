"""The footer: it says what can be done where one is, and with what is under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.saved_search import SavedSearch, saving
from tests.tui.app_driver import Driver, entry, fill, running
from tests.tui.feeds_pane_driver import to_source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A feed in a folder, and a saved search."""
    path = tmp_path / "library.db"
    fill(path, {"Coast": [entry("C1", 1)]}, {"Coast": "Water"})
    with Library.open(path) as library:
        library.journal.apply(saving(SavedSearch("Tides", "tide")))
    return path


def footer(app: Driver) -> str:
    """The last line of the screen."""
    return app.text().splitlines()[-1]


@pytest.mark.parametrize(
    ("source", "said", "unsaid"),
    [
        ("Coast", ["E edit", "D unsubscribe"], ["all"]),
        ("Water", ["E rename", "D unsubscribe from all"], ["E edit"]),
        ("Tides", ["E edit", "D remove"], ["unsubscribe"]),
        ("All articles", ["Enter headlines"], ["E ", "D "]),
    ],
)
async def test_the_footer_is_about_the_row(
    path: Path, source: str, said: list[str], unsaid: list[str]
) -> None:
    """A search is removed, a folder renamed; what cannot be done with a row is not offered."""
    async with running(path) as app:
        await to_source(app, source)
        await app.until(lambda: all(words in footer(app) for words in said))
        shown = footer(app).replace("A all read", "")
        assert not [words for words in unsaid if words in shown]


async def test_the_footer_follows_a_row_that_becomes_another(path: Path) -> None:
    """Removing the search under the cursor leaves the footer of what came in its place."""
    async with running(path) as app:
        await to_source(app, "Tides")
        await app.until(lambda: "D remove" in footer(app))
        await app.press("D")
        await app.until(lambda: "D remove" not in footer(app))
        kind = app.screen.feeds_pane.current.kind
        assert ("D unsubscribe" in footer(app)) == (kind in {"feed", "folder"})
        await app.press("l")
        await app.until(lambda: "Enter open" in footer(app))


async def test_labels_of_rows_are_clicked(path: Path) -> None:
    """Also a label that is another one than usual runs its command."""
    async with running(path) as app:
        await to_source(app, "Tides")
        await app.until(lambda: "D remove" in footer(app))
        await app.pilot.click("CommandBar", offset=(footer(app).index("remove") + 1, 0))
        await app.says("Removed the search “Tides”")
