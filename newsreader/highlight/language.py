"""Which of the nine languages a text is in, told by its function words and script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newsreader.highlight.tokens import Token, TokenKind
from newsreader.highlight.words import LANGUAGES, read

_SAMPLE = 600
"""So many words are enough to tell."""

_LEAST_SHARE = 0.15
_LEAST_SCORE = 2.0
_LEAST_LEAD = 1.35
_LEAST_OWN = 0.75
"""In a text of one language nearly all function words are its own; in a mixed one they are not."""


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return for each function word its languages; what many share says less of each."""
    owners: dict[str, list[str]] = {}
    for language, words in read("languages").items():
        for word in words:
            owners.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1 / len(set(languages))) for language in sorted(set(languages)))
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
    is_clear = (
        score >= _LEAST_SCORE
        and score >= _LEAST_LEAD * second
        and hits >= _LEAST_SHARE * len(words)
        and own[best] >= _LEAST_OWN * hits
    )
    if is_clear:
        return best if best in LANGUAGES else None
    if hint in LANGUAGES and scores.get(hint, 0.0) >= max(0.7 * score, 0.1):
        return hint
    return None


def normalise(language: str | None) -> str | None:
    """Return the two-letter code of a language tag (BCP 47): `fr-CA` is `fr`."""
    if not language:
        return None
    return language.replace("_", "-").split("-")[0].strip().lower() or None
