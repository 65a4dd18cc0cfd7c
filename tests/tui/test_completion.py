"""What a search that is being typed may go on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.query import parse_query
from newsreader.model.search_language import KEYS
from newsreader.model.terms import Condition
from newsreader.model.text import clean_line
from newsreader.tui import completion
from newsreader.tui.commands import Pane
from newsreader.tui.completion import Typed
from tests.tui.app_driver import Driver, entry, fill, running

TITLES = ["Le Monde", "Times", "The Times of (New) York", 'Say "yes"', "Été"]


def offered(text: str, cursor: int | None = None) -> list[str]:
    """The labels offered for a search with the cursor at its end, or at a place."""
    typed = completion.typed_at(text, len(text) if cursor is None else cursor)
    if typed is None:
        return []
    if not typed.key:
        return [each.label for each in completion.keys(typed)]
    known = completion.prepared(typed.key, ["fr", "de"] if typed.key == "lang" else TITLES)
    return [each.label for each in completion.values(typed, known)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", []),
        ("f", []),
        ("fo", ["folder:"]),
        ("rain -(fO", ["folder:"]),
        ("fr", ["from:"]),
        ("rain", []),
        ('"fo', []),
        ("is:", ["unread", "read", "bookmarked"]),
        ("(is:Un", ["unread"]),
        ("is:unread", []),
        ("is:unread ", []),
        ("has:", ["full-text"]),
        ("nokey:", []),
        ("title:", []),
        ("feed:", TITLES),
        ("feed:times", ["Times", "The Times of (New) York"]),
        ('feed:"the ti', ["The Times of (New) York"]),
        ('feed:"Times"', []),
        ("feed:ete", []),
        ("feed:et", ["Été"]),
        ("lang:", ["fr", "de"]),
        ("lang:germ", ["de"]),
        ("from:t", ["today"]),
        ("to:7", ["7d"]),
    ],
)
def test_what_is_offered(text: str, labels: list[str]) -> None:
    """Keys at the beginning of a word, then the values that fit, whatever case and accents."""
    assert offered(text) == labels


def test_amid_a_word_nothing_is_offered() -> None:
    """Only where a word ends it can be completed."""
    assert offered("foxes", 2) == []
    assert offered("fo rain", 2) == ["folder:"]
    assert offered("(fo)", 3) == ["folder:"]


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("rain feed:ti", "Times", "rain feed:Times "),
        ("-feed:", "Le Monde", '-feed:"Le Monde" '),
        ('feed:"le m', "Le Monde", 'feed:"Le Monde" '),
        ("feed:of", "The Times of (New) York", 'feed:"The Times of (New) York" '),
        ("feed:say", 'Say "yes"', "feed:Say "),
        ("lang:fr", "fr", ""),
    ],
)
def test_completing(text: str, value: str, expected: str) -> None:
    """A value with blanks or brackets is quoted, and a blank follows."""
    typed = completion.typed_at(text, len(text))
    assert typed is not None
    known = completion.prepared(typed.key, TITLES)
    found = {each.label: each for each in completion.values(typed, known)}
    if expected:
        assert completion.completed(text, typed, found[value]) == (expected, len(expected))
    else:
        assert value not in found


def test_every_key_is_explained() -> None:
    """Help and the empty box leave no key of the language out."""
    assert KEYS.keys() == completion.KEYS_IN_WORDS.keys()
    assert parse_query(" ".join(text for text, _ in completion.EXAMPLES)).remarks == ()


@given(st.text(max_size=40), st.integers(0, 50), st.lists(st.text(max_size=20), max_size=4))
def test_any_search_can_be_completed(text: str, cursor: int, known: list[str]) -> None:
    """Whatever is typed and whatever names there are, a completion changes only its stretch."""
    cursor, known = min(cursor, len(text)), [clean_line(name) for name in known]
    typed = completion.typed_at(text, cursor)
    completion.without_begun(text, cursor)
    if typed is None:
        return
    assert text[typed.start : typed.end].endswith(typed.value)
    values = completion.values(typed, completion.prepared(typed.key, known)) if typed.key else []
    for each in [*completion.keys(typed), *values]:
        new, place = completion.completed(text, typed, each)
        assert new.startswith(text[: typed.start] + each.insert)
        assert new.endswith(text[typed.end :])
        assert new[:place].rstrip().endswith(each.insert)
    typed = Typed(0, 5, "feed", "")
    for each in completion.values(typed, completion.prepared("feed", known)):
        (condition,) = parse_query(each.insert).conditions
        assert isinstance(condition, Condition)
        assert condition.key == "feed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    feeds = {
        "Le Monde": [entry("Fox", 1, author="Ann Berg"), entry("Hen", 2, author="Jo")],
        "Times": [entry("Owl", 3, language="fr")],
    }
    fill(path, feeds, {"Le Monde": "Daily news"})
    return path


async def opened(app: Driver, *keys: str) -> None:
    await app.press("slash", *keys)
    await app.until(lambda: app.screen.search_box.completions.is_open, "completions")


async def test_tab_takes_a_key_and_then_a_value_of_the_library(path: Path) -> None:
    """Values come from the library; what was completed is searched for."""
    async with running(path) as app:
        await opened(app, *"fee")
        await app.press("tab")
        assert app.screen.search_box.value == "feed:"
        await app.until(
            lambda: "Times" in app.text().partition("\n")[2] and "Le Monde" in app.text()
        )
        await app.press("right")
        assert app.screen.search_box.value == 'feed:"Le Monde" '
        await app.lists("Fox", "Hen")
        await app.press("enter")
        assert app.screen.pane is Pane.LIST
        assert not app.screen.search_box.completions.is_open


async def test_arrows_choose_and_enter_takes_what_was_chosen(path: Path) -> None:
    """Without choosing, Enter searches as typed; Escape closes the completions first."""
    async with running(path) as app:
        await opened(app, *"author", "colon")
        await app.until(lambda: "Ann Berg" in app.text())
        await app.press("down", "down", "up", "enter")
        assert app.screen.search_box.value == 'author:"Ann Berg" '
        await app.lists("Fox")
        await app.press(*"is", "colon", *"un")
        await app.until(lambda: app.screen.search_box.completions.is_open)
        await app.press("escape")
        assert not app.screen.search_box.completions.is_open
        assert app.screen.search_box.value.endswith("is:un")
        await app.press("escape")
        await app.lists("Fox", "Hen", "Owl")
        await app.press("slash", *"fo", "enter")
        assert app.screen.pane is Pane.LIST
        assert app.screen.listing.search_text == "fo"


async def test_completing_by_mouse(path: Path) -> None:
    """A click takes a completion; the box keeps the keyboard."""
    async with running(path) as app:
        await opened(app, *"is", "colon")
        await app.pilot.click("#completions", offset=(3, 1))
        await app.until(lambda: app.screen.search_box.value == "is:read ")
        assert app.screen.focused is app.screen.search_box


async def test_a_key_without_its_value_is_not_searched_for(path: Path) -> None:
    """While `feed:` waits for its value, the list is that of the rest."""
    async with running(path) as app:
        await app.press("slash", *"hen fee")
        await app.until(lambda: app.screen.listing.search_text == "hen fee")
        await app.press(*"d", "colon")
        await app.until(lambda: app.screen.listing.search_text.strip() == "hen")
        await app.lists("Hen")
        assert app.screen.search_box.value == "hen feed:"


async def test_an_empty_box_says_what_can_be_typed(path: Path) -> None:
    """After a moment; Tab goes to the list as ever, the arrows choose, Escape ends the search."""
    async with running(path) as app:
        await opened(app)
        await app.until(
            lambda: "part of a feed's name" in app.text() and '"two words"' in app.text()
        )
        await app.press("tab")
        assert app.screen.pane is Pane.LIST
        assert not app.screen.search_box.has_class("-open")
        await opened(app)
        await app.press("down", "enter")
        assert app.screen.search_box.value == "is:"
        await app.press("escape", "escape")
        await app.until(lambda: not app.screen.search_box.has_class("-open"))


async def test_former_searches_come_back(path: Path) -> None:
    """Up in an empty box brings them back, the last first, also after a restart."""
    async with running(path) as app:
        for text in ("fox", "owl", "fox"):
            await app.press("slash", *text, "enter")
            await app.until(lambda text=text: app.screen.listing.search_text == text)
            await app.press("escape")
    async with running(path) as app:
        await app.press("slash")
        await app.until(lambda: app.screen.search_box.history)
        assert app.screen.search_box.history == ["fox", "owl"]
        await app.press("up")
        assert app.screen.search_box.value == "fox"
        await app.press("up", "up")
        assert app.screen.search_box.value == "owl"
        await app.lists("Owl")
        await app.press("down", "down")
        assert app.screen.search_box.value == ""
        await app.until(lambda: app.screen.search_box.completions.is_open)
        assert "searched before" in app.text()


async def test_a_filter_is_completed_as_a_search_is(path: Path) -> None:
    """Keys and values, by Tab, arrows or mouse; Escape closes the completions, then the filter."""
    async with running(path) as app:
        await app.lists("Fox", "Hen", "Owl")
        await app.press("F", *"fee")
        completions = app.screen.search_box.completions
        await app.until(lambda: completions.is_open)
        assert "Enter filters" in app.text()
        await app.press("tab")
        box = app.screen.filter_box
        assert box is not None
        assert box.value == "feed:"
        await app.until(lambda: completions.row_count == 2)
        await app.lists("Fox", "Hen", "Owl")
        await app.press("down", "down", "enter")
        await app.until(lambda: box.value.startswith("feed:") and box.value.endswith(" "))
        await app.until(lambda: app.titles() in (["Owl"], ["Fox", "Hen"]))
        assert app.screen.focused is box
        await app.press("ctrl+u", *"is", "colon")
        await app.until(lambda: completions.row_count == 3)
        await app.pilot.click("#completions", offset=(3, 1))
        await app.until(lambda: box.value == "is:read ")
        assert app.screen.focused is box
        await app.press("ctrl+u", *"has", "colon")
        await app.until(lambda: completions.is_open)
        await app.press("escape")
        assert not completions.is_open
        assert box.has_class("-open")
        await app.press("escape")
        await app.lists("Fox", "Hen", "Owl")
        assert not box.has_class("-open")


async def test_an_empty_filter_says_what_can_be_typed(path: Path) -> None:
    """Below its box, whichever of the boxes was open before; a search has its own again."""
    async with running(path) as app:
        await app.press("slash", *"fo", "enter")
        await app.until(lambda: app.screen.listing.search_text == "fo")
        await app.press("F")
        completions = app.screen.search_box.completions
        await app.until(lambda: completions.is_open, "completions")
        box = app.screen.filter_box
        assert box is not None
        await app.until(lambda: completions.region.y == box.region.bottom, "below the box")
        await app.until(lambda: "Escape ends the filter" in app.text())
        await app.press("escape")
        await app.until(lambda: not completions.is_open)
        await app.press("slash", *"x", "ctrl+u")
        await app.until(lambda: completions.is_open)
        await app.until(lambda: "Up searched before" in app.text())
