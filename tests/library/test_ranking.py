"""The best hits of a search come first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import ranking
from newsreader.library.feeds import NewFeed
from newsreader.library.hits import HitFinder
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.mention import Marks, Mention
from newsreader.model.mention_kind import MentionKind
from newsreader.model.query import Query, parse_query
from newsreader.model.text import MarkedText

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

FILLER = "Nothing of note went on in the rest of the town. " * 12
ARTICLES = {
    "Rain at last": ("The rain came over the hills; rain for days, and the harbour was full.", 300),
    "Rainbow over the bay": ("People stood and looked.", 20),
    "A quiet week": (FILLER + "There was some rain.", 1),
    "Harbour rain": ("The boats stayed in.", 400),
    "The town": (FILLER, 2),
}


@pytest.fixture
def town(library, entry):
    library.feeds.add([NewFeed("https://a.example")])
    add(library, entry, ARTICLES)
    return library


def add(library, entry, articles: dict[str, tuple[str, int]]) -> list[int]:
    new = tuple(
        entry(title, title=title, text=text, hours_ago=24 * days)
        for title, (text, days) in articles.items()
    )
    return library.articles.save(1, FeedUpdate(new=new), None, NOW)


def best(library, text: str, former: Query | None = None) -> tuple[Query, list[str]]:
    """The ranked query of a search, and the titles of its list."""
    query = library.hits.best_first(former or parse_query(text), NOW)
    return query, [row.title for row in library.articles.page(query)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rain", ["Rain at last", "Harbour rain", "Rainbow over the bay", "A quiet week"]),
        ("harbour rain", ["Harbour rain", "Rain at last"]),
        ("title:rain", ["Rain at last", "Harbour rain", "Rainbow over the bay"]),
        ("(harbour OR boats)", ["Harbour rain", "Rain at last"]),
        ("rain -harbour", ["Rainbow over the bay", "A quiet week"]),
        ("-rain", ["The town"]),
        ("is:unread", ["A quiet week", "The town", "Rainbow over the bay"]),
    ],
)
def test_the_best_come_first(town, text: str, first: list[str]) -> None:
    """Titles before texts, whole words before beginnings; without a word, the newest first."""
    query, titles = best(town, text)
    assert titles[: len(first)] == first
    assert len(titles) == town.articles.count(query) == town.articles.count(parse_query(text))


def test_a_ranking_stays_until_something_new_is_found(town, entry) -> None:
    """What is deleted leaves its place; an article that comes is ranked among the others."""
    query, titles = best(town, "rain")
    first = town.articles.page(query)[0]
    town.journal.apply(Change(Action.DELETE, (first.id,)))
    again, rest = best(town, "rain", query)
    assert again is query
    assert rest == titles[1:]
    assert town.articles.rank(query, first.key) == 0
    add(town, entry, {"Rain, rain": ("Rain.", 0), "Another": ("Sun.", 0)})
    renewed, rest = best(town, "rain", query)
    assert rest == ["Rain, rain", *titles[1:]]
    assert len(renewed.ranked) == 4


def test_very_many_hits_are_ranked_among_the_newest_and_the_titles(town, entry, monkeypatch):
    """An old article with the word in its title is found; the rest follow, newest first."""
    monkeypatch.setattr(ranking, "_NEWEST", 3)
    many = {f"Day {n}": ("It was raining.", n) for n in range(1, 9)}
    add(town, entry, many)
    query, titles = best(town, "rain")
    assert len(query.ranked) == 6
    assert titles[:2] == ["Rain at last", "Harbour rain"]
    assert "Rainbow over the bay" in titles[:6]
    assert titles[6:] == [f"Day {n}" for n in range(3, 9)]


def test_the_newer_of_two_alike_comes_first(library, entry) -> None:
    """Everything else being equal, what is new is better."""
    library.feeds.add([NewFeed("https://a.example")])
    add(library, entry, {f"Rain {n}": ("Rain.", n) for n in (3, 30, 1, 300)})
    assert best(library, "rain")[1] == ["Rain 1", "Rain 3", "Rain 30", "Rain 300"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.integers(1, 9))
def test_any_query_is_ranked(searchable, text: str, newest: int) -> None:
    """Ranking finds exactly what the search finds, whatever is asked for."""
    query = parse_query(text, NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "_NEWEST", newest)
        found = searchable.hits.best_first(query, NOW + timedelta(days=1))
    rows = searchable.articles.page(found)
    expected = searchable.articles.page(query)
    assert sorted(row.id for row in rows) == sorted(row.id for row in expected)
    assert found._replace(ranked=()) == query
    lines = searchable.hits.snippets(HitFinder(query), [row.id for row in rows], 40)
    assert lines.keys() == {row.id for row in rows}


@pytest.fixture(scope="module")
def searchable(fresh_library, entry):
    with fresh_library() as library:
        library.feeds.add([NewFeed("https://a.example")])
        add(library, entry, ARTICLES)
        yield library


def test_values_of_keys(library, entry) -> None:
    """Feeds, folders, authors and languages, as they can stand after their keys."""
    library.feeds.add([NewFeed("https://a.example", "Times", "News"), NewFeed("https://b.example")])
    new = tuple(
        entry(str(n), author=author, language=language)
        for n, (author, language) in enumerate([("Jo", "fr"), ("Ann", "en"), ("Jo", "fr")])
    )
    library.articles.save(1, FeedUpdate(new=new), None, NOW)
    assert library.hits.values("feed") == ["https://b.example", "Times"]
    assert library.hits.values("folder") == ["News"]
    assert library.hits.values("author") == ["Jo", "Ann"]
    assert library.hits.values("lang") == ["fr", "en"]
    assert library.hits.values("title") == []


def test_names_are_values_of_their_keys(library, entry, annotate) -> None:
    """The names of articles by kind, the most mentioned first."""
    library.feeds.add([NewFeed("https://a.example")])
    text = "Anna Berg met Anna Berg in Porto."
    body = MarkedText.from_plain(text)
    (article_id,) = library.articles.save(
        1, FeedUpdate(new=(entry("1", title="One", text=body.text),)), None, NOW
    )
    person = {"kind": MentionKind.PERSON, "canonical": "Anna Berg"}
    found = (
        Mention(0, 9, **person),
        Mention(14, 23, **person),
        Mention(27, 32, kind=MentionKind.PLACE, canonical="Porto"),
    )
    annotate(library, article_id, Marks((), found))
    assert library.hits.values("name") == ["Anna Berg", "Porto"]
    assert library.hits.values("person") == ["Anna Berg"]
    assert library.hits.values("place") == ["Porto"]
    assert library.hits.values("org") == []
