"""Names and figures found in a text."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from newsreader.model.mention_kind import FIGURE_KINDS, NAME_KINDS, MentionKind

__all__ = [
    "FIGURE_KINDS",
    "NAME_KINDS",
    "Amount",
    "Marks",
    "Mention",
    "MentionKind",
    "Number",
    "Value",
    "fold",
]


_FOLDED = str.maketrans(dict.fromkeys("’‘‛ʼ′＇`´", "'") | {".": None})


def fold(name: str) -> str:
    """Return the form that all spellings of a name share: `O.T.A.N.`, `Otan` and `OTAN` are one.

    Case, dots, and the kinds of apostrophes and of white space make no difference, nor does how an
    accent is encoded (NFC).
    """
    folded = unicodedata.normalize("NFC", name).translate(_FOLDED).casefold()
    return " ".join(folded.split())


# Made once: `json.dumps` makes an encoder for each call that is not all default.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Number: TypeAlias = int | float
Amount: TypeAlias = Number | str | tuple[Number | str, Number | str]


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure says.

    `amount` is a number, an ISO 8601 date or time as far as the text goes (`2022-09`, `14:30`), or
    a pair for a range. `unit` is a currency code (ISO 4217) or sign, a unit, or the thing counted.
    `is_about` is set where the text says about, more than, at least and the like; `per` is the
    period or thing after "per" (`month`).
    """

    amount: Amount
    unit: str | None = None
    is_about: bool = False
    per: str | None = None

    def to_json(self) -> object:
        """Return the value as the command line prints it: bare where there is only an amount."""
        amount = list(self.amount) if isinstance(self.amount, tuple) else self.amount
        if self.unit is None and not self.is_about and self.per is None:
            return amount
        value: dict[str, object] = {"amount": amount}
        if self.unit is not None:
            value["unit"] = self.unit
        if self.is_about:
            value["about"] = True
        if self.per is not None:
            value["per"] = self.per
        return value

    def dumps(self) -> str:
        """Return the value as the JSON under which it is stored."""
        return _ENCODE(self.to_json())

    @classmethod
    def loads(cls, text: str) -> Value:
        """Make a value of its stored JSON."""
        stored = json.loads(text)
        if not isinstance(stored, dict):
            return cls(_amount(stored))
        return cls(
            _amount(stored["amount"]),
            stored.get("unit"),
            bool(stored.get("about", False)),
            stored.get("per"),
        )


def _amount(stored: object) -> Amount:
    if isinstance(stored, list):
        low, high = stored
        return (low, high)
    assert isinstance(stored, int | float | str)
    return stored


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or figure at `[start, end)` of a text, in code points.

    A name has its canonical form within the article (`Lecornu` -> `Sébastien Lecornu`), a figure
    its value.
    """

    start: int
    end: int
    kind: MentionKind
    canonical: str | None = None
    value: Value | None = None

    def to_json(self, text: str) -> dict[str, object]:
        """Return the mention as the command line prints it; `text` is what it lies in."""
        found: dict[str, object] = {
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            "text": text[self.start : self.end],
        }
        if self.kind.is_name:
            found["canonical"] = self.canonical or text[self.start : self.end]
        else:
            found["value"] = self.value.to_json() if self.value else None
        return found


@dataclass(frozen=True, slots=True)
class Marks:
    """What the highlighter found in an article: sorted, disjoint mentions, and the language.

    `language` is a two-letter code (ISO 639-1), or None where no guess is better than a wrong one.
    """

    title_mentions: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    language: str | None = None
