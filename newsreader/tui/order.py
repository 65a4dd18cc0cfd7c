"""The order of a list that a search found."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """Which hits come first; the value says it in words."""

    BEST = "best first"
    NEWEST = "newest first"
    OLDEST = "oldest first"

    def following(self, *, can_be_best: bool) -> Order:
        """Return the order to change to; without words nothing is better than anything else."""
        orders = [order for order in Order if can_be_best or order is not Order.BEST]
        return orders[(orders.index(self) + 1) % len(orders)]
