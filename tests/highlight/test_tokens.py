from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.highlight.tokens import Gap, TokenKind, tokenize


def split(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("L'Otan, jusqu’à l’été", ["L'", "Otan", ",", "jusqu’", "à", "l’", "été"]),
        ("dell'Italia, un'ora", ["dell'", "Italia", ",", "un'", "ora"]),
        ("aujourd'hui O'Brien", ["aujourd'hui", "O'Brien"]),
        ("Jean-Luc, F-16, Covid-19", ["Jean-Luc", ",", "F-16", ",", "Covid-19"]),
        ("d'A. Renard, l'Inc. Un", ["d'", "A.", "Renard", ",", "l'", "Inc.", "Un"]),
        ("M. Martin, J. Smith, U.S. law", ["M.", "Martin", ",", "J.", "Smith", ",", "U.S.", "law"]),
        ("Russia's army", ["Russia", "'", "s", "army"]),
        ("12 000 hommes, 1'200, 3.4bn", ["12 000", "hommes", ",", "1'200", ",", "3.4", "bn"]),
        ("14h30 24.02.2022 6-12", ["14h30", "24.02.2022", "6-12"]),
        ("US$5 €3", ["US$", "5", "€", "3"]),
        ("https://a.org/b?c=1 x@y.org", ["https://a.org/b?c=1", "x@y.org"]),
    ],
)
def test_splits_words_numbers_and_marks(text, wanted):
    """Elisions stand alone; hyphenated words, acronyms, numbers and addresses are whole."""
    assert split(text) == wanted


def test_tells_wrapped_lines_from_breaks():
    """A blank line, a tab and a newline after a short line are breaks; a wrap is not."""
    long = "Une ligne assez longue pour avoir été coupée par un programme"
    gaps = {
        separator: tokenize(f"{long}{separator}suite")[-1].gap
        for separator in ("\n", "\n\n", "\t", " ")
    }
    assert gaps == {"\n": Gap.BLANK, "\n\n": Gap.BREAK, "\t": Gap.BREAK, " ": Gap.BLANK}
    assert tokenize("court\nsuite")[-1].gap is Gap.BREAK


def test_knows_where_a_sentence_may_begin():
    """After a full stop, a colon, an opening quote and a break a capital means nothing."""
    tokens = tokenize("Un mot. Deux : « Trois » quatre M. Cinq\n\nSix")
    assert [t.text for t in tokens if t.is_start and t.kind is TokenKind.WORD] == [
        "Un", "Deux", "Trois", "Six",
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_offsets_are_exact_and_nothing_but_white_space_is_left_out(text):
    """Tokens lie in the text in order, and what lies between them is white space."""
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert not text[end : token.start].strip() or not text[end : token.start].isalnum()
        assert token.start >= end
        end = token.end
