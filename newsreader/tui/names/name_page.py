"""What the page of a name shows, as it is read from the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsreader.library.library import Library
    from newsreader.model.name import Name


@dataclass(eq=False, repr=False)
class NamePageRead(Message):
    """The page of a name was read; None: the library has no such name any more."""

    generation: int
    name: Name | None


def read_page(library: Library, key: str, generation: int) -> NamePageRead:
    """Read the page of a name; `generation` tells a late answer."""
    return NamePageRead(generation, library.names.by_key(key))
