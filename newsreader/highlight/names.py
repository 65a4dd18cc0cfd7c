"""The names of an article: what the tagger finds, and what the whole article says of it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from newsreader.highlight import model
from newsreader.highlight.article_view import view
from newsreader.highlight.consistency import Places, Register
from newsreader.highlight.features import is_personal
from newsreader.highlight.generic import is_generic
from newsreader.highlight.tagger import Tagger
from newsreader.highlight.tokens import Token
from newsreader.highlight.words import LANGUAGES, read
from newsreader.model.mention import Mention

JOINT = "xx"
"""The model for texts of no known language."""

_MODELS = Path(__file__).parent / "models"


_LOADED = len(LANGUAGES) + 1
"""So many models are kept at once, which is all: a stream of mixed languages reloads none."""


@lru_cache(maxsize=_LOADED)
def tagger(name: str) -> Tagger:
    """Return the tagger of a model, loaded once. Raises `model.ModelError`."""
    reader = Tagger(model.read(_MODELS / f"{name}.bin"))
    reader.prepare(" ".join(read("languages").get(name, ())))
    # What a model holds is no garbage: the collector need not look through it again and again.
    gc.freeze()
    return reader


@lru_cache(maxsize=_LOADED)
def _places(reader: Tagger) -> Places:
    return Places.of(reader.model.places)


def find_names(
    parts: Sequence[tuple[str, Sequence[Token]]], language: str | None
) -> list[list[Mention]]:
    """Return the names of each part of an article, of title and text say, in order and disjoint.

    A part is a text and its tokens. A mention's canonical form is the fullest one in the article.
    Raises `model.ModelError` where the language's model is damaged.
    """
    all_tokens = [tokens for _, tokens in parts]
    reader = tagger(language if language in LANGUAGES else JOINT)
    is_letter = language == "en" and is_personal(all_tokens)
    seen = view(all_tokens, reader.classes)
    register = Register(language, reader.classes, seen, _places(reader))
    for text, tokens in parts:
        register.add(text, tokens, reader.names(tokens, seen, is_personal=is_letter))
    found = register.mentions()
    return [
        [each for each in mentions if not is_generic(text[each.start : each.end])]
        for (text, _), mentions in zip(parts, found, strict=True)
    ]
