"""Our own sentences with all their figures, and how right what is found in them is.

`figures/<language>.txt` has a sentence a line. `[2,5 millions d'euros|money 2500000 EUR]` marks a
figure: its kind and, where it matters, its value: `~` for about, an amount or `low..high`, a unit,
`/month` for "per month". What a value leaves out is not asked for. After `# kept` stand sentences
that were kept apart while the rules were written; those of late 2026 among them were tried once
before the rules were mended after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from newsreader.highlight.scan import Figure
from newsreader.model.mention import Mention, MentionKind, Value

FOLDER = Path(__file__).parent / "figures"
_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z]+)(?: ([^\[\]|]+))?\]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure at `[start, end)` of a sentence; `told` is its value as the file has it."""

    start: int
    end: int
    kind: MentionKind
    told: str


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence, all its figures in order, and the date of the article it might stand in."""

    text: str
    figures: tuple[GoldFigure, ...]
    at: datetime
    is_kept: bool


def read_gold(path: Path) -> list[GoldSentence]:
    """Return the sentences of a file. Raises OSError."""
    return list(_sentences(path.read_text(encoding="utf-8").splitlines()))


def _sentences(lines: Iterable[str]) -> Iterator[GoldSentence]:
    at = datetime(2025, 6, 12, 9, tzinfo=UTC)
    is_kept = False
    for line in lines:
        if line.startswith("# published "):
            at = datetime.fromisoformat(line.split()[-1]).replace(hour=9, tzinfo=UTC)
        elif line.startswith("#"):
            is_kept = is_kept or line == "# kept"
        elif line:
            text, figures, done = "", [], 0
            for match in _MARK.finditer(line):
                text += line[done : match.start()]
                start, text = len(text), text + match[1]
                figures.append(GoldFigure(start, len(text), MentionKind(match[2]), match[3] or ""))
                done = match.end()
            yield GoldSentence(text + line[done:], tuple(figures), at, is_kept)


def tells(value: Value | None, gold: GoldFigure) -> bool:
    """Whether a value is the one that the gold asks for."""
    if not gold.told:
        return True
    if value is None:
        return False
    if gold.kind in (MentionKind.DATE, MentionKind.TIME):
        return value.amount == gold.told
    words = gold.told.split()
    per = words.pop()[1:] if words[-1].startswith("/") else None
    is_about = words[0].startswith("~")
    amounts = [float(part) for part in words[0].lstrip("~").split("..")]
    unit = " ".join(words[1:])
    found = value.amount if isinstance(value.amount, tuple) else (value.amount,)
    is_same = [float(one) for one in found] == amounts if all(map(_is_number, found)) else False
    return (
        is_same
        and value.is_about == is_about
        and value.per == per
        and (not unit or unit == value.unit)
    )


def _is_number(amount: object) -> bool:
    return isinstance(amount, int | float) or bool(_NUMBER.fullmatch(str(amount)))


@dataclass(slots=True)
class FigureScore:
    """How many figures there are, were found with span and kind, and with their value too.

    `covered` counts those that what is found covers whole or in part. `spurious` is what was found
    and covers no figure.
    """

    gold: int = 0
    exact: int = 0
    valued: int = 0
    covered: int = 0
    spurious: int = 0
    misses: list[str] = field(default_factory=list)

    def add(
        self,
        text: str,
        gold: Sequence[GoldFigure],
        found: Sequence[Figure | Mention],
        *,
        is_typed: bool = True,
    ) -> None:
        """Count one text; not `is_typed`, the kind of a figure makes no difference."""
        spans = {_key(one, is_typed=is_typed): one.value for one in found}
        self.gold += len(gold)
        for one in gold:
            key = _key(one, is_typed=is_typed)
            touching = [f for f in found if f.start < one.end and one.start < f.end]
            self.covered += bool(touching)
            self.exact += key in spans
            is_right = key in spans and tells(spans[key], one)
            self.valued += is_right
            if not is_right:
                got = [(text[f.start : f.end], str(f.kind), f.value) for f in touching]
                self.misses.append(f"{text[one.start : one.end]!r} {one.kind} {one.told}: {got}")
        for other in found:
            if not any(other.start < one.end and one.start < other.end for one in gold):
                self.spurious += 1
                shown = text[max(0, other.start - 20) : other.end + 20]
                self.misses.append(f"spurious {text[other.start : other.end]!r} in {shown!r}")


def _key(
    one: GoldFigure | Figure | Mention, *, is_typed: bool
) -> tuple[int, int, MentionKind | None]:
    return one.start, one.end, one.kind if is_typed else None
