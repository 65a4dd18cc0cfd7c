"""One name, one kind: what an article says of a name in one place holds in all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from newsreader.highlight.acronyms import explained
from newsreader.highlight.article_view import LOWER, ArticleView
from newsreader.highlight.cues import (
    COMMON,
    OTHER,
    PERSON,
    PLACE,
    full_end,
    heeded,
    missed_kind,
)
from newsreader.highlight.inflection import INFLECTED, stem
from newsreader.highlight.tagger import Found
from newsreader.highlight.tokens import Gap, Token
from newsreader.model.mention import NAME_KINDS, Mention

THING = "kx"
"""The list of known things: `Caesar`."""

_LONGEST_REPEATED = 8
_MOST_BEARERS = 5
"""Of so many persons with one surname the right one is looked for."""

_SHORTEST = 3
_OFTEN = 2
_CUE = 3
"""So many mentions weighs one whose kind a word beside it tells."""


Votes = list[int]
"""How many mentions speak for each kind of name."""


class Places(NamedTuple):
    """The forms of known places of several words, and by their first word the most they have."""

    forms: frozenset[str]
    lengths: Mapping[str, int]

    @classmethod
    def of(cls, forms: frozenset[str]) -> Places:
        """Make the table of forms, in lower case and without dots."""
        return cls(forms, _lengths(forms))


@dataclass(slots=True)
class _Part:
    """A text of the article, its tokens and the names in it; `taken` are the tokens of names."""

    text: str
    tokens: Sequence[Token]
    found: list[Found]
    taken: bytearray


class Register:
    """The names of an article by form; forms are in lower case, without dots and inflection."""

    def __init__(
        self,
        language: str | None,
        classes: Callable[[str], Sequence[str]],
        seen: ArticleView,
        places: Places,
    ) -> None:
        self._language = language
        self._places = places
        self._classes = classes
        self._seen = seen
        self._parts: list[_Part] = []
        self._kinds: dict[str, Votes] = {}
        self._spellings: dict[str, dict[str, int]] = {}
        self._persons: dict[str, list[str]] = {}
        self._forenames: dict[str, set[str]] = {}
        self._expansions: dict[str, str] = {}
        self._known: set[str] = set()
        self._lengths: dict[str, int] = {}

    def add(self, text: str, tokens: Sequence[Token], found: Sequence[Found]) -> None:
        """Take in a part of the article and the names that the tagger found in it."""
        part = _Part(text, tokens, [], bytearray(len(tokens)))
        for name, is_cued in heeded(tokens, found, self._classes, self._language):
            part.found.append(name)
            part.taken[name.first : name.end] = b"\1" * (name.end - name.first)
            if is_cued:
                # One telling word outweighs a few mentions without any.
                form = self._form(part, name.first, name.end)
                self._votes(form)[name.kind] += _CUE
        self._parts.append(part)

    def mentions(self) -> list[list[Mention]]:
        """Return the names of each part with their canonical forms, in order and disjoint."""
        for part in self._parts:
            self._expand(part)
            for name in part.found:
                self._count(part, name)
        for form, kinds in self._kinds.items():
            words = form.split()
            if len(words) > 1 and _most(kinds) == PERSON:
                self._persons.setdefault(words[-1], []).append(form)
                self._forenames.setdefault(words[0], set()).add(form)
        bearers = self._forenames.items()
        forenames = {name for name, full in bearers if len(full) == 1 and len(name) >= _SHORTEST}
        self._known = self._kinds.keys() | self._persons.keys() | forenames
        self._lengths = _lengths(self._known)
        for part in self._parts:
            for name in [*self._repeated(part)]:
                part.found.append(name)
                self._count(part, name)
            part.found.sort()
        return [self._mentions(part) for part in self._parts]

    def _form(self, part: _Part, first: int, end: int) -> str:
        """Return the form of the tokens `[first, end)`; inflection does not count."""
        if end - first == 1:
            return stem(part.tokens[first].low.replace(".", ""), self._language)
        words = [token.low.replace(".", "") for token in part.tokens[first:end]]
        if self._language in INFLECTED:
            return " ".join([stem(word, self._language) for word in words])
        words[-1] = stem(words[-1], self._language)
        return " ".join(words)

    def _count(self, part: _Part, name: Found) -> None:
        form = self._form(part, name.first, name.end)
        spelling = _text(part, name.first, name.end)
        self._votes(form)[name.kind] += 1
        spellings = self._spellings.setdefault(form, {})
        spellings[spelling] = spellings.get(spelling, 0) + 1

    def _votes(self, form: str) -> Votes:
        votes = self._kinds.get(form)
        if votes is None:
            votes = self._kinds[form] = [0] * len(NAME_KINDS)
        return votes

    def _expand(self, part: _Part) -> None:
        """Note the long forms of acronyms in brackets, and mark both as names."""
        pairs = explained(part.tokens, part.found, self._classes)
        if not pairs:
            return
        covered = bytearray(len(part.tokens))
        for long, short in pairs:
            part.taken[long.first : long.end] = b"\1" * (long.end - long.first)
            part.taken[short.first] = 1
            covered[long.first : short.end] = b"\1" * (short.end - long.first)
            self._expansions[self._form(part, short.first, short.end)] = self._form(
                part, long.first, long.end
            )
        kept = [name for name in part.found if 1 not in covered[name.first : name.end]]
        part.found = sorted([*kept, *chain.from_iterable(pairs)])

    def _repeated(self, part: _Part) -> Iterator[Found]:
        """Yield names of the article where the tagger missed them, and surnames of its persons."""
        tokens, taken = part.tokens, part.taken
        capitals = [index for index, token in enumerate(tokens) if token.is_capital]
        for index in capitals:
            if taken[index]:
                continue
            end = self._known_end(part, index)
            if end is not None:
                kinds = self._kinds.get(self._form(part, index, end))
                is_place = self._form(part, index, end) in self._places.forms
                kind: int | None = _most(kinds) if kinds else PLACE if is_place else PERSON
            elif self._may_stand_alone(tokens[index]):
                kind, end = missed_kind(tokens, index, self._classes), index + 1
            else:
                continue
            if kind is not None:
                longer = full_end(tokens, Found(index, end, kind))
                end = longer if 1 not in taken[end:longer] else end
                yield Found(index, end, kind)
                taken[index:end] = b"\1" * (end - index)

    def _known_end(self, part: _Part, index: int) -> int | None:
        """Return where the longest known name that begins at a token ends."""
        tokens = part.tokens
        low = tokens[index].low.replace(".", "")
        places, place_lengths = self._places
        root = stem(low, self._language)
        longest = max(
            self._lengths.get(low, 0), place_lengths.get(low, 0),
            self._lengths.get(root, 0), place_lengths.get(root, 0),
        )  # fmt: skip
        for length in range(min(longest, len(tokens) - index), 0, -1):
            end = index + length
            form = self._form(part, index, end)
            is_known = form in self._known or form in places
            is_free = is_known and 1 not in part.taken[index:end]
            if is_free and any(token.gap is Gap.BREAK for token in tokens[index + 1 : end]):
                continue
            if is_free and (length > 1 or self._may_stand_alone(tokens[index], form)):
                return end
        return None

    def _may_stand_alone(self, token: Token, form: str = "") -> bool:
        """Whether a single word with a capital is a name again, and not a common word.

        Where a sentence begins a common word is a name if it is one again and again: `Volta`.
        """
        if len(token.low) < _SHORTEST or self._seen.get(token.low, 0) & LOWER:
            return False
        if not token.is_start or self._classes(token.low)[-1] not in COMMON:
            return True
        return sum(self._kinds.get(form, ())) >= _OFTEN

    def _mentions(self, part: _Part) -> list[Mention]:
        latest: dict[str, str] = {}
        mentions: list[Mention] = []
        for name in part.found:
            form = self._form(part, name.first, name.end)
            kind = self._kind(form)
            full = self._full(form, kind, latest)
            words = form.split()
            if kind == PERSON and len(words) > 1:
                latest[words[-1]] = form
            start, end = part.tokens[name.first].start, part.tokens[name.end - 1].end
            mentions.append(Mention(start, end, NAME_KINDS[kind], self._spelling(full)))
        return mentions

    def _kind(self, form: str) -> int:
        """Return the kind of most mentions; a surname of the article is a person's."""
        kind = _most(self._kinds[form])
        if kind != PERSON and form in self._persons:
            known = self._classes(form)
            return kind if "N" in known or "G" in known else PERSON
        if kind == PERSON and form not in self._persons and THING in self._classes(form):
            return OTHER
        return kind

    def _full(self, form: str, kind: int, latest: dict[str, str]) -> str:
        """Return the form of the full name: of the person last named so, of an acronym's words."""
        if form in self._expansions:
            return self._expansions[form]
        if kind != PERSON:
            return form
        words = form.split()
        if len(words) == 1 or len(words[0]) <= _SHORTEST:
            last = words[-1]
            owners = [
                full
                for full in self._persons.get(last, ())[:_MOST_BEARERS]
                if full.endswith(" " + form)
            ]
            if latest.get(last) in owners:
                return latest[last]
            if owners:
                return owners[0]
        if len(words) == 1:
            bearers = self._forenames.get(form, set())
            if len(bearers) == 1:
                return next(iter(bearers))
        return form

    def _spelling(self, form: str) -> str:
        """Return a form as it is most often written; of equals the one not in capitals."""
        spellings = self._spellings[form]
        if len(spellings) == 1:
            return next(iter(spellings))
        return max(
            spellings, key=lambda text: (spellings[text], not text.isupper(), -len(text), text)
        )


def _lengths(forms: Iterable[str]) -> dict[str, int]:
    """Return for the first words of forms how many words the longest form has."""
    found: dict[str, int] = {}
    for form in forms:
        first, *others = form.split()
        found[first] = max(found.get(first, 0), min(len(others) + 1, _LONGEST_REPEATED))
    return found


def _text(part: _Part, first: int, end: int) -> str:
    if end - first == 1:
        return part.tokens[first].text
    return " ".join(part.text[part.tokens[first].start : part.tokens[end - 1].end].split())


def _most(votes: Votes) -> int:
    return votes.index(max(votes))
