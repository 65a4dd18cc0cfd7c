"""Write data/cldr.json: territories, months, weekdays, units and languages of the nine languages.

Run once per CLDR release, with the dev extra: `python -m newsreader.highlight.extract_cldr`.
Source: Unicode CLDR through babel (Unicode licence v3).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel import Locale
from babel.units import format_unit

from newsreader.highlight.tokens import tokenize

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ru")
CONTINENTS = ("002", "003", "005", "009", "019", "142", "150", "419")
NO_PLACES = ("ZZ", "XA", "XB", "EZ", "QO")
# Unions that CLDR lists as territories, but that act like organisations.
NO_COUNTRIES = ("EU", "UN")

UNITS = {
    "length-meter": "m", "length-kilometer": "km", "length-centimeter": "cm",
    "length-millimeter": "mm", "length-mile": "mile", "length-foot": "ft", "length-inch": "inch",
    "length-yard": "yard", "area-hectare": "ha", "area-acre": "acre", "area-square-meter": "m²",
    "area-square-kilometer": "km²", "volume-liter": "l", "volume-cubic-meter": "m³",
    "volume-gallon": "gallon", "mass-gram": "g", "mass-kilogram": "kg", "mass-tonne": "t",
    "mass-ounce": "oz", "speed-kilometer-per-hour": "km/h", "speed-mile-per-hour": "mph",
    "speed-meter-per-second": "m/s", "speed-knot": "knot", "temperature-celsius": "°C",
    "temperature-fahrenheit": "°F", "power-watt": "W", "power-kilowatt": "kW",
    "power-megawatt": "MW", "power-gigawatt": "GW", "power-horsepower": "hp",
    "energy-kilowatt-hour": "kWh", "electric-volt": "V", "frequency-megahertz": "MHz",
    "pressure-hectopascal": "hPa", "digital-megabyte": "MB", "digital-gigabyte": "GB",
    "digital-terabyte": "TB", "duration-second": "second", "duration-minute": "minute",
    "duration-hour": "hour", "duration-day": "day", "duration-week": "week",
    "duration-month": "month", "duration-year": "year", "duration-decade": "decade",
    "duration-century": "century",
}  # fmt: skip
"""The units of measure that texts name, and how the value of a figure has them."""
AMOUNTS = (1, 2, 5, 21, 1.5)
"""They take all plural forms of the nine languages."""


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
        "units": _units(locale),
        "languages": sorted({_plain(n) for code, n in locale.languages.items() if len(code) == 2}),
    }


def _units(locale: Locale) -> dict[str, str]:
    """Return the names of units, their tokens a blank apart, in all their plural forms."""
    names: dict[str, str] = {}
    for code, unit in UNITS.items():
        for amount in AMOUNTS:
            shown = format_unit(amount, code, "long", format="0.#", locale=locale)
            name = re.sub(r"^[\d.,]+\s+", "", shown)
            if name != shown:
                names[" ".join(token.low for token in tokenize(name))] = unit
    return names


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
