"""Where the words of a search stand: as the index finds them, to the character."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from newsreader.library.feeds import NewFeed
from newsreader.library.hits import HitFinder
from newsreader.library.snippets import snippet
from newsreader.model.article import FeedUpdate
from newsreader.model.query import Query, parse_query
from newsreader.model.terms import Term

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

TEXTS = (
    "Sébastien Lecornu s'est rendu à Bourges, l'OTAN aussi : l’été…",
    "Die Straße nach Köln ist 12,5 km lang; straßenweise ½ und m².",
    "新東京国際空港は千葉県にある。ＡＢＣ放送とｶﾀｶﾅ",
    "北京大学在中国。OECD报告 2026年",
    "ประเทศไทยมีน้ำมาก",
    "हिन्दी में समाचार पढ़ें की",
    "서울에서 열린 회의",
    "Η Αθήνα είναι ο πρωτεύων λόγος",
    "Ещё один мой день в Москве́, мои дни",
    "C++ and [red] tags, don't panic: snake_case e\u0301te\u0301",
    "",
)
PIECES = st.builds(
    lambda text, start, length: text[start : start + length],
    st.sampled_from(TEXTS),
    st.integers(0, 60),
    st.integers(1, 14),
)
OLD = st.one_of(st.characters(max_codepoint=0x17F), st.sampled_from("".join(TEXTS)))
"""SQLite's tables of Unicode are of another age than Python's: they differ on what is new."""


def found(query: str, text: str) -> list[str]:
    """The stretches of a text in which words of a search stand."""
    return [text[hit.start : hit.end] for hit in HitFinder(parse_query(query)).in_text(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("lecor", TEXTS[0], ["Lecor"]),
        ("ete otan", TEXTS[0], ["OTAN", "été"]),
        ('"lecornu s est"', TEXTS[0], ["Lecornu s'est"]),
        ('"lecor"', TEXTS[0], []),
        ("our", TEXTS[0], []),
        ("koln", TEXTS[1], ["Köln"]),
        ("straße", TEXTS[1], ["Straße", "straße"]),
        ('"straße"', TEXTS[1], ["Straße"]),
        ("12,5", TEXTS[1], ["12,5"]),
        ("東京", TEXTS[2], ["東京"]),
        ("カタ abc", TEXTS[2], ["ＡＢＣ", "ｶﾀ"]),
        ("oecd报告", TEXTS[3], ["OECD报告"]),
        ("น้ำ", TEXTS[4], ["น้ำ"]),
        ("समा", TEXTS[5], ["समा"]),
        ("αθηνα λογοσ", TEXTS[7], ["Αθήνα", "λόγος"]),
        ("мой", TEXTS[8], ["мой"]),
        ("москве", TEXTS[8], ["Москве́"]),
        ("ete", TEXTS[9], ["e\u0301te\u0301"]),
        ("case", TEXTS[9], ["case"]),
        ("title:red panic", TEXTS[9], ["panic"]),
        ("red -panic -(tags OR snake)", TEXTS[9], ["red"]),
        ("(red OR nowhere) feed:panic is:unread", TEXTS[9], ["red"]),
        ('pan "don\'t panic"', TEXTS[9], ["don't panic"]),
        ("-red", TEXTS[9], []),
        ("!?", TEXTS[9], []),
    ],
)
def test_hits(query: str, text: str, expected: list[str]) -> None:
    """Prefixes, phrases, scripts, folding; excluded words and conditions are no hits."""
    assert found(query, text) == expected


def test_words_of_the_title_only_are_hits_in_titles_only() -> None:
    """`title:` is no hit in a text; other words are hits in both."""
    finder = HitFinder(parse_query("title:red panic"))
    assert len(finder.in_title("Red panic")) == 2
    assert len(finder.in_text("Red panic")) == 1


@pytest.fixture(scope="module")
def indexed(fresh_library, entry):
    with fresh_library() as library:
        library.feeds.add([NewFeed("https://a.example")])
        new = tuple(
            entry(str(n), title=f"{n}", text=text, hours_ago=n) for n, text in enumerate(TEXTS)
        )
        library.articles.save(1, FeedUpdate(new=new), None, NOW)
        yield library


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(PIECES, st.builds("{}{}".format, PIECES, PIECES), st.text(OLD, max_size=12)),
    st.booleans(),
)
@example("ss", True)
@example("s", False)
@example("ⅷ", True)
def test_what_the_index_finds_has_hits_and_nothing_else(indexed, text: str, is_prefix: bool):
    """For any term exactly those articles have a hit that the index finds."""
    # A mark without its letter is a word of its own in the index: one that no text has.
    assume(not re.search("(^|[^a-zа-я])[\u0300-\u036f]", normalize("NFKD", text), re.IGNORECASE))
    query = Query(terms=(Term(text, is_prefix=is_prefix),))
    finder = HitFinder(query)
    listed = {row.title for row in indexed.articles.page(query)}
    if finder.count:
        hit = {f"{n}" for n, each in enumerate(TEXTS) if finder.in_text(each)}
        titled = {f"{n}" for n in range(len(TEXTS)) if finder.in_title(f"{n}")}
        assert hit | titled == listed


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=40), PIECES, st.builds("{} OR {}".format, PIECES, PIECES)),
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=9).map("\n\n".join)),
    st.integers(10, 90),
)
def test_any_query_and_any_text(query: str, text: str, width: int) -> None:
    """Hits are disjoint stretches in order, and a snippet is one line that shows the first."""
    finder = HitFinder(parse_query(query))
    end = 0
    for hit in finder.in_text(text):
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end
    line = snippet(finder, text, width)
    assert "\n" not in line
    assert len(line) <= 2 * width + 2


def test_a_snippet_shows_most_of_the_words() -> None:
    """It begins at a block or amid it, a few words before the stretch with most words."""
    text = (
        "The harbour was closed for a week.\n\n"
        + "Nobody knew why. " * 20
        + "In the end the museum by the harbour opened its doors again, which nobody regretted."
    )
    finder = HitFinder(parse_query("harbour"))
    assert snippet(finder, text, 60).startswith("The harbour was closed for a week. Nobody")
    line = snippet(HitFinder(parse_query("harbour museum")), text, 60)
    assert line.startswith("… ")
    assert line.index("museum") < 25
    assert "by the harbour" in line
    assert snippet(HitFinder(parse_query("nowhere")), text, 60).startswith("The harbour was")
