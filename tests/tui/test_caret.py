"""Where a caret goes, and what a selection copies, in any text at any width."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.feeds.markup import html_to_text
from newsreader.model.article import Article, Enclosure
from newsreader.model.headline import Headline
from newsreader.model.text import MarkedText
from newsreader.tui.layout import caret
from newsreader.tui.layout.copying import copied_text, in_words
from newsreader.tui.layout.page import Layout, Page

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
HTML = """
<p>Ferries wait, 渡し船が出る, and <b>nobody</b> knows. Cafe\u0301 ouvert.</p>
<p>שלום עולם and 12 more</p>
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
<blockquote><p>said so</p></blockquote>
<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Hook of the long pier</td><td>3</td></tr></table>
<pre>if x:\n\treturn "a very long line of code that is wider than any column of text is"</pre>
<hr>
<p>The end 👩‍👩‍👧 of it.</p>
"""
FILES = (Enclosure("https://example.org/a.mp3", "audio/mpeg"),)


def make_page(body: MarkedText, title: str = "A title") -> Page:
    headline = Headline(1, 1, "The Feed", title, None, "Ann", NOON, NOON)
    return Page(Article(headline, body, enclosures=FILES))


PAGE = make_page(html_to_text(HTML))
WIDTHS = st.integers(4, 90)
PLACES = st.integers(0, len(PAGE.text) - 1)
MOTIONS = {
    "left": lambda lines, place: caret.beside(lines, place, -1),
    "right": lambda lines, place: caret.beside(lines, place, 1),
    "start": caret.line_start,
    "end": caret.line_end,
    "down": lambda lines, place: caret.vertical(lines, place, 1, 8),
    "up": lambda lines, place: caret.vertical(lines, place, -1, 8),
    "far down": lambda lines, place: caret.vertical(lines, place, 500, 0),
}


@settings(max_examples=60, deadline=None)
@given(WIDTHS, PLACES, st.sampled_from([True, False]))
def test_a_cell_leads_back_to_its_character(width: int, place: int, is_ordered: bool) -> None:
    """What is painted at a cell is what a click on that cell is about."""
    lines = Layout(PAGE, width, is_ordered=is_ordered)
    place = caret.first_from(lines, place)
    line = lines.lines[lines.line_of(place)]
    assert caret.place_at(line, caret.cell_of(line, place)) == place


@settings(max_examples=60, deadline=None)
@given(WIDTHS, PLACES, st.sampled_from(sorted(MOTIONS)))
def test_a_caret_stays_on_what_is_seen(width: int, place: int, name: str) -> None:
    """Every motion ends on a painted character, whichever it began at."""
    lines = Layout(PAGE, width)
    place = caret.first_from(lines, place)
    assert caret.is_painted(lines, place)
    assert caret.is_painted(lines, MOTIONS[name](lines, place))


@pytest.mark.parametrize("width", [5, 23, 80])
def test_right_and_left_go_over_the_whole_text(width: int) -> None:
    """Nothing that is seen is left out, and the way back is the same."""
    lines = Layout(PAGE, width)
    way = [caret.first_from(lines, 0)]
    while (after := caret.beside(lines, way[-1], 1)) != way[-1]:
        way.append(after)
    seen = [PAGE.text[place] for place in way if not PAGE.text[place].isspace()]
    assert seen == [c for c in PAGE.text if cell_len(c) and not c.isspace()]
    back = [way[-1]]
    while (before := caret.beside(lines, back[-1], -1)) != back[-1]:
        back.append(before)
    assert back == way[::-1]


@settings(max_examples=100, deadline=None)
@given(PLACES, PLACES)
def test_what_is_copied_has_just_the_letters_selected(one: int, other: int) -> None:
    """Signs and blanks come besides, letters never."""
    start, end = min(one, other), max(one, other) + 1
    copied = [c for c in copied_text(PAGE, start, end) if c.isalpha()]
    assert copied == [c for c in PAGE.text[start:end] if c.isalpha()]
    number, thing = in_words(PAGE, start, end).split(" ")
    assert thing.rstrip("s") in {"paragraph", "word", "character"}
    assert int(number) >= 0


def test_words_as_in_vim() -> None:
    """Punctuation is a word of its own, ends and beginnings are as there."""
    text = "One, two-three  été."
    steps = [0]
    while caret.next_word(text, steps[-1]) not in steps:
        steps.append(caret.next_word(text, steps[-1]))
    assert steps == [0, 3, 5, 8, 9, 16, 19]
    ends = [caret.word_end(text, 0)]
    while caret.word_end(text, ends[-1]) not in ends:
        ends.append(caret.word_end(text, ends[-1]))
    assert ends == [2, 3, 7, 8, 13, 18, 19]
    assert [caret.previous_word(text, place) for place in (19, 16, 9, 6, 5, 0)] == [
        16, 9, 8, 5, 3, 0,
    ]  # fmt: skip
    assert caret.previous_word("a" * 1000 + " b", 1001) == 0


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("don't go", 1, "don't"),
        ("l’été, ici", 3, "l’été"),
        ("'quoted' word", 3, "quoted"),
        ("a, b", 1, ","),
        ("snake_case", 2, "snake_case"),
    ],
)
def test_the_word_at_a_place(text: str, place: int, word: str) -> None:
    """What a double click selects."""
    start, end = caret.word_at(text, place)
    assert text[start:end] == word
