"""What speaks for a kind of name: the words inside it, before it and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.highlight.gazetteer import Gazetteer
from newsreader.highlight.lines import Evidence, is_acronym
from newsreader.highlight.numbers import phrase, phrase_end
from newsreader.highlight.runs import Piece
from newsreader.highlight.titles import is_portfolio
from newsreader.highlight.tokens import Gap, Token
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind

KNOWN, SURE, LIKELY, HINT = 4.0, 3.0, 2.0, 1.0
_OF = frozenset(("de", "d'", "of", "van"))


@dataclass(frozen=True, slots=True)
class Clues:
    """Weighs the kinds that a name of one text may be of."""

    tokens: Sequence[Token]
    words: Lexicon
    known: Gazetteer
    evidence: Evidence

    def _low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def scores(self, piece: Piece) -> dict[MentionKind, float]:
        """Return the weight of what speaks for each kind."""
        scores = dict.fromkeys(
            (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.OTHER),
            0.0,
        )
        if piece.known:
            scores[piece.known] += KNOWN
        if piece.is_titled:
            scores[MentionKind.PERSON] += KNOWN + HINT
        if is_portfolio(self.tokens, piece.first, self.words):
            scores[MentionKind.ORGANISATION] += KNOWN
        for kind, weight in (*self._inside(piece), *self._before(piece), *self._after(piece)):
            scores[kind] += weight
        return scores

    def _inside(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the words of a name tell of its kind."""
        first, last = self.tokens[piece.first], self.tokens[piece.end - 1]
        length = piece.end - piece.first
        words = self.words
        if self.known.is_first_name(first) and not piece.known:
            yield MentionKind.PERSON, KNOWN if length > 1 else LIKELY
        elif (
            length > 1 and len(first.text) == 2 and first.text[1] == "." and first.text[0].isupper()
        ):
            yield MentionKind.PERSON, SURE
        if any(character.isdigit() for character in last.text) and not piece.known:
            yield MentionKind.OTHER, SURE + HINT
        elif length == 1 and is_acronym(first):
            yield MentionKind.ORGANISATION, LIKELY
        is_head = first.low in words.words("organisation_heads") and length > 1
        if is_head or first.low in words.words("lower_heads"):
            yield MentionKind.ORGANISATION, KNOWN
        elif last.low in words.words("organisation_tails") and length > 1:
            yield MentionKind.ORGANISATION, KNOWN + HINT
        elif length > 1 and self._is_other(first, last):
            yield MentionKind.OTHER, KNOWN
        elif length > 1 and last.low in words.words("place_tails"):
            yield MentionKind.PLACE, SURE
        elif length > 1 and first.low in words.words("place_heads"):
            yield MentionKind.PLACE, LIKELY
        inner = self.tokens[piece.first : piece.end]
        if length > 1:
            # People are seldom called by words that the text also uses as such.
            is_plain = any(
                token.low in self.evidence.lower and len(token.low) > 3 for token in inner
            )
            yield MentionKind.OTHER if is_plain else MentionKind.PERSON, HINT
        else:
            yield MentionKind.ORGANISATION, HINT / 2

    def _is_other(self, first: Token, last: Token) -> bool:
        words = self.words
        return first.low in words.words("other_heads") or last.low in words.words("other_tails")

    def _before(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the words before a name tell of its kind."""
        index = piece.first - 1
        if index < 0 or self.tokens[piece.first].gap is Gap.BREAK:
            return
        words = self.words
        prepositions = words.words("place_prepositions")
        if (
            self._low(index) in prepositions
            or phrase(self.tokens, index - 1, index + 1) in prepositions
        ):
            yield MentionKind.PLACE, LIKELY
        elif self._low(index) in _OF:
            yield MentionKind.PLACE, HINT
        if self._low(index) in words.words("other_cues"):
            yield MentionKind.OTHER, SURE
        while index > piece.first - 4 and self._low(index) in self.words.words("name_articles"):
            index -= 1
        low = self._low(index)
        if low in words.words("organisation_cues"):
            yield MentionKind.ORGANISATION, SURE
        elif low in words.words("place_cues"):
            yield MentionKind.PLACE, LIKELY + HINT / 2

    def _after(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the words after a name tell of its kind."""
        end = piece.end
        if end >= len(self.tokens) or self.tokens[end].gap is Gap.BREAK:
            return
        words = self.words
        if phrase_end(words.words("verbs"), self.tokens, end):
            yield MentionKind.PERSON, LIKELY
        if self._low(end) == ",":
            after = end + 1 + (self._low(end + 1) in words.words("function"))
            if self._low(after) in words.words("organisation_cues"):
                yield MentionKind.ORGANISATION, SURE
            elif after < len(self.tokens) and phrase_end(words.words("titles"), self.tokens, after):
                yield MentionKind.PERSON, LIKELY
        elif (
            self._low(end) == "("
            and end + 1 < len(self.tokens)
            and is_acronym(self.tokens[end + 1])
        ):
            yield MentionKind.ORGANISATION, LIKELY
