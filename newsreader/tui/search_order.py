"""The order of a list that a search found."""

from __future__ import annotations

from enum import StrEnum


class SearchOrder(StrEnum):
    """Which hits come first; the value says it in words."""

    BEST = "best first"
    NEWEST = "newest first"
    OLDEST = "oldest first"

    def following(self, *, can_be_best: bool) -> SearchOrder:
        """Return the order to change to; without words nothing is better than anything else."""
        orders = [order for order in SearchOrder if can_be_best or order is not SearchOrder.BEST]
        return orders[(orders.index(self) + 1) % len(orders)]
