"""What holds of the figures of any text, however strange or long."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.highlight.figures import find_figures
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.words import LANGUAGES, lexicon
from newsreader.model.mention import FIGURE_KINDS, Value
from tests.highlight.test_names_properties import steps

AT = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        *(
            "1",
            "12",
            "007",
            "1 200",
            "3,5",
            "3.4bn",
            "2022",
            "24/02/2022",
            "14:30",
            "14h30",
            "99:99",
        ),
        *("31", "30", "6-12", "2016-17", "1/3", "½", "XXIe", "XIV", "٣", "9" * 30, "$", "CHF", "%"),
        *("de", "à", "entre", "et", "bis", "und", "to", "and", "от", "до", "от", "do", "a", "y"),
        *(
            "mai",
            "May",
            "février",
            "Februar",
            "мая",
            "lundi",
            "Montag",
            "wtorek",
            "dernier",
            "last",
        ),
        *("deux", "vingt", "mille", "millions", "half", "a", "un", "hundert", "fünfundzwanzig"),
        *("siècle", "siglo", "semaine", "week", "trimestre", "quarter", "tiers", "third", "euros"),
        *(
            "heures",
            "Uhr",
            "p.m.",
            "ans",
            "km/h",
            "°C",
            "о'clock",
            "par",
            "mois",
            "environ",
            "plus",
        ),
        *("years", "Jährige", "year-old", "achtjährige", "dreimal", "e", "th", ".", ",", "-", "–"),
    ]
) | st.text(max_size=5)
GAPS = st.sampled_from([" ", " ", " ", "", "\u00a0", "\u202f", "\n", "\n\n", "-", "'", "("])
TEXTS = st.lists(st.tuples(PIECES, GAPS), max_size=25).map(
    lambda pieces: "".join(chain.from_iterable(pieces))
)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([*LANGUAGES, None]), st.sampled_from([AT, None]))
def test_figures_of_any_text_are_in_order_whole_and_kept(text, language, at):
    """They lie in the text, apart, without blanks at their ends; their value survives storing."""
    end = 0
    for figure in find_figures(tokenize(text), lexicon(language), at):
        assert end <= figure.start < figure.end <= len(text)
        shown = text[figure.start : figure.end]
        assert shown == shown.strip()
        assert figure.kind in FIGURE_KINDS
        assert figure.value is None or Value.loads(figure.value.dumps()) == figure.value
        end = figure.end


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([*LANGUAGES, None]))
def test_texts_apart_by_an_empty_line_have_the_figures_of_each(one, other, language):
    """Nothing that is marked depends on what stands beyond a break."""
    apart = f"{one}\n\n{other}"
    shift = len(one) + 2
    if [t.start for t in tokenize(apart) if t.start >= shift] != [
        t.start + shift for t in tokenize(other)
    ]:
        return
    found = [(f.start, f.end, f.kind) for f in find_figures(tokenize(apart), lexicon(language))]
    parts = [(f.start, f.end, f.kind) for f in find_figures(tokenize(one), lexicon(language))]
    later = find_figures(tokenize(other), lexicon(language))
    assert found == [*parts, *((f.start + shift, f.end + shift, f.kind) for f in later)]


SIZES = (1_000, 2_000)
"""Characters of a text and of one twice as long."""
UNITS = [
    *("1", "1 ", "1.", "1,", "1-", "1:", "1/", "1'", "1\u00a0", "1\u202f", "123 ", "123.", "2022 "),
    *("1 à ", "de 1 à ", "entre 1 et ", "1 – ", "1-2 ", "1 %, ", "1 euro, ", "1 million ", "1/2 "),
    *(
        "deux ",
        "vingt-",
        "vingt et ",
        "mille ",
        "un ",
        "cent mille ",
        "demi-",
        "et ",
        "de ",
        "plus ",
    ),
    *(
        "mai ",
        "1 mai ",
        "1, ",
        "1 et ",
        "1 et 2 ",
        "lundi ",
        "lundi 1 ",
        "1er ",
        "1er et ",
        "hier ",
    ),
    *(
        "14 h ",
        "14 h 30 ",
        "à 8 ",
        "$",
        "$1",
        "$ ",
        "% ",
        "- ",
        "-1",
        "–",
        " ",
        ". ",
        "XX",
        "XX ",
        "ix",
    ),
    *("tél 1 ", "version 1 ", "0", "01 ", "+1 ", "1(", "1)", "1'2\"", "environ ", "moins de "),
]


@pytest.mark.parametrize("unit", UNITS)
def test_the_work_grows_as_the_text(unit):
    """Twice the digits, blanks or separators take about twice the steps, counted, not timed."""
    _assert_grows_evenly(unit, "fr")


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(("de", "ein"), ("de", "hundert"), ("de", "zwei und "), ("de", "1. "), ("de", "am 1. ")),
        *(
            ("de", "Montag, 1. und "),
            ("en", "May "),
            ("en", "half a "),
            ("en", "two-"),
            ("it", "due"),
        ),
        *(("nl", "honderd"), ("ru", "двадцать "), ("ru", "1-"), ("pl", "1 i "), (None, "1 May ")),
    ],
)
def test_the_work_grows_as_the_text_in_other_languages(language, unit):
    """The same holds for compounds and for what other languages join."""
    _assert_grows_evenly(unit, language)


def _assert_grows_evenly(unit: str, language: str | None) -> None:
    words = lexicon(language)
    half, whole = (tokenize(unit * (size // len(unit))) for size in SIZES)
    for tokens in (half, tokenize("3 mai 2024, deux euros, 14 h, Montag, May")):
        find_figures(tokens, words)
    least = steps(lambda: find_figures(half, words))
    assert steps(lambda: find_figures(whole, words)) <= 2.2 * (least + 500)


def test_a_line_of_300_000_digits_is_worked_through():
    """Neither a number without end nor a million of them stops the rules."""
    for text in ("1" * 300_000, "1 " * 150_000, "1." * 150_000, "1\u202f" * 150_000):
        for figure in find_figures(tokenize(text), lexicon("fr")):
            assert figure.end <= len(text)
