"""What a search is made of: its words, its conditions, and alternatives of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from newsreader.model.figure_search import FigureRange

MARKED_KEYS = frozenset({"name", "person", "place", "org", "amount", "percent", "date"})
"""Keys of conditions on what is marked in articles: names and figures."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a search: words in a row (a phrase), wanted or (`is_excluded`) not.

    The last word of a term that `is_prefix` may go on: `lecor` finds Lecornu. Words are looked for
    in titles and texts, or (`in_title`) in titles only.
    """

    text: str
    is_excluded: bool = False
    is_prefix: bool = True
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a search that is not about its words: `key:value`, or (`is_excluded`) not.

    `at` is the moment that a `from:` or a `to:` (not included) stands for, or since when what was
    read counts as unread still; `figures` are those
    that an `amount:`, `percent:` or `date:` asks for.
    """

    key: str
    value: str
    is_excluded: bool = False
    at: datetime | None = None
    figures: FigureRange | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Alternatives, of one of which all parts must be met, or (`is_excluded`) of none."""

    alternatives: tuple[tuple[Part, ...], ...]
    is_excluded: bool = False


Part: TypeAlias = "Term | Condition | AnyOf"
