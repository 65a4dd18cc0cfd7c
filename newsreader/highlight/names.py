"""The names of an article: what the tagger finds, and what the whole article says of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from newsreader.highlight import model
from newsreader.highlight.article_view import view
from newsreader.highlight.consistency import Register
from newsreader.highlight.features import is_personal
from newsreader.highlight.tagger import Tagger
from newsreader.highlight.tokens import Token
from newsreader.highlight.words import LANGUAGES
from newsreader.model.mention import Mention

JOINT = "xx"
"""The model for texts of no known language."""

LETTERS = "en-letters"
"""The model for English texts that speak of their writer and reader (`features.is_personal`)."""

_MODELS = Path(__file__).parent / "models"


_LOADED = 5
"""So many models are kept at once: some 10 MB each."""


@lru_cache(maxsize=_LOADED)
def tagger(name: str) -> Tagger:
    """Return the tagger of a model, loaded once. Raises `model.ModelError`."""
    return Tagger(model.read(_MODELS / f"{name}.bin"))


def _tagger_of(language: str | None, parts: Sequence[Sequence[Token]]) -> Tagger:
    if language not in LANGUAGES:
        return tagger(JOINT)
    return tagger(LETTERS if language == "en" and is_personal(parts) else language)


def find_names(
    parts: Sequence[tuple[str, Sequence[Token]]], language: str | None
) -> list[list[Mention]]:
    """Return the names of each part of an article, of title and text say, in order and disjoint.

    A part is a text and its tokens. A mention's canonical form is the fullest one in the article.
    Raises `model.ModelError` where the language's model is damaged.
    """
    all_tokens = [tokens for _, tokens in parts]
    reader = _tagger_of(language, all_tokens)
    seen = view(all_tokens, reader.classes)
    register = Register(language, reader.classes, seen)
    for text, tokens in parts:
        register.add(text, tokens, reader.names(tokens, seen))
    return register.mentions()
