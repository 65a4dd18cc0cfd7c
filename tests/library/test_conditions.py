"""The conditions of the search language, on a library."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import conditions, narrowing
from newsreader.library.feeds import NewFeed
from newsreader.model.article import FeedUpdate
from newsreader.model.journal import Action, Change
from newsreader.model.query import parse_query
from newsreader.model.text import MarkedText

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def narrowed(fresh_library, entry):
    """Articles `old`, `read`, `kept` of Le Phare, `full` and `new` of another feed."""
    with fresh_library() as library:
        feeds = [
            NewFeed("https://a.example", "Le Phare d'Été", "Daily news"),
            NewFeed("https://b.example", "Harbour"),
        ]
        (first, _), (second, _) = library.feeds.add(feeds)

        def made(name, days, **more):
            return entry(name, title=name, hours_ago=24 * days + 1, **more)

        new = (
            made("old", 400, author="Zoë Berg", language="fr", text="The tide and the moon."),
            made("read", 8, author="Jo Berger", language="fr", text="The tide."),
            made("kept", 3, language="en", text="The moon."),
        )
        _, read, kept = library.articles.save(first.id, FeedUpdate(new=new), None, NOW)
        new = (made("full", 2, language="de"), made("new", 0, text="The tide again."))
        full, _ = library.articles.save(second.id, FeedUpdate(new=new), None, NOW)
        library.journal.apply(Change(Action.MARK_READ, (read,)))
        library.journal.apply(Change(Action.BOOKMARK, (kept,)))
        library.articles.store_full_text(full, MarkedText.from_plain("All of it."), None)
        yield library


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("feed:phare", "kept read old"),
        ("feed:ete", "kept read old"),
        ("feed:1 tide", "read old"),
        ('feed:"le phare" -feed:ETE', ""),
        ("-feed:phare", "new full"),
        ("folder:daily", "kept read old"),
        ("-folder:daily", "new full"),
        ("author:zoe", "old"),
        ("author:BERG", "read old"),
        ("-author:berg", "new full kept"),
        ("lang:fr", "read old"),
        ("lang:FR -author:zoe", "read"),
        ("has:full-text", "full"),
        ("from:7d", "new full kept"),
        ("from:7d to:2026-02-27", "full kept"),
        ("to:2025", "old"),
        ("-from:2026", "old"),
        ("is:unread tide", "new old"),
        ("-is:unread", "read"),
        ("is:bookmarked", "kept"),
        ("is:bookmarked OR is:read", "kept read"),
        ("tide OR lang:de", "new full read old"),
        ("tide (lang:fr OR feed:harbour) -author:zoe", "new read"),
        ("tide -(moon OR again)", "read"),
        ("moon OR (lang:de has:full-text)", "full kept old"),
        ("(!? OR lang:de)", "new full kept read old"),
        ("100% author:%", ""),
    ],
)
def test_conditions_narrow_a_search(narrowed, text, expected):
    """Names are found by any part of them, whatever their case and accents."""
    query = parse_query(text, NOW)
    assert [row.title for row in narrowed.articles.page(query)] == expected.split()
    assert narrowed.articles.count(query) == len(expected.split())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', "(", ")", "-", " ", "OR", "AND", "is:", "read", "feed:", "to:", "9y"])
        | st.text(max_size=4)
    ).map("".join)
)
def test_any_text_is_answered(narrowed, text):
    """No text whatever makes a search fail, and its pages and its count agree."""
    query = parse_query(text, NOW)
    assert len(narrowed.articles.page(query)) == narrowed.articles.count(query)


PARTS = [
    "tide",
    "moon",
    "again",
    "(tide OR moon)",
    "(again OR full)",
    "author:berg",
    "author:zz",
    "lang:fr",
    "lang:xx",
    "has:full-text",
    "feed:phare",
    "feed:b",
    "folder:daily",
    "is:unread",
    "is:bookmarked",
    "-author:zoe",
    "-feed:zz",
    "(lang:de OR moon)",
    "to:2025",
    "(!? OR zz)",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=4).map(" ".join), st.booleans())
def test_the_way_to_what_is_found_makes_no_difference(narrowed, text, oldest_first):
    """Few hits or many, feed by feed or not: the same articles in the same order."""
    query = parse_query(text, NOW)._replace(oldest_first=oldest_first)
    found = []
    for few_hits, few_rows, feeds in ((2000, 200, 16), (1, 1, 0), (1, 200, 1), (2000, 1, 16)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(narrowing, "FEW_HITS", few_hits)
            patch.setattr(conditions, "_FEW", few_rows)
            patch.setattr(narrowing, "_MOST_FEEDS", feeds)
            rows = narrowed.articles.page(query)
            assert narrowed.articles.count(query) == len(rows)
            after = narrowed.articles.page(query, after=rows[0].key) if rows else []
            assert after == rows[1:]
            found.append([row.title for row in rows])
    assert found == [found[0]] * len(found)
