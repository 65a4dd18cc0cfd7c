"""The word lists of the rules: plain text files, a `key: value, value` a paragraph.

`data/<language>.txt` holds what differs by language, `data/lists.txt` what does not,
`data/languages.txt` the function words, `data/cldr.json` names from CLDR (see extract_cldr.py).
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

    def words(self, section: str) -> frozenset[str]:
        """Return a section as a set; one that the language does not have is empty."""
        return self.sets.get(section, frozenset())

    def values(self, section: str) -> Mapping[str, str]:
        """Return a section of `word=value` entries; one the language does not have is empty."""
        return self.maps.get(section, {})


@cache
def lexicon(language: str | None) -> Lexicon:
    """Return the words of a language; of one without its own, only what holds everywhere."""
    sections = dict(read("lists"))
    cldr: dict[str, Any] = {}
    if language in LANGUAGES:
        sections |= read(language)
        sections["function"] = read("languages")[language]
        cldr = _cldr()[language]
        sections["openers"] = sections.get("openers", ()) + tuple(cldr["weekdays"])
        sections["languages"] = tuple(cldr["languages"])
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
