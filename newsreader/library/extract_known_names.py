"""Write data/cldr_names.txt: the countries and large cities by their names in nine languages.

Run once per CLDR release, with the dev extra: `python -m newsreader.library.extract_known_names`.
Source: Unicode CLDR through babel (Unicode licence v3): territories, and the cities after which
time zones are called, capitals most of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from newsreader.library.name_keys import plain

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pl", "ru")
NO_COUNTRIES = ("EU", "UN", "ZZ", "XA", "XB", "EZ", "QO")
_REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
            "Pacific/")  # fmt: skip
_NO_CITIES = ("America/Nipigon", "Europe/Busingen", "Europe/Isle_of_Man", "Indian/Christmas",
              "Pacific/Easter")  # fmt: skip

_HEAD = """# Countries and large cities in nine languages, one a line: its code, its names.
# Made by extract_known_names.py from Unicode CLDR (Unicode licence v3). Names that are those of
# two of them are left out.
"""


def _names() -> Iterator[tuple[str, list[str]]]:
    """Yield codes (ISO 3166, or a time zone's) with their names."""
    locales = [Locale(language) for language in LANGUAGES]
    for code in sorted(locales[0].territories):
        if len(code) == 2 and code not in NO_COUNTRIES:
            yield code, [_bare(locale.territories.get(code, "")) for locale in locales]
    for zone in sorted(locales[0].time_zones):
        if not zone.startswith(_REGIONS) or zone.count("/") > 1 or zone in _NO_CITIES:
            continue
        own = zone.rpartition("/")[2].replace("_", " ")
        cities = [locale.time_zones.get(zone, {}).get("city", own) for locale in locales]
        yield zone, [_bare(city) for city in cities]


def _bare(name: str) -> str:
    return re.sub(r"\s*[\[(][^\])]*[\])]", "", name).replace("’", "'").replace(",", "")


def main() -> None:
    """Write the table beside this file; a name of two countries, or of two cities, is neither's."""
    table = {code: [*dict.fromkeys(filter(None, names))] for code, names in _names()}
    owners: dict[str, set[str]] = {}
    for code, names in table.items():
        for name in names:
            owners.setdefault(plain(name), set()).add(code)
    lines = []
    for code, names in table.items():
        # A country counts more than a city of its name.
        kept = [
            name
            for name in names
            if len({one for one in owners[plain(name)] if len(one) == 2} or owners[plain(name)])
            == 1
            and (len(code) == 2 or not any(len(one) == 2 for one in owners[plain(name)]))
        ]
        # One that is spelled alike in all languages needs no table.
        if len(code) == 2 or len({plain(name) for name in kept}) > 1:
            lines.append(f"{code} = {', '.join(kept)}")
    path = Path(__file__).parent / "data" / "cldr_names.txt"
    path.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
