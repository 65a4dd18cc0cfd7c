"""Readings that hang on the words around: shares, hours, channels, telephones, races."""

from __future__ import annotations

import pytest

from tests.highlight.test_figures import figures

SPANS = [
    # A half is a share, and no half of a match or year.
    ("fr", "plus de la moitié des élus", ["moitié"]),
    ("fr", "à la moitié du match, la première moitié", []),
    ("en", "half of them left", ["half"]),
    ("en", "the western half of the country", []),
    ("de", "in der ersten Hälfte war wenig los", []),
    ("de", "in der zweiten Hälfte 2025", ["zweiten Hälfte 2025"]),
    ("ru", "больше половины опрошенных", ["половины"]),
    ("pl", "w drugiej połowie i w połowie maja", ["drugiej", "połowie maja"]),
    # "One" of so many is a figure, the article is none.
    ("fr", "un Français sur cinq, un pont sur deux rivières", ["un", "cinq", "deux"]),
    ("es", "uno de cada tres, uno de ellos", ["uno", "tres"]),
    ("en", "one in five, one of them, one of five", ["one", "five", "five"]),
    # Hours of the day are two spans, a length of time is one.
    ("fr", "ouvert de 8 à 18 heures", ["8", "18 heures"]),
    ("fr", "dure de 2 à 3 heures", ["2 à 3 heures"]),
    ("fr", "travaille de 8 à 10 heures par jour", ["8 à 10 heures"]),
    ("es", "abre de 9 a 14 horas de lunes a viernes", ["9", "14 horas", "lunes", "viernes"]),
    ("es", "de 8 a 10 horas de trabajo", ["8 a 10 horas"]),
    ("nl", "open van 9 tot 17 uur", ["9", "17 uur"]),
    ("de", "um halb neun", ["halb neun"]),
    ("es", "a las 3:42 p. m. de ayer", ["3:42 p. m.", "ayer"]),
    # A broadcaster's number is its name.
    ("fr", "France 3 diffusera le débat", []),
    ("fr", "France 2, Italie 1", ["2", "1"]),
    ("fr", "en France 3 communes ferment", ["3"]),
    ("es", "lo emitirá La 2.", []),
    ("it", "su Rai 1, Rete 4 e Canale 5", []),
    # Telephones, results and list numbers.
    ("en", "call (555) 123-4567 or +1 212-555-0100", []),
    ("fr", "- 4. Rire", []),
    ("fr", "couru en 9''84", []),
    ("nl", "de marathon in 2:08.24", []),
    ("de", "schwamm 1:54,32 Minuten", ["1:54,32 Minuten"]),
    # Words of sums and measures.
    (
        "es",
        "medio millón de euros y medio millón de votos",
        ["medio millón de euros", "medio millón"],
    ),
    ("de", "zwei Dutzend Boote", ["zwei Dutzend"]),
    ("en", "roughly a dozen boats", ["dozen"]),
    ("en", "a ten-year bond", ["ten-year"]),
    ("en", "wait a second, a second vote", ["second"]),
    ("es", "la primera quincena de mayo", ["primera quincena de mayo"]),
    ("it", "un ventenne e un diciannovenne, gente perenne", ["ventenne", "diciannovenne"]),
]


@pytest.mark.parametrize(("language", "text", "spans"), SPANS)
def test_the_words_around_tell_what_is_a_figure(language, text, spans):
    """Each text has these figures and no others."""
    assert [span for span, _, _ in figures(text, language)] == spans


VALUES = [
    ("fr", "moins 4 degrés", {"amount": -4, "unit": "°"}),
    ("de", "bei minus 12 Grad", {"amount": -12, "unit": "°"}),
    ("fr", "moins de 4 degrés", {"amount": 4, "unit": "°", "about": True}),
    ("en", "$3m a year", {"amount": 3_000_000, "unit": "$", "per": "year"}),
    ("en", "$3m a year earlier", {"amount": 3_000_000, "unit": "$"}),
    ("de", "gegen den 53-Jährigen", {"amount": 53, "unit": "year"}),
    ("en", "about the 12 men", {"amount": 12, "unit": "men"}),
    ("fr", "une heure et demie", {"amount": 1.5, "unit": "hour"}),
    ("pt", "três centenas e meia de pessoas", {"amount": 350, "unit": "pessoas"}),
    ("it", "mezzo milione di euro", {"amount": 500_000, "unit": "EUR"}),
    ("en", "half a percentage point", {"amount": 0.5, "unit": "pp"}),
    ("en", "4 basis points", {"amount": 4, "unit": "bp"}),
    ("nl", "kwart over twaalf", "12:15"),
    ("es", "a las ocho y media de la noche", "20:30"),
    ("fr", "midi et demi", "12:30"),
    ("fr", "12 k€", {"amount": 12_000, "unit": "EUR"}),
]


@pytest.mark.parametrize(("language", "text", "value"), VALUES)
def test_the_words_around_tell_a_value(language, text, value):
    """The one figure of each text means this."""
    assert [told for _, _, told in figures(text, language)] == [value]
