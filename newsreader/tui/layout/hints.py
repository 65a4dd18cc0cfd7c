"""The letters by which links are named on the screen."""

from __future__ import annotations

LETTERS = "fjdkslagh"
"""The home row, the strongest fingers first: those of the settings, where nobody set others."""


def hint_labels(count: int, letters: str = LETTERS) -> list[str]:
    """Return so many labels, as short as possible; none is the beginning of another.

    `letters` are at least two, the best first. The short labels come first.
    """
    labels = [""]
    first = 0
    while len(labels) - first < count or not first:
        if not count:
            return []
        shortest = labels[first]
        labels += [shortest + letter for letter in letters]
        first += 1
    found = labels[first:]
    # The rest of a level that was begun to be made longer is the shorter one, and comes first.
    return sorted(found, key=len)[:count]
