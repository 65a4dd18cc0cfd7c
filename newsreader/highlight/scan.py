"""What all rules for figures stand on: a line of a text, and the figures found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.highlight.phrases import LONGEST
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.model.mention import MentionKind, Value


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure found at `[start, end)` of the text, in code points."""

    start: int
    end: int
    kind: MentionKind
    value: Value | None


@dataclass(frozen=True, slots=True)
class Found:
    """Figures that a rule read from a token on, and the index of the token after them."""

    figures: tuple[Figure, ...]
    end: int


class Line:
    """The tokens of a text between two breaks; nothing that is marked reaches over a break.

    `lows` are their forms in lower case without the dot of an abbreviation, and empty words after
    the last, so that a rule may look ahead.
    """

    __slots__ = ("at", "lows", "size", "tokens")

    def __init__(self, tokens: Sequence[Token], at: datetime | None) -> None:
        self.tokens = tokens
        self.at = at
        self.size = len(tokens)
        self.lows = [
            low[:-1] if low[-1] == "." and len(low) > 1 else low
            for low in [token.low for token in tokens]
        ]
        self.lows += [""] * (LONGEST + 1)

    def before(self, index: int) -> str:
        """Return the word before an index, or nothing at the beginning."""
        return self.lows[index - 1] if index > 0 else ""

    def text(self, index: int) -> str:
        """Return a token as it is written, or nothing after the last one."""
        return self.tokens[index].text if index < self.size else ""

    def is_glued(self, index: int) -> bool:
        """Whether there is a token at the index that nothing separates from the one before."""
        return 0 < index < self.size and self.tokens[index].gap is Gap.NONE

    def is_number(self, index: int) -> bool:
        """Whether the token at an index is made of digits."""
        return index < self.size and self.tokens[index].kind is TokenKind.NUMBER

    def is_word(self, index: int) -> bool:
        """Whether there is a word at an index."""
        return index < self.size and self.tokens[index].kind is TokenKind.WORD

    def is_capital(self, index: int) -> bool:
        """Whether there is a word with a capital at an index."""
        return index < self.size and self.tokens[index].is_capital


def found_at(line: Line, start: int, end: int, kind: MentionKind, value: Value | int) -> Found:
    """Return the one figure of the tokens `[start, end)` of a line."""
    told = value if isinstance(value, Value) else Value(value)
    figure = Figure(line.tokens[start].start, line.tokens[end - 1].end, kind, told)
    return Found((figure,), end)
