"""The word lists of the rules: plain text files, a `key: value, value` a paragraph.

`data/<language>.txt` holds what differs by language, `data/lists.txt` and `data/cues.txt` what does
not, `data/languages.txt` the function words, `data/cldr.json` names from CLDR (extract_cldr.py),
`data/figures/*.txt` what belongs to figures (vocabulary.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ru")
_DATA = Path(__file__).parent / "data"
_LEAST_TELLING = 5


@cache
def read(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the sections of `data/<name>.txt`. Indented lines continue the one before."""
    sections: dict[str, tuple[str, ...]] = {}
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8").replace("\n  ", " ")
    for line in text.splitlines():
        key, colon, values = line.partition(":")
        if colon and not line.startswith("#"):
            sections[key] = tuple(v for value in values.split(",") if (v := value.strip()))
    return sections


@cache
def _cldr() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = json.loads((_DATA / "cldr.json").read_text("utf-8"))
    return tables


def entry_pairs(entries: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the phrase and meaning of each `phrase=meaning`, every `stem(a|b)` written out."""
    for entry in entries:
        phrase, _, meaning = entry.partition("=")
        for spelled in _spelled(phrase):
            yield spelled, meaning


def _spelled(phrase: str) -> tuple[str, ...]:
    stem, bracket, rest = phrase.partition("(")
    if not bracket:
        return (phrase,)
    endings, _, tail = rest.partition(")")
    return tuple(f"{stem}{ending}{end}" for ending in endings.split("|") for end in _spelled(tail))


def telling_words(language: str) -> set[str]:
    """Return the words that tell one of the nine languages besides its function words.

    They are months, weekdays, and the longer words of sums: `millions`.
    """
    own, names = read(f"figures/{language}"), _cldr()[language]
    of_sums = (word for word, _ in entry_pairs((*own["magnitudes"], *own["currencies"])))
    words = {word for word in of_sums if len(word) >= _LEAST_TELLING}
    return {*words, *names["months"], *names["weekdays"]}


def calendar(language: str) -> dict[str, Mapping[str, int]]:
    """Return the months, their short forms and the weekdays of one of the nine, from CLDR."""
    table = _cldr()[language]
    return {
        "month": table["months"],
        "short_month": table["short_months"],
        "weekday": table["weekdays"],
    }


def units(language: str) -> Mapping[str, str]:
    """Return the names of units of measure in one of the nine languages, from CLDR."""
    names: Mapping[str, str] = _cldr()[language]["units"]
    return names


@cache
def function_words(language: str | None) -> frozenset[str]:
    """Return the function words of a language; of one that has none here, those of all nine."""
    listed = read("languages")
    named = (language,) if language in LANGUAGES else LANGUAGES
    return frozenset(word for name in named if name for word in listed[name])


@cache
def rule_lines(name: str) -> tuple[str, ...]:
    """Return the rules of `data/<name>.txt`: its lines with an equals sign between blanks."""
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if " = " in line and line[0] != "#")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language, by section; phrases are in lower case, words one blank apart.

    There is one a language, equal only to itself.
    """

    language: str | None
    sets: Mapping[str, frozenset[str]]
    maps: Mapping[str, Mapping[str, str]]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    territories: frozenset[str]

    @property
    def is_joined(self) -> bool:
        """Whether the language is none of the nine, so that words of all of them are looked for."""
        return self.language not in LANGUAGES

    def words(self, section: str) -> frozenset[str]:
        """Return a section as a set; one that the language does not have is empty."""
        return self.sets.get(section, frozenset())

    def values(self, section: str) -> Mapping[str, str]:
        """Return a section of `word=value` entries; one the language does not have is empty."""
        return self.maps.get(section, {})


@cache
def lexicon(language: str | None) -> Lexicon:
    """Return the words of a language; of one without its own, what is plain in any language."""
    sections = dict(read("lists"))
    cldr: dict[str, Any] = {}
    if language in LANGUAGES:
        sections |= read(language)
        sections["function"] = read("languages")[language]
        cldr = _cldr()[language]
        sections["openers"] = sections.get("openers", ()) + tuple(cldr["weekdays"])
        sections["languages"] = tuple(cldr["languages"])
    else:
        for table in _cldr().values():
            for key in ("short_months", "months", "weekdays"):
                cldr[key] = table[key] | cldr.get(key, {})
    sets: dict[str, frozenset[str]] = {}
    maps: dict[str, dict[str, str]] = {}
    for key, values in sections.items():
        pairs = [value.partition("=") for value in values]
        if any(equals for _, equals, _ in pairs):
            maps[key] = {word: value for word, _, value in pairs}
        sets[key] = frozenset(word for word, _, _ in pairs)
    territories = cldr.get("territories") or [
        name for table in _cldr().values() for name in table["territories"]
    ]
    return Lexicon(
        language,
        sets,
        maps,
        cldr.get("short_months", {}) | cldr.get("months", {}),
        cldr.get("weekdays", {}),
        frozenset(territories),
    )
