"""Names that are known beforehand: countries from CLDR, cities, organisations, first names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsreader.highlight.tokens import Gap, Token
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind

_INFLECTED = frozenset(("ru", "pl"))
_SHORTEST_STEM = 4
_ACCENTED = {"É": "E", "È": "E", "Ê": "E", "Î": "I", "Â": "A"}


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Known names by their first word, longest first.

    `acronyms` are known in capitals only (US, not us); `stems` are of languages with cases.
    """

    names: dict[str, list[tuple[tuple[str, ...], MentionKind]]]
    acronyms: frozenset[str]
    stems: frozenset[str]
    first_names: frozenset[str]
    demonyms: frozenset[str]

    def find(self, tokens: Sequence[Token], index: int) -> tuple[int, MentionKind] | None:
        """Return the index after the known name that begins at a token, and its kind."""
        low = tokens[index].low
        for words, kind in self.names.get(low, ()):
            end = index + len(words)
            if low in self.acronyms and len(words) == 1 and not tokens[index].text.isupper():
                continue
            if _matches(tokens[index:end], words):
                return end, kind
        is_stem = self.stems and any(
            low[:-cut] in self.stems for cut in (1, 2, 3) if len(low) - cut >= _SHORTEST_STEM
        )
        return (index + 1, MentionKind.PLACE) if is_stem else None

    def is_first_name(self, token: Token) -> bool:
        """Whether a token is a person's first name, or several joined by hyphens."""
        low = token.low
        return low in self.first_names or (
            "-" in low and all(part in self.first_names for part in low.split("-"))
        )


def _matches(tokens: Sequence[Token], words: tuple[str, ...]) -> bool:
    return (
        len(tokens) == len(words)
        and all(token.low == word for token, word in zip(tokens, words, strict=True))
        and all(token.gap is not Gap.BREAK for token in tokens[1:])
    )


@cache
def gazetteer(words: Lexicon) -> Gazetteer:
    """Return the known names for texts in the language of `words`."""
    names: dict[str, list[tuple[tuple[str, ...], MentionKind]]] = {}
    sections = (
        (words.words("persons"), MentionKind.PERSON),
        (words.words("others"), MentionKind.OTHER),
        (words.words("organisations"), MentionKind.ORGANISATION),
        (words.words("places") | words.territories, MentionKind.PLACE),
    )
    acronyms: set[str] = set()
    spelt: set[str] = set()
    for section, kind in sections:
        for name in _spellings(section):
            (acronyms if name.isupper() else spelt).add(name.lower())
            # An apostrophe ends a token, as it does in texts.
            split = tuple(name.lower().replace("'", "' ").split())
            names.setdefault(split[0], []).append((split, kind))
    for known in names.values():
        known.sort(key=lambda item: -len(item[0]))
    stems = frozenset[str]()
    if words.language in _INFLECTED:
        stems = frozenset(
            name.lower()[:-1] for name in words.territories if name.isalpha() and len(name) > 4
        )
    return Gazetteer(
        names, frozenset(acronyms - spelt), stems, words.words("first_names"), _demonyms(words)
    )


def _spellings(names: Iterable[str]) -> Iterator[str]:
    """Yield names, also without the accent that French leaves off capitals: `Egypte`."""
    for name in names:
        yield name
        if name[0] in _ACCENTED:
            yield _ACCENTED[name[0]] + name[1:]


def _demonyms(words: Lexicon) -> frozenset[str]:
    """Return the words for peoples and languages with their regular feminines and plurals."""
    endings = {
        "fr": ("", "s", "e", "es", "ne", "nes", "que", "ques"),
        "en": ("", "s"),
        "es": ("", "s", "es", "a", "as"),
        "pt": ("", "s", "es", "a", "as"),
    }.get(words.language or "", ("",))
    known = words.words("demonyms") | words.words("languages")
    found = {name + ending for name in known for ending in endings}
    swaps: dict[str, tuple[str, tuple[str, ...]]] = {
        "es": ("o", ("a", "os", "as")),
        "pt": ("o", ("a", "os", "as")),
    }
    swaps |= {"it": ("o", ("a", "i", "he", "e")), "fr": ("ien", ("ienne", "iennes"))}
    old, news = swaps.get(words.language or "", ("", ()))
    if old:
        cut = len(old)
        found |= {name[:-cut] + new for name in known if name.endswith(old) for new in news}
    if words.language == "it":
        found |= {name[:-1] + "i" for name in known if name.endswith("e")}
    return frozenset(found)
