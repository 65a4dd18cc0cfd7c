"""The packed decoder against the textbook: the same sums, and the same best path."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.highlight.article_view import view
from newsreader.highlight.features import lines, shouting
from newsreader.highlight.model import KINDS, LABELS, NOUGHT, ROW, WordClasses
from newsreader.highlight.names import tagger
from newsreader.highlight.packed import ZERO, blocks, unpacked
from newsreader.highlight.tagger import Found, Tagger
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.training import corpora
from newsreader.highlight.training.corpora import read_annotated
from newsreader.highlight.training.extractor import Extractor, Portion
from newsreader.highlight.training.trainer import _row_of

GOLD = Path(__file__).parent / "gold"
TRAINING = Path(corpora.__file__).parent
TAGS = len(LABELS) - 1
NEVER = float("-inf")


def naive_scores(reader: Tagger, features: list[str]) -> list[int]:
    """Return the weights of one place by label, a feature after the other."""
    model, sums = reader.model, [0] * TAGS
    for name in features:
        feature, block = _row_of(name)
        row = model.rows.get(feature)
        if row is not None:
            begin = ROW * row + block
            for label, stored in enumerate(model.weights[begin : begin + TAGS]):
                sums[label] += stored - NOUGHT
    return sums


def extractor(reader: Tagger) -> Extractor:
    """Return what spells out the features of texts, knowing the words that a tagger knows."""
    model = reader.model
    known = Extractor(Portion(model.language, [], {}, {}, frozenset()))
    known._known, known._clusters = model.classes, Clusters(model.classes)
    return known


class Clusters:
    """The clusters of a model as the trainer has them."""

    def __init__(self, classes: WordClasses) -> None:
        self._classes = classes

    def get(self, low: str, _: object) -> tuple[int, int]:
        lower, upper = (self._classes.cluster(low, is_capital=is_it) for is_it in (False, True))
        return lower, upper


def naive_names(
    reader: Tagger, scores: list[list[int]], first: int, begin: int, *, is_last: bool
) -> list[Found]:
    """Return the names of the best path by the Viterbi algorithm over all labels of a run."""
    model = reader.model
    losses = [0] * KINDS if begin else model.gains
    best: list[float] = [0.0, *(float(-loss) for loss in losses), *([NEVER] * KINDS)]
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
    if not is_last:
        best = [b + model.transitions[label][0] for label, b in enumerate(best)]
    labels = [max(range(TAGS + 1), key=lambda label: best[label])]
    for step in reversed(steps):
        labels.append(step[labels[-1]])
    labels.reverse()
    names, start = [], -1
    for index, label in enumerate([*labels, 0]):
        if start >= 0 and label <= KINDS:
            names.append(Found(first + begin + start, first + begin + index, labels[start] - 1))
            start = -1
        if 0 < label <= KINDS:
            start = index
    return names


def lines_read(reader: Tagger, tokens, seen):
    """Of each line: its first token, the features of its places, its signs, and the runs read."""
    signs = reader._signs(tokens)
    for first, end in lines(tokens):
        line, mood = tokens[first:end], shouting(tokens[first:end])
        inside = [sign - first for sign in signs if first <= sign < end]
        places = list(extractor(reader)._places(line, seen, mood))
        yield first, places, inside, list(reader._runs(line, inside, seen, mood))


@pytest.mark.parametrize("language", ["fr", "en", "pl"])
def test_names_are_those_of_the_best_path_of_the_sums_of_all_features(language):
    """Packing, caching and pruning change no name of the gold texts."""
    reader = tagger(language)
    for gold in read_annotated(GOLD / f"{language}.txt")[:6]:
        tokens = tokenize(gold.text)
        seen = view([tokens], reader.classes)
        wanted: list[Found] = []
        for first, places, _, runs in lines_read(reader, tokens, seen):
            for begin, packed in runs:
                sums = [naive_scores(reader, place) for place in places[begin:][: len(packed)]]
                assert [[f - ZERO for f in unpacked(score)] for score in packed] == sums
                is_last = begin + len(packed) == len(places)
                wanted += naive_names(reader, sums, first, begin, is_last=is_last)
        assert reader.names(tokens, seen) == wanted


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_what_is_not_looked_at_is_no_name(language):
    """A sign of a name at which no run begins is one where all labels weigh far less than O."""
    reader = tagger(language)
    for gold in read_annotated(TRAINING / f"{language}.txt")[:6]:
        tokens = tokenize(gold.text)
        seen = view([tokens], reader.classes)
        signs = reader._signs(tokens)
        assert signs == sorted(set(signs))
        for _, places, inside, runs in lines_read(reader, tokens, seen):
            read = {begin + index for begin, packed in runs for index in range(len(packed))}
            for sign in set(inside) - read:
                assert max(naive_scores(reader, places[sign])) < 0


def test_the_weights_of_a_word_in_very_many_lists_stay_within_their_fields():
    """Weights that leave their range are cut to it; none flows into the next field."""
    most = blocks(sum(250 << (16 * code) for code in range(ROW)) * 40, 40)
    least = blocks(0, 40)
    middle = blocks(sum(NOUGHT << (16 * code) for code in range(ROW)) * 40, 40)
    assert [set(unpacked(block)) for block in most] == [{4094}] * 6
    assert [set(unpacked(block)) for block in least] == [{0}] * 6
    assert [set(unpacked(block)) for block in middle] == [{2048}] * 6
