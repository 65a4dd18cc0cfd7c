"""Acronyms that stand for common nouns."""

from __future__ import annotations

import pytest

from newsreader.highlight.generic import is_generic
from newsreader.highlight.highlight import mark


@pytest.mark.parametrize(
    ("word", "answer"),
    [("API", True), ("GPUs", True), ("AI and GPUs", True), ("KI", False), ("api", False)]
    + [("NATO", False), ("Ui", False), ("US", False), ("API Ltd", False)],
)
def test_acronyms_that_name_nothing(word: str, answer: bool) -> None:
    """In capitals, in the plural too, small words between them; a name beside one is a name."""
    assert is_generic(word) is answer


def test_they_are_not_marked() -> None:
    """Names in the same sentence are."""
    text = "The API of Harbour Works Ltd runs on GPUs. Its CEO, Ines Valdemar, praised AI and UIs."
    marked = [text[m.start : m.end] for m in mark("", text, language="en").mentions]
    assert "Ines Valdemar" in marked
    assert not {"API", "GPUs", "CEO", "AI", "AI and UIs", "UIs"} & set(marked)
