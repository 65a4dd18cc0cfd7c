"""Where lines break."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from newsreader.tui.layout.wrap import wrap
from tests.tui.article_bodies import TEXTS


def wrapped(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_lines_hold_every_character_once_and_fit(text: str, width: int) -> None:
    """Wrapping loses nothing but blanks, keeps the order, and no line is wider than asked."""
    text = text.replace("\t", " ")
    at = 0
    for start, end in wrap(text, width):
        assert start >= at
        assert end >= start
        assert not text[at:start].strip()
        at = end
        graphemes, _ = split_graphemes(text[start:end])
        assert cell_len(text[start:end]) <= width or len(graphemes) == 1
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two  three", 8, ["one two", "three"]),
        ("a 10\u00a0000 b", 6, ["a", "10\u00a0000", "b"]),
        ("il dit bonjour !", 14, ["il dit", "bonjour !"]),
        ("il dit « oui »", 8, ["il dit", "« oui »"]),
        ("le vingt-quatre mai", 10, ["le vingt-", "quatre mai"]),
        ("il fait -12 degrés", 9, ["il fait", "-12", "degrés"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("see http://a.example/path/file", 20, ["see", "http://a.example/", "path/file"]),
        ("one\ntwo", 10, ["one", "two"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("国際度量衡局は、", 14, ["国際度量衡局", "は、"]),
        ("本部（東京）", 6, ["本部", "（東", "京）"]),
        ("", 5, []),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, width: int, lines: list[str]) -> None:
    """Lines break at blanks, hyphens and between ideographs, never beside clinging signs."""
    assert wrapped(text, width) == lines


def test_graphemes_are_never_split() -> None:
    """Combining accents and joined emoji stay with what they belong to."""
    family = "👩\u200d🔬"
    assert wrapped(family * 3, 2) == [family] * 3
    assert wrapped("e\u0301" * 4, 2) == ["e\u0301" * 2] * 2
