"""The gate every outside string passes, and the shape in which bodies are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.text import (
    MarkedText,
    Span,
    SpanKind,
    clean,
    clean_line,
    sort_spans,
)

any_text = st.text(st.characters(codec=None), max_size=200)
_PIECES = (
    "\x1b[31m", "\x1b]0;t\x07", "\x9b2J", "\x90q\x9c", "\x1b", "\x9d", "\u202e", "\u2066",
    "\r\n", "\x00", "\x7f", "\ud800", "\ufeff", "\xad", "plain", " ", "é", "👩\u200d🔬", "\u2028",
)  # fmt: skip
hostile = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


def is_obeyed_by_a_terminal(character: str) -> bool:
    code = ord(character)
    return (
        (code < 0x20 and character not in "\n\t")
        or 0x7F <= code < 0xA0
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )


@given(any_text | hostile)
def test_nothing_a_terminal_obeys_survives(text: str) -> None:
    """No C0, DEL, C1 or bidi control is left, and the rest can be written as UTF-8."""
    cleaned = clean(text)
    assert not any(is_obeyed_by_a_terminal(character) for character in cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(any_text | hostile)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What was cleaned is clean."""
    assert clean(clean(text)) == clean(text)
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b[1;31mred\x1b[0m b", "ared b"),
        ("title\x1b]0;owned\x07 end", "title end"),
        ("\x9b31mc1", "c1"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("soft\xadhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("👩‍🔬 می‌خواهم", "👩‍🔬 می‌خواهم"),
        ("tab\tand\nnewline", "tab\tand\nnewline"),
        ("[red]not markup[/]", "[red]not markup[/]"),
        ("\x1b]8;;unterminated, but the text goes on", "8;;unterminated, but the text goes on"),
    ],
)
def test_what_goes_and_what_stays(text: str, cleaned: str) -> None:
    """Control sequences go whole; line ends, tabs, joiners and brackets stay."""
    assert clean(text) == cleaned


def test_an_unterminated_string_does_not_swallow_the_text() -> None:
    """An OSC without its end loses its introducer, not the article."""
    assert clean("\x1b]0;" + "word " * 1000).count("word") == 1000


def test_a_line_has_single_blanks() -> None:
    """White space runs become one blank, no-break spaces stay."""
    assert clean_line("  a \n\t b\u00a0: c  ") == "a b\u00a0: c"


@given(st.text(max_size=300))
def test_plain_text_becomes_paragraphs(text: str) -> None:
    """Each paragraph is a leaf, separated by a blank line; nothing else is in the text."""
    body = MarkedText.from_plain(text)
    leaves = body.leaves()
    assert "\n\n".join(body.text[leaf.start : leaf.end] for leaf in leaves) == body.text
    assert all(body.text[leaf.start : leaf.end].strip() for leaf in leaves)


spans = st.builds(
    Span,
    st.integers(0, 50),
    st.integers(0, 50),
    st.sampled_from(SpanKind),
    st.integers(0, 6),
    st.text(max_size=8),
)


@given(st.lists(spans, max_size=20))
def test_spans_survive_storing(made: list[Span]) -> None:
    """Stored and read again, a marked text is the same."""
    text = MarkedText("x" * 50, sort_spans(made))
    assert MarkedText.from_json(text.text, text.spans_to_json()) == text


def test_containers_come_before_what_they_contain() -> None:
    """Spans over the same stretch are sorted container, leaf, inline."""
    bold, leaf, item = (
        Span(0, 4, k) for k in (SpanKind.STRONG, SpanKind.PARAGRAPH, SpanKind.LIST_ITEM)
    )
    assert sort_spans([bold, leaf, item]) == (item, leaf, bold)
