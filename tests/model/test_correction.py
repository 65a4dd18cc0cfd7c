"""What the reader said of names, and for which mentions it holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.correction import NO_NAME, Correction, corrected, keys_of
from newsreader.model.journal import Action, Change
from newsreader.model.mention import NAME_KINDS, Mention, MentionKind, fold

TEXT = "Mars was cold, sang Bruno Mars; Mars, a star, left on 3 May."
MONTH, FULL, SHORT = (0, 4), (20, 30), (32, 36)
DATE = Mention(TEXT.index("3 May"), len(TEXT) - 1, MentionKind.DATE)


def mention(place: tuple[int, int], canonical: str | None = None) -> Mention:
    return Mention(*place, MentionKind.OTHER, canonical)


MENTIONS = (
    mention(MONTH, "Mars"),
    mention(FULL, "Bruno Mars"),
    mention(SHORT, "Bruno Mars"),
    DATE,
)


def kinds_after(*said: Correction) -> dict[tuple[int, int], str]:
    """The kinds of the mentions that are left, by their places."""
    stored = {key: kind for each in said for key, kind in each.after.items() if kind is not None}
    found = corrected(MENTIONS, [keys_of(each, TEXT) for each in MENTIONS], stored)
    return {(each.start, each.end): each.kind.value for each in found if each != DATE}


@pytest.mark.parametrize(
    "spellings",
    [
        ("O.T.A.N.", "Otan", "OTAN"),
        ("Côte d’Ivoire", "Côte d'Ivoire", "CÔTE\u00a0 D'IVOIRE", "Co\u0302te d‘Ivoire"),
        ("Strauß", "STRAUSS"),
    ],
)
def test_spellings_of_one_name(spellings: tuple[str, ...]) -> None:
    """Case, dots, apostrophes, white space and the encoding of accents make no difference."""
    assert len({fold(each) for each in spellings}) == 1


@given(st.text())
def test_a_folded_name_is_on_one_line(name: str) -> None:
    """It has no tab, for tabs part the keys of corrections."""
    folded = fold(name)
    assert "\t" not in folded
    assert folded == " ".join(folded.split())


def test_a_name_that_is_none_stays_in_longer_ones() -> None:
    """“Mars” said to be no name is not marked, “Bruno Mars” and who is meant by it are."""
    said = Correction("Mars", "Mars", None)
    assert kinds_after(said) == {FULL: "other", SHORT: "other"}


def test_a_part_taken_for_a_longer_name_is_none() -> None:
    """Said of the “Mars” that was taken for Bruno Mars: he stays, no “Mars” is marked."""
    said = Correction("Mars", "Bruno Mars", None)
    assert said.subject == "Mars"
    assert kinds_after(said) == {FULL: "other"}


def test_a_whole_name_that_is_none_takes_its_parts_along() -> None:
    """What stands for a name that is none is none; what stands for itself was not judged."""
    assert kinds_after(Correction("Bruno Mars", "Bruno Mars", None)) == {MONTH: "other"}


def test_a_form_that_is_no_part_judges_the_name() -> None:
    """An inflected form said to be no name unmarks every form of it."""
    said = Correction("Marsa", "Mars", None)
    assert said.subject == "Mars"
    assert kinds_after(said) == {FULL: "other", SHORT: "other"}


@pytest.mark.parametrize("kind", NAME_KINDS)
def test_a_kind_holds_for_the_canonical_form_and_the_written_one(kind: MentionKind) -> None:
    """Said of the surname, it holds for the full name, and for the surname that stands alone."""
    said = Correction("Mars", "Bruno Mars", kind)
    assert said.subject == "Bruno Mars"
    assert kinds_after(said) == dict.fromkeys((MONTH, FULL, SHORT), kind.value)


def test_what_was_said_of_the_form_itself_goes_before() -> None:
    """A form said to be no name by itself is not made one by way of a longer name."""
    month = Correction("Mars", "Mars", None)
    singer = Correction("MARS", "Bruno  Mars", MentionKind.PERSON)
    for order in ((month, singer), (singer, month)):
        assert kinds_after(*order) == {FULL: "person", SHORT: "person"}


def test_a_mention_without_canonical_form_is_its_own() -> None:
    """What is written stands for itself then."""
    keys = [keys_of(each, TEXT) for each in (mention(MONTH), DATE)]
    assert keys[1] == ()
    assert corrected((mention(MONTH), DATE), keys, {"mars": NO_NAME}) == (DATE,)


def test_corrections_in_words() -> None:
    """Each kind is said as one would; what is taken back wholly is what was found."""
    words = {
        kind: Change(Action.CORRECT, after=Correction("A", "A", kind).after, subject="A").in_words()
        for kind in (*NAME_KINDS, None)
    }
    assert words == {
        MentionKind.PERSON: "“A” is a person",
        MentionKind.ORGANISATION: "“A” is an organisation",
        MentionKind.PLACE: "“A” is a place",
        MentionKind.OTHER: "“A” is a name of another kind",
        None: "“A” is no name",
    }
    said = Change(Action.CORRECT, before={"a": None}, after={"a": NO_NAME}, subject="A")
    assert said.inverse.in_words() == "“A” is what it was found to be"
    assert json.loads(json.dumps(said.after)) == said.after
