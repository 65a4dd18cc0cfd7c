"""Names by capitals, lists and the words around them: which pieces are names, and of what kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.highlight.gazetteer import Gazetteer, gazetteer
from newsreader.highlight.lines import Evidence, is_acronym, is_shouted, segments
from newsreader.highlight.numbers import phrase, phrase_end
from newsreader.highlight.runs import Piece, Runs
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind

_KNOWN, _SURE, _LIKELY, _HINT = 4.0, 3.0, 2.0, 1.0
_OF = frozenset(("de", "d'", "of", "van"))
_LONGEST_NAME = 12
_LONGEST_EXPANSION = 12


@dataclass(slots=True)
class Candidate:
    """A name at `[start, end)` with the weight of what speaks for each kind.

    `alias_of` is what an acronym stands for, where the text says so.
    """

    start: int
    end: int
    text: str
    scores: dict[MentionKind, float] = field(default_factory=dict)
    alias_of: str | None = None
    is_known: bool = False
    is_titled: bool = False

    @property
    def key(self) -> str:
        """The form that all spellings of one name share: `OTAN` and `Otan` are one."""
        return fold(self.text)


def fold(text: str) -> str:
    """Return a name without case, dots, and differences of apostrophe and white space."""
    return " ".join(text.replace(".", "").replace("’", "'").casefold().split())


class Reader:
    """Finds the candidates of one text. The evidence is of title and text together."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        words: Lexicon,
        evidence: Evidence,
        blocked: frozenset[int],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.words = words
        self.evidence = evidence
        self.known: Gazetteer = gazetteer(words)
        self.blocked = blocked
        self.runs = Runs(tokens, words, self.known, evidence, blocked)

    def candidates(self) -> list[Candidate]:
        """Return the names that stand on their own evidence, in order and disjoint."""
        found: list[Candidate] = []
        for first, end in segments(self.tokens):
            if is_shouted(self.tokens[first:end], self.words):
                continue
            found += self._expansions(first, end)
            for piece in self.runs.pieces(first, end):
                scores = self._scores(piece)
                if self._is_name(piece, scores):
                    found.append(self._candidate(piece, scores))
        found.sort(key=lambda name: (name.start, -name.end))
        return _disjoint(found)

    def _candidate(self, piece: Piece, scores: dict[MentionKind, float]) -> Candidate:
        start, end = self.tokens[piece.first].start, self.tokens[piece.end - 1].end
        is_known = piece.known is not None
        return Candidate(
            start, end, self.text[start:end], scores, is_known=is_known, is_titled=piece.is_titled
        )

    def _low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def _is_name(self, piece: Piece, scores: dict[MentionKind, float]) -> bool:
        """Whether the evidence suffices; a capital alone is none where a sentence begins."""
        token, length = self.tokens[piece.first], piece.end - piece.first
        low = token.low
        if length > _LONGEST_NAME:
            return False
        if length == 1 and (low.rstrip(".") in self.words.words("no_acronyms") or len(low) < 2):
            return False
        if phrase(self.tokens, max(0, piece.first - 2), piece.first + 1) in self.words.words(
            "titles"
        ):
            return False
        if piece.known or piece.is_titled:
            return True
        if length == 1 and is_acronym(token):
            return True
        strength = max(scores.values())
        if self.words.language == "de":
            return strength >= _SURE
        is_seen = low in self.evidence.capital and low not in self.evidence.lower
        if token.is_start and length == 1:
            return is_seen or (strength >= _SURE and low not in self.evidence.lower)
        return length > 1 or is_seen or strength >= _LIKELY

    def _scores(self, piece: Piece) -> dict[MentionKind, float]:
        scores = dict.fromkeys(
            (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.OTHER),
            0.0,
        )
        if piece.known:
            scores[piece.known] += _KNOWN
        if piece.is_titled:
            scores[MentionKind.PERSON] += _KNOWN + _HINT
        if self.runs.is_portfolio(piece.first):
            scores[MentionKind.ORGANISATION] += _KNOWN
        for kind, weight in (*self._inside(piece), *self._before(piece), *self._after(piece)):
            scores[kind] += weight
        return scores

    def _inside(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the words of a name tell of its kind."""
        first, last = self.tokens[piece.first], self.tokens[piece.end - 1]
        length = piece.end - piece.first
        words = self.words
        if self.known.is_first_name(first) and not piece.known:
            yield MentionKind.PERSON, _KNOWN if length > 1 else _LIKELY
        elif (
            length > 1 and len(first.text) == 2 and first.text[1] == "." and first.text[0].isupper()
        ):
            yield MentionKind.PERSON, _SURE
        if any(character.isdigit() for character in last.text) and not piece.known:
            yield MentionKind.OTHER, _SURE + _HINT
        elif length == 1 and is_acronym(first):
            yield MentionKind.ORGANISATION, _LIKELY
        is_head = first.low in words.words("organisation_heads") and length > 1
        if is_head or first.low in words.words("lower_heads"):
            yield MentionKind.ORGANISATION, _KNOWN
        elif last.low in words.words("organisation_tails") and length > 1:
            yield MentionKind.ORGANISATION, _KNOWN + _HINT
        elif length > 1 and self._is_other(first, last):
            yield MentionKind.OTHER, _KNOWN
        elif length > 1 and last.low in words.words("place_tails"):
            yield MentionKind.PLACE, _SURE
        elif length > 1 and first.low in words.words("place_heads"):
            yield MentionKind.PLACE, _LIKELY
        inner = self.tokens[piece.first : piece.end]
        if length > 1:
            # People are seldom called by words that the text also uses as such.
            is_plain = any(
                token.low in self.evidence.lower and len(token.low) > 3 for token in inner
            )
            yield MentionKind.OTHER if is_plain else MentionKind.PERSON, _HINT
        else:
            yield MentionKind.ORGANISATION, _HINT / 2

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
            yield MentionKind.PLACE, _LIKELY
        elif self._low(index) in _OF:
            yield MentionKind.PLACE, _HINT
        if self._low(index) in words.words("other_cues"):
            yield MentionKind.OTHER, _SURE
        while index > piece.first - 4 and self._low(index) in self.words.words("name_articles"):
            index -= 1
        low = self._low(index)
        if low in words.words("organisation_cues"):
            yield MentionKind.ORGANISATION, _SURE
        elif low in words.words("place_cues"):
            yield MentionKind.PLACE, _LIKELY + _HINT / 2

    def _after(self, piece: Piece) -> Iterator[tuple[MentionKind, float]]:
        """Yield what the words after a name tell of its kind."""
        end = piece.end
        if end >= len(self.tokens) or self.tokens[end].gap is Gap.BREAK:
            return
        words = self.words
        if phrase_end(words.words("verbs"), self.tokens, end):
            yield MentionKind.PERSON, _LIKELY
        if self._low(end) == ",":
            after = end + 1 + (self._low(end + 1) in words.words("function"))
            if self._low(after) in words.words("organisation_cues"):
                yield MentionKind.ORGANISATION, _SURE
            elif after < len(self.tokens) and phrase_end(words.words("titles"), self.tokens, after):
                yield MentionKind.PERSON, _LIKELY
        elif (
            self._low(end) == "("
            and end + 1 < len(self.tokens)
            and is_acronym(self.tokens[end + 1])
        ):
            yield MentionKind.ORGANISATION, _LIKELY

    def _expansions(self, first: int, end: int) -> Iterator[Candidate]:
        """Yield long forms and the acronyms in brackets whose letters their words begin with."""
        for index in range(first + 2, end - 2):
            token = self.tokens[index + 1]
            if self._low(index) != "(" or self._low(index + 2) != ")" or not token.is_capital:
                continue
            begin = self._expansion_start(first, index, fold(token.text))
            if begin is None:
                continue
            start, stop = self.tokens[begin].start, self.tokens[index - 1].end
            scores = {MentionKind.ORGANISATION: _KNOWN}
            text = self.text[start:stop]
            yield Candidate(start, stop, text, dict(scores), is_known=True)
            yield Candidate(
                token.start, token.end, token.text, scores, alias_of=text, is_known=True
            )

    def _expansion_start(self, first: int, bracket: int, acronym: str) -> int | None:
        """Return where the words that an acronym abbreviates begin, before its bracket."""
        letters = ""
        for index in range(bracket - 1, max(bracket - _LONGEST_EXPANSION, first) - 1, -1):
            token = self.tokens[index]
            if token.kind is not TokenKind.WORD:
                return None
            if token.low not in self.words.words("function"):
                letters = token.low[0] + letters
            if letters == acronym and token.is_capital and len(acronym) > 1:
                return index
        return None

    def confirmed(self, forms: dict[str, Candidate]) -> list[Candidate]:
        """Return the names of headlines in capitals: what the rest of the text or a list knows."""
        found: list[Candidate] = []
        for first, end in segments(self.tokens):
            if not is_shouted(self.tokens[first:end], self.words):
                continue
            index = first
            while index < end:
                piece_end = self._confirmed_end(index, end, forms)
                if piece_end is None:
                    index += 1
                    continue
                start, stop = self.tokens[index].start, self.tokens[piece_end - 1].end
                text = self.text[start:stop]
                known = self.known.find(self.tokens, index)
                match = forms.get(fold(text))
                scores = dict(match.scores) if match else {}
                if not match:
                    kind = known[1] if known else MentionKind.PERSON
                    scores = {kind: _KNOWN}
                found.append(Candidate(start, stop, text, scores, is_known=known is not None))
                index = piece_end
        return found

    def _confirmed_end(self, index: int, limit: int, forms: dict[str, Candidate]) -> int | None:
        token = self.tokens[index]
        if not token.is_capital or index in self.blocked:
            return None
        for stop in range(min(index + 6, limit), index, -1):
            last = self.tokens[stop - 1]
            if last.kind is TokenKind.WORD and fold(self.text[token.start : last.end]) in forms:
                return stop
        is_word = token.low in self.words.words("function") or token.low in self.known.demonyms
        found = self.known.find(self.tokens, index)
        if found and found[0] <= limit and not is_word:
            return found[0]
        after = index + 1
        is_person = self.known.is_first_name(token) and after < limit and not is_word
        if is_person and self.tokens[after].is_capital:
            is_plain = self._low(after) in self.words.words("function")
            return None if is_plain or self._low(after) in self.evidence.lower else after + 1
        return None


def _disjoint(found: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept
