"""Acronyms that stand for a common noun, and so are no names: `API`, `UI`, `CPUs`."""

from __future__ import annotations

from functools import cache

from newsreader.highlight.words import read

_SEVERAL = ("’s", "'s", "s")


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(read("generic")["acronyms"])


def is_generic(name: str) -> bool:
    """Whether it is made of such acronyms, in the plural too, and small words between them."""
    words = name.split()
    return words[0][0].isupper() and all(_is_acronym(word) or word.islower() for word in words)


def _is_acronym(word: str) -> bool:
    for ending in _SEVERAL:
        if word.endswith(ending):
            word = word.removesuffix(ending)
            break
    return word.isupper() and word.lower() in _acronyms()
