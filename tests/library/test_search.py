from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.library import narrowing, search
from newsreader.library.feeds import NewFeed
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query, parse_query
from newsreader.model.terms import Term

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

TEXTS = {
    "lecornu": "Sébastien Lecornu s'est rendu à Bourges, l'OTAN aussi.",
    "strasse": "Die Straße nach Köln ist 12,5 km lang.",
    "tokyo": "新東京国際空港は千葉県にある。",
    "beijing": "北京大学在中国。OECD报告",
    "thai": "ประเทศไทยมีน้ำมาก",
    "hindi": "हिन्दी में समाचार पढ़ें",
    "seoul": "서울에서 열린 회의",
    "wide": "ＡＢＣ放送とｶﾀｶﾅ",
    "greek": "Η Αθήνα είναι πρωτεύουσα",
    "russian": "Ещё один мой день в Москве́",
    "code": "C++ and [red] tags, don't panic",
    "empty": "",
}


@pytest.fixture(scope="module")
def searched(fresh_library, entry):
    with fresh_library() as library:
        library.feeds.add([NewFeed("https://a.example")])
        new = tuple(
            entry(name, title=name, text=text, hours_ago=hours)
            for hours, (name, text) in enumerate(TEXTS.items())
        )
        library.articles.save(1, FeedUpdate(new=new), None, NOW)
        yield library


def found(library, query: Query) -> list[str]:
    return [row.title for row in library.articles.page(query)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lecor", ["lecornu"]),
        ("LECORNU sebast", ["lecornu"]),
        ('"lecor"', []),
        ('"sébastien lecornu"', ["lecornu"]),
        ('"sebastien lecor', ["lecornu"]),
        ('"lecornu sébastien"', []),
        ("l'otan", ["lecornu"]),
        ("otan", ["lecornu"]),
        ("koln", ["strasse"]),
        ("12,5", ["strasse"]),
        ("東京", ["tokyo"]),
        ('"東京"', ["tokyo"]),
        ("国際空", ["tokyo"]),
        ("港", ["tokyo"]),
        ('"港"', ["tokyo"]),
        ("京東", []),
        ("新京", []),
        ("にある", ["tokyo"]),
        ("北京", ["beijing"]),
        ("大学 中国", ["beijing"]),
        ("oecd报告", ["beijing"]),
        ('"oecd 报告"', ["beijing"]),
        ("ไทย", ["thai"]),
        ("น้ำ", ["thai"]),
        ("हिन्दी", ["hindi"]),
        ("समा", ["hindi"]),
        ("서울", ["seoul"]),
        ("abc放送", ["wide"]),
        ("カタ", ["wide"]),
        ("αθηνα", ["greek"]),
        ("еще москве", ["russian"]),
        ("Ещё", ["russian"]),
        ('"мои"', []),
        ("[red]", ["code"]),
        ("don't", ["code"]),
        ("C++", ["code"]),
        ("tags -panic", []),
        ("nothing-like-it", []),
        ("lecornu OR koln", ["lecornu", "strasse"]),
        ("title:lecornu", ["lecornu"]),
        ("title:bourges", []),
        ("title:lecor bourges", ["lecornu"]),
        ("(lecornu OR koln) -otan", ["strasse"]),
        ("-(lecornu OR koln) c", ["code"]),
        ("(tokyo OR beijing) 中国", ["beijing"]),
    ],
)
def test_what_a_search_finds(searched, text, expected):
    """Words, prefixes, phrases, exclusions; diacritics and case never matter; every script."""
    assert found(searched, parse_query(text)) == expected


def test_excluding_alone_lists_everything_else(searched):
    """A search of nothing but excluded terms lists what has none of them."""
    names = [name for name in TEXTS if name not in ("tokyo", "code")]
    assert found(searched, parse_query("-東京 -panic")) == names


@pytest.mark.parametrize("text", ["!?", '"', '""', "-", "- !", "*", "(", "\x00"])
def test_a_term_without_a_word_restricts_nothing(searched, text):
    """Punctuation is in no index: it is left out of the search."""
    assert found(searched, parse_query(text)) == list(TEXTS)
    assert found(searched, parse_query(f"{text} lecornu")) in (["lecornu"], list(TEXTS), [])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(Term, st.text(max_size=30), st.booleans(), st.booleans()), max_size=6))
