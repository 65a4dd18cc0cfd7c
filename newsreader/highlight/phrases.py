"""Lists of phrases, found in a line of words at a place or before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

LONGEST = 5
"""Of how many words a phrase has at most."""

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases with their meanings; words are in lower case, one blank apart, without last dots."""

    __slots__ = ("_by_first", "_by_last", "meanings")

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.meanings = meanings
        self._by_first: dict[str, list[tuple[list[str], Meaning]]] = {}
        self._by_last: dict[str, list[list[str]]] = {}
        for phrase, meaning in meanings.items():
            words = [word.rstrip(".") or word for word in phrase.split()][:LONGEST]
            self._by_first.setdefault(words[0], []).append((words, meaning))
            self._by_last.setdefault(words[-1], []).append(words)
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def __contains__(self, phrase: object) -> bool:
        return phrase in self.meanings

    @property
    def first_words(self) -> Iterable[str]:
        """The words with which a phrase may begin."""
        return self._by_first

    def at(self, lows: Sequence[str], index: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the longest phrase that begins at `index`, and its end."""
        entries = self._by_first.get(lows[index])
        if entries is not None:
            for words, meaning in entries:
                end = index + len(words)
                if len(words) == 1 or lows[index:end] == words:
                    return meaning, end
        return None

    def start_before(self, lows: Sequence[str], index: int) -> int | None:
        """Return where the longest phrase begins that ends before `index`, or None."""
        start = None
        for words in self._by_last.get(lows[index - 1], ()) if index else ():
            begin = index - len(words)
            if begin >= 0 and lows[begin:index] == words and (start is None or begin < start):
                start = begin
        return start
