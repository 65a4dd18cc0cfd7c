"""The numbers of the items of ordered lists, as HTML counts them."""

from __future__ import annotations

import re

from lxml import etree


def integer(text: str | None, default: int) -> int:
    """Return the number an attribute begins with, or the default."""
    found = re.match(r"\s*([+-]?[0-9]{1,9})", text or "")
    return int(found[1]) if found else default


class ListNumbers:
    """A list that is open, and the number of its next item; None in a bulleted list."""

    def __init__(self, element: etree._Element) -> None:
        self._number: int | None = None
        self._step = 1
        if element.tag == "ol":
            is_reversed = element.get("reversed") is not None
            self._step = -1 if is_reversed else 1
            first = len(element.findall("li")) if is_reversed else 1
            self._number = integer(element.get("start"), first)

    def take_number(self, item: etree._Element) -> str:
        """Return the number of the next item, empty for a bullet."""
        if self._number is None:
            return ""
        number = integer(item.get("value"), self._number)
        self._number = number + self._step
        return str(number)
