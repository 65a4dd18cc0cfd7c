"""Which of the nine languages a text is in, told by its small words and its calendar.

Every sign in the text, a listed word or the end or a letter of another word, counts for each
language that has it. What two languages share tells nothing between them; a language is told
where it is ahead of each other one by what that other does not have, where little in the text
speaks for another alone, and where enough of the text is known: a language that nobody listed
shares a word here and there with one of the nine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from newsreader.highlight.tokens import Token, TokenKind
from newsreader.highlight.words import LANGUAGES, read, telling_words

_SAMPLE = 200
"""So many words are enough to tell."""

_WEIGHTS = (0.0, 0.5, 1.0, 1.0, 1.5, 1.5, 2.0)
_LONGEST = len(_WEIGHTS) - 1
"""What a word weighs by its length: long ones are less often the same by chance."""

_LONGEST_PARTICLE = 3
"""A small word with a capital within a sentence belongs to a name: `Los Angeles`, `The Hague`."""

_MOST_UNLISTED = 60
_LEAST_WITH_END = 6
_ENDS = (5, 4, 3, 2)
_END = 0.5
_LETTER = 1.0
"""So many unlisted words are looked at for their letters, and the longer ones for their ends, the
longest listed end first; this is what an end and a letter weigh."""

_LEAST_LEAD = 2.0
_LEAST_LEAD_OF_OTHERS = 1.0
_LEAST_PURE_LEAD = 1.0
_PURE_SHARE = 0.75
"""A language must be so far ahead of the other eight, and of those not among the nine. Where
nothing speaks for another language and most words are known, less will do."""

_MOST_AGAINST = 0.35
"""What only another language has, in parts of what the told one has; more makes a mixed text."""

_LEAST_KNOWN = 0.2
_LEAST_KNOWN_HINTED = 0.1
_HINT = 2.0
"""A declared language counts like two small words, in a text that has at least one sign of it."""

_WORD = TokenKind.WORD
_Found = tuple[float, int, tuple[str, ...]]
"""What a sign weighs, all its occurrences together, how many they are, and whose it is."""


class _Signs(NamedTuple):
    """All signs, each with the languages that have it."""

    words: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]


@cache
def _signs() -> _Signs:
    signs = _Signs({}, {}, {})
    kinds = {"ends": signs.ends, "letters": signs.letters}
    for section, listed in read("languages").items():
        kind, _, language = section.rpartition(" ")
        owners = kinds.get(kind, signs.words)
        telling = telling_words(language) if section in LANGUAGES else ()
        for sign in {*listed, *telling}:
            languages = owners.get(sign, ())
            # The words of one of the nine are in two sections, one after the other.
            if language not in languages:
                owners[sign] = (*languages, language)
    return signs


def detect(tokens: Sequence[Token], hint: str | None = None) -> str | None:
    """Return the language of a text, or None where a guess could be wrong.

    `hint` is a language somebody declared; it decides where the text leaves a choice and has at
    least some of that language's signs.
    """
    words = _sample(tokens)
    found = _found(words)
    support = _support(found)
    if hint in LANGUAGES and hint in support:
        support[hint] += _HINT
    best = max(support, key=support.__getitem__, default=None)
    if best not in LANGUAGES:
        return None
    score = support.pop(best)
    known = sum(count for _, count, languages in found if best in languages) / len(words)
    against = max(_support(one for one in found if best not in one[2]).values(), default=0.0)
    lead = _LEAST_PURE_LEAD if not against and known >= _PURE_SHARE else _LEAST_LEAD
    is_ahead = score >= lead and all(
        score - value >= (lead if language in LANGUAGES else _LEAST_LEAD_OF_OTHERS)
        for language, value in support.items()
    )
    is_known = known >= (_LEAST_KNOWN_HINTED if best == hint else _LEAST_KNOWN)
    return best if is_ahead and is_known and against <= _MOST_AGAINST * score else None


def _sample(tokens: Sequence[Token]) -> list[str]:
    return [
        token.low
        for token in tokens[: 2 * _SAMPLE]
        if token.kind is _WORD
        and (token.is_start or len(token.low) > _LONGEST_PARTICLE or not token.text[0].isupper())
    ][:_SAMPLE]


def _found(words: Sequence[str]) -> list[_Found]:
    """Return what the words tell; of an unlisted one its end and its rarest letter."""
    signs = _signs()
    found: list[_Found] = []
    unlisted = 0
    for word, count in Counter(words).items():
        languages = signs.words.get(word)
        if languages:
            weight = _WEIGHTS[min(len(word), _LONGEST)]
            found.append((weight * count, count, languages))
        elif unlisted < _MOST_UNLISTED:
            unlisted += 1
            if len(word) >= _LEAST_WITH_END:
                ends = (signs.ends.get(word[-size:]) for size in _ENDS)
                if languages := next(filter(None, ends), None):
                    found.append((_END, 1, languages))
            if letters := signs.letters.keys() & set(word):
                rarest = min((signs.letters[letter] for letter in sorted(letters)), key=len)
                found.append((_LETTER, 1, rarest))
    return found


def _support(found: Iterable[_Found]) -> dict[str, float]:
    support: dict[str, float] = {}
    for weight, _, languages in found:
        for language in languages:
            support[language] = support.get(language, 0.0) + weight
    return support


def normalise(language: str | None) -> str | None:
    """Return the two-letter code of a language tag (BCP 47): `fr-CA` is `fr`."""
    if not language:
        return None
    return language.replace("_", "-").split("-")[0].strip().lower() or None
