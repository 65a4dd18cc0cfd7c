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
from typing import NamedTuple

from newsreader.highlight.article_view import ArticleView
from newsreader.highlight.best_path import best_labels
from newsreader.highlight.features import (
    FIRST_OFFSET,
    LAST_OFFSET,
    PERSONAL,
    WIDE,
    is_sign,
    lines,
    shouting,
)
from newsreader.highlight.model import KINDS, Model
from newsreader.highlight.packed import (
    HIGH,
    MASK,
    NEAR,
    ZERO,
    Pair,
    unpacked,
)
from newsreader.highlight.tokens import Token, TokenKind, tokenize
from newsreader.highlight.word_weights import Word, WordWeights


class Found(NamedTuple):
    """A name of the tokens `[first, end)`; `kind` is 0 to 3 in the order of `LABELS`."""

    first: int
    end: int
    kind: int


_Run = tuple[int, list[int]]
"""A place where a name may begin, and the packed scores from there on."""


class Tagger:
    """Finds the names of texts by the weights of one model. Its caches are capped.

    `classes` returns the word lists that a word in lower case is in.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self._rows = model.rows
        self._weights = weights = WordWeights(model)
        self.classes = weights.classes
        self._words, self._places, self._pairs = weights.words, weights.places, weights.pairs
        self._patterns, self._contexts = weights.patterns, weights.contexts

    def prepare(self, text: str) -> None:
        """Look up words in lower case that nearly every article has, so that none waits for it."""
        for token in tokenize(text):
            self._weights.word(token._replace(is_start=False))

    def names(
        self, tokens: Sequence[Token], seen: ArticleView, *, is_personal: bool = False
    ) -> list[Found]:
        """Return the names of a text, in order and disjoint.

        `seen` is of the whole article, and so is `is_personal`, of one in English: see features.py.
        """
        register = PERSONAL if is_personal else ""
        self._weights.forget()
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
        patterns, contexts, base = self._patterns, self._contexts, self._weights.base
        links = self.model.links
        know = seen.get
        # A place sees three words before it and two after it; `words[index + 3]` is its own,
        # `pairs[index + 3]` the weights of the pair of it and the word before it.
        length = len(line)
        words = [self._weights.outside] * (length + len(WIDE) - 1)
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
                score = base + (self._weights.place(token) if extra is None else extra)
                score += (
                    third.weights[0] + second.weights[1] + left.weights[2]
                    + own.weights[3] + right.weights[4] + last.weights[5]
                )  # fmt: skip
                around = second.mark + left.mark + own.mark + right.mark + last.mark
                extra = patterns.get(around)
                score += self._weights.pattern(around) if extra is None else extra
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
                    score += self._weights.context(context) if extra is None else extra
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
            known = (starts if token.is_start else inner).get(token.text)
            word = known or self._weights.word(token)
            row = self._rows.get(words[index - 1].pair + word.low)
            if row is not None:
                pairs[index] = self._pairs.get(row) or self._weights.pair(row)
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
