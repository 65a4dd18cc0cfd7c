"""What is found in an article, stepped to and told in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from newsreader.model.mention import Mention, MentionKind, Value
from newsreader.tui.layout.find import FoldedText
from newsreader.tui.layout.moments import moment_in_words
from newsreader.tui.layout.stepping import mention_in_words, step, value_in_words
from tests.tui.article_bodies import TEXTS


def found(text: str, wanted: str) -> list[str]:
    return [text[start:end] for start, end in FoldedText(text).find_all(wanted)]


def test_find_ignores_case_accents_and_kinds_of_quotes() -> None:
    """A find needs no accents, capitals or typographic signs."""
    assert found("Élysée, élysée, ELYSEE", "elysée") == ["Élysée", "élysée", "ELYSEE"]
    assert found("l’OTAN et 10\u00a0000", "l'otan") == ["l’OTAN"]
    assert found("10\u202f000", "10 000") == ["10\u202f000"]
    assert found("Straße", "strasse") == ["Straße"]
    assert found("cafe\u0301 noir", "café") == ["cafe\u0301"]
    assert found("プラハ한국", "한국") == ["한국"]
    assert found("anything", "  ") == []
    assert found("a.c abc", "a.c") == ["a.c"]


def test_capitals_and_accents_that_are_typed_count() -> None:
    """Only where the text has it just so nowhere is anything alike found."""
    assert found("May, may", "May") == ["May"]
    assert found("May, may", "may") == ["May", "may"]
    assert found("MAY, may", "May") == ["MAY", "may"]
    assert found("congrès, congres", "congrès") == ["congrès"]
    assert found("Congrès, congres", "congrès") == ["Congrès"]
    assert found("congrès, congres", "congres") == ["congrès", "congres"]
    assert found("congres", "congrès") == ["congres"]
    assert found("Été, été, Ete", "Été") == ["Été"]
    assert found("l’Été", "l'Été") == ["l’Été"]


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_what_stands_in_a_text_is_found(before: str, wanted: str, after: str) -> None:
    """A find's stretches are disjoint, in order, and every verbatim occurrence is covered."""
    text = before + wanted + after
    hits = FoldedText(text).find_all(wanted)
    assert all(0 <= start < end <= len(text) for start, end in hits)
    assert all(one[1] <= two[0] for one, two in pairwise(hits))
    if wanted.strip() and wanted.isascii():
        assert hits


def test_stepping_starts_from_the_view_and_goes_round() -> None:
    """The first step goes to what is in view; after the last place comes the first."""
    starts = [5, 20, 40]
    assert step(starts, None, (10, 30), is_forward=True) == 1
    assert step(starts, None, (10, 30), is_forward=False) == 1
    assert step(starts, None, (50, 60), is_forward=True) == 0
    assert step(starts, 2, (0, 60), is_forward=True) == 0
    assert step(starts, 0, (0, 60), is_forward=False) == 2
    assert step([], None, (0, 60), is_forward=True) is None


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2019-05-03", "Friday 3 May 2019"),
        ("1485-08-22", "22 August 1485"),
        ("2019-02-30", "2019-02-30"),
        ("2019", "2019"),
        ("2019-21", "spring 2019"),
        ("2019-33", "first quarter of 2019"),
        ("2019-41", "second half of 2019"),
        ("2019-99", "2019-99"),
        ("--02-29", "29 February"),
        ("--11", "November"),
        ("--13", "--13"),
        ("199X", "the 1990s"),
        ("20", "21st century"),
        ("10", "11th century"),
        ("14:30", "14:30"),
    ],
)
def test_moments_are_said_in_words(moment: str, words: str) -> None:
    """A date is said as far as it is known, what is no date as it is."""
    assert moment_in_words(moment) == words


def test_mentions_are_said_in_words() -> None:
    """The status line says what was written, its kind and what it means."""
    name = Mention(0, 7, MentionKind.PERSON, canonical="Marie Curie")
    assert mention_in_words(name, "Curie") == "Curie · person · Marie Curie"
    figure = Mention(
        0, 9, MentionKind.NUMBER, value=Value((6, 12), None, is_about=True, per="month")
    )
    assert (
        mention_in_words(figure, "six à douze") == "six à douze · number · about 6 to 12 per month"
    )
    share = Mention(0, 7, MentionKind.PERCENT, value=Value((40, 60)))
    assert mention_in_words(share, "40-60 %") == "40-60 % · percent · 40 to 60 %"
    assert value_in_words(Value(2.5e9, "EUR")) == "2,500,000,000 EUR"
    assert value_in_words(Value(0.05, "mm")) == "0.05 mm"
    assert value_in_words(Value("2022-09")) == "September 2022"
    assert value_in_words(Value(("09:00", "2022-W13"))) == "09:00 to week 13 of 2022"
    assert value_in_words(None) == ""
