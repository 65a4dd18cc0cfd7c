"""The word lists of the rules: plain text files, a `key: value, value` a paragraph.

`data/<language>.txt` holds what differs by language, `data/lists.txt` and `data/cues.txt` what does
not, `data/languages.txt` the function words, `data/cldr.json` names from CLDR (extract_cldr.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ru")
_DATA = Path(__file__).parent / "data"
_JOINED = (
    "magnitudes", "currencies", "currency_links", "percent", "percent_points", "date_links",
    "year_tails",
)  # fmt: skip
"""What may be read without knowing the language, in the words of all nine."""
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


def telling_words(language: str) -> set[str]:
    """Return the words that tell one of the nine languages besides its function words.

    They are months, weekdays, and the longer words of sums: `millions`.
    """
    own, calendar = read(language), _cldr()[language]
    of_sums = (entry.partition("=")[0] for entry in (*own["magnitudes"], *own["currencies"]))
    words = {word for word in of_sums if len(word) >= _LEAST_TELLING}
    return {*words, *calendar["months"], *calendar["weekdays"]}


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


def _agreed(section: str) -> tuple[str, ...]:
    """Return the entries of a section of all nine languages on whose meaning they agree."""
    meanings: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for entry in read(language).get(section, ()):
            word, _, meaning = entry.partition("=")
            meanings.setdefault(word, set()).add(meaning)
    return tuple(
        f"{word}={meaning}" if meaning else word
        for word, (meaning, *others) in meanings.items()
        if not others and word not in read("lists")["ambiguous"]
    )


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
        sections |= {name: _agreed(name) for name in _JOINED}
        sections["function_of_any"] = tuple(
            {word for name in LANGUAGES for word in read("languages")[name]}
        )
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
