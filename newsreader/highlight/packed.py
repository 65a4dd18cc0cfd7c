"""The weights of a model as large integers, so that those of many features are added at once.

A row has a weight for each of 8 labels at each of 6 places, and is one integer of 48 fields of 16
bits; a block of 8 fields is what one place sees.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from newsreader.highlight.features import LAST_OFFSET, PAIR_BLOCKS, WIDE
from newsreader.highlight.model import LABELS, NOUGHT, ROW, Model

_FIELD = 16
_TAGS = len(LABELS) - 1
_BLOCK = _FIELD * _TAGS
BLOCK_BYTES = _BLOCK // 8
_ROW_BYTES = 2 * ROW
MASK = (1 << _BLOCK) - 1
_ONES = sum(1 << (_FIELD * tag) for tag in range(_TAGS))
_MOST = 2047
"""The most that the features of one word may weigh for one label at one place."""

_BIAS = _MOST + 1
_EXTRA_BIAS = 2000
ZERO = _BIAS * len(WIDE) + _EXTRA_BIAS
"""What a field of a place's score holds where all weights are nought.

A score never falls below 0 nor reaches 2^15.
"""

EXTRA = _ONES * _EXTRA_BIAS
"""What makes a place's score start where the fields of six words end at `ZERO`."""

_ALL = sum(1 << (_FIELD * code) for code in range(ROW))
_FLOORS = [_ALL * (_BIAS - NOUGHT * count) for count in range(256)]
"""What makes fields with the bias `_BIAS` of a sum of so many rows, whose noughts are `NOUGHT`."""

_OVER = _ALL * (0x10000 - 2 * _BIAS)
"""The bits that are set where the weights of a word leave their range."""

_SHIFTS = [_BLOCK * (LAST_OFFSET - offset) for offset in WIDE]
"""Where the block of each offset is in the packed weights of a word."""

_OWN = BLOCK_BYTES * LAST_OFFSET
"""Where in a row the weights are that a place sees of its own word."""

_MARGIN = 50
"""A place whose labels all weigh by so much less than O is outside any name (25 is a factor e)."""

HIGH = _ONES << (_FIELD - 1)
NEAR = _ONES * ((1 << (_FIELD - 1)) - ZERO + _MARGIN)
"""Added to the score of a place, it sets a bit of `HIGH` for each label that comes near O."""

_UNPACK = struct.Struct(f"<{_TAGS}H").unpack

Sum = tuple[int, int]
"""The sum of rows as they are stored, and of how many: their noughts are still to be taken away."""

Pair = tuple[int, ...]
"""The weights of a pair for the place after it, for its second and first, and before it."""


class PackedWeights:
    """The rows of a model, as integers."""

    def __init__(self, model: Model) -> None:
        self._rows = model.rows
        # Fields of two bytes, so that sums do not flow from one into the next.
        fields = bytearray(2 * len(model.weights))
        fields[::2] = model.weights
        self._fields = bytes(fields)

    def sum(self, features: Sequence[str]) -> Sum:
        """Return the sum of the rows of those features that have one."""
        rows, fields, unpacked = self._rows, self._fields, int.from_bytes
        total = count = 0
        for name in features:
            row = rows.get(name)
            if row is not None:
                begin = _ROW_BYTES * row
                total += unpacked(fields[begin : begin + _ROW_BYTES], "little")
                count += 1
        return total, count

    def own(self, features: Sequence[str]) -> int:
        """Return what only the place of a word itself sees of its features."""
        rows, fields, unpacked = self._rows, self._fields, int.from_bytes
        total = count = 0
        for name in features:
            row = rows.get(name)
            if row is not None:
                begin = _ROW_BYTES * row + _OWN
                total += unpacked(fields[begin : begin + BLOCK_BYTES], "little")
                count += 1
        return total - _ONES * NOUGHT * count

    def pair(self, row: int) -> Pair:
        """Return the weights of a pair of neighbours."""
        begin = _ROW_BYTES * row
        blocks = range(begin + BLOCK_BYTES * (len(PAIR_BLOCKS) - 1), begin - 1, -BLOCK_BYTES)
        return tuple([self._block(block) for block in blocks])

    def single(self, feature: str) -> int:
        """Return the weights of a feature that speaks of one place only."""
        row = self._rows.get(feature)
        return 0 if row is None else self._block(_ROW_BYTES * row)

    def _block(self, begin: int) -> int:
        stored = int.from_bytes(self._fields[begin : begin + BLOCK_BYTES], "little")
        return stored - _ONES * NOUGHT


def blocks(total: int, count: int) -> tuple[int, ...]:
    """Return the sum of so many rows of a word as one integer for each offset of `WIDE`."""
    total += _FLOORS[count]
    if total < 0 or total & _OVER:
        total = _cut(total)
    return tuple([(total >> shift) & MASK for shift in _SHIFTS])


def _cut(total: int) -> int:
    """Return the packed weights of a word in so many lists that they leave their range."""
    packed = 0
    for code in range(ROW):
        field = ((total + 0x8000) & 0xFFFF) - 0x8000
        total = (total - field) >> _FIELD
        packed |= max(0, min(2 * _MOST, field)) << (_FIELD * code)
    return packed


def unpacked(score: int) -> tuple[int, ...]:
    """Return the scores of all labels but O, which has `ZERO`."""
    return _UNPACK(score.to_bytes(BLOCK_BYTES, "little"))
