"""The best labels of a run of places: the Viterbi algorithm over what comes near a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from newsreader.highlight.model import KINDS, LABELS

_NEVER = -(10**9)
_BEAM = 250
"""A path that is by so much worse than the best so far is not followed (25 is a factor of e)."""

_OPEN_TARGETS = tuple(range(KINDS + 1))
"""The labels that may follow any other: O and the beginnings of names."""

_Path = tuple[Any, int]
"""The labels of a path: those before the last one, and the last."""

_State = tuple[int, int, _Path | None]
"""The best path to a label: its score, the label, and all its labels."""


def best_labels(
    scores: Iterable[Sequence[int]],
    moves: Sequence[Sequence[int]],
    gains: Sequence[int],
    zero: int,
    *,
    is_first: bool,
    is_last: bool,
) -> list[int]:
    """Return the best label of each place, given the scores of all labels but O.

    `zero` is the score of O. `moves` and `gains` are a model's. A run of places that `is_first`
    has no place before it, one that `is_last` none after it: no step from or to O counts there.
    """
    places = iter(scores)
    alive = _first(next(places), moves, [0] * KINDS if not is_first else gains, zero)
    for place in places:
        alive = _step(alive, place, moves, zero)
    ends = [score + (0 if is_last else moves[label][0]) for score, label, _ in alive]
    path = alive[ends.index(max(ends))][2]
    labels: list[int] = []
    while path is not None:
        path, label = path
        labels.append(label)
    labels.reverse()
    return labels


def _first(
    place: Sequence[int], moves: Sequence[Sequence[int]], losses: Sequence[int], zero: int
) -> list[_State]:
    """Return the best paths to the labels of the first place, before which nothing is named."""
    best = [
        zero,
        *(move + at - loss for move, at, loss in zip(moves[0][1:], place, losses, strict=False)),
    ]
    limit = max(best) - _BEAM
    return [(score, label, (None, label)) for label, score in enumerate(best) if score > limit]


def _step(
    alive: Sequence[_State], place: Sequence[int], moves: Sequence[Sequence[int]], zero: int
) -> list[_State]:
    """Return the best path to each label of the next place, given those to the place before.

    What is inside of a name follows only its beginning or more of its inside.
    """
    best = [_NEVER] * len(LABELS)
    paths: list[_Path | None] = [None] * len(LABELS)
    for score, label, path in alive:
        row = moves[label]
        if label:
            inside = label if label > KINDS else label + KINDS
            reached = score + row[inside]
            if reached > best[inside]:
                best[inside], paths[inside] = reached, path
        for target in _OPEN_TARGETS:
            reached = score + row[target]
            if reached > best[target]:
                best[target], paths[target] = reached, path
    best[0] += zero
    for label, score in enumerate(place, 1):
        best[label] += score
    limit = max(best) - _BEAM
    return [
        (score, label, (paths[label], label)) for label, score in enumerate(best) if score > limit
    ]
