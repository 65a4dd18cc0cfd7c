"""Text to mentions: the names and figures of an article, title and text seen together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from newsreader.highlight.context import dateline_at, with_told_years
from newsreader.highlight.figures import find_figures
from newsreader.highlight.language import detect, normalise
from newsreader.highlight.names import find_names
from newsreader.highlight.scan import Figure
from newsreader.highlight.tokens import Token, tokenize
from newsreader.highlight.words import lexicon
from newsreader.model.mention import Marks, Mention, MentionKind, fold

VERSION = 9
"""Raised whenever other mentions come out: what an older version marked may be marked anew."""

Correction = tuple[str, MentionKind | None]
"""What the reader said of a name: its kind, or None where it is no name."""

_DATES = (MentionKind.DATE, MentionKind.TIME)

# A footnote's number behind a word or a sentence; behind a unit (`km²`) it is a power.
_NOTE = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)»”’]))[⁰¹²³⁴-⁹]+")


def mark(
    title: str,
    text: str,
    *,
    language: str | None = None,
    hint: str | None = None,
    published_at: datetime | None = None,
    corrections: tuple[Correction, ...] = (),
) -> Marks:
    """Return the names and figures of an article, sorted and disjoint, and its language.

    Offsets are code points into `title` and `text` as given. A `language` (BCP 47) is obeyed; a
    `hint` is a declared one that the text must bear out. Relative dates are resolved against
    `published_at`. `corrections` set the kind of a name, or unmark it. Never raises.
    """
    parts = (_Part(title), _Part(text))
    told = normalise(language)
    if told is None:
        told = detect([*parts[0].tokens, *parts[1].tokens], normalise(hint))
    words = lexicon(told)
    told_at = dateline_at(parts[1].tokens, words, published_at)
    for part in parts:
        figures = find_figures(part.tokens, words, told_at)
        part.figures = with_told_years(figures, part.tokens, words, told_at)
    kinds = {fold(name): kind for name, kind in corrections}
    names = find_names([(part.text, part.tokens) for part in parts], told)
    title_mentions, mentions = (
        _merge(_corrected(part.text, found, kinds), part.figures)
        for part, found in zip(parts, names, strict=True)
    )
    return Marks(title_mentions, mentions, told)


class _Part:
    """The title or the text, with what is found in it; the numbers of notes are passed over."""

    def __init__(self, text: str) -> None:
        self.text = _NOTE.sub(lambda note: " " * len(note[0]), text)
        self.tokens: list[Token] = tokenize(self.text)
        self.figures: list[Figure] = []


def _corrected(
    text: str, names: Sequence[Mention], kinds: dict[str, MentionKind | None]
) -> list[Mention]:
    """Return names with the kinds that the reader gave them, without what is none."""
    if not kinds:
        return list(names)
    kept: list[Mention] = []
    for name in names:
        kind = kinds.get(fold(name.canonical or ""), name.kind)
        kind = kinds.get(fold(text[name.start : name.end]), kind)
        if kind is not None:
            kept.append(replace(name, kind=kind))
    return kept


def _merge(names: Sequence[Mention], figures: Sequence[Figure]) -> tuple[Mention, ...]:
    """Return names and figures; of two that begin together, a name is kept, but for a date."""
    merged: list[Mention] = []
    marked = [Mention(f.start, f.end, f.kind, None, f.value) for f in figures]
    ranked = sorted(
        (*names, *marked), key=lambda m: (m.start, m.kind not in _DATES, not m.kind.is_name)
    )
    for mention in ranked:
        if mention.start >= mention.end:
            continue
        if not merged or mention.start >= merged[-1].end:
            # A name that begins within a figure is its currency or unit: "3,4 Mrd. Dollar".
            merged.append(mention)
    return tuple(merged)
