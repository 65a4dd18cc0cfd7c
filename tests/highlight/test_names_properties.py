"""What holds of the names and figures of any text, however strange or long."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.highlight import tokens
from newsreader.highlight.highlight import mark
from newsreader.highlight.names import tagger
from newsreader.model.mention import Mention

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ru", None, "sv")

CAPITALS = st.text(st.characters(categories=("Lu", "Lt")), min_size=1, max_size=30)
ACCENTED = st.text(
    st.sampled_from("aAeEoOиИ") | st.characters(categories=("Mn", "Mc", "Me")),
    min_size=1,
    max_size=20,
)
ASTRAL = st.text(
    st.characters(min_codepoint=0x10000, exclude_categories=("Cs", "Cn")), min_size=1, max_size=12
)
MIXED = st.text("ABCabcАВСабсЁёŁłßẞİıǅﬁ", min_size=1, max_size=16)
RIGHT_TO_LEFT = st.text("אבגדהمنوزيلب\u0660\u0661\u200f\u202e\u2067", min_size=1, max_size=16)
WORDS = st.sampled_from(
    [
        *("Анна", "Каренина", "НАТО", "Müller", "de", "van", "der", "la", "L’Otan", "d'Anna"),
        *("U.S.", "J.-P.", "Mr.", "(ONU)", "ONU", "O'Neil", "«Le", "Monde»", "12", "F-16", "3,5"),
        *("Mio.", "€", "May", "2024", "14h30", "XIV", "Łódź", "İstanbul", "STRASSE", "ǅ", "ﬁn"),
    ]
)
GAPS = st.sampled_from(
    [
        *(
            " ",
            " ",
            " ",
            "",
            "\n",
            "\n\n",
            "\t",
            ". ",
            ", ",
            "-",
            "’",
            "/",
            " (",
            ")",
            "…",
            "|",
            "&",
        ),
        *("\u00a0", "\u202f", "\u2028", "\u200b", "\ufeff", "\x1c", "\x00", "\x85", "\u3000"),
    ]
)
EXPANDED = st.sampled_from(
    [
        *("Banque de France (BDF)", "PT Parti Démocratique Travailliste (PDT).", "ONU (ONU)"),
        *("US-Konzern American International Group (AIG)", "Abend Jungen Union (JU)", "(A) Anna"),
    ]
)
PIECES = (
    EXPANDED | CAPITALS | ACCENTED | ASTRAL | MIXED | RIGHT_TO_LEFT | WORDS | st.text(max_size=8)
)
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=25).map(
    lambda pieces: "".join(itertools.chain.from_iterable(pieces))
)


def assert_whole(text: str, mentions: Sequence[Mention]) -> None:
    """Check that mentions are inside the text, in order, disjoint, and begin and end in words."""
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        covered = text[mention.start : mention.end]
        assert covered == covered.strip()
        assert not mention.kind.is_name or any(letter.isalnum() for letter in covered)
        assert not mention.kind.is_name or (mention.canonical or "").strip()
        end = mention.end


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_any_scripts_and_blanks_are_marked(title, text, language):
    """Capitals, accents, astral characters, mixed scripts and odd blanks do no harm."""
    marks = mark(title, text, language=language)
    assert_whole(title, marks.title_mentions)
    assert_whole(text, marks.mentions)
    assert language is None or marks.language == language


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_what_was_marked_before_makes_no_difference(text, other, language):
    """The same text has the same mentions whenever it comes, whatever is remembered of others."""
    first = mark("", text, language=language)
    mark(other, text, language=language)
    mark("", other, language=language)
    assert mark("", text, language=language) == first


@settings(max_examples=100, deadline=None)
@given(CAPITALS | ASTRAL | RIGHT_TO_LEFT | MIXED, st.sampled_from(LANGUAGES))
def test_one_word_is_a_title_or_a_text(word, language):
    """A single word of any script is marked whole, in part or not, but never fails."""
    marks = mark(word, word, language=language)
    assert_whole(word, marks.title_mentions)
    assert_whole(word, marks.mentions)


SIZES = (20_000, 40_000)
"""Characters of a text and of one twice as long."""

SENTENCE = (
    "Le 3 mai 2024, Anna Berger de la Banque de France (BDF) a versé 12 millions d'euros à Lyon ; "
)


def test_a_line_of_five_megabytes_is_marked():
    """One endless line of names and figures is worked through."""
    text = SENTENCE * (5_000_000 // len(SENTENCE) + 1)
    mentions = mark("", text, language="fr").mentions
    assert_whole(text, mentions)
    assert len(mentions) > text.count(";")


@pytest.mark.parametrize("unit", ["A", "A ", "ÉÀ", "ЖД "])
def test_a_million_capitals_are_marked(unit):
    """Capitals without end, as one word or as a million, are worked through."""
    text = unit * (1_000_000 // len(unit.strip()))
    assert_whole(text, mark("", text, language="fr").mentions)


def steps(task: Callable[[], object]) -> int:
    """Return how many lines of Python a task runs."""
    count = 0

    def trace(*_: object) -> Callable[..., Any]:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        task()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        *(
            SENTENCE,
            SENTENCE + "\n",
            SENTENCE + "\n\n",
            "A",
            "A ",
            "Jean de ",
            "A. ",
            "Anna-",
            "A'",
        ),
        *(
            "(ABC) ",
            "Banque de France (BDF) ",
            "« A ",
            "1 et ",
            "d'",
            ". ",
            "Anna, ",
            "É\u0301",
            "\n",
        ),
    ],
)
def test_the_work_grows_as_the_text(unit):
    """Twice the text takes about twice the lines of Python, counted and not timed."""
    half, whole = (unit * (size // len(unit)) for size in SIZES)
    assert_grows_evenly(half, whole)


@pytest.mark.parametrize(
    "template",
    [
        *("Anna {} est là. ", "{} Berger est là. ", "Avec {}, ", "Avec Anna {} Berger, "),
        *("Banque {} (B{}) ", "« {} » ", "l'{} "),
    ],
)
def test_the_work_grows_as_the_names(template):
    """The same holds where every name is another one, of which parts are alike."""
    names = map("".join, itertools.product("BCDGLMNPRV", "aeiou", "lmnrst", "aeiou", "lnrs"))
    spelled = "".join(template.replace("{}", name) for name in names)
    half, whole = (spelled[:size] for size in SIZES)
    assert_grows_evenly(half, whole)


def assert_grows_evenly(half: str, whole: str) -> None:
    # Some names take more steps than others, whatever the length: the whole is compared with both
    # its halves.
    least = sum(fresh_steps(part) for part in (half, whole[len(half) :]))
    assert fresh_steps(whole) <= 1.1 * (least + 1000)


def fresh_steps(text: str) -> int:
    """Return the steps that a text takes where the lists are loaded and no word is known."""
    tokens._pieces.clear()
    tagger.cache_clear()
    mark("", "Paul", language="fr")
    return steps(lambda: mark("", text, language="fr"))
