"""What the reader said of a name: that it is of another kind, or none; and where that holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsreader.model.mention import Mention, MentionKind, fold

NO_NAME = "no name"
"""What is stored, instead of a kind, for what is no name."""

_IN_WORDS = {
    MentionKind.PERSON.value: "is a person",
    MentionKind.ORGANISATION.value: "is an organisation",
    MentionKind.PLACE.value: "is a place",
    MentionKind.OTHER.value: "is a name of another kind",
    NO_NAME: "is no name",
}

# No folded name has a tab in it.
_FOR = "\t"


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader said of the name that is `written` so and stands for `canonical`.

    `kind` is what it is, None that it is no name. It holds for the canonical form, in every article
    and however it is written: `Lecornu` said to be a person makes one of `Sébastien Lecornu`. But
    what is no name, and was taken for a part of a longer one, is only that part: `Mars` may be none
    while `Bruno Mars` stays one. Where the two forms differ, what was said holds also for the
    written one where it stands for itself, unless something else was said of that.
    """

    written: str
    canonical: str
    kind: MentionKind | None

    @property
    def subject(self) -> str:
        """The form it is about, in words for the user."""
        return self.written if self._is_of_part else self.canonical

    @property
    def after(self) -> dict[str, str | None]:
        """What is to be stored, by keys: a kind's value, or `NO_NAME`."""
        said = NO_NAME if self.kind is None else self.kind.value
        written, canonical = fold(self.written), fold(self.canonical)
        if written == canonical:
            return {canonical: said}
        key = written + _FOR + canonical if self._is_of_part else canonical
        return {key: said, written + _FOR: said}

    @property
    def _is_of_part(self) -> bool:
        return self.kind is None and len(self.written.split()) < len(self.canonical.split())


def keys_of(mention: Mention, text: str) -> tuple[str, ...]:
    """Return the keys under which what was said of a mention may be stored; the first one holds.

    `text` is what it lies in. A figure has none.
    """
    if not mention.kind.is_name:
        return ()
    written = text[mention.start : mention.end]
    canonical = mention.canonical or written
    name = fold(canonical)
    if written == canonical or (form := fold(written)) == name:
        return (name, name + _FOR)
    return (form + _FOR + name, name, name + _FOR)


def corrected(
    mentions: Sequence[Mention], keys: Sequence[tuple[str, ...]], stored: Mapping[str, str]
) -> tuple[Mention, ...]:
    """Return mentions as the stored corrections want them; `keys` are theirs, in the same order."""
    found: list[Mention] = []
    for mention, its_keys in zip(mentions, keys, strict=True):
        said = next((stored[key] for key in its_keys if key in stored), None)
        if said is None:
            found.append(mention)
        elif said != NO_NAME:
            found.append(replace(mention, kind=MentionKind(said)))
    return tuple(found)


def is_kind_of_name(said: str) -> bool:
    """Whether this may be stored as what was said of a name."""
    return said in _IN_WORDS


def said_in_words(said: Sequence[str | None]) -> str:
    """Return what was said of a name for the status bar: `is no name`; None takes words back."""
    first = said[0] if said else None
    return _IN_WORDS[first] if first is not None else "is what it was found to be"
