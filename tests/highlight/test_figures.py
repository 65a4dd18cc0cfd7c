from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.highlight.figures import find_figures
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.words import lexicon

PUBLISHED_AT = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)  # a Tuesday


def figures(text: str, language: str | None, at: datetime | None = PUBLISHED_AT):
    return [
        (text[f.start : f.end], f.kind.value, f.value.to_json() if f.value else None)
        for f in find_figures(tokenize(text), lexicon(language), at)
    ]


CASES = [
    (
        "fr",
        "de six à douze par mois",
        [("six à douze", "quantity", {"amount": [6, 12], "per": "month"})],
    ),
    ("fr", "le 24 février 2022.", [("24 février 2022", "date", "2022-02-24")]),
    ("fr", "en septembre 2022", [("septembre 2022", "date", "2022-09")]),
    ("fr", "il vient mardi", [("mardi", "date", "2024-04-02")]),
    ("fr", "dès 14 h 30", [("14 h 30", "time", "14:30")]),
    (
        "fr",
        "à 8 heures, pendant 8 heures",
        [("8 heures", "time", "08:00"), ("8 heures", "quantity", {"amount": 8, "unit": "hour"})],
    ),
    (
        "fr",
        "coûte 2,5 milliards d'euros",
        [("2,5 milliards d'euros", "money", {"amount": 2_500_000_000, "unit": "EUR"})],
    ),
    (
        "fr",
        "environ 90 km/h",
        [("90 km/h", "quantity", {"amount": 90, "unit": "km/h", "about": True})],
    ),
    (
        "fr",
        "entre 40 et 60 % des voix",
        [("40 et 60 %", "percent", [40, 60])],
    ),
    ("fr", "un tiers des élus", [("un tiers", "number", 0.3333)]),
    ("fr", "arrivé 3e sur dix", [("3e", "ordinal", 3), ("dix", "number", 10)]),
    ("fr", "au XXIe siècle", [("XXIe siècle", "date", "20")]),
    ("fr", "dans les années 1990", [("1990", "date", "199X")]),
    ("fr", "deux référendums", [("deux", "quantity", {"amount": 2, "unit": "référendums"})]),
    ("fr", "les 12 canons Caesar", [("12", "quantity", {"amount": 12, "unit": "canons Caesar"})]),
    ("fr", "il fait -3,5 °C", [("-3,5 °C", "quantity", {"amount": -3.5, "unit": "°C"})]),
    ("fr", "vaut CHF 1'200", [("CHF 1'200", "money", {"amount": 1200, "unit": "CHF"})]),
    ("fr", "battus 3-1 chez eux", [("3-1", "number", [3, 1])]),
    (
        "fr",
        "les 11 et 12 décembre 2018",
        [("11", "date", "2018-12-11"), ("12 décembre 2018", "date", "2018-12-12")],
    ),
    (
        "fr",
        "quatre-vingt-dix-sept soldats",
        [("quatre-vingt-dix-sept", "quantity", {"amount": 97, "unit": "soldats"})],
    ),
    (
        "fr",
        "plus de 300\u202f000 habitants",
        [("300\u202f000", "quantity", {"amount": 300_000, "unit": "habitants", "about": True})],
    ),
    (
        "fr",
        "une vingtaine de chars",
        [("vingtaine", "quantity", {"amount": 20, "unit": "chars", "about": True})],
    ),
    (
        "fr",
        "un million de personnes",
        [("un million", "quantity", {"amount": 1_000_000, "unit": "personnes"})],
    ),
    ("fr", "de 1990 à 2000", [("1990", "date", "1990"), ("2000", "date", "2000")]),
    (
        "fr",
        "hier et la semaine dernière",
        [("hier", "date", "2024-04-01"), ("semaine dernière", "date", "2024-W13")],
    ),
    ("fr", "le 29 janvier prochain", [("29 janvier prochain", "date", "2025-01-29")]),
    ("en", "a $3.4bn deal", [("$3.4bn", "money", {"amount": 3_400_000_000, "unit": "$"})]),
    (
        "en",
        "half a million people",
        [("half a million", "quantity", {"amount": 500_000, "unit": "people"})],
    ),
    (
        "en",
        "on February 24, 2022 at 2:30 p.m. sharp",
        [("February 24, 2022", "date", "2022-02-24"), ("2:30 p.m.", "time", "14:30")],
    ),
    (
        "en",
        "fewer than 50 people a day",
        [("50", "quantity", {"amount": 50, "unit": "people", "about": True, "per": "day"})],
    ),
    ("en", "in the 1990s", [("1990s", "date", "199X")]),
    (
        "en",
        "about 1,200 homes",
        [("1,200", "quantity", {"amount": 1200, "unit": "homes", "about": True})],
    ),
    (
        "en",
        "on 13/02/2022 and 03/02/2022",
        [("13/02/2022", "date", "2022-02-13"), ("03/02/2022", "date", "2022")],
    ),
    (
        "de",
        "am 24. Februar 2022 um 8.30 Uhr",
        [("24. Februar 2022", "date", "2022-02-24"), ("8.30 Uhr", "time", "08:30")],
    ),
    (
        "de",
        "zweieinhalb Stunden",
        [("zweieinhalb Stunden", "quantity", {"amount": 2.5, "unit": "hour"})],
    ),
    (
        "de",
        "rund 2,5 Mio. Euro",
        [("2,5 Mio. Euro", "money", {"amount": 2_500_000, "unit": "EUR", "about": True})],
    ),
    (
        "de",
        "fünfundzwanzig Leute",
        [("fünfundzwanzig", "quantity", {"amount": 25, "unit": "Leute"})],
    ),
    ("es", "el 24 de febrero de 2022", [("24 de febrero de 2022", "date", "2022-02-24")]),
    (
        "es",
        "treinta y cinco años",
        [("treinta y cinco años", "quantity", {"amount": 35, "unit": "year"})],
    ),
    (
        "it",
        "ventuno sedie, 40%",
        [
            ("ventuno", "quantity", {"amount": 21, "unit": "sedie"}),
            ("40%", "percent", 40),
        ],
    ),
    (
        "nl",
        "2,5 miljoen euro",
        [("2,5 miljoen euro", "money", {"amount": 2_500_000, "unit": "EUR"})],
    ),
    (
        "pt",
        "R$ 500 em 1998",
        [("R$ 500", "money", {"amount": 500, "unit": "BRL"}), ("1998", "date", "1998")],
    ),
    ("pl", "24 lutego 2022 roku", [("24 lutego 2022 roku", "date", "2022-02-24")]),
    (
        "ru",
        "двадцать пять человек",
        [("двадцать пять", "quantity", {"amount": 25, "unit": "человек"})],
    ),
    ("ru", "3 млн рублей", [("3 млн рублей", "money", {"amount": 3_000_000, "unit": "RUB"})]),
    (
        None,
        "24.02.2022, 40 %, 14:30",
        [
            ("24.02.2022", "date", "2022-02-24"),
            ("40 %", "percent", 40),
            ("14:30", "time", "14:30"),
        ],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_finds_a_figure_with_its_measure_kind_and_value(language, text, wanted):
    """A figure's span is the number with its measure; the rest of what is said is its value."""
    assert figures(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "un homme, une femme, une première"),
        ("fr", "le F-16, la Covid-19, le G7 et l'A320"),
        ("fr", "appelez le 01 23 45 67 89"),
        ("fr", "appelez le 01.23.45.67.89"),
        ("fr", "voir https://example.org/2022/40 et a1@example.org"),
        ("fr", "la version 3.2 et la 3.11.2"),
        ("fr", "1. Premier point\n\n2) Second point"),
        ("fr", "un véhicule neuf."),
        ("fr", "le réseau 5G"),
        ("en", "a man may march for one of them"),
        ("de", "eine Frau und ein Mann"),
        ("it", "tu sei qui"),
    ],
)
def test_passes_over_what_is_no_figure(language, text):
    """Articles, codes, telephone numbers, addresses, versions and list numbers are no figures."""
    assert figures(text, language) == []


