"""Write data/cldr.json: territories, months, weekdays and languages of the nine languages.

Run once per CLDR release, with the dev extra: `python -m newsreader.highlight.extract_cldr`.
Source: Unicode CLDR through babel (Unicode licence v3).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel import Locale

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ru")
CONTINENTS = ("002", "003", "005", "009", "019", "142", "150", "419")
NO_PLACES = ("ZZ", "XA", "XB", "EZ", "QO")
# Unions that CLDR lists as territories, but that act like organisations.
NO_COUNTRIES = ("EU", "UN")


def table(language: str) -> dict[str, object]:
    """Return what the highlighter takes from CLDR for one language."""
    locale = Locale(language)
    months: dict[str, int] = {}
    short_months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        months |= {_plain(name): number for number, name in locale.months[context]["wide"].items()}
        short_months |= {
            _plain(name).rstrip("."): number
            for number, name in locale.months[context]["abbreviated"].items()
        }
        # CLDR and the standard library both count from Monday = 0.
        weekdays |= {_plain(name): number for number, name in locale.days[context]["wide"].items()}
    return {
        "territories": sorted(_territories(locale)),
        "months": months,
        "short_months": {name: n for name, n in short_months.items() if name not in months},
        "weekdays": weekdays,
        "languages": sorted({_plain(n) for code, n in locale.languages.items() if len(code) == 2}),
    }


def _territories(locale: Locale) -> set[str]:
    names = set()
    for code, name in locale.territories.items():
        is_country = len(code) == 2 and code not in NO_PLACES + NO_COUNTRIES
        if is_country or code in CONTINENTS:
            short = re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'")
            names.add(short)
    return names


def _plain(name: str) -> str:
    return name.lower().replace("’", "'")


def main() -> None:
    """Write the tables of all languages beside this file."""
    tables = {language: table(language) for language in LANGUAGES}
    text = json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True)
    path = Path(__file__).parent / "data" / "cldr.json"
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