@example([Term('a" OR "b*)(:^NEAR -{title}')])
@example([Term("\ud800a\x00b")])
@example([Term("東" * 5000)])
@example([Term("x" * 100_000)])
@example([Term("a")] * 2000)
@example([Term("a", is_excluded=True)] * 2000)
@example([Term("\u0301"), Term("\u0e31", is_excluded=True)])
def test_every_search_is_answered(searched, terms):
    """No text whatever makes a search fail."""
    query = Query(terms=tuple(terms))
    assert len(found(searched, query)) == searched.articles.count(query)


@settings(max_examples=80, deadline=None)
@given(st.text("東京都新ab 1é", min_size=1, max_size=12), st.data())
def test_any_part_of_an_unspaced_run_is_found(text, data):
    """Every part of a text in a script without blanks is found by searching for it."""
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    if not all(letter in "東京都新" for letter in part):
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(title, text, content='', prefix='1 2 3')"
        )
        connection.execute(
            "INSERT INTO search (rowid, title, text) VALUES (1, '', ?)", (search.segment(text),)
        )
        for is_prefix in (False, True):
            wanted = search.wanted_expression([Term(part, is_prefix=is_prefix)])
            hits = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (wanted,))
            assert hits.fetchall() == [(1,)]


@pytest.mark.parametrize("few", [1, 1000])
def test_hits_come_in_list_order_and_obey_the_flags(library, fill, monkeypatch, few):
    """Many hits or few, a search is narrowed by feed, folder and flags, and pages go on."""
    monkeypatch.setattr(narrowing, "FEW_HITS", few)
    first = fill(library, "https://a.example", ages=(5, 1), folder="f")
    second = fill(library, "https://b.example", ages=(4, 2))
    library.journal.apply(Change(Action.MARK_READ, (first[0],)))
    library.journal.apply(Change(Action.BOOKMARK, (second[0],)))

    def ids(text: str, **rest) -> list[int]:
        asked = parse_query(text)
        query = Query(
            terms=asked.terms,
            is_unread=asked.is_unread,
            is_bookmarked=asked.is_bookmarked,
            **rest,
        )
        rows: list = []
        while page := library.articles.page(query, after=rows[-1].key if rows else None, limit=1):
            rows += page
        return [row.id for row in rows]

    assert ids("title") == [first[1], second[1], second[0], first[0]]
    assert ids("title", oldest_first=True) == [first[0], second[0], second[1], first[1]]
    assert ids("title is:unread") == [first[1], second[1], second[0]]
    assert ids("title is:read") == [first[0]]
    assert ids("title is:bookmarked") == [second[0]]
    assert ids("title", folder="f") == [first[1], first[0]]
    assert ids("title", feed_id=2) == [second[1], second[0]]
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    assert len(ids("title is:unread", unread_since=long_ago)) == 4
    library.journal.apply(Change(Action.DELETE, (first[1],)))
    assert ids("title", folder="f") == [first[0]]


def hits(library, word):
    """Return what the index itself holds, without bringing it up to date."""
    with library._connections.reading() as connection:
        rows = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (word,))
        return sorted(row[0] for row in rows)


def test_the_index_is_brought_up_to_date_by_whoever_searches(library, fill):
    """Storing articles leaves the index for later; no search ever misses one for that."""
    ids = fill(library)
    assert hits(library, "title") == []
    assert len(library.articles.page(parse_query("title"))) == len(ids)
    assert hits(library, "title") == sorted(ids)
    more = fill(library, "https://b.example")
    assert library.articles.count(parse_query("title")) == len(ids) + len(more)
    still_more = fill(library, "https://c.example")
    change = library.journal.mark_all_read(parse_query("title"))
    assert sorted(change.article_ids) == sorted([*ids, *more, *still_more])


def test_what_changes_before_it_is_indexed_is_indexed_once(library, fill, entry):
    """Texts changed or dropped while they wait leave nothing behind in the index."""
    ids = fill(library)
    later = entry("0", title="Springtide", text="High water.")
    library.articles.save(1, FeedUpdate(changed={ids[0]: later}), None, NOW)
    library.journal.apply(Change(Action.DELETE, (ids[1],)))
    library.forget(datetime.now(UTC) + timedelta(days=1))
    library.articles.index()
    assert (hits(library, "springtide"), hits(library, "title")) == ([ids[0]], [ids[2]])
    again = entry("0", title="Neap tide", text="Low water.")
    library.articles.save(1, FeedUpdate(changed={ids[0]: again}), None, NOW)
    assert (hits(library, "springtide"), hits(library, "neap")) == ([], [ids[0]])
    assert library.flaws() == []
