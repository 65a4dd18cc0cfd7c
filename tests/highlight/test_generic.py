"""Acronyms that stand for common nouns."""

from __future__ import annotations

import pytest

from newsreader.highlight.generic import is_generic
from newsreader.highlight.highlight import mark


@pytest.mark.parametrize("word", ["API", "GPUs", "AI and GPUs", "UI’s"])
def test_acronyms_name_nothing(word: str) -> None:
    """In capitals, in the plural too, and with small words between them."""
    assert is_generic(word)


@pytest.mark.parametrize("word", ["api", "Ui", "NATO", "US", "API Ltd", "Ines and API Ltd"])
def test_names_are_names(word: str) -> None:
    """Other acronyms, and whatever stands beside one."""
    assert not is_generic(word)


def test_they_are_not_marked() -> None:
    """Names in the same sentence are."""
    text = "The API of Harbour Works Ltd runs on GPUs. Its CEO, Ines Valdemar, praised AI and UIs."
    marked = [text[m.start : m.end] for m in mark("", text, language="en").mentions]
    assert "Ines Valdemar" in marked
    assert not {"API", "GPUs", "CEO", "AI", "AI and UIs", "UIs"} & set(marked)
