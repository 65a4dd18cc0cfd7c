"""The grammar of dates and times: rules as data, made into one tree that is walked once.

A rule is a line `kind = part part ...` of `data/figures/*.txt`. A part is

- a reader of this program (`day`, `year`, `clock`: see readers.py), or else the name of a list of
  phrases in the same files (`month`, `weekday`, `noon`);
- `a|b` for one of two parts, `[a b]` for parts that may be left out;
- a name with a capital for another line that stands for several parts (`Year = [comma] year`);
- `(list)` or `(!list)` first, for words that must or must not stand before what is marked;
- `~name` last, for a condition of this program (see conditions.py).

A walk is as deep as the longest rule, so that its cost does not depend on the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsreader.highlight.phrases import Phrases
from newsreader.highlight.scan import Line
from newsreader.highlight.tokens import TokenKind
from newsreader.model.mention import MentionKind

Reader = Callable[[Line, int], tuple[Any, int] | None]
"""Reads a part of a rule at an index: its value and the index after it, or None."""

Condition = Callable[[Line, int, int], bool]
"""Tells whether the tokens `[start, end)` are what a rule takes them for."""

ROMAN = "roman"
"""The one reader that takes words; all others take digits."""
_ROMAN_LETTERS = frozenset("IVX")
_SIGNS = re.compile(r"[\[\]|]|\([^)]*\)|[^\s\[\]|()]+")


class Part(NamedTuple):
    """A part that was read: its name, its value, and the tokens `[start, end)` of it."""

    name: str
    value: Any
    start: int
    end: int


class Match(NamedTuple):
    """What a rule has read: the kind of figure, its parts in order, and the index after them."""

    kind: MentionKind
    parts: tuple[Part, ...]
    end: int


_Edge = tuple[str, Reader, "list[_Branch]"]


@dataclass(slots=True)
class _Branch:
    """What may follow the parts read so far, by name, and the rules that end here.

    For speed, parts that are digits are kept apart from words, which are found by the first one;
    both are made when the branch is first reached.
    """

    edges: dict[str, list[_Branch]] = field(default_factory=dict)
    ends: list[tuple[MentionKind, tuple[Condition, ...]]] = field(default_factory=list)
    digits: list[_Edge] | None = None
    words: dict[str, list[_Edge]] = field(default_factory=dict)
    romans: list[_Edge] = field(default_factory=list)


_NONE: list[_Edge] = []


class Grammar:
    """The rules of one language; phrases of the lists `capitals` begin with a capital.

    Raises ValueError for a rule that names what there is not.
    """

    def __init__(
        self,
        rules: Iterable[str],
        lists: Mapping[str, Phrases[Any]],
        readers: Mapping[str, Reader],
        conditions: Mapping[str, Condition],
        capitals: frozenset[str],
    ) -> None:
        self._lists, self._readers, self._conditions = lists, readers, conditions
        self._capitals = capitals
        self._root = _Branch()
        pairs = [
            (name.strip(), text) for name, _, text in (rule.partition(" = ") for rule in rules)
        ]
        self._named = {name: text for name, text in pairs if name[0].isupper()}
        for name, text in pairs:
            if not name[0].isupper():
                self._plant(MentionKind(name), text)
        self.first_words = {
            word
            for name in self._root.edges
            if name not in readers
            for word in lists[name].first_words
        }
        """The words with which a rule may begin, but for those that a reader takes."""

    def read(self, line: Line, index: int) -> Match | None:
        """Return the longest match at an index; of two, that of the rule which comes first."""
        best: list[Match] = []
        self._walk(self._root, line, index, index, [], best)
        return best[-1] if best else None

    def _walk(
        self,
        branch: _Branch,
        line: Line,
        start: int,
        index: int,
        parts: list[Part],
        best: list[Match],
    ) -> None:
        if branch.ends and (not best or index > best[-1].end):
            for kind, conditions in branch.ends:
                if all(condition(line, start, index) for condition in conditions):
                    best.append(Match(kind, tuple(parts), index))
                    break
        if index >= line.size:
            return
        if branch.digits is None:
            self._make_ready(branch)
        if line.tokens[index].kind is TokenKind.NUMBER:
            edges = branch.digits or _NONE
        else:
            edges = branch.words.get(line.lows[index], _NONE)
            if branch.romans and line.text(index)[0] in _ROMAN_LETTERS:
                edges = edges + branch.romans
        for name, reader, children in edges:
            if (found := reader(line, index)) is not None:
                value, end = found
                parts.append(Part(name, value, index, end))
                for child in children:
                    self._walk(child, line, start, end, parts, best)
                parts.pop()

    def _make_ready(self, branch: _Branch) -> None:
        branch.digits = []
        for name, children in branch.edges.items():
            edge = (name, self._reader(name), children)
            if name == ROMAN:
                branch.romans.append(edge)
            elif name in self._readers:
                branch.digits.append(edge)
            else:
                for word in self._lists[name].first_words:
                    branch.words.setdefault(word, []).append(edge)

    def _plant(self, kind: MentionKind, text: str) -> None:
        """Add a rule to the tree, unless it needs a list that the language does not have."""
        signs = _SIGNS.findall(text)
        named = [sign for sign in signs if sign.startswith(("(", "~"))]
        for sign in named:
            if sign[0] == "(" and sign[1] != "!" and not self._has(sign.strip("()")):
                return
        conditions = tuple(self._condition(sign) for sign in named)
        rest = [sign for sign in signs if not sign.startswith(("(", "~"))]
        ends, after = self._grow(rest, 0, [self._root])
        if after != len(rest):
            raise ValueError(f"a bracket is not opened in {text!r}")
        for branch in ends:
            branch.ends.append((kind, conditions))

    def _grow(
        self, signs: list[str], index: int, branches: list[_Branch]
    ) -> tuple[list[_Branch], int]:
        """Add parts up to a closing bracket after branches; return where they lead, and the index.

        A part whose list is empty leads nowhere.
        """
        while index < len(signs) and signs[index] != "]":
            grown, index = self._step(signs, index, branches)
            while index < len(signs) and signs[index] == "|":
                other, index = self._step(signs, index + 1, branches)
                grown = grown + other
            branches = grown
        return branches, index

    def _step(
        self, signs: list[str], index: int, branches: list[_Branch]
    ) -> tuple[list[_Branch], int]:
        sign = signs[index]
        if sign == "[":
            inner, index = self._grow(signs, index + 1, branches)
            if index >= len(signs):
                raise ValueError(f"a bracket is not closed in {' '.join(signs)!r}")
            return [*inner, *branches], index + 1
        if sign in self._named:
            inner, _ = self._grow(_SIGNS.findall(self._named[sign]), 0, branches)
            return inner, index + 1
        if not self._has(sign):
            return [], index + 1
        child = _Branch()
        for branch in branches:
            branch.edges.setdefault(sign, []).append(child)
        return [child] if branches else [], index + 1

    def _has(self, name: str) -> bool:
        """Whether there is such a part; a list of that name may be empty in a language."""
        if name in self._readers:
            return True
        return name in self._lists and bool(self._lists[name].meanings)

    def _reader(self, name: str) -> Reader:
        if name in self._readers:
            return self._readers[name]
        at = self._lists[name].at
        if name in self._capitals:
            return lambda line, index: at(line.lows, index) if line.is_capital(index) else None
        return lambda line, index: at(line.lows, index)

    def _condition(self, sign: str) -> Condition:
        if sign[0] == "~":
            return self._conditions[sign[1:]]
        name, is_wanted = sign.strip("(!)"), sign[1] != "!"
        if not self._has(name):
            return lambda *_: True
        before = self._lists[name].start_before
        return lambda line, start, _: (before(line.lows, start) is not None) is is_wanted
