"""What a search says of figures: `amount:€>1e9`, `percent:>5`, `date:2022-02-24`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from newsreader.model.dates import days_of
from newsreader.model.mention import MentionKind

KEYS = ("amount", "percent", "date")

_AMOUNTS = (MentionKind.MONEY, MentionKind.QUANTITY, MentionKind.NUMBER)

_CURRENCIES = {
    "€": ("EUR", "€"),
    "$": ("$", "USD"),
    "usd": ("USD", "$"),
    "£": ("GBP", "£"),
    "¥": ("JPY", "¥", "CNY"),
    "₽": ("RUB", "₽"),
    "zł": ("PLN",),
    "zl": ("PLN",),
    "fr": ("CHF",),
    "₴": ("UAH", "₴"),
    "₹": ("INR", "₹"),
}
_MEASURES: tuple[dict[str, float], ...] = (
    {"mm": 0.001, "cm": 0.01, "m": 1, "km": 1000, "inch": 0.0254, "ft": 0.3048, "yard": 0.9144,
     "mile": 1609.344},
    {"m²": 1, "km²": 1e6, "ha": 1e4, "acre": 4046.8564224},
    {"l": 1, "m³": 1000, "gallon": 3.785411784},
    {"g": 0.001, "kg": 1, "t": 1000, "ounce": 0.028349523125, "oz": 0.028349523125},
    {"km/h": 1, "mph": 1.609344, "m/s": 3.6, "knot": 1.852},
    {"W": 1, "kW": 1e3, "MW": 1e6, "GW": 1e9, "TW": 1e12},
    {"Wh": 1, "kWh": 1e3, "MWh": 1e6, "GWh": 1e9, "TWh": 1e12},
    {"MB": 1, "GB": 1e3, "TB": 1e6},
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
)  # fmt: skip
"""Units of one measure with what makes them comparable."""

_NUMBER = r"[-+−]?\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d{1,3})?"
_AMOUNT = re.compile(
    rf"(?P<before>[^\d<>=.+−-]*?)\s*(?P<sign>[<>]=?|=)?\s*(?P<low>{_NUMBER})"
    rf"(?:\.\.(?P<high>{_NUMBER}))?\s*(?P<after>[^\d<>=\s.][^<>=]*)?",
    re.ASCII,
)
_WHEN = re.compile(
    r"(?P<sign>[<>]=?|=)?\s*(?P<low>[\dWwXx-]+)(?:\.\.(?P<high>[\dWwXx-]+))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class FigureRange:
    """Which figures a search asks for: of these kinds, from `low` to `high`; None is without end.

    A bound that is not `closed` is itself not meant. `units` are the units that are meant, each
    with the factor by which the bounds have to be multiplied to be in it; none means any. A figure
    that is a range itself is found where it has a part of what is asked for; with `is_within`
    (dates, in days) only where all of it is.
    """

    kinds: tuple[MentionKind, ...]
    low: float | None = None
    high: float | None = None
    closed: tuple[bool, bool] = (True, True)
    units: tuple[tuple[str, float], ...] = ()
    is_within: bool = False


def figure_range(key: str, value: str) -> FigureRange | None:
    """Return what a condition on figures asks for, or None where it makes no sense."""
    if key == "date":
        return _dates(value)
    match = _AMOUNT.fullmatch(value.strip())
    if match is None:
        return None
    units: tuple[tuple[str, float], ...] = ()
    named = [each.strip() for each in (match["before"], match["after"] or "") if each.strip()]
    if key == "percent":
        if named not in ([], ["%"]):
            return None
        kinds: tuple[MentionKind, ...] = (MentionKind.PERCENT,)
    else:
        kinds = _AMOUNTS
        if len(named) > 1:
            return None
        units = _units(named[0]) if named else ()
    low, high = _number(match["low"]), _number(match["high"])
    if low is None or (match["high"] is not None and (high is None or match["sign"])):
        return None
    if high is None:
        return _one_sided(kinds, match["sign"] or "=", low, units)
    return FigureRange(kinds, min(low, high), max(low, high), units=units)


def _one_sided(
    kinds: tuple[MentionKind, ...], sign: str, bound: float, units: tuple[tuple[str, float], ...]
) -> FigureRange:
    if sign == "=":
        return FigureRange(kinds, bound, bound, units=units)
    is_closed = sign.endswith("=")
    if sign.startswith(">"):
        return FigureRange(kinds, bound, None, (is_closed, True), units)
    return FigureRange(kinds, None, bound, (True, is_closed), units)


def _dates(value: str) -> FigureRange | None:
    match = _WHEN.fullmatch(value.strip().upper())
    days = days_of(match["low"]) if match else None
    if match is None or days is None:
        return None
    low: float | None
    high: float | None
    low, high = days
    if match["high"] is not None:
        until = days_of(match["high"])
        if until is None or match["sign"]:
            return None
        low, high = min(low, until[0]), max(high, until[1])
    elif match["sign"] not in (None, "="):
        low, high = {
            ">": (high + 1, None),
            ">=": (low, None),
            "<": (None, low - 1),
            "<=": (None, high),
        }[match["sign"]]
    return FigureRange((MentionKind.DATE,), low, high, is_within=True)


def _units(named: str) -> tuple[tuple[str, float], ...]:
    """Return the units that a unit as it is written may be: of one measure all, else itself."""
    if codes := _CURRENCIES.get(named.lower()):
        return tuple((code, 1.0) for code in codes)
    for measure in _MEASURES:
        if named in measure:
            return tuple((unit, measure[named] / factor) for unit, factor in measure.items())
    if len(named) == 3 and named.isascii() and named.isalpha():
        return ((named.upper(), 1.0), (named, 1.0))
    return ((named, 1.0),)


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    number = float(text.replace("_", "").replace("−", "-"))
    return number if math.isfinite(number) else None
