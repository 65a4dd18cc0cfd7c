"""What our OPML says beyond the format: saved searches, and the reader's own order.

OPML 2.0 lets files have elements and attributes of a namespace of their own ("Extending OPML"):
other readers pass over them. Searches stand in the head, where no reader looks for feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from newsreader.model.saved_search import SavedSearch
from newsreader.model.text import clean_line

NAMESPACE = "urn:newsreader:opml"
PREFIX = "newsreader"

_POSITION = f"{{{NAMESPACE}}}position"
_SEARCH = f"{{{NAMESPACE}}}search"
_PLACE = re.compile("[0-9]{1,9}")


def set_place(element: etree._Element, position: int | None) -> None:
    """Write down the place of a feed, folder or search; None is no place."""
    if position is not None:
        element.set(_POSITION, str(position))


def place_of(attributes: Mapping[str, str]) -> int | None:
    """Return the place that is written down; None where there is none that makes sense."""
    written = attributes.get(_POSITION, "").strip()
    return int(written) if _PLACE.fullmatch(written) else None


def add_searches(head: etree._Element, searches: Iterable[SavedSearch]) -> None:
    """Write saved searches into the head of a list."""
    for search in searches:
        name, text = clean_line(search.name), clean_line(search.text)
        set_place(etree.SubElement(head, _SEARCH, name=name, query=text), search.position)


def searches_in(root: etree._Element) -> Iterator[SavedSearch]:
    """Give the saved searches of a list, each name once."""
    names: set[str] = set()
    for element in root.iter(_SEARCH):
        values = {str(key): str(value) for key, value in element.attrib.items()}
        name, text = (clean_line(values.get(key, "")) for key in ("name", "query"))
        if name and text and name not in names:
            names.add(name)
            yield SavedSearch(name, text, place_of(values))
