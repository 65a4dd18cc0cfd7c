"""A number as it was read from tokens."""

from __future__ import annotations

from typing import NamedTuple


class Number(NamedTuple):
    """A number read from tokens; `end` is the index of the token after it.

    `factor` is its magnitude: after "2 millions" a "de" leads to what is counted.
    `is_part` tells of a fraction, which counts nothing.
    """

    amount: int | float
    end: int
    factor: float = 1
    is_part: bool = False

    @property
    def is_scaled(self) -> bool:
        """Whether a magnitude is part of the number."""
        return self.factor != 1


def plain(amount: float) -> int | float:
    """Return a whole amount as an int, and others without the noise of binary fractions."""
    return int(amount) if float(amount).is_integer() else round(amount, 6)
