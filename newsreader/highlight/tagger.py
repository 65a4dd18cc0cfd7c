"""Decoding a linear-chain CRF in plain Python, as fast as the texts come.

A place's score for a label is a sum of weights. Nearly all of them belong to one word seen from one
offset, so a word's weights for all labels and offsets are added up once, packed into one integer of
6 blocks of 8 fields, and kept. Running through a line, one addition and one shift a word then give
the packed scores of a place; few more are added for the pair of neighbours, the pattern of capitals
and the article. Scores are against those of the label O, and a place where no label comes near O is
outside any name: the Viterbi algorithm runs only over the rest (Viterbi 1967; Lafferty, McCallum
and Pereira 2001).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsreader.highlight.article_view import ArticleView
from newsreader.highlight.best_path import best_labels
from newsreader.highlight.features import (
    FIRST_OFFSET,
    LAST_OFFSET,
    LEFT,
    OUTSIDE,
    RIGHT,
    WIDE,
    article_features,
    case_mark,
    is_sign,
    lines,
    pair_feature,
    shouting,
    word_features,
    word_lists,
)
from newsreader.highlight.model import KINDS, LABELS, Model
from newsreader.highlight.tokens import Token, TokenKind

_FIELD = 16
_TAGS = len(LABELS) - 1
_BLOCK = _FIELD * _TAGS
_MASK = (1 << _BLOCK) - 1
_ONES = sum(1 << (_FIELD * tag) for tag in range(_TAGS))
_MOST = 2047
"""The most that the features of one word may weigh for one label at one place."""

_BIAS = _MOST + 1
_EXTRA_BIAS = 2000
_ZERO = _BIAS * len(WIDE) + _EXTRA_BIAS
"""What a field holds where all weights are nought: a sum never falls below 0 nor reaches 2^15."""

_CODES = range(_TAGS * len(WIDE))
_FLOOR = sum(_BIAS << (_FIELD * code) for code in _CODES)
_OVER = sum((0x10000 - 2 * _BIAS) << (_FIELD * code) for code in _CODES)
"""The bits that are set where the weights of a word leave their range."""

_UNPACK = struct.Struct(f"<{_TAGS}H").unpack
_MARGIN = 50
"""A place whose labels all weigh by so much less than O is outside any name (25 is a factor e)."""

_HIGH = _ONES << (_FIELD - 1)
_NEAR = _ONES * ((1 << (_FIELD - 1)) - _ZERO + _MARGIN)
_LONGEST_CACHED = 40
_CACHED = 10_000
"""So many words are kept; then all are forgotten."""


class Found(NamedTuple):
    """A name of the tokens `[first, end)`; `kind` is 0 to 3 in the order of `LABELS`."""

    first: int
    end: int
    kind: int


class Word(NamedTuple):
    """What is known of a word wherever it stands.

    `weights` are packed, a block an offset. `mark` is its letter in the pattern of capitals, `pair`
    what begins the feature of a pair with it at the left (see `features.pair_feature`).
    """

    weights: int
    mark: str
    low: str
    is_capital: bool
    spelling: str
    pair: str


class Tagger:
    """Finds the names of texts by the weights of one model. Its caches are capped."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._rows = model.rows
        self._codes = model.codes
        self._int8 = array("b", model.weights)
        self._packed: list[int | None] = [None] * len(model.rows)
        # Words that begin a sentence are others than those within.
        self._words: tuple[dict[str, Word], dict[str, Word]] = ({}, {})
        self._lists: dict[str, tuple[str, ...]] = {}
        self._patterns: dict[str, int] = {}
        self._contexts: dict[tuple[object, ...], int] = {}
        self._outside = self._weights(OUTSIDE)
        self._base = self._extra("B") + _ONES * _EXTRA_BIAS
        # As if three words outside had been read before the first.
        self._before = 0
        for _ in range(-FIRST_OFFSET):
            self._before = (self._before >> _BLOCK) + self._outside

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

    def names(self, tokens: Sequence[Token], seen: ArticleView) -> list[Found]:
        """Return the names of a text, in order and disjoint. `seen` is of the whole article."""
        inner, starts = self._words
        if len(inner) + len(starts) > _CACHED:
            inner.clear()
            starts.clear()
        if len(self._contexts) + len(self._patterns) > _CACHED:
            self._contexts.clear()
            self._patterns.clear()
        near = self._near(tokens)
        found: list[Found] = []
        for first, end in lines(tokens):
            if 1 not in near[first:end]:
                continue
            shout = shouting(tokens[first:end])
            for begin, stop in _runs(near, first, end):
                scores = self._scores(tokens, first, end, begin, stop, seen, shout)
                for start, close in _regions(scores):
                    found += self._best(scores, start, close, begin)
        return found

    def _near(self, tokens: Sequence[Token]) -> bytearray:
        """Return for each token whether a name may be there: whether a sign of one is near."""
        near = bytearray(len(tokens) + LEFT + RIGHT)
        heads, ones = self.model.heads, b"\1" * (LEFT + RIGHT + 1)
        signs = [
            index
            for index, token in enumerate(tokens)
            if (token.text != token.low or token.low in heads) and is_sign(token, heads)
        ]
        for index in signs:
            near[index : index + LEFT + RIGHT + 1] = ones
        return near[LEFT : LEFT + len(tokens)]

    def _scores(
        self,
        tokens: Sequence[Token],
        first: int,
        end: int,
        begin: int,
        stop: int,
        seen: ArticleView,
        shout: str,
    ) -> list[int]:
        """Return the packed scores of the places `[begin, stop)` of the line `[first, end)`."""
        inner, starts = self._words
        # A place sees three words before it and two after it.
        reach = max(first, begin + FIRST_OFFSET)
        words = [
            (starts if token.is_start else inner).get(token.text) or self._word(token)
            for token in tokens[reach : min(end, stop + LAST_OFFSET)]
        ]
        lead = begin - reach
        sums = self._sums(words, lead, stop - reach)
        patterns, contexts, base = self._patterns, self._contexts, self._base
        pattern = "__" + "".join([word.mark for word in words]) + "__"
        scores: list[int] = []
        last = len(words) - 1
        for index in range(lead, stop - reach):
            word = words[index]
            # The sum of a place is whole once the words after it have been added.
            score = sums[index + LAST_OFFSET] + base
            around = pattern[index : index + 5]
            extra = patterns.get(around)
            score += self._pattern(around) if extra is None else extra
            left = words[index - 1] if index else None
            right = words[index + 1] if index < last else None
            before = seen.get(left.low, 0) if left is not None and left.is_capital else None
            after = seen.get(right.low, 0) if right is not None and right.is_capital else None
            if word.is_capital or before is not None or after is not None or shout:
                own = seen.get(word.low, 0) if word.is_capital else None
                context = (own, before, after, word.spelling, shout)
                extra = contexts.get(context)
                score += self._context(context) if extra is None else extra
            scores.append(score)
        return scores

    def _sums(self, words: Sequence[Word], begin: int, stop: int) -> list[int]:
        """Return the packed sums of words and pairs; that of place i is at i + LAST_OFFSET."""
        rows, packed, outside = self._rows, self._packed, self._outside
        running = self._before
        sums: list[int] = []
        left: Word | None = None
        for index, word in enumerate(words):
            running = (running >> _BLOCK) + word.weights
            # A pair counts for two places before its second word to one after it.
            if left is not None and begin - 2 < index < stop + 2:
                row = rows.get(left.pair + word.low)
                if row is not None:
                    weights = packed[row]
                    running += self._pack(row) if weights is None else weights
            left = word
            sums.append(running & _MASK)
        for _ in range(LAST_OFFSET):
            running = (running >> _BLOCK) + outside
            sums.append(running & _MASK)
        return sums

    def _best(self, scores: Sequence[int], begin: int, stop: int, first: int) -> Iterator[Found]:
        """Yield the names on the best path through the places `[begin, stop)` of a run."""
        places = [_UNPACK((s & _MASK).to_bytes(2 * _TAGS, "little")) for s in scores[begin:stop]]
        is_first, is_last = begin == 0, stop == len(scores)
        model = self.model
        labels = best_labels(
            places, model.transitions, model.gains, _ZERO, is_first=is_first, is_last=is_last
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
        classes = self.classes(token.low) if token.kind is TokenKind.WORD else ()
        word = Word(
            self._weights(word_features(token, classes)),
            case_mark(token),
            token.low,
            token.is_capital,
            ("^" if token.is_start else "") + (classes[-1] if classes else "l?"),
            pair_feature(token.low, ""),
        )
        if len(token.text) <= _LONGEST_CACHED:
            self._words[token.is_start][token.text] = word
        return word

    def _weights(self, features: Sequence[str]) -> int:
        """Return the packed weights of the features of a word, a block an offset."""
        rows, packed, total = self._rows, self._packed, _FLOOR
        for name in features:
            row = rows.get(name)
            if row is not None:
                total += packed[row] or self._pack(row)
        return self._within_range(features) if total & _OVER else total

    def _within_range(self, features: Sequence[str]) -> int:
        """Return the packed weights of a word in so many lists that they must be cut."""
        sums = [0] * len(_CODES)
        for row in [row for name in features if (row := self._rows.get(name)) is not None]:
            first, end = self.model.starts[row], self.model.starts[row + 1]
            for code, weight in zip(self._codes[first:end], self._int8[first:end], strict=True):
                sums[code] += weight
        cut = (max(-_MOST, min(_MOST, weight)) for weight in sums)
        return _FLOOR + sum(weight << _FIELD * code for code, weight in enumerate(cut))

    def _pack(self, row: int) -> int:
        """Return, and keep, the packed weights of a feature."""
        first, end = self.model.starts[row], self.model.starts[row + 1]
        packed = 0
        for code, weight in zip(self._codes[first:end], self._int8[first:end], strict=True):
            packed += weight << _FIELD * code
        self._packed[row] = packed
        return packed

    def _extra(self, feature: str) -> int:
        """Return the packed weights of a feature that speaks of one place only."""
        row = self._rows.get(feature)
        return 0 if row is None else self._packed[row] or self._pack(row)

    def _pattern(self, around: str) -> int:
        extra = self._extra("5" + around) + self._extra("3" + around[1:4])
        self._patterns[around] = extra
        return extra

    def _context(self, context: tuple[int | None, int | None, int | None, str, str]) -> int:
        extra = sum(map(self._extra, article_features(*context)))
        self._contexts[context] = extra
        return extra


def _runs(near: bytearray, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of places within a line where a name may be."""
    begin = near.find(1, first, end)
    while begin >= 0:
        stop = near.find(0, begin, end)
        stop = end if stop < 0 else stop
        yield begin, stop
        begin = near.find(1, stop, end)


def _regions(scores: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of places where a label comes near O, with one more on each side."""
    begin = stop = -1
    for index, score in enumerate(scores):
        if (score + _NEAR) & _HIGH:
            if begin < 0:
                begin = max(0, index - 1)
            elif stop < index - 1:
                yield begin, stop
                begin = index - 1
            stop = min(index + 2, len(scores))
    if begin >= 0:
        yield begin, stop
