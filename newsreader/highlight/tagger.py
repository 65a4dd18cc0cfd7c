"""Decoding a linear-chain CRF in plain Python, as fast as the texts come.

A place's score for a label is a sum of weights. Nearly all of them belong to one word seen from one
offset, so a word's weights for all labels are added up once for each of the six offsets, packed
into one integer of 8 fields each, and kept. The score of a place is then a sum of six such integers
and of a few more for the pairs of neighbours, the pattern of capitals and the article.

Scores are against those of the label O. A name begins at a sign of one, a capital say; only there,
and on from there as long as a label comes near O, places are looked at, and only there the best
path is sought (Viterbi 1967; Lafferty, McCallum and Pereira 2001).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsreader.highlight.article_view import ArticleView
from newsreader.highlight.best_path import best_labels
from newsreader.highlight.features import (
    FIRST_OFFSET,
    LAST_OFFSET,
    OUTSIDE,
    PERSONAL,
    WIDE,
    article_features,
    case_mark,
    class_features,
    cluster_features,
    context_features,
    is_sign,
    lines,
    looks,
    pair_feature,
    place_features,
    shouting,
    word_lists,
)
from newsreader.highlight.model import KINDS, Model
from newsreader.highlight.packed import (
    EXTRA,
    HIGH,
    MASK,
    NEAR,
    ZERO,
    PackedWeights,
    Pair,
    Sum,
    blocks,
    unpacked,
)
from newsreader.highlight.tokens import Token, TokenKind, tokenize

_LONGEST_CACHED = 40
_CACHED = 10_000
"""So many words are kept; then all are forgotten."""


class Found(NamedTuple):
    """A name of the tokens `[first, end)`; `kind` is 0 to 3 in the order of `LABELS`."""

    first: int
    end: int
    kind: int


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


_Run = tuple[int, list[int]]
"""A place where a name may begin, and the packed scores from there on."""


class Tagger:
    """Finds the names of texts by the weights of one model. Its caches are capped."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._rows = model.rows
        self._weights = PackedWeights(model)
        # Words that begin a sentence are others than those within.
        self._words: tuple[dict[str, Word], dict[str, Word]] = ({}, {})
        self._places: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self._lists: dict[str, tuple[str, ...]] = {}
        self._listed: dict[tuple[tuple[str, ...], str], Sum] = {}
        self._clusters: dict[int, Sum] = {}
        self._pairs: dict[int, Pair] = {}
        self._patterns: dict[str, int] = {}
        self._contexts: dict[tuple[object, ...], int] = {}
        outside = blocks(*self._weights.sum(OUTSIDE))
        self._outside = Word(outside, "_", "", is_capital=False, spelling="", pair="\0")
        self._base = self._weights.single("B") + EXTRA

    def classes(self, low: str) -> tuple[str, ...]:
        """Return the word lists that a word in lower case is in."""
        known = self._lists.get(low)
        if known is None:
            known = word_lists(low, self.model.classes.get)
            if len(self._lists) >= _CACHED:
                self._lists.clear()
            if len(low) <= _LONGEST_CACHED:
                self._lists[low] = known
        return known

    def prepare(self, text: str) -> None:
        """Look up words in lower case that nearly every article has, so that none waits for it."""
        for token in tokenize(text):
            self._word(token._replace(is_start=False))

    def names(
        self, tokens: Sequence[Token], seen: ArticleView, *, is_personal: bool = False
    ) -> list[Found]:
        """Return the names of a text, in order and disjoint.

        `seen` is of the whole article, and so is `is_personal`, of one in English: see features.py.
        """
        register = PERSONAL if is_personal else ""
        self._forget()
        signs = self._signs(tokens)
        found: list[Found] = []
        place = 0
        for first, end in lines(tokens) if signs else ():
            begin = place
            while place < len(signs) and signs[place] < end:
                place += 1
            if place == begin:
                continue
            line = tokens[first:end]
            inside = [sign - first for sign in signs[begin:place]]
            for start, scores in self._runs(line, inside, seen, shouting(line) + register):
                is_last = start + len(scores) == len(line)
                found += self._best(scores, start, first, is_last=is_last)
        return found

    def _forget(self) -> None:
        inner, starts = self._words
        if len(inner) + len(starts) > _CACHED:
            for kept in (*self._words, *self._places):
                kept.clear()
        if len(self._contexts) + len(self._patterns) + len(self._listed) > _CACHED:
            self._contexts.clear()
            self._patterns.clear()
            self._listed.clear()
        if len(self._pairs) > _CACHED:
            self._pairs.clear()

    def _signs(self, tokens: Sequence[Token]) -> list[int]:
        """Return the places where a name may begin: at its signs, and at what leads to one."""
        heads, leads = self.model.heads, self.model.leads
        signs: list[int] = []
        last = -1
        for index, token in enumerate(tokens):
            low = token.low
            if (token.text != low or low in heads) and is_sign(token, heads):
                before = tokens[index - 1]
                if (
                    last != index - 1
                    and index
                    and (before.low in leads or before.kind is TokenKind.NUMBER)
                ):
                    signs.append(index - 1)
                signs.append(index)
                last = index
        return signs

    def _runs(
        self, line: Sequence[Token], signs: Sequence[int], seen: ArticleView, mood: str
    ) -> Iterator[_Run]:
        """Yield each run of places where a label comes near O: it begins with a sign."""
        places = self._places
        patterns, contexts, base = self._patterns, self._contexts, self._base
        links = self.model.links
        know = seen.get
        # A place sees three words before it and two after it; `words[index + 3]` is its own,
        # `pairs[index + 3]` the weights of the pair of it and the word before it.
        length = len(line)
        words = [self._outside] * (length + len(WIDE) - 1)
        pairs: list[Pair | None] = [None] * (length + len(WIDE))
        read = index = 0
        for sign in signs:
            if sign < index:
                continue
            index, end, scores = sign, 0, list[int]()
            read = max(read, sign + FIRST_OFFSET)
            is_open = True
            while is_open and index < length:
                if read <= index + LAST_OFFSET:
                    self._read(line, read, index + LAST_OFFSET + 1, words, pairs)
                    read = index + LAST_OFFSET + 1
                third, second, left, own, right, last = words[index : index + 6]
                token = line[index]
                extra = places[token.is_start].get(token.text)
                score = base + (self._place(token) if extra is None else extra)
                score += (
                    third.weights[0] + second.weights[1] + left.weights[2]
                    + own.weights[3] + right.weights[4] + last.weights[5]
                )  # fmt: skip
                around = second.mark + left.mark + own.mark + right.mark + last.mark
                extra = patterns.get(around)
                score += self._pattern(around) if extra is None else extra
                after_pair, second_of, first_of, before_pair = pairs[index + 2 : index + 6]
                if after_pair is not None:
                    score += after_pair[0]
                if second_of is not None:
                    score += second_of[1]
                if first_of is not None:
                    score += first_of[2]
                if before_pair is not None:
                    score += before_pair[3]
                before = know(left.low, 0) if left.is_capital else None
                after = know(right.low, 0) if right.is_capital else None
                if own.is_capital or before is not None or after is not None or mood:
                    itself = know(own.low, 0) if own.is_capital else None
                    context = (itself, before, after, own.spelling, mood)
                    extra = contexts.get(context)
                    score += self._context(context) if extra is None else extra
                scores.append(score & MASK)
                index += 1
                if (score + NEAR) & HIGH:
                    end = index - sign
                else:
                    is_open = end > 0 and token.low in links
            if end > 0:
                yield sign, scores[:end]

    def _read(
        self,
        line: Sequence[Token],
        begin: int,
        end: int,
        words: list[Word],
        pairs: list[Pair | None],
    ) -> None:
        """Look up the words `[begin, end)` of a line and their pairs with those before them."""
        inner, starts = self._words
        for index, token in enumerate(line[begin:end], begin - FIRST_OFFSET):
            word = (starts if token.is_start else inner).get(token.text) or self._word(token)
            row = self._rows.get(words[index - 1].pair + word.low)
            if row is not None:
                pairs[index] = self._pairs.get(row) or self._pair(row)
            words[index] = word

    def _best(
        self, scores: Sequence[int], begin: int, first: int, *, is_last: bool
    ) -> Iterator[Found]:
        """Yield the names on the best path through a run; `first` is where its line begins."""
        places = [unpacked(score) for score in scores]
        model = self.model
        labels = best_labels(
            places, model.transitions, model.gains, ZERO, is_first=not begin, is_last=is_last
        )
        start = kind = -1
        for index, label in enumerate([*labels, 0], first + begin):
            if start >= 0 and label <= KINDS:
                yield Found(start, index, kind)
                start = -1
            if 0 < label <= KINDS:
                start, kind = index, label - 1

    def _word(self, token: Token) -> Word:
        """Return what is known of a word, and keep it unless it is very long."""
        low, look = token.low, looks(token)
        total, count = self._weights.sum(context_features(token, look))
        spelling = "l?"
        if look:
            classes = self.classes(low)
            listed = self._listed.get((classes, look)) or self._list(classes, look)
            total += listed[0]
            count += listed[1]
            cluster = self.model.classes.cluster(low, is_capital=token.is_capital)
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
            self._words[token.is_start][token.text] = word
        return word

    def _list(self, classes: tuple[str, ...], look: str) -> Sum:
        listed = self._weights.sum(class_features(classes, look))
        self._listed[classes, look] = listed
        return listed

    def _cluster(self, cluster: int) -> Sum:
        listed = self._weights.sum(cluster_features(cluster))
        self._clusters[cluster] = listed
        return listed

    def _place(self, token: Token) -> int:
        """Return what the place of a word sees of its spelling, and keep it."""
        extra = self._weights.own(place_features(token))
        if len(token.text) <= _LONGEST_CACHED:
            self._places[token.is_start][token.text] = extra
        return extra

    def _pair(self, row: int) -> Pair:
        pair = self._pairs[row] = self._weights.pair(row)
        return pair

    def _pattern(self, around: str) -> int:
        extra = self._weights.single("5" + around) + self._weights.single("3" + around[1:4])
        self._patterns[around] = extra
        return extra

    def _context(self, context: tuple[int | None, int | None, int | None, str, str]) -> int:
        extra = sum(map(self._weights.single, article_features(*context)))
        self._contexts[context] = extra
        return extra
