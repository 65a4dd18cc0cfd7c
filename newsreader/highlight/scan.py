"""What all rules for figures stand on: the tokens of a text, its words, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon
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
    """Figures that a rule read from its first token on, and the index of the token after them."""

    figures: tuple[Figure, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A text for the rules: its tokens, its words, and when it was published."""

    tokens: Sequence[Token]
    words: Lexicon
    published_at: datetime | None = None

    def low(self, index: int) -> str:
        """Return the word at an index that follows without a break, or nothing."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return "" if token.gap is Gap.BREAK and index > 0 else token.low

    def before(self, index: int) -> str:
        """Return the word before an index in the same line, or nothing."""
        if index < 1 or self.tokens[index].gap is Gap.BREAK:
            return ""
        return self.tokens[index - 1].low

    def is_glued(self, index: int) -> bool:
        """Whether there is a token at the index that nothing separates from the one before."""
        return 0 < index < len(self.tokens) and self.tokens[index].gap is Gap.NONE

    def found(self, first: int, end: int, kind: MentionKind, value: Value | None) -> Found:
        """Return the one figure that the tokens `[first, end)` make."""
        span = (self.tokens[first].start, self.tokens[end - 1].end)
        return Found((Figure(*span, kind, value),), end)

    def dated(self, first: int, end: int, iso: str | None) -> Found:
        """Return the date that the tokens make; `iso` is None where the text does not tell."""
        return self.found(first, end, MentionKind.DATE, None if iso is None else Value(iso))

    def shifted(self, days: int) -> str | None:
        """Return the date so many days after publication, or None where that is not known."""
        if self.published_at is None:
            return None
        try:
            return (self.published_at.date() + timedelta(days)).isoformat()
        except OverflowError:
            return None

    def day(self, index: int) -> tuple[int, int] | None:
        """Return a day of the month and the index after it: `1er`, `24.`, `21st`, `3`."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].kind is not TokenKind.NUMBER:
            return None
        text = self.tokens[index].text
        if not (len(text) <= 2 and text.isdecimal() and 1 <= int(text) <= 31):
            return None
        end = index + 1
        if self.is_glued(end) and self.low(end) in self.words.words("ordinal_suffixes"):
            end += 1
        return int(text), end
