"""Acronyms in brackets after the words that they abbreviate: `Organisation Name (ON)`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from newsreader.highlight.cues import ORGANISATION
from newsreader.highlight.tagger import Found
from newsreader.highlight.tokens import Gap, Token, TokenKind

_LONGEST_EXPANSION = 12


def explained(
    tokens: Sequence[Token], found: Sequence[Found], classes: Callable[[str], Sequence[str]]
) -> list[tuple[Found, Found]]:
    """Return the long form and the acronym of each that a text explains, both as names.

    They have the kind of a name that was found there (`found` is in order). `classes` returns the
    word lists that a word in lower case is in.
    """
    pairs: list[tuple[Found, Found]] = []
    for index in [index for index, token in enumerate(tokens) if token.text == "("]:
        if not 0 < index < len(tokens) - 2 or tokens[index + 2].text != ")":
            continue
        acronym = tokens[index + 1]
        if not acronym.is_capital or len(acronym.text) < 2:
            continue
        begin = _expansion_start(tokens, index, acronym.low.replace(".", ""), classes)
        if begin is None or (pairs and begin < pairs[-1][1].end):
            continue
        place = bisect_left(found, (begin, 0, 0))
        inside = [name for name in found[place : place + 3] if name.first < index + 2]
        kind = inside[0].kind if inside else ORGANISATION
        pairs.append((Found(begin, index, kind), Found(index + 1, index + 2, kind)))
    return pairs


def _expansion_start(
    tokens: Sequence[Token],
    bracket: int,
    acronym: str,
    classes: Callable[[str], Sequence[str]],
) -> int | None:
    """Return where the words that an acronym abbreviates begin, before its bracket."""
    letters = ""
    for index in range(bracket - 1, max(bracket - _LONGEST_EXPANSION, 0) - 1, -1):
        token = tokens[index]
        if token.kind is not TokenKind.WORD or tokens[index + 1].gap is Gap.BREAK:
            return None
        if "fu" not in classes(token.low) and not token.low.endswith("'"):
            letters = token.low[0] + letters
        if letters == acronym and token.is_capital:
            return index
    return None
