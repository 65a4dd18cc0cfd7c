"""Text to mentions: the names and figures of an article, title and text seen together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newsreader.highlight.consistency import Register
from newsreader.highlight.context import dateline_at, with_told_years
from newsreader.highlight.figures import find_figures
from newsreader.highlight.language import detect, normalise
from newsreader.highlight.lines import Evidence, gather
from newsreader.highlight.names import Candidate, Reader, fold
from newsreader.highlight.scan import Figure
from newsreader.highlight.tokens import Token, tokenize
from newsreader.highlight.words import lexicon
from newsreader.model.mention import Marks, Mention, MentionKind

VERSION = 3
"""Raised whenever other mentions come out: what an older version marked may be marked anew."""

Correction = tuple[str, MentionKind | None]
"""What the reader said of a name: its kind, or None where it is no name."""

_DATES = (MentionKind.DATE, MentionKind.TIME)
_SUMS = (MentionKind.MONEY, MentionKind.PERCENT)


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
    words, evidence = lexicon(told), Evidence()
    told_at = dateline_at(parts[1].tokens, words, published_at)
    for part in parts:
        figures = find_figures(part.tokens, words, told_at)
        part.figures = with_told_years(figures, part.tokens, words, told_at)
        gather(evidence, part.tokens, words)
    whole = (*_DATES, *_SUMS) if words.is_joined else _DATES
    readers = [Reader(p.text, p.tokens, words, evidence, p.tokens_of(whole)) for p in parts]
    for part, reader in zip(parts, readers, strict=True):
        part.names = reader.candidates()
    forms = {name.key: name for part in reversed(parts) for name in part.names}
    register = Register([name for part in parts for name in part.names])
    forms |= {
        surname: forms[key] for surname, key in register.surnames.items() if surname not in forms
    }
    for part, reader in zip(parts, readers, strict=True):
        part.names += reader.confirmed(forms)
        part.names += register.repeated(part.text, part.tokens, part.names, told)
        part.names.sort(key=lambda name: name.start)
    register = Register([name for part in parts for name in part.names])
    kinds = {fold(name): kind for name, kind in corrections}
    return Marks(parts[0].mentions(register, kinds), parts[1].mentions(register, kinds), told)


class _Part:
    """The title or the text, with what is found in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(text)
        self.figures: list[Figure] = []
        self.names: list[Candidate] = []

    def tokens_of(self, kinds: Sequence[MentionKind]) -> frozenset[int]:
        """Return the indices of the tokens of figures of some kinds, which are parts of no name."""
        whole = [figure for figure in self.figures if figure.kind in kinds]
        found: set[int] = set()
        place = 0
        for index, token in enumerate(self.tokens):
            while place < len(whole) and whole[place].end <= token.start:
                place += 1
            if place < len(whole) and whole[place].start < token.end:
                found.add(index)
        return frozenset(found)

    def mentions(
        self, register: Register, corrections: dict[str, MentionKind | None]
    ) -> tuple[Mention, ...]:
        """Return names and figures; where they meet, a name goes before a figure but a date."""
        names: list[Mention] = []
        for name in self.names:
            mention = register.mention(name)
            kind = corrections.get(fold(mention.canonical or ""), mention.kind)
            kind = corrections.get(name.key, kind)
            if kind is not None:
                names.append(Mention(mention.start, mention.end, kind, mention.canonical))
        figures = [Mention(f.start, f.end, f.kind, None, f.value) for f in self.figures]
        return _merge(names, figures)


def _merge(names: Sequence[Mention], figures: Sequence[Mention]) -> tuple[Mention, ...]:
    merged: list[Mention] = []
    ranked = sorted(
        (*names, *figures), key=lambda m: (m.start, m.kind not in _DATES, not m.kind.is_name)
    )
    for mention in ranked:
        if mention.start >= mention.end:
            continue
        if not merged or mention.start >= merged[-1].end:
            merged.append(mention)
        elif mention.kind.is_name and not merged[-1].kind.is_name and merged[-1].kind not in _DATES:
            merged[-1] = mention
    return tuple(merged)
