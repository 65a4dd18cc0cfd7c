"""A page's tree as blocks of text, with what of them an extractor took for the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from newsreader.feeds.alignment import find_texts, letters

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr q s "
    "samp small span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(_INLINE_NAMES.split())
"""Elements that are part of the line they stand in."""

_TEXTS = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::textarea"
    " or parent::template or parent::noscript or parent::option)]"
)


@dataclass(slots=True, eq=False)
class Block:
    """The texts directly in one block element. Sizes count letters."""

    element: etree._Element
    texts: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    found: int = 0
    is_kept: bool = False

    @property
    def text(self) -> str:
        """The block's words, white space as it was."""
        return "".join(self.texts)

    @property
    def is_link(self) -> bool:
        """Whether nearly all of it is links."""
        return self.linked * 5 >= self.size * 4


def read_blocks(body: etree._Element, guide: Iterable[str]) -> list[Block]:
    """Return the blocks of a tree; kept are those of which most is in the pieces of `guide`."""
    # lxml's own strings, which know the element they stand in.
    texts: Any = _TEXTS(body)
    keys = [letters(text) for text in texts]
    found = find_texts(keys, guide)
    linked = {part for link in body.iter("a") for part in link.iter()}
    blocks: dict[etree._Element, Block] = {}
    for text, key, is_found in zip(texts, keys, found, strict=True):
        holder = text.getparent().getparent() if text.is_tail else text.getparent()
        element = holder
        while element.tag in INLINE and element is not body:
            element = element.getparent()
        block = blocks.get(element)
        if block is None:
            block = blocks[element] = Block(element)
        block.texts.append(text)
        block.size += len(key)
        block.linked += len(key) * (holder in linked)
        block.found += len(key) * is_found
    for block in blocks.values():
        block.is_kept = 0 < block.size <= block.found * 2
    return [block for block in blocks.values() if block.size]
