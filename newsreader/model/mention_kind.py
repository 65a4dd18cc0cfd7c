"""The kinds of names and figures."""

from __future__ import annotations

from enum import StrEnum


class MentionKind(StrEnum):
    """What a mention refers to; the values are those of the command line's JSON."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"

    DATE = "date"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    ORDINAL = "ordinal"
    NUMBER = "number"

    @property
    def is_name(self) -> bool:
        """Whether this is a kind of name; the others are kinds of figures."""
        return self in NAME_KINDS


NAME_KINDS = (
    MentionKind.PERSON,
    MentionKind.ORGANISATION,
    MentionKind.PLACE,
    MentionKind.OTHER,
)
FIGURE_KINDS = tuple(kind for kind in MentionKind if kind not in NAME_KINDS)
