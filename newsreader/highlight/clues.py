"""What speaks for a kind of name: the words inside it, before it and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.highlight.gazetteer import Gazetteer
from newsreader.highlight.lines import Evidence, is_acronym, is_roman
from newsreader.highlight.numbers import phrase, phrase_end
from newsreader.highlight.runs import Piece
from newsreader.highlight.titles import is_portfolio
from newsreader.highlight.tokens import DASHES, LONGEST_DATELINE, Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind

KNOWN, SURE, LIKELY, HINT = 4.0, 3.0, 2.0, 1.0
_OF = frozenset(("de", "d'", "of", "van", "di", "von"))
_ANDS = frozenset(("and", "et", "und", "y", "e", "en", "i", "и"))
_CLOSINGS = frozenset((",", ".", ")", ""))
_AFTER_DATELINE = DASHES | frozenset(",(")


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
        if length > 1:
            yield from self._parts(piece)
        is_head = first.low in words.words("organisation_heads") and length > 1
        if is_head or first.low in words.words("lower_heads"):
            yield MentionKind.ORGANISATION, KNOWN
        elif last.low in words.words("organisation_tails") and length > 1:
            yield MentionKind.ORGANISATION, KNOWN + HINT
        elif self._is_other(first, last):
            yield MentionKind.OTHER, KNOWN if length > 1 else LIKELY
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

    def _parts(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the known names that a longer name is made of tell of its kind."""
        found = self.known.find(self.tokens, piece.first)
        if found and found[1] is MentionKind.OTHER and found[0] < piece.end:
            # "Artemis II".
            yield MentionKind.OTHER, SURE + HINT
        elif piece.end - piece.first == 2 and self._is_club(piece):
            yield MentionKind.ORGANISATION, LIKELY

    def _is_club(self, piece: Piece) -> bool:
        """Whether an acronym or a place ends or begins a name: `Paris SG`, `Inter Milan`."""
        first, last = self.tokens[piece.first], self.tokens[piece.end - 1]
        found = self.known.find(self.tokens, piece.end - 1)
        is_place = found is not None and found[1] is MentionKind.PLACE
        if first.low in self.words.words("place_heads"):
            return False
        return is_place or is_acronym(first) or (is_acronym(last) and not is_roman(last))

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
        two = phrase(self.tokens, index - 1, index + 1)
        if self._low(index) in prepositions or two in prepositions:
            yield MentionKind.PLACE, LIKELY
        elif self._low(index) in _OF:
            yield MentionKind.PLACE, HINT
            if self._low(index - 1) in words.words("person_cues"):
                yield MentionKind.PERSON, SURE
        if self._low(index) in words.words("other_cues"):
            yield MentionKind.OTHER, SURE
        elif self._low(index) == "," and self._low(index - 1) in words.words("other_cues"):
            # "the lunar module, Eagle".
            yield MentionKind.OTHER, LIKELY
        is_bare = True
        while index > piece.first - 4 and self._low(index) in words.words("name_articles"):
            index, is_bare = index - 1, False
        low = self._low(index)
        if low in words.words("organisation_cues"):
            yield MentionKind.ORGANISATION, SURE
        elif low in words.words("place_cues"):
            # "le pont Alexandre III" is no person, but "la Repubblica Sergio Mattarella" is.
            is_bare = is_bare and self.tokens[index].text.islower()
            yield MentionKind.PLACE, KNOWN + LIKELY if is_bare else LIKELY + HINT / 2

    def _after(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the words after a name tell of its kind."""
        end, words = piece.end, self.words
        if self._is_dateline(piece):
            yield MentionKind.PLACE, SURE + HINT
        if end >= len(self.tokens) or self.tokens[end].gap is Gap.BREAK:
            return
        if phrase_end(words.words("verbs"), self.tokens, end):
            yield MentionKind.PERSON, LIKELY
        if self._low(end) in words.words("trailing_cues"):
            # "a Saturn V rocket".
            yield MentionKind.OTHER, SURE
        if self._low(end) == ",":
            yield from self._apposition(end + 1)
        elif end + 1 >= len(self.tokens):
            return
        elif self._low(end) == "(" and is_acronym(self.tokens[end + 1]):
            yield MentionKind.ORGANISATION, LIKELY
        elif self._low(end) in _ANDS and self._is_forename(piece):
            yield MentionKind.PERSON, LIKELY

    def _apposition(self, index: int) -> Iterator[tuple[MentionKind, float]]:
        """Yield what stands behind a name and its comma: `, a container ship`, `, Ohio`."""
        words = self.words
        after = index + (self._low(index) in words.words("function"))
        is_led = after > index or self._low(index) in words.words("articles")
        reach = 3 if is_led else 1
        for place in range(after, min(after + reach, len(self.tokens))):
            if self.tokens[place].kind is not TokenKind.WORD:
                return
            if self._low(place) in words.words("organisation_cues"):
                yield MentionKind.ORGANISATION, SURE
                return
            if self._low(place) in words.words("other_cues"):
                yield MentionKind.OTHER, LIKELY
                return
            if phrase_end(words.words("titles"), self.tokens, place):
                yield MentionKind.PERSON, LIKELY
                return
        found = self.known.find(self.tokens, index) if index < len(self.tokens) else None
        if found and found[1] is MentionKind.PLACE and self._low(found[0]) in _CLOSINGS:
            yield MentionKind.PLACE, LIKELY

    def _is_forename(self, piece: Piece) -> bool:
        """Whether a word and "and" lead to a person with a first name: `Orville and Wilbur X`."""
        after = piece.end + 1
        if piece.end - piece.first > 1 or after + 1 >= len(self.tokens):
            return False
        is_person = self.known.is_first_name(self.tokens[after])
        is_joined = self.tokens[after + 1].is_capital and self.tokens[after].is_capital
        return is_person and is_joined and piece.known is None

    def _is_dateline(self, piece: Piece) -> bool:
        """Whether a line begins with the place of its report: `KITTY HAWK, 17 December —`."""
        first = self.tokens[piece.first]
        if piece.first and first.gap is not Gap.BREAK:
            return False
        until = min(piece.end + LONGEST_DATELINE, len(self.tokens))
        for index in range(piece.end, until - 1):
            if self.tokens[index].gap is Gap.BREAK:
                return False
            if self._low(index) in DASHES and self.tokens[index + 1].is_start:
                is_agency = self._low(index - 1) == ")"
                is_led = self._low(piece.end) in _AFTER_DATELINE
                return is_led and (is_agency or first.text.isupper())
        return False
