"""The search language: every text is a query."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.query import Query, parse_query
from newsreader.model.search_language import MOST_PARTS
from newsreader.model.terms import AnyOf, Condition, Term

NOW = datetime(2026, 3, 10, 15, 30, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("lecornu", (Term("lecornu"),)),
        ("two words", (Term("two"), Term("words"))),
        ('"a phrase" word', (Term("a phrase", is_prefix=False), Term("word"))),
        ("-sport", (Term("sport", is_excluded=True),)),
        ('-"football club"', (Term("football club", is_excluded=True, is_prefix=False),)),
        ('"unclosed phrase', (Term("unclosed phrase"),)),
        ('"', ()),
        ("-", (Term("-"),)),
        ("AND OR NOT *", (Term("AND"), Term("OR"), Term("NOT"), Term("*"))),
        ("is:nothing", (Term("is:nothing"),)),
    ],
)
def test_terms(text: str, terms: tuple[Term, ...]) -> None:
    """Words are prefixes, phrases are not, a minus excludes; the rest stands for itself."""
    assert parse_query(text)._replace(remarks=()) == Query(terms=terms)


def test_flags_narrow_the_list() -> None:
    """`is:` flags become conditions, whatever their case."""
    assert parse_query("is:unread IS:bookmarked x") == Query(
        is_unread=True, is_bookmarked=True, terms=(Term("x"),)
    )
    assert parse_query("is:read").is_unread is False


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("feed:Le", Condition("feed", "Le")),
        ('FOLDER:"Two words"', Condition("folder", "Two words")),
        ("-author:Berg", Condition("author", "Berg", is_excluded=True)),
        ("lang:FR", Condition("lang", "fr")),
        ("has:Full-Text", Condition("has", "full-text")),
    ],
)
def test_conditions(text: str, condition: Condition) -> None:
    """A key and its value narrow a search, whatever the key's case."""
    query = parse_query(text)
    assert (query.conditions, query.terms, query.remarks) == ((condition,), (), ())
    assert query.is_search


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("from:2026-03-05", datetime(2026, 3, 4, 22, tzinfo=UTC)),
        ("to:2026-03-05", datetime(2026, 3, 5, 22, tzinfo=UTC)),
        ("from:2025-12", datetime(2025, 11, 30, 22, tzinfo=UTC)),
        ("to:2025-12", datetime(2025, 12, 31, 22, tzinfo=UTC)),
        ("to:2025", datetime(2025, 12, 31, 22, tzinfo=UTC)),
        ("from:today", datetime(2026, 3, 9, 22, tzinfo=UTC)),
        ("to:yesterday", datetime(2026, 3, 9, 22, tzinfo=UTC)),
        ("from:7d", datetime(2026, 3, 2, 22, tzinfo=UTC)),
        ("from:2W", datetime(2026, 2, 23, 22, tzinfo=UTC)),
    ],
)
def test_dates(text: str, moment: datetime) -> None:
    """A day begins at the reader's midnight; `to:` includes the day, month or year it names."""
    [condition] = parse_query(text, NOW).conditions
    assert isinstance(condition, Condition)
    assert condition.at == moment


@pytest.mark.parametrize(
    "text",
    ["from:soon", "to:2026-13", "from:2026-02-30", "from:9999y", "to:9999", "is:x", "has:pictures"],
)
def test_what_means_nothing_is_searched_for_and_said(text: str) -> None:
    """It is a word like any other then."""
    query = parse_query(text)
    assert query.terms == (Term(text),)
    assert query.remarks == (f"“{text}” means nothing: it is searched for as it stands.",)


def test_alternatives() -> None:
    """`OR` binds less than standing side by side; brackets bind most."""
    a, b, c = (Term(each) for each in "abc")
    either = AnyOf(((a, b), (c,)))
    assert parse_query("a b OR c") == Query(conditions=(either,))
    assert parse_query("a AND b OR (c)") == Query(conditions=(either,))
    assert parse_query("a (b OR c)") == Query(terms=(a,), conditions=(AnyOf(((b,), (c,))),))
    excluded = AnyOf(((b,), (c,)), is_excluded=True)
    assert parse_query("a -(b OR c)") == Query(terms=(a,), conditions=(excluded,))
    assert parse_query("((a) ((b)))") == Query(terms=(a, b))
    unread = Condition("is", "unread")
    assert parse_query("(is:unread OR a)").conditions == (AnyOf(((unread,), (a,))),)


def test_operators_that_stand_nowhere_are_words() -> None:
    """So are those in small letters: "or" is a French word."""
    assert parse_query("OR a").terms == (Term("OR"), Term("a"))
    assert parse_query("a OR").terms == (Term("a"), Term("OR"))
    assert parse_query("or a and").terms == (Term("or"), Term("a"), Term("and"))
    assert parse_query("f(x) :)").terms == (Term("f(x)"), Term(":)"))


def test_brackets_without_end() -> None:
    """Those that nothing closes are left out, and it is said; very many are no trouble."""
    query = parse_query("(" * 500 + "a")
    assert query.terms == (Term("a"),)
    assert query.remarks == ("A bracket is not closed: it is left out.",)
    assert Term("a") in parse_query("(" * 500 + "a " + ")" * 500).terms


def test_a_search_of_very_many_words_is_cut_short() -> None:
    """And that is said."""
    query = parse_query("w " * 500)
    assert len(query.terms) == MOST_PARTS
    assert query.remarks == (f"Only the first {MOST_PARTS} parts are searched for.",)


@given(
    st.text(max_size=100)
    | st.lists(
        st.sampled_from(
            [
                *'()-" ',
                "OR",
                "AND",
                "a",
                "from:",
                "to:7d",
                "is:",
                "unread",
                "feed:",
                "title:",
                "2026",
            ]
        )
    ).map("".join)
)
def test_every_text_is_a_query(text: str) -> None:
    """No input is refused, and no term is empty."""
    assert all(term.text for term in parse_query(text).terms)


@given(st.lists(st.text("abcdefgé", min_size=1, max_size=8), max_size=8))
def test_words_come_out_as_they_went_in(words: list[str]) -> None:
    """Plain words are the terms, in order."""
    assert [term.text for term in parse_query(" ".join(words)).terms] == words
