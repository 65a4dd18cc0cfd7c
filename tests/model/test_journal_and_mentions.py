"""Changes and their inverses; values of figures; identity of entries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.article import Entry
from newsreader.model.journal import Action, Change
from newsreader.model.mention import FIGURE_KINDS, NAME_KINDS, Mention, MentionKind, Value
from newsreader.model.text import MarkedText


@pytest.mark.parametrize("action", list(Action))
def test_the_inverse_of_the_inverse_is_the_change(action: Action) -> None:
    """Taking back twice is doing again, for every action."""
    change = Change(action, (1, 2), (), {"title": "a"}, {"title": "b"})
    assert change.inverse.inverse == change._replace(
        action=Action.RESTORE if action is Action.SAVE else action
    )
    assert change.inverse != change


def test_a_change_is_said_in_words() -> None:
    """One article is named, many are counted, feeds are feeds."""
    assert Change(Action.BOOKMARK, (1,), subject="T").in_words() == "bookmarked “T”"
    assert Change(Action.MARK_READ, tuple(range(1200))).in_words() == "marked read 1,200 articles"
    assert Change(Action.UNSUBSCRIBE, feed_ids=(1,), subject="F").in_words() == "unsubscribed “F”"
    assert Change(Action.SUBSCRIBE, feed_ids=(1, 2)).in_words() == "subscribed 2 feeds"


number = st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9, allow_nan=False)
amount = number | st.text(min_size=1, max_size=10) | st.tuples(number, number)
words = st.none() | st.text(min_size=1, max_size=10)


@given(st.builds(Value, amount, words, st.booleans(), words))
def test_values_survive_storing(value: Value) -> None:
    """Stored and read again, a figure's value is the same."""
    assert Value.loads(value.dumps()) == value


def test_values_as_printed() -> None:
    """A bare amount is a number, a range a pair; unit, about and per make an object."""
    assert Value(40).to_json() == 40
    assert Value((6, 12), per="month").to_json() == {"amount": [6, 12], "per": "month"}
    assert Value("2022-09").to_json() == "2022-09"
    assert Value(2.5, "EUR", is_about=True).to_json() == {
        "amount": 2.5,
        "unit": "EUR",
        "about": True,
    }


def test_mentions_as_printed() -> None:
    """A name has its canonical form, a figure its value; a name without one is its own."""
    text = "Berg paid 3 euros"
    name = Mention(0, 4, MentionKind.PERSON, "Anna Berg")
    assert name.to_json(text)["canonical"] == "Anna Berg"
    assert replace(name, canonical=None).to_json(text)["canonical"] == "Berg"
    figure = Mention(10, 17, MentionKind.MONEY, value=Value(3, "EUR"))
    assert figure.to_json(text) == {
        "start": 10,
        "end": 17,
        "kind": "money",
        "text": "3 euros",
        "value": {"amount": 3, "unit": "EUR"},
    }


def test_kinds_are_names_or_figures() -> None:
    """Every kind is one or the other."""
    assert set(NAME_KINDS) | set(FIGURE_KINDS) == set(MentionKind)
    assert not set(NAME_KINDS) & set(FIGURE_KINDS)
    assert MentionKind.PLACE.is_name
    assert not MentionKind.TIME.is_name


@pytest.mark.parametrize(
    "more",
    [
        {"title": "U"},
        {"url": "https://example.org/2"},
        {"author": "A"},
        {"body": MarkedText.from_plain("Other")},
    ],
)
def test_the_fingerprint_tells_a_changed_entry(more: dict[str, object]) -> None:
    """Whatever a reader sees is in the fingerprint; the guid is not."""
    entry = Entry("g", "T", "https://example.org/1", body=MarkedText.from_plain("Text"))
    assert replace(entry, **more).fingerprint() != entry.fingerprint()
    assert replace(entry, guid="h").fingerprint() == entry.fingerprint()
