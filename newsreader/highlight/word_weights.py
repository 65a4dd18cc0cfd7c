"""The weights of words, pairs and patterns, added up once and kept (see tagger.py).

The tables are read where the texts are gone through; what is in none of them yet is asked for here.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.highlight.features import (
    OUTSIDE,
    article_features,
    case_mark,
    class_features,
    cluster_features,
    context_features,
    looks,
    pair_feature,
    place_features,
    word_lists,
)
from newsreader.highlight.model import Model
from newsreader.highlight.packed import EXTRA, PackedWeights, Pair, Sum, blocks
from newsreader.highlight.tokens import Token

_LONGEST_CACHED = 40
_CACHED = 10_000
"""So many words are kept; then all are forgotten."""


@dataclass(slots=True)
class Word:
    """What is known of a word wherever it stands.

    `weights` are packed, one integer for each of the offsets `WIDE` from which it is seen. `mark`
    is its letter in the pattern of capitals, `pair` what begins the feature of a pair with it at
    the left (see `features.pair_feature`).
    """

    weights: tuple[int, ...]
    mark: str
    low: str
    is_capital: bool
    spelling: str
    pair: str


class WordWeights:
    """What one model tells of words wherever they stand. Its tables are capped.

    `words` and `places` are two tables each: of words within a sentence, and of those that begin
    one. `outside` stands for what is before a line and after it; `base` is the score of any place.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._packed = PackedWeights(model)
        self.words: tuple[dict[str, Word], dict[str, Word]] = ({}, {})
        self.places: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self.pairs: dict[int, Pair] = {}
        self.patterns: dict[str, int] = {}
        self.contexts: dict[tuple[object, ...], int] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self._listed: dict[tuple[tuple[str, ...], str], Sum] = {}
        self._clusters: dict[int, Sum] = {}
        outside = blocks(*self._packed.sum(OUTSIDE))
        self.outside = Word(outside, "_", "", is_capital=False, spelling="", pair="\0")
        self.base = self._packed.single("B") + EXTRA

    def classes(self, low: str) -> tuple[str, ...]:
        """Return the word lists that a word in lower case is in."""
        known = self._lists.get(low)
        if known is None:
            known = word_lists(low, self._model.classes.get)
            if len(self._lists) >= _CACHED:
                self._lists.clear()
            if len(low) <= _LONGEST_CACHED:
                self._lists[low] = known
        return known

    def forget(self) -> None:
        """Forget what grew too large. The tables stay the same objects: the tagger holds them."""
        inner, starts = self.words
        if len(inner) + len(starts) > _CACHED:
            for kept in (*self.words, *self.places):
                kept.clear()
        if len(self.contexts) + len(self.patterns) + len(self._listed) > _CACHED:
            self.contexts.clear()
            self.patterns.clear()
            self._listed.clear()
        if len(self.pairs) > _CACHED:
            self.pairs.clear()

    def word(self, token: Token) -> Word:
        """Return what is known of a word, and keep it unless it is very long."""
        low, look = token.low, looks(token)
        total, count = self._packed.sum(context_features(token, look))
        spelling = "l?"
        if look:
            classes = self.classes(low)
            listed = self._listed.get((classes, look)) or self._list(classes, look)
            total += listed[0]
            count += listed[1]
            cluster = self._model.classes.cluster(low, is_capital=token.is_capital)
            if cluster:
                listed = self._clusters.get(cluster) or self._cluster(cluster)
                total += listed[0]
                count += listed[1]
            spelling = classes[-1]
        word = Word(
            blocks(total, count),
            case_mark(token),
            low,
            token.is_capital,
            "^" + spelling if token.is_start else spelling,
            pair_feature(low, ""),
        )
        if len(token.text) <= _LONGEST_CACHED:
            self.words[token.is_start][token.text] = word
        return word

    def _list(self, classes: tuple[str, ...], look: str) -> Sum:
        listed = self._packed.sum(class_features(classes, look))
        self._listed[classes, look] = listed
        return listed

    def _cluster(self, cluster: int) -> Sum:
        listed = self._packed.sum(cluster_features(cluster))
        self._clusters[cluster] = listed
        return listed

    def place(self, token: Token) -> int:
        """Return what the place of a word sees of its spelling, and keep it."""
        extra = self._packed.own(place_features(token))
        if len(token.text) <= _LONGEST_CACHED:
            self.places[token.is_start][token.text] = extra
        return extra

    def pair(self, row: int) -> Pair:
        """Return the weights of a pair of words, of the row of its feature, and keep them."""
        pair = self.pairs[row] = self._packed.pair(row)
        return pair

    def pattern(self, around: str) -> int:
        """Return what a pattern of five capitals tells of the place amid it, and keep it."""
        extra = self._packed.single("5" + around) + self._packed.single("3" + around[1:4])
        self.patterns[around] = extra
        return extra

    def context(self, context: tuple[int | None, int | None, int | None, str, str]) -> int:
        """Return what the article tells of a place and its neighbours, and keep it."""
        extra = sum(map(self._packed.single, article_features(*context)))
        self.contexts[context] = extra
        return extra
