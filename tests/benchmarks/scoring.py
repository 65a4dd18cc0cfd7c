"""How right the names of a text are: by exact span, as CoNLL counts them, and by token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsreader.highlight.highlight import mark
from newsreader.highlight.tokens import Token, TokenKind, tokenize
from newsreader.highlight.training.corpora import GoldName, GoldText
from newsreader.model.mention import NAME_KINDS, MentionKind


@dataclass(slots=True)
class Counts:
    """How many names or tokens there are, were found, and were found rightly."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: set[object], found: set[object]) -> None:
        self.gold += len(gold)
        self.found += len(found)
        self.right += len(gold & found)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(slots=True)
class Score:
    """What `texts` texts came to.

    `typed` names have the gold's span and kind, `untyped` ones its span. `tokens` are those of our
    tokenizer that a name covers or touches, whatever its kind, `words` those without the marks:
    WikiANN counts brackets and quotes as parts of names.
    """

    texts: int = 0
    typed: Counts = field(default_factory=Counts)
    untyped: Counts = field(default_factory=Counts)
    tokens: Counts = field(default_factory=Counts)
    words: Counts = field(default_factory=Counts)
    kinds: dict[MentionKind, Counts] = field(
        default_factory=lambda: {kind: Counts() for kind in NAME_KINDS}
    )

    def add(self, text: str, gold: Iterable[GoldName], found: Iterable[GoldName]) -> None:
        """Count one text's names."""
        self.texts += 1
        wanted = {(name.start, name.end, name.kind) for name in gold}
        given = {(name.start, name.end, name.kind) for name in found}
        self.typed.add(set(wanted), set(given))
        spans, own_spans = {name[:2] for name in wanted}, {name[:2] for name in given}
        self.untyped.add(set(spans), set(own_spans))
        for kind, counts in self.kinds.items():
            counts.add({n for n in wanted if n[2] is kind}, {n for n in given if n[2] is kind})
        tokens = tokenize(text)
        covered, own_covered = _covered(tokens, sorted(spans)), _covered(tokens, sorted(own_spans))
        self.tokens.add(set(covered), set(own_covered))
        marks = {index for index, token in enumerate(tokens) if token.kind is TokenKind.MARK}
        self.words.add(covered - marks, own_covered - marks)


def _covered(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> set[object]:
    """Return the indices of the tokens that spans, sorted and disjoint, cover or touch."""
    covered: set[object] = set()
    place = 0
    for index, token in enumerate(tokens):
        while place < len(spans) and spans[place][1] <= token.start:
            place += 1
        if place < len(spans) and spans[place][0] < token.end:
            covered.add(index)
    return covered


def found_names(text: str, language: str) -> list[GoldName]:
    """Return the names that the program marks in a text, without figures."""
    mentions = mark("", text, language=language).mentions
    return [GoldName(m.start, m.end, m.kind) for m in mentions if m.kind.is_name]


def score(texts: Iterable[GoldText], language: str, *, has_other: bool = True) -> Score:
    """Return how right the program is on annotated texts.

    Where the annotators left out works, events and the like (not `has_other`), names of the kind
    `other` count neither for nor against it.
    """
    total = Score()
    for gold in texts:
        found: Sequence[GoldName] = found_names(gold.text, language)
        wanted: Sequence[GoldName] = gold.names
        if not has_other:
            found = [name for name in found if name.kind is not MentionKind.OTHER]
            wanted = [name for name in wanted if name.kind is not MentionKind.OTHER]
        total.add(gold.text, wanted, found)
    return total