def test_relative_dates_without_a_publication_date_have_no_value():
    """Where nothing tells which Tuesday, the mark stands without a date."""
    assert figures("mardi", "fr", None) == [("mardi", "date", None)]


def test_dates_without_a_year_stay_so_without_a_publication_date():
    """A date goes as far as the text does."""
    assert figures("le 12 décembre", "fr", None) == [("12 décembre", "date", "--12-12")]


def test_the_year_left_out_is_the_nearest_to_publication():
    """On 2 January, "le 30 décembre" was three days ago."""
    at = datetime(2024, 1, 2, tzinfo=UTC)
    assert figures("le 30 décembre", "fr", at) == [("30 décembre", "date", "2023-12-30")]


RULES = [
    (
        "en",
        "for two and a half hours",
        [("two and a half hours", "quantity", {"amount": 2.5, "unit": "hour"})],
    ),
    (
        "fr",
        "après deux ans et demi",
        [("deux ans et demi", "quantity", {"amount": 2.5, "unit": "year"})],
    ),
    (
        "en",
        "it weighs 605 pounds and costs 80 pounds in a shop",
        [
            ("605 pounds", "quantity", {"amount": 605, "unit": "lb"}),
            ("80 pounds", "money", {"amount": 80, "unit": "GBP"}),
        ],
    ),
    ("en", "in 12 s flat", [("12 s", "quantity", {"amount": 12, "unit": "second"})]),
    ("en", "in the 1990s", [("1990s", "date", "199X")]),
    ("fr", "pesant 0,1 g.\n\nSuite", [("0,1 g", "quantity", {"amount": 0.1, "unit": "g"})]),
    ("fr", "à 0 °C. La suite", [("0 °C", "quantity", {"amount": 0, "unit": "°C"})]),
    ("fr", "le pays attendra 1884.", [("1884", "date", "1884")]),
    ("de", "mehrere Tausend Arbeiter", []),
    ("en", "began on Feb. 24, 2022", [("Feb. 24, 2022", "date", "2022-02-24")]),
    ("fr", "depuis le 14 mai", [("14 mai", "date", "2023-05-14")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), RULES)
def test_reads_halves_weights_and_dates_in_the_past(language, text, wanted):
    """Halves belong to a figure, pounds may be weights, and "since" leads to the past."""
    assert figures(text, language) == wanted


ANY_LANGUAGE = [
    ("24 février 2022", [("24 février 2022", "date", "2022-02-24")]),
    ("2. April 2024", [("2. April 2024", "date", "2024-04-02")]),
    ("April 2, 2024", [("April 2, 2024", "date", "2024-04-02")]),
    ("2 de abril de 2024", [("2 de abril de 2024", "date", "2024-04-02")]),
    ("3 мая 2024 года", [("3 мая 2024 года", "date", "2024-05-03")]),
    ("14 Jan 2021", [("14 Jan 2021", "date", "2021-01-14")]),
    ("Juni 2021", [("Juni 2021", "date", "2021-06")]),
    ("mardi 2 avril 2024", [("mardi 2 avril 2024", "date", "2024-04-02")]),
    ("12-14 juin 2021", [("12", "date", "2021-06-12"), ("14 juin 2021", "date", "2021-06-14")]),
    ("03/02/2022", [("03/02/2022", "date", "2022")]),
    ("12 pour cent, 5 Prozent", [("12 pour cent", "percent", 12), ("5 Prozent", "percent", 5)]),
    ("3,5 Mio. Euro", [("3,5 Mio. Euro", "money", {"amount": 3_500_000, "unit": "EUR"})]),
    ("$5 million", [("$5 million", "money", {"amount": 5_000_000, "unit": "$"})]),
    ("1,200 Euro", [("1,200 Euro", "money", {"amount": 1200, "unit": "EUR"})]),
    # What differs by language is no more than a number.
    ("3 billion, 12 Dec, 7 pounds", [
        ("3", "quantity", {"amount": 3, "unit": "billion"}),
        ("12", "number", 12),
        ("7", "quantity", {"amount": 7, "unit": "pounds"}),
    ]),
    ("Mars, May, Domingo, mai 68, out 2024", [("68", "number", 68), ("2024", "date", "2024")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ANY_LANGUAGE)
def test_reads_what_is_plain_in_any_language(text, wanted):
    """Dates, money and percentages on which all languages agree need no known language."""
    assert figures(text, None) == wanted
