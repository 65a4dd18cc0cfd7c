"""Which of the nine languages a text is in, told by its small words and its calendar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newsreader.highlight.tokens import Token, TokenKind
from newsreader.highlight.words import LANGUAGES, read, telling_words

_SAMPLE = 600
"""So many words are enough to tell."""

_LEAST_SHARE = 0.15
_LEAST_SCORE = 2.0
_LEAST_LEAD = 1.35
_LEAST_OWN = 0.75
"""In a text of one language nearly all telling words are its own; in a mixed one they are not."""

_LEAST_PURE_SCORE = 1.3
_LEAST_PURE_LEAD = 2.5
_LEAST_WORDS_AHEAD = 2
"""Where all telling words are of one language, fewer of them decide: in a headline, a caption."""


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return for each telling word its languages; what many share says less of each."""
    owners: dict[str, set[str]] = {}
    for language, function in read("languages").items():
        words = {*function, *(telling_words(language) if language in LANGUAGES else ())}
        for word in words:
            owners.setdefault(word, set()).add(language)
    return {
        word: tuple((language, 1 / len(languages)) for language in sorted(languages))
        for word, languages in owners.items()
    }


def detect(tokens: Sequence[Token], hint: str | None = None) -> str | None:
    """Return the language of a text, or None where a guess could be wrong.

    `hint` is a language somebody declared; it decides where the text leaves a choice and has at
    least some of that language's function words.
    """
    words = [token.low for token in tokens if token.kind is TokenKind.WORD][:_SAMPLE]
    scores: dict[str, float] = {}
    own: dict[str, int] = {}
    hits = 0
    for word in words:
        found = _weights().get(word)
        if found:
            hits += 1
            for language, weight in found:
                scores[language] = scores.get(language, 0.0) + weight
                own[language] = own.get(language, 0) + 1
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    most_of_another = max((own[name] for name in own if name != best), default=0)
    is_mostly_own = (
        own[best] >= _LEAST_OWN * hits and score >= _LEAST_SCORE and score >= _LEAST_LEAD * second
    )
    is_pure = (
        own[best] == hits
        and score >= _LEAST_PURE_SCORE
        and (score >= _LEAST_PURE_LEAD * second or hits - most_of_another >= _LEAST_WORDS_AHEAD)
    )
    if hits >= _LEAST_SHARE * len(words) and (is_mostly_own or is_pure):
        return best if best in LANGUAGES else None
    if hint in LANGUAGES and scores.get(hint, 0.0) >= max(0.7 * score, 0.1):
        return hint
    return None


def normalise(language: str | None) -> str | None:
    """Return the two-letter code of a language tag (BCP 47): `fr-CA` is `fr`."""
    if not language:
        return None
    return language.replace("_", "-").split("-")[0].strip().lower() or None
