"""From annotated texts to the weights of a tagger, by python-crfsuite."""

from __future__ import annotations

import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from newsreader.highlight.article_view import ArticleView, view
from newsreader.highlight.features import (
    LAST_OFFSET,
    LEFT,
    OUTSIDE,
    PAIR_BLOCKS,
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
from newsreader.highlight.model import KINDS, LABELS, NOUGHT, ROW, Model, WordClasses
from newsreader.highlight.tokens import Token, TokenKind, tokenize
from newsreader.highlight.training.corpora import GoldText
from newsreader.model.mention import NAME_KINDS

_TAGS = len(LABELS) - 1
_LEAST_HEADS = 3
"""A word in lower case that begins so many names is a sign of one wherever it stands."""

SCALE = 25
"""A weight of 1 (a factor of e in the odds) is so much in a model; larger ones than 5 are cut."""

_LARGEST = 127
_LEAST = 4
"""A feature none of whose weights is as large is left out: it decides nothing."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained.

    `c1` and `c2` are L1 and L2 regularisation, `iterations` the most of L-BFGS. Of `bags` models,
    each of the share `kept` of all features, the mean is taken. `eagerness` is added to the weight
    of all beginnings of names, a quarter of it to that of their insides: likelihood is best where
    names are too few for the best F1.
    """

    c1: float = 0.05
    c2: float = 0.01
    iterations: int = 100
    bags: int = 5
    kept: float = 0.7
    eagerness: float = 0.8


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


def train(portions: Sequence[Portion], language: str, settings: Settings) -> Model:
    """Return the model of a language, whose own texts are the first portion.

    The same texts and settings give the same model.
    """
    assert LABELS[1 : 1 + KINDS] == tuple(f"B-{kind}" for kind in NAME_KINDS)
    sequences: list[Sequences] = []
    for portion in portions:
        extractor = Extractor(portion)
        found = [pair for gold in portion.texts for pair in extractor.sequences(gold)]
        sequences += found * portion.times
    bags = [_bag(sequences, settings, number) for number in range(settings.bags)]
    features, moves = _mean(bags)
    return _packed(features, moves, language, portions[0], settings.eagerness)


Sequences = tuple[list[list[str]], list[str]]
Weights = dict[tuple[str, str], float]


def _bag(
    sequences: Sequence[Sequences], settings: Settings, number: int
) -> tuple[Weights, Weights]:
    """Return the weights of features and transitions learnt from a part of the features.

    What is learnt where strong features are missing holds better than what is learnt beside them
    (Sutton, Sindelar and McCallum 2006: feature bagging).
    """
    # Of the extra `train`: what only reads texts with this module does without.
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    is_kept: dict[str, bool] = {}
    limit = settings.kept * 2**32 if settings.bags > 1 else 2**32
    for features, labels in sequences:
        rows: list[list[str]] = []
        for place in features:
            row: list[str] = []
            for name in place:
                kept = is_kept.get(name)
                if kept is None:
                    kept = zlib.crc32(f"{number} {name}".encode()) * 2654435761 % 2**32 < limit
                    is_kept[name] = kept
                if kept:
                    row.append(name)
            rows.append(row)
        trainer.append(rows, labels)
    trainer.set_params(
        {"c1": settings.c1, "c2": settings.c2, "max_iterations": settings.iterations}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return dict(info.state_features), dict(info.transitions)


def _mean(bags: Sequence[tuple[Weights, Weights]]) -> tuple[Weights, Weights]:
    """Return the mean of each weight: a logarithmic opinion pool of the bags."""
    found: list[Weights] = []
    for part in (0, 1):
        sums: Weights = {}
        for bag in bags:
            for key, weight in bag[part].items():
                sums[key] = sums.get(key, 0.0) + weight
        found.append({key: weight / len(bags) for key, weight in sums.items()})
    return found[0], found[1]


def _packed(
    features: Weights,
    transitions: Weights,
    language: str,
    own: Portion,
    eagerness: float,
) -> Model:
    """Return the weights as int8, against those of the label O."""
    table: dict[str, dict[int, float]] = {}
    for (attribute, label), weight in features.items():
        feature, block = _row_of(attribute)
        row = table.setdefault(feature, {})
        if label == "O":
            for tag in range(_TAGS):
                row[block + tag] = row.get(block + tag, 0.0) - weight
        else:
            code = block + LABELS.index(label) - 1
            row[code] = row.get(code, 0.0) + weight
    moves = [[transitions.get((before, after), 0.0) for after in LABELS] for before in LABELS]
    # A place where nothing speaks for or against a label scores 0 for it, whatever was before.
    stay = moves[0][0]
    gains = [0.0] + [moves[0][tag] - stay for tag in range(1, 1 + KINDS)]
    gains += [moves[tag][tag] - stay for tag in range(1 + KINDS, _TAGS + 1)]
    moves = [[weight - stay - gains[tag] for tag, weight in enumerate(row)] for row in moves]
    base = table.setdefault("B", {})
    for tag in range(_TAGS):
        eager = eagerness if tag < KINDS else eagerness / 4
        base[tag] = base.get(tag, 0.0) + gains[tag + 1] + eager
    rows: dict[str, int] = {}
    weights = bytearray()
    for feature in sorted(table):
        packed = {code: _quantised(weight) for code, weight in table[feature].items()}
        if any(abs(weight) >= _LEAST for weight in packed.values()):
            rows[feature] = len(rows)
            weights += bytes(NOUGHT + packed.get(code, 0) for code in range(ROW))
    return Model(
        language,
        rows,
        bytes(weights),
        [[round(weight * SCALE) for weight in row] for row in moves],
        [round(gain * SCALE) for gain in gains[1 : 1 + KINDS]],
        WordClasses.of(own.classes, own.clusters),
        *SmallWords.of(own.texts),
        own.places,
    )


def _row_of(attribute: str) -> tuple[str, int]:
    """Return the feature that a trained attribute is of, and the code of its place's first label.

    `-1|wmadame` is what a place sees of the word before it, `<madame curie` what the second word
    of a pair sees; all places of a word or pair are in one row.
    """
    offset, bar, name = attribute.partition("|")
    if bar and offset.lstrip("-").isdigit():
        return name, (LAST_OFFSET - int(offset)) * _TAGS
    if attribute[0] in PAIR_BLOCKS:
        return attribute[1:], PAIR_BLOCKS.index(attribute[0]) * _TAGS
    return attribute, 0


def _quantised(weight: float) -> int:
    return max(-_LARGEST, min(_LARGEST, round(weight * SCALE)))
