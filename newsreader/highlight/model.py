"""The weights of a tagger: a compact file, read at once and kept as tables.

A model file is a magic line and a zlib stream of a JSON header and its sections. A feature's row is
a byte for each of the 48 pairs of a place and a label: an int8 weight, stored with 128 added.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"newsreader names 2\n"
LABELS = (
    "O",
    "B-person", "B-organisation", "B-place", "B-other",
    "I-person", "I-organisation", "I-place", "I-other",
)  # fmt: skip
"""The tags of a token (IOB2): outside, at the beginning and inside of a name of a kind."""

KINDS = 4
PLACES = 6
ROW = PLACES * (len(LABELS) - 1)
"""The bytes of a row: a weight for each label but O, seen from each of six places."""

NOUGHT = 128
"""The byte that stands for a weight of nought."""


class ModelError(Exception):
    """A model file that is damaged or missing; the message names it."""


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The word lists that words are in, as a hash table without the words themselves.

    `prints` holds 16 bits of each word's hash (CRC-32) where its slot is taken, else 0; `numbers`
    the index of its combination of lists. One in some 16 000 unknown words is taken for another.
    `lower` and `upper` hold the cluster of the word without and with a capital, 0 where there is
    none; they are empty where a language has no clusters.
    """

    prints: array[int]
    numbers: array[int]
    lower: array[int]
    upper: array[int]
    combinations: Sequence[tuple[str, ...]]

    @classmethod
    def of(
        cls,
        classes: Mapping[str, tuple[str, ...]],
        clusters: Mapping[str, tuple[int, int]] | None = None,
    ) -> WordClasses:
        """Make the table of a mapping, the same for the same mapping.

        `clusters` are those without and with a capital, of words that are in `classes`.
        """
        # Between 55 and 90 slots of 100 are taken.
        size = 1 << (len(classes) * 10 // 9).bit_length()
        combinations = sorted(set(classes.values()))
        number = {combination: index for index, combination in enumerate(combinations)}
        prints, numbers, lower, upper = (array("H", bytes(2 * size)) for _ in range(4))
        clusters = clusters or {}
        for word in sorted(classes):
            code = zlib.crc32(word.encode())
            slot = code & (size - 1)
            while prints[slot]:
                slot = (slot + 1) & (size - 1)
            prints[slot] = code >> 16 or 1
            numbers[slot] = number[classes[word]]
            lower[slot], upper[slot] = clusters.get(word, (0, 0))
        if not clusters:
            lower, upper = array("H"), array("H")
        return cls(prints, numbers, lower, upper, combinations)

    def get(self, word: str) -> tuple[str, ...] | None:
        """Return the lists that a word in lower case is in, or None if it is in none."""
        slot = self._slot(word)
        return None if slot is None else self.combinations[self.numbers[slot]]

    def cluster(self, word: str, *, is_capital: bool) -> int:
        """Return the cluster of a word in lower case as it is with or without a capital, or 0."""
        slot = self._slot(word) if self.lower else None
        return 0 if slot is None else (self.upper if is_capital else self.lower)[slot]

    def _slot(self, word: str) -> int | None:
        code = zlib.crc32(word.encode("utf-8", "replace"))
        mask = len(self.prints) - 1
        slot, wanted = code & mask, code >> 16 or 1
        while found := self.prints[slot]:
            if found == wanted:
                return slot
            slot = (slot + 1) & mask
        return None


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one language.

    `rows` maps a feature to the number of its row in `weights`, `ROW` bytes each.
    `transitions[a][b]` weighs label b after label a; what a beginning of each kind gains after O is
    in the feature "B" and again in `gains`. `heads` are words in lower case that begin names
    wherever they stand, `leads` those that do before a capital, `links` those, and marks, inside of
    names. `places` are known places of several words, in lower case and without dots.
    """

    language: str
    rows: Mapping[str, int]
    weights: bytes
    transitions: Sequence[Sequence[int]]
    gains: Sequence[int]
    classes: WordClasses
    heads: frozenset[str]
    leads: frozenset[str]
    links: frozenset[str]
    places: frozenset[str]


def write(model: Model, path: Path) -> None:
    """Write a model: the same bytes for the same model."""
    sections = (
        "\n".join(model.rows).encode(),
        model.weights,
        _stored(model.classes.prints),
        _stored(model.classes.numbers),
        _stored(model.classes.lower),
        _stored(model.classes.upper),
    )
    header = {
        "language": model.language,
        "transitions": model.transitions,
        "gains": model.gains,
        "heads": sorted(model.heads),
        "leads": sorted(model.leads),
        "links": sorted(model.links),
        "places": sorted(model.places),
        "combinations": model.classes.combinations,
        "sections": [len(section) for section in sections],
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    body = len(head).to_bytes(4, "little") + head + b"".join(sections)
    path.write_bytes(MAGIC + zlib.compress(body, 9))


def read(path: Path) -> Model:
    """Return the model in a file. Raises ModelError."""
    try:
        stored = path.read_bytes()
        if not stored.startswith(MAGIC):
            raise ModelError(f"{path.name} is no model of this version; install newsreader again")
        return _unpacked(zlib.decompress(stored[len(MAGIC) :]))
    except OSError as error:
        reason = error.strerror or str(error)
    except (zlib.error, ValueError, KeyError, TypeError, IndexError):
        reason = "it is damaged"
    raise ModelError(f"The model {path.name} cannot be read ({reason}); install newsreader again")


def _unpacked(body: bytes) -> Model:
    place = 4 + int.from_bytes(body[:4], "little")
    header = json.loads(body[4:place])
    sections: list[bytes] = []
    for length in header["sections"]:
        sections.append(body[place : place + length])
        place += length
    keys, weights, prints, numbers, lower, upper = sections
    features = keys.decode().split("\n")
    if len(weights) != ROW * len(features):
        raise ValueError("rows are missing")
    return Model(
        header["language"],
        dict(zip(features, range(len(features)), strict=True)),
        weights,
        header["transitions"],
        header["gains"],
        WordClasses(
            _loaded(prints),
            _loaded(numbers),
            _loaded(lower),
            _loaded(upper),
            [tuple(combination) for combination in header["combinations"]],
        ),
        frozenset(header["heads"]),
        frozenset(header["leads"]),
        frozenset(header["links"]),
        frozenset(header["places"]),
    )


def _stored(numbers: array[int]) -> bytes:
    return numbers.tobytes() if sys.byteorder == "little" else _swapped(numbers).tobytes()


def _loaded(stored: bytes) -> array[int]:
    numbers = array("H", stored)
    return numbers if sys.byteorder == "little" else _swapped(numbers)


def _swapped(numbers: array[int]) -> array[int]:
    swapped = array("H", numbers)
    swapped.byteswap()
    return swapped
