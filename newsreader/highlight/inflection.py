"""The endings of names in languages with cases, so that `Tuska` is a form of `Tusk`."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = {
    "pl": re.compile(
        "(?:owi|iem|em|ego|emu|im|ym|ach|ami|ów|om|ową|owej|ej|iej|ią|ą|ę|y|i|a|u|o|ie|e)$"
    ),
    "ru": re.compile(
        "(?:ого|ему|ому|ыми|ими|ами|ями|ах|ях|ой|ей|ою|ую|ым|им|ом|ем|ою|[аеиоуыюяьй])$"
    ),
    "de": re.compile("(?:(?<=[^s])s)$"),
}
INFLECTED = ("pl", "ru")
"""The languages in which all words of a name have cases."""

_SHORTEST = 4
"""A stem has at least so many letters."""


@lru_cache(maxsize=20_000)
def stem(word: str, language: str | None) -> str:
    """Return a word in lower case without the ending of its case; others as they are."""
    endings = _ENDINGS.get(language or "")
    if endings is None or len(word) <= _SHORTEST:
        return word
    match = endings.search(word, _SHORTEST)
    return word[: match.start()] if match else word
