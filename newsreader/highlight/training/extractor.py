"""From annotated texts to features and labels, as python-crfsuite takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from newsreader.highlight.article_view import ArticleView, view
from newsreader.highlight.features import (
    LEFT,
    OUTSIDE,
    PERSONAL,
    REACH,
    RIGHT,
    WIDE,
    article_features,
    case_mark,
    is_personal,
    is_sign,
    lines,
    pair_feature,
    shouting,
    word_features,
    word_lists,
)
from newsreader.highlight.tokens import Token, TokenKind, tokenize
from newsreader.highlight.training.corpora import GoldText

_LEAST_HEADS = 3
"""A word in lower case that begins so many names is a sign of one wherever it stands."""

Sequences = tuple[list[list[str]], list[str]]
"""The features of each place of a run, and their labels."""


class SmallWords(NamedTuple):
    """The words without a capital of names, and the marks: see `Model`."""

    heads: frozenset[str]
    leads: frozenset[str]
    links: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[GoldText]) -> SmallWords:
        """Return those of the names of texts.

        Words that begin names again and again are signs of one wherever they stand: `ministère`.
        Others, short or seldom such, only before a capital: `de Gaulle`.
        """
        counts: Counter[str] = Counter()
        links: set[str] = set()
        for gold in texts:
            for name in gold.names:
                first, *others = tokenize(gold.text[name.start : name.end]) or (None,)
                if first is not None and first.kind is TokenKind.WORD and first.text == first.low:
                    counts[first.low] += 1
                links.update(token.low for token in others[:-1] if token.text == token.low)
        heads = {word for word, count in counts.items() if count >= _LEAST_HEADS and len(word) > 2}
        return cls(frozenset(heads), frozenset(counts.keys() - heads), frozenset(links))


@dataclass(frozen=True, slots=True)
class Portion:
    """Texts of one language, each `times` over, with what is known of its words and places."""

    language: str
    texts: Sequence[GoldText]
    classes: Mapping[str, tuple[str, ...]]
    clusters: Mapping[str, tuple[int, int]]
    places: frozenset[str]
    times: int = 1


class Extractor:
    """Spells out the features of texts that the tagger adds up by words (see features.py)."""

    def __init__(self, portion: Portion) -> None:
        self._known = portion.classes
        self._clusters = portion.clusters
        self._heads = SmallWords.of(portion.texts).heads
        self._has_letters = portion.language == "en"
        self._words: dict[tuple[str, bool], dict[int, list[str]]] = {}
        self._outside = _by_offset(OUTSIDE)

    def classes(self, low: str) -> tuple[str, ...]:
        """Return the word lists that a word in lower case is in, as the tagger does."""
        return word_lists(low, self._known.get)

    def sequences(self, gold: GoldText) -> Iterator[Sequences]:
        """Yield the features and labels of the runs of places where names may be."""
        tokens = tokenize(gold.text)
        seen = view([tokens], self.classes)
        labels = labels_of(tokens, gold)
        register = PERSONAL if self._has_letters and is_personal([tokens]) else ""
        signs = [is_sign(token, self._heads) for token in tokens]
        for first, end in lines(tokens):
            line = tokens[first:end]
            places = list(self._places(line, seen, shouting(line) + register))
            run: list[int] = []
            for index in range(first, end + 1):
                is_near = index < end and any(signs[max(0, index - RIGHT) : index + LEFT + 1])
                if is_near:
                    run.append(index)
                elif run:
                    yield [places[i - first] for i in run], [labels[i] for i in run]
                    run = []

    def _places(self, line: Sequence[Token], seen: ArticleView, mood: str) -> Iterator[list[str]]:
        words = [self._word(token) for token in line]
        pattern = "__" + "".join(map(case_mark, line)) + "__"
        pairs = [pair_feature(left.low, right.low) for left, right in pairwise(line)]
        last = len(line) - 1
        for index, token in enumerate(line):
            found = ["B", "5" + pattern[index : index + 5], "3" + pattern[index + 1 : index + 4]]
            for offset in WIDE:
                is_inside = 0 <= index + offset <= last
                found += (words[index + offset] if is_inside else self._outside)[offset]
            before = line[index - 1] if index else None
            after = line[index + 1] if index < last else None
            # The pairs that begin two words before it to one after it.
            for block, first in zip("{<>}", range(index - 2, index + 2), strict=True):
                if 0 <= first < last:
                    found.append(block + pairs[first])
            own, left, right = (
                seen.get(t.low, 0) if t is not None and t.is_capital else None
                for t in (token, before, after)
            )
            spelling = ("^" if token.is_start else "") + self._spelling(token)
            found += article_features(own, left, right, spelling, mood)
            yield found

    def _spelling(self, token: Token) -> str:
        return self.classes(token.low)[-1] if token.kind is TokenKind.WORD else "l?"

    def _word(self, token: Token) -> dict[int, list[str]]:
        key = (token.text, token.is_start)
        if key not in self._words:
            classes: tuple[str, ...] = ()
            cluster = 0
            if token.kind is TokenKind.WORD:
                classes = self.classes(token.low)
                cluster = self._clusters.get(token.low, (0, 0))[token.is_capital]
            self._words[key] = _by_offset(word_features(token, classes, cluster))
        return self._words[key]


def _by_offset(features: Sequence[str]) -> dict[int, list[str]]:
    return {
        offset: [f"{offset}|{name}" for name in features if offset in REACH[name[0]]]
        for offset in WIDE
    }


def labels_of(tokens: Sequence[Token], gold: GoldText) -> list[str]:
    """Return the label of each token; a name that begins inside a token is left out."""
    labels = ["O"] * len(tokens)
    by_start = {name.start: name for name in gold.names}
    current = None
    for index, token in enumerate(tokens):
        if current and token.start >= current.end:
            current = None
        if current:
            labels[index] = f"I-{current.kind}"
        elif token.start in by_start:
            current = by_start[token.start]
            labels[index] = f"B-{current.kind}"
    return labels
