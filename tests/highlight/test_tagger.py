"""The packed decoder against the textbook: the same sums, and the same best path."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from newsreader.highlight.article_view import view
from newsreader.highlight.features import lines, shouting
from newsreader.highlight.model import KINDS, LABELS
from newsreader.highlight.names import tagger
from newsreader.highlight.tagger import _ZERO, Found, Tagger, _runs
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.training.corpora import read_annotated
from newsreader.highlight.training.trainer import Extractor, _row_of

GOLD = Path(__file__).parent / "gold"
TAGS = len(LABELS) - 1
NEVER = float("-inf")


def naive_scores(reader: Tagger, features: list[str]) -> list[int]:
    """Return the weights of one place by label, a feature after the other."""
    model, sums = reader.model, [0] * TAGS
    for name in features:
        feature, block = _row_of(name)
        row = model.rows.get(feature)
        if row is None:
            continue
        for place in range(model.starts[row], model.starts[row + 1]):
            weight = model.weights[place]
            label = model.codes[place] - block
            if 0 <= label < TAGS:
                sums[label] += weight - 256 if weight > 127 else weight
    return sums


def naive_names(reader: Tagger, scores: list[list[int]], first: int) -> list[Found]:
    """Return the names of the best path by the Viterbi algorithm over all labels and places."""
    model = reader.model
    best: list[float] = [0.0, *(-gain for gain in model.gains), *([NEVER] * KINDS)]
    best = [b + s for b, s in zip(best, [0, *scores[0]], strict=True)]
    steps: list[list[int]] = []
    for place in scores[1:]:
        new, step = [], []
        for label in range(TAGS + 1):
            sources = range(TAGS + 1)
            if label > KINDS:
                sources = (label - KINDS, label)
            source = max(sources, key=lambda one: best[one] + model.transitions[one][label])
            new.append(best[source] + model.transitions[source][label] + [0, *place][label])
            step.append(source)
        best = new
        steps.append(step)
    labels = [max(range(TAGS + 1), key=lambda label: best[label])]
    for step in reversed(steps):
        labels.append(step[labels[-1]])
    labels.reverse()
    names, start = [], -1
    for index, label in enumerate([*labels, 0]):
        if start >= 0 and label <= KINDS:
            names.append(Found(first + start, first + index, labels[start] - 1))
            start = -1
        if 0 < label <= KINDS:
            start = index
    return names


@pytest.mark.parametrize("language", ["fr", "en", "pl"])
def test_names_are_those_of_the_best_path_of_the_sums_of_all_features(language):
    """Packing, caching, skipping and pruning change no name of the gold texts."""
    reader = tagger(language)
    extractor = Extractor(reader.model.classes, reader.model.heads)
    for gold in read_annotated(GOLD / f"{language}.txt")[:6]:
        tokens = tokenize(gold.text)
        seen = view([tokens], reader.classes)
        near = reader._near(tokens)
        wanted: list[Found] = []
        for first, end in lines(tokens):
            places = list(extractor._places(tokens[first:end], seen))
            shout = shouting(tokens[first:end])
            for begin, stop in _runs(near, first, end):
                sums = [
                    naive_scores(reader, place) for place in places[begin - first : stop - first]
                ]
                packed = reader._scores(tokens, first, end, begin, stop, seen, shout)
                fields = [
                    struct.unpack(f"<{TAGS}H", s.to_bytes(2 * TAGS, "little")) for s in packed
                ]
                assert [[f - _ZERO for f in place] for place in fields] == sums
                wanted += naive_names(reader, sums, begin)
        assert reader.names(tokens, seen) == wanted
