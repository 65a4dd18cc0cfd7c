"""Made of annotated texts: names in lists and captions, headlines in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsreader.highlight.training.corpora import GoldName, GoldText

_WORD = re.compile(r"[\w'’-]{4,}")
_FRAMES = (
    "{}", "{}", "{}.", "'' {} ''", "{} ({})", "* {}", "{}, {}", "{} - {}", "1. {}, {}", "“{}”",
    "{} ()", "{}: 1", "{} ( {} )", "' '' {} '' '", "{} {}", "– {}", "{} / {}", "{}, 2024",
)  # fmt: skip


def fragments(texts: Sequence[GoldText]) -> Iterator[GoldText]:
    """Yield the names of texts by themselves, each form once, in lines of changing looks."""
    named = {gold.text[name.start : name.end]: name.kind for gold in texts for name in gold.names}
    names = list(named)
    for number, frame in enumerate(_frame(index) for index in range(len(names))):
        # The second name of a line is one from another article.
        chosen = (names[number], names[(number * 7 + 11) % len(names)])
        text = ""
        spans: list[GoldName] = []
        for part in frame.split("{}"):
            text += part
            if len(spans) < frame.count("{}"):
                name = chosen[len(spans)]
                spans.append(GoldName(len(text), len(text) + len(name), named[name]))
                text += name
        yield GoldText(text, tuple(spans))


def _frame(number: int) -> str:
    return _FRAMES[number * 5 % len(_FRAMES)]


def shouted(texts: Sequence[GoldText], language: str) -> Iterator[GoldText]:
    """Yield every third headline in capitals, and in English others with a capital a word."""
    for number, gold in enumerate(texts):
        end = gold.text.find("\n")
        headline = gold.text if end < 0 else gold.text[:end]
        names = tuple(name for name in gold.names if name.end <= len(headline))
        shown = ""
        if number % 3 == 0:
            shown = headline.upper()
        elif language == "en":
            shown = _WORD.sub(lambda word: word[0][:1].upper() + word[0][1:], headline)
        # Some letters have two capitals; then the names would be elsewhere.
        if shown and len(shown) == len(headline):
            yield GoldText(shown, names)
