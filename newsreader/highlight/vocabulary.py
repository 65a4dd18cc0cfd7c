"""The words of figures in one language: `data/figures/*.txt` and names of CLDR, made ready.

`all.txt` holds what does not differ by language; a list that both files have is joined. An entry
is a phrase, `phrase=meaning`, or `stem(a|b)=meaning` for several endings; an empty ending is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newsreader.highlight.phrases import Phrases
from newsreader.highlight.words import (
    LANGUAGES,
    calendar,
    entry_pairs,
    function_words,
    read,
    rule_lines,
    units,
)
from newsreader.model.mention import MentionKind

_HOURS = 24
_LEAST_MONTH = 4
_JOINED = (
    "magnitudes", "currencies", "currency_link", "percent", "percent_points", "of", "tail",
    "weekday", "month",
)  # fmt: skip
"""What may be read without knowing the language, in the words of all nine."""
_MEASURES = {
    "percent": MentionKind.PERCENT,
    "percent_points": MentionKind.PERCENT,
    "currencies": MentionKind.MONEY,
    "units": MentionKind.QUANTITY,
}

Unit = tuple[MentionKind, str | None]
"""What a number measures: its kind of figure, and its unit; a per cent has none."""


class Vocabulary:
    """The lists of one language; of one without its own (`is_joined`), what is plain in any."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.is_joined = language not in LANGUAGES
        sections = _joined_sections() if language not in LANGUAGES else _own_sections(language)
        self._maps = {name: dict(entry_pairs(entries)) for name, entries in sections.items()}
        self._maps["mid_month"] = {
            f"{prefix}{month}": number
            for prefix in self._maps.get("mid_prefix", ())
            for month, number in self._maps["month"].items()
        }
        self._sets = {name: frozenset(entries) for name, entries in self._maps.items()}
        self.lists: dict[str, Phrases[Any]] = {
            name: Phrases(entries) for name, entries in self._maps.items()
        }
        self.lists["comma"] = Phrases({",": ","})
        self.lists["hour_word"] = Phrases(
            {word: int(value) for word, value in self._hours() if word not in self.set("articles")}
        )
        self.nouns_have_capitals = language == "de"
        self.has_capitals = "capitals" in self.set("traits")
        self.is_month_first = "month_first" in self.set("traits")
        self.decimal_mark = "" if self.is_joined else "." if "point" in self.set("traits") else ","
        self.function = function_words(language)
        self.short_months = self.set("short_month")
        self.numbers = {word: float(value) for word, value in self.map("numbers").items()}
        self.magnitudes = {word: float(value) for word, value in self.map("magnitudes").items()}
        self.measures: Phrases[Unit] = Phrases(
            {
                phrase: (
                    kind,
                    None if name == "percent" else "pp" if name == "percent_points" else unit,
                )
                for name, kind in _MEASURES.items()
                for phrase, unit in self.map(name).items()
            }
        )
        self.rules = (
            rule_lines("figures/any")
            if self.is_joined
            else rule_lines("figures/all") + rule_lines(f"figures/{language}")
        )

    def _hours(self) -> Iterator[tuple[str, float]]:
        for word, value in self.map("numbers").items():
            if 1 <= float(value) <= _HOURS and float(value).is_integer():
                yield word, float(value)

    def set(self, name: str) -> frozenset[str]:
        """Return the phrases of a list; one that the language does not have is empty."""
        return self._sets.get(name, frozenset())

    def map(self, name: str) -> Mapping[str, str]:
        """Return the phrases of a list with their meanings."""
        return self._maps.get(name, {})

    def phrases(self, name: str) -> Phrases[Any]:
        """Return a list as phrases; one that the language does not have is empty."""
        return self.lists.get(name, _EMPTY)


_EMPTY: Phrases[Any] = Phrases({})


def _own_sections(language: str) -> dict[str, tuple[str, ...]]:
    sections = {**read("figures/all"), "numbered": read("cues")["numbered"]}
    for name, entries in read(f"figures/{language}").items():
        sections[name] = sections.get(name, ()) + entries
    for name, words in calendar(language).items():
        named = tuple(f"{word}={number}" for word, number in words.items())
        sections[name] = named + sections.get(name, ())
    sections["month"] = sections["month"] + sections["short_month"]
    named = tuple(f"{word}={unit}" for word, unit in units(language).items())
    sections["units"] = named + sections["units"]
    return sections


def _joined_sections() -> dict[str, tuple[str, ...]]:
    """Return the entries of all nine languages on whose meaning they agree."""
    sections = {**read("figures/all"), "numbered": read("cues")["numbered"]}
    for name, entries in read("figures/any").items():
        sections[name] = sections.get(name, ()) + entries
    own = {language: _own_sections(language) for language in LANGUAGES}
    for name in _JOINED:
        meanings: dict[str, set[str]] = {}
        for language in LANGUAGES:
            for word, meaning in entry_pairs(own[language].get(name, ())):
                meanings.setdefault(word, set()).add(meaning)
        sections[name] = tuple(
            f"{word}={meaning}"
            for word, (meaning, *others) in meanings.items()
            if not others and word not in sections["ambiguous"]
        )
    # "out 2024" and "12 set" are no dates for certain, "14 Jan 2021" is one.
    months = sections["month"]
    sections["month"] = tuple(entry for entry in months if len(_word(entry)) >= _LEAST_MONTH)
    sections["month_short"] = tuple(entry for entry in months if len(_word(entry)) < _LEAST_MONTH)
    return sections


def _word(entry: str) -> str:
    return entry.partition("=")[0]


@cache
def vocabulary(language: str | None) -> Vocabulary:
    """Return the words of a language, made once."""
    return Vocabulary(language if language in LANGUAGES else None)
