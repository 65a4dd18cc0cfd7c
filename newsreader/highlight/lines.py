"""Lines of a text, and what capitals mean in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon

_MOST_ACRONYM = 6
_CONFIRM_SHARE = 0.7
_LONGEST_HEADLINE = 30


@dataclass(slots=True)
class Evidence:
    """How words are written where capitals mean something."""

    lower: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    """What follows a first name."""


def is_acronym(token: Token) -> bool:
    """Whether a word is all capitals, two to six, maybe with dots or digits."""
    letters = token.text.replace(".", "").replace("-", "").replace("&", "")
    return (
        2 <= len(letters) <= _MOST_ACRONYM
        and letters.isalnum()
        and letters.isupper()
        and letters[0].isalpha()
    )


def is_roman(token: Token) -> bool:
    """Whether a word may be a Roman numeral: `II`."""
    return not token.text.strip("IVX")


def segments(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges between breaks: paragraphs, cells, lines."""
    first = 0
    for index, token in enumerate(tokens):
        if token.gap is Gap.BREAK and index > first:
            yield first, index
            first = index
    if first < len(tokens):
        yield first, len(tokens)


def is_shouted(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether capitals say nothing in a line: all capitals, or an English title's."""
    long = [t.text for t in tokens if t.kind is TokenKind.WORD and len(t.text) > 3]
    if len(long) >= 2 and all(text.isupper() for text in long):
        return True
    if words.language not in ("en", None) or len(long) < 4 or len(tokens) > _LONGEST_HEADLINE:
        return False
    if tokens[-1].text in (".", "!"):
        return False
    # The first word and the months have capitals in any line.
    plain = [text for text in long[1:] if text.lower() not in words.months]
    capitals = sum(text[0].isupper() for text in plain)
    return len(plain) > 1 and capitals >= _CONFIRM_SHARE * len(plain)


def gather(evidence: Evidence, tokens: Sequence[Token], words: Lexicon) -> None:
    """Add to the evidence how the words of a text are written where capitals mean something."""
    first_names = words.words("first_names")
    for first, end in segments(tokens):
        line = tokens[first:end]
        if is_shouted(line, words):
            continue
        for place, token in enumerate(line):
            if token.is_capital and token.low in first_names and place + 1 < len(line):
                follower = line[place + 1]
                if follower.is_capital and len(follower.text) > 3:
                    evidence.surnames.add(follower.low)
            if token.kind is TokenKind.WORD:
                if token.text[0].islower():
                    evidence.lower.add(token.low)
                elif not token.is_start:
                    evidence.capital.add(token.low)
