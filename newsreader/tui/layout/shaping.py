"""Arabic letters in the forms they take in a word, for terminals that draw each by itself."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTER = re.compile("[\u0621-\u06d3]")
_FORM = re.compile(r"<(isolated|final|initial|medial)> ([0-9A-F]{4})")
_TATWEEL = "\u0640"
_FORMS = (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEF5))
"""Where Unicode has the forms of single letters."""


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return each letter's forms by their names, from Unicode's own decompositions."""
    forms: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        found = _FORM.fullmatch(unicodedata.decomposition(chr(code)))
        if found:
            letter = chr(int(found[2], 16))
            forms.setdefault(letter, {}).setdefault(found[1], chr(code))
    return forms


def joined(text: str) -> str:
    """Return a text, in the order it is read, with its Arabic letters joined; as long as it was.

    Marks above and below letters join through; a letter without the form wanted stays.
    """
    if not _LETTER.search(text):
        return text
    forms = _forms()
    letters = [at for at, each in enumerate(text) if not unicodedata.combining(each)]
    shaped = list(text)
    for place, at in enumerate(letters):
        letter = text[at]
        if letter not in forms:
            continue
        before = text[letters[place - 1]] if place else ""
        after = text[letters[place + 1]] if place + 1 < len(letters) else ""
        is_joined_before = _joins_on(before) and "final" in forms[letter]
        is_joined_after = _joins_on(letter) and _joins_back(after)
        name = ("isolated", "initial", "final", "medial")[2 * is_joined_before + is_joined_after]
        shaped[at] = forms[letter].get(name, letter)
    return "".join(shaped)


def _joins_on(letter: str) -> bool:
    """Whether a letter is joined to the one that follows it."""
    return letter == _TATWEEL or letter == "\u200d" or "initial" in _forms().get(letter, {})


def _joins_back(letter: str) -> bool:
    """Whether a letter is joined to the one before it."""
    return letter == _TATWEEL or letter == "\u200d" or "final" in _forms().get(letter, {})
