"""Names by capitals, lists and the words around them: which pieces are names, and of what kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsreader.highlight.clues import KNOWN, LIKELY, SURE, Clues
from newsreader.highlight.gazetteer import Gazetteer, gazetteer
from newsreader.highlight.lines import Evidence, is_acronym, is_shouted, segments
from newsreader.highlight.numbers import phrase
from newsreader.highlight.runs import Piece, Runs
from newsreader.highlight.tokens import Token, TokenKind
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind

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
        self.clues = Clues(tokens, words, self.known, evidence)

    def candidates(self) -> list[Candidate]:
        """Return the names that stand on their own evidence, in order and disjoint."""
        found: list[Candidate] = []
        for first, end in segments(self.tokens):
            if is_shouted(self.tokens[first:end], self.words):
                continue
            found += self._expansions(first, end)
            for piece in self.runs.pieces(first, end):
                scores = self.clues.scores(piece)
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
        if length == 1 and low in self.words.words("no_names"):
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
            return strength >= SURE
        is_seen = low in self.evidence.capital and low not in self.evidence.lower
        if token.is_start and length == 1:
            return is_seen or (strength >= SURE and low not in self.evidence.lower)
        return length > 1 or is_seen or strength >= LIKELY

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
            scores = {MentionKind.ORGANISATION: KNOWN}
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
                    scores = {kind: KNOWN}
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
