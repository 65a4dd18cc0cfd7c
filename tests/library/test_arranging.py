"""The order of feeds and folders, and folders that get another name."""

from __future__ import annotations

import pytest

from newsreader.library.feeds import NewFeed
from newsreader.library.library import Library, LibraryError
from newsreader.model.journal import Action, Change

FEEDS = {"Alone": None, "Zoo": None, "Coast": "Water", "Delta": "Water", "Peak": "Hills"}


def subscribe(library: Library, title: str, folder: str | None) -> None:
    library.feeds.add([NewFeed(f"https://{title}.example", title, folder)], is_undoable=False)


@pytest.fixture
def arranged(library: Library) -> Library:
    for title, folder in FEEDS.items():
        subscribe(library, title, folder)
    return library


def order(library: Library) -> str:
    return " ".join(f"{feed.folder or ''}/{feed.title}" for feed in library.feeds.all())


def ids(library: Library) -> dict[str, int]:
    return {feed.title: feed.id for feed in library.feeds.all()}


def put(library: Library, **places: int | None) -> Change | None:
    known = ids(library)
    after = {
        f"feed:{known[name]}" if name in known else f"folder:{name}": place and str(place)
        for name, place in places.items()
    }
    return library.journal.apply(Change(Action.ARRANGE, after=after, subject="it"))


def rename(library: Library, former: str, name: str) -> Change | None:
    change = Change(Action.RENAME_FOLDER, before={"folder": former}, after={"folder": name})
    return library.journal.apply(change)


def test_feeds_and_folders_stand_where_they_are_put(arranged):
    """Without a place they are by name, after those with one; new feeds come last."""
    assert order(arranged) == "/Alone /Zoo Hills/Peak Water/Coast Water/Delta"
    put(arranged, Zoo=1, Alone=2)
    put(arranged, Water=1, Hills=2)
    put(arranged, Delta=1, Coast=2)
    assert order(arranged) == "/Zoo /Alone Water/Delta Water/Coast Hills/Peak"
    for title, folder in (("Bay", "Water"), ("Ant", None), ("Aloft", "Air")):
        subscribe(arranged, title, folder)
    assert order(arranged) == (
        "/Zoo /Alone /Ant Water/Delta Water/Coast Water/Bay Hills/Peak Air/Aloft"
    )
    assert put(arranged, Zoo=1) is None
    for _ in range(3):
        arranged.journal.undo()
    assert (
        order(arranged) == "/Alone /Ant /Zoo Air/Aloft Hills/Peak Water/Bay Water/Coast Water/Delta"
    )


def test_a_feed_that_goes_to_another_folder_leaves_its_place(arranged):
    """It comes after those with a place there; taken back, it has its own again."""
    put(arranged, Zoo=1, Alone=2)
    put(arranged, Delta=1, Coast=2)
    zoo = ids(arranged)["Zoo"]
    arranged.journal.apply(Change(Action.EDIT_FEED, feed_ids=(zoo,), after={"folder": "Water"}))
    assert order(arranged) == "/Alone Hills/Peak Water/Delta Water/Coast Water/Zoo"
    arranged.journal.undo()
    assert order(arranged) == "/Zoo /Alone Hills/Peak Water/Delta Water/Coast"
    arranged.journal.redo()
    assert order(arranged).endswith("Water/Zoo")


def test_a_folder_gets_another_name(tmp_path):
    """With its feeds, also those unsubscribed, and its place; durable, and taken back."""
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        for title, folder in FEEDS.items():
            subscribe(library, title, folder)
        put(library, Water=1, Hills=2)
        coast = ids(library)["Coast"]
        library.journal.apply(Change(Action.UNSUBSCRIBE, feed_ids=(coast,)))
        change = rename(library, "Water", "Sea\n level")
        assert change.in_words() == "renamed the folder “Water” to “Sea level”"
    with Library.open(path) as library:
        assert order(library) == "/Alone /Zoo Sea level/Delta Hills/Peak"
        library.journal.undo()
        library.journal.undo()
        assert order(library) == "/Alone /Zoo Water/Coast Water/Delta Hills/Peak"
        library.journal.redo()
        library.journal.redo()
        assert order(library) == "/Alone /Zoo Sea level/Delta Hills/Peak"


def test_a_folder_joins_another_one_and_comes_out_again(arranged):
    """Taking it back moves only the feeds that were in it, and both have their places again."""
    put(arranged, Hills=1, Water=2)
    before = order(arranged)
    rename(arranged, "Hills", "Water")
    assert order(arranged) == "/Alone /Zoo Water/Coast Water/Delta Water/Peak"
    arranged.journal.undo()
    assert order(arranged) == before


def test_a_folder_needs_a_name(arranged):
    """No name is refused in words; the same one, or of a folder that is not there, is no change."""
    with pytest.raises(LibraryError, match="A folder needs a name"):
        rename(arranged, "Water", " ")
    assert rename(arranged, "Water", "Water ") is None
    assert rename(arranged, "None such", "Other") is None
    with pytest.raises(ValueError, match="nothing to put in order"):
        arranged.journal.apply(Change(Action.ARRANGE, after={"article:1": "1"}))
