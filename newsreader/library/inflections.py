"""From a name in some case to what it may be in the nominative, in languages with cases.

What comes out are guesses: one counts only if the library, or the table of known names, has a name
that is written so. Forms are plain (name_keys.py).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

INFLECTED = ("pl", "ru", "de", "nl")
"""The languages whose names are looked for in the nominative."""

_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "pl": (
        ("iego", "i"), ("iemu", "i"), ("ego", "y"), ("emu", "y"), ("ym", "y"), ("im", "i"),
        ("owi", ""), ("iem", ""), ("em", ""), ("ie", ""), ("a", ""), ("u", ""),
        ("ii", "ia"), ("ie", "a"), ("iej", "a"), ("ej", "a"), ("y", "a"), ("i", "a"), ("e", "a"),
        ("ce", "ka"), ("dze", "ga"), ("rze", "ra"), ("rze", "r"), ("cie", "t"), ("dzie", "d"),
    ),
    "ru": (
        ("ого", "ии"), ("ому", "ии"), ("им", "ии"), ("ого", "ыи"), ("ому", "ыи"), ("ым", "ыи"),
        ("ои", "ая"), ("ую", "ая"), ("ои", "а"), ("ою", "а"), ("ы", "а"), ("и", "а"), ("е", "а"),
        ("у", "а"), ("ии", "ия"), ("ию", "ия"), ("иеи", "ия"), ("и", "я"), ("ю", "я"), ("еи", "я"),
        ("а", ""), ("у", ""), ("ом", ""), ("ым", ""), ("ем", ""), ("е", ""),
        ("я", "ь"), ("ю", "ь"), ("ем", "ь"), ("е", "ь"), ("и", "ь"),
        ("я", "и"), ("ю", "и"), ("ем", "и"), ("е", "и"),
    ),
}  # fmt: skip
"""Endings by language, with what stands in their place in the nominative."""

_FLEETING = frozenset("lkrc")
_SHORTEST = 3
_MOST = 40


@lru_cache(maxsize=20_000)
def nominatives(key: str, language: str) -> tuple[str, ...]:
    """Return what a name may be in the nominative, itself left out; nothing where none is known."""
    words = key.split()
    if language in ("de", "nl"):
        # `Deutschlands`, `Emmanuel Macrons`: only the last word has the ending.
        last = words[-1]
        is_genitive = len(last) > _SHORTEST + 1 and last.endswith("s") and last[-2] not in "sxz"
        return (" ".join([*words[:-1], last[:-1]]),) if is_genitive else ()
    rules = _RULES.get(language)
    if rules is None:
        return ()
    choices = [_of_word(word, rules) for word in words]
    found = (" ".join(chosen) for chosen in islice(product(*choices), _MOST))
    return tuple(dict.fromkeys(form for form in found if form != key))


def block(key: str) -> str:
    """Return what all cases of a name have in common: how its words begin."""
    words = key.split()
    if len(words) == 1:
        return key[: _SHORTEST + 1]
    return " ".join(word[:_SHORTEST] for word in words)


def _of_word(word: str, rules: tuple[tuple[str, str], ...]) -> list[str]:
    found = [word]
    for ending, base in rules:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST:
            continue
        found.append(stem + base)
        if not base and stem[-1] in _FLEETING and stem[-2] not in "aeiouy":
            # `Pawła`, `Marka`: Paweł, Marek.
            found.append(f"{stem[:-1]}e{stem[-1]}")
    return [*dict.fromkeys(found)]
