"""The search language: every text is a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.query import Query, Term, parse_query


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
    assert parse_query(text) == Query(terms=terms)


def test_flags_narrow_the_list() -> None:
    """`is:` flags become conditions, whatever their case."""
    assert parse_query("is:unread IS:bookmarked x") == Query(
        is_unread=True, is_bookmarked=True, terms=(Term("x"),)
    )
    assert parse_query("is:read").is_unread is False


@given(st.text(max_size=100))
def test_every_text_is_a_query(text: str) -> None:
    """No input is refused, and no term is empty."""
    assert all(term.text for term in parse_query(text).terms)


@given(st.lists(st.text("abcdefgé", min_size=1, max_size=8), max_size=8))
def test_words_come_out_as_they_went_in(words: list[str]) -> None:
    """Plain words are the terms, in order."""
    assert [term.text for term in parse_query(" ".join(words)).terms] == words
