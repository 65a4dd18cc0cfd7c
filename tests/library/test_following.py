"""Names that are offered while one types, and what is new of a name since the last look."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.article import FeedUpdate
from newsreader.model.following import followings
from newsreader.model.journal import Action, Change
from newsreader.model.name import same_as
from newsreader.model.query import parse_query
from newsreader.model.saved_search import SavedSearch, dropping, saving
from tests.tui.app_driver import entry
from tests.tui.named_library import add_named, fill_named, mark

TEXTS = {
    "One": "[Ines Valdemar|p] met [Ursula von der Heide|p] of the [Pilots' Guild|o].",
    "Two": "[Ines Valdemar|p] and [Inês Álvarez|p] are in [Germany|l].",
    "Three": "[I. Waldemar|p] and [X|o] are not. [Łódź Marina|o] is.",
}
VALDEMAR = SavedSearch("Ines Valdemar", 'person:"Ines Valdemar"')


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with some names."""
    path = tmp_path / "names.db"
    fill_named(path, TEXTS)
    with Library.open(path) as opened:
        yield opened


def begun(library: Library, text: str) -> list[str]:
    """The names that are offered for a text."""
    return [name.name for name in library.names.beginning(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in", ["Ines Valdemar", "Inês Álvarez"]),
        ("INES V", ["Ines Valdemar"]),
        ("vald", ["Ines Valdemar"]),
        ("alvarez in", ["Inês Álvarez"]),
        ("von der h", ["Ursula von der Heide"]),
        ("heide", ["Ursula von der Heide"]),
        ("guild", ["Pilots' Guild"]),
        ("lodz", ["Łódź Marina"]),
        ("wald", ["I. Waldemar"]),
        ("Allemagne", ["Germany"]),
        ("x", ["X"]),
        ("i", []),
        ("ldemar", []),
        ("%", []),
        ('"', []),
        ("", []),
    ],
)
def test_names_are_offered_by_how_their_words_begin(
    library: Library, text: str, names: list[str]
) -> None:
    """Without case and accents, the most mentioned first; of one letter only what is called so."""
    assert begun(library, text) == names


def test_what_is_joined_or_deleted_is_not_offered_twice_or_at_all(library: Library) -> None:
    """A joined name is offered by the whole's; one whose articles are gone is not."""
    [lesser] = library.names.find("I. Waldemar")
    [whole] = library.names.find("Ines Valdemar")
    library.journal.apply(same_as(lesser, whole))
    assert begun(library, "wald") == ["Ines Valdemar"]
    [passage] = library.names.passages(library.names.find("Germany")[0].id)
    library.journal.apply(Change(Action.DELETE, (passage.headline.id,)))
    assert begun(library, "germ") == []


def test_without_a_look_all_that_is_unread_is_new(library: Library) -> None:
    """As of any other saved search."""
    assert library.searches.count_new(VALDEMAR) == 2
    assert library.searches.count_unread(VALDEMAR.query()) == 2


def test_what_came_after_a_look_is_new_until_it_is_read(library: Library) -> None:
    """Whether it was published before or after."""
    library.searches.look(VALDEMAR)
    assert library.searches.count_new(VALDEMAR) == 0
    add_named(library, "Four", "[Ines Valdemar|p] is back.")
    add_named(library, "Five", "[Ursula von der Heide|p] is not.")
    assert library.searches.count_new(VALDEMAR) == 1
    [new] = library.articles.page(VALDEMAR.query(), limit=1)
    assert new.title == "Four"
    library.journal.apply(Change(Action.MARK_READ, (new.id,)))
    assert library.searches.count_new(VALDEMAR) == 0
    library.journal.undo()
    assert library.searches.count_new(VALDEMAR) == 1


def test_what_is_marked_after_a_look_is_new_then(library: Library) -> None:
    """An article came before the look, but nobody knew yet whom it mentions."""
    [feed] = library.feeds.all()
    late = {"Late": "[Ines Valdemar|p] was late.", "Later": "[Ines Valdemar|p] was later."}
    seen = {"Seen": "[Ines Valdemar|p] was seen."}
    new = tuple(
        entry(title, 0, text.replace("[", "").replace("|p]", ""))
        for title, text in (late | seen).items()
    )
    library.articles.save(feed.id, FeedUpdate(new=new), None, datetime.now(UTC))
    mark(library, seen)
    library.searches.look(VALDEMAR)
    assert library.searches.count_new(VALDEMAR) == 0
    mark(library, late)
    assert library.searches.count_new(VALDEMAR) == 2
    library.searches.look(VALDEMAR)
    assert library.searches.count_new(VALDEMAR) == 0


def test_looks_are_kept_apart_and_with_their_searches(library: Library) -> None:
    """A look at one is none at another; that of a search that is no more is forgotten."""
    heide = SavedSearch("Heide", "person:heide")
    for search in (VALDEMAR, heide):
        library.journal.apply(saving(search))
        library.searches.look(search)
    add_named(library, "Six", "[Ines Valdemar|p] met [Ursula von der Heide|p].")
    library.searches.look(heide)
    assert library.searches.count_new(VALDEMAR) == 1
    assert library.searches.count_new(heide) == 0
    library.journal.apply(dropping(VALDEMAR))
    library.searches.look(heide)
    assert library.searches.count_new(VALDEMAR) == 3


ODD = (
    'Ola "Sailor" Brandt',
    "Mara (Lou) Quist",
    "O'Neil & Sons",
    "-Minus OR Plus-",
    "שרה לוי",
    "ليلى حداد",
    "Ünal Çelik*",
    "a:b c:d",
    "100% Guild",
    "新華社",
)


def test_the_query_of_an_odd_name_finds_just_its_articles(tmp_path: Path) -> None:
    """Quotes, brackets, operators and other scripts."""
    path = tmp_path / "odd.db"
    fill_named(path, {f"Odd {n}": f"We met [{odd}|o] here." for n, odd in enumerate(ODD)})
    with Library.open(path) as opened:
        names = [*opened.names.all()]
        assert len(names) == len(ODD)
        for name in names:
            [passage] = opened.names.passages(name.id)
            text = followings(name)[0].text
            assert opened.articles.page(parse_query(text), limit=9) == [passage.headline]
            assert [each.id for each in opened.names.beginning(name.name)][:1] == [name.id]
