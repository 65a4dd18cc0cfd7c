"""From annotated texts to the weights of a tagger, by python-crfsuite."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.highlight.features import LAST_OFFSET, PAIR_BLOCKS
from newsreader.highlight.model import KINDS, LABELS, NOUGHT, ROW, Model, WordClasses
from newsreader.highlight.training.extractor import Extractor, Portion, Sequences, SmallWords
from newsreader.model.mention import NAME_KINDS

_TAGS = len(LABELS) - 1
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
    table = _table(features)
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


def _table(features: Weights) -> dict[str, dict[int, float]]:
    """Return the weights by feature and code, against those of the label O."""
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
    return table


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
