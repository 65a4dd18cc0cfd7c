from __future__ import annotations

import pytest

from newsreader.highlight.language import detect, normalise
from newsreader.highlight.tokens import tokenize

SENTENCES = {
    "fr": "La ville a été reconstruite après la guerre par ceux qui y vivaient encore.",
    "en": "The city was rebuilt after the war by those who were still living there.",
    "de": "Die Stadt wurde nach dem Krieg von denen wieder aufgebaut, die noch dort lebten.",
    "es": "La ciudad fue reconstruida después de la guerra por los que aún vivían en ella.",
    "it": "La città è stata ricostruita dopo la guerra da quelli che ci vivevano ancora.",
    "nl": "De stad werd na de oorlog herbouwd door de mensen die er nog woonden.",
    "pt": "A cidade foi reconstruída depois da guerra por aqueles que ainda viviam nela, e não só.",
    "pl": "Miasto zostało odbudowane po wojnie przez tych, którzy jeszcze w nim mieszkali.",
    "ru": "Город был восстановлен после войны теми, кто ещё в нём жил, и это не всё.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_tells_a_sentence_of_each_language(language):
    """One sentence is enough to tell any of the nine languages."""
    assert detect(tokenize(SENTENCES[language])) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le 24 février 2022", "fr"),
        ("Il a gagné 3 millions d'euros", "fr"),
        ("Hausse de 40 % puis de 12 pour cent", "fr"),
        ("On 2 April 2024 the minister left.", "en"),
        ("Am 2. April 2024 ging er.", "de"),
        ("em 2 de abril de 2024", "pt"),
        ("maandag 5 mei", "nl"),
    ],
)
def test_tells_a_few_words_that_are_of_one_language_only(text, language):
    """Months, weekdays and words of sums tell a language together with its function words."""
    assert detect(tokenize(text)) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2 April 2024",
        "el 2 de abril",
        "The Guardian",
        "La Repubblica",
        "Los Angeles",
        "Den 24 februari 2022 startade det",
        "Apollo 11",
        "12 %, 40 km/h",
        "La ciutat va ser reconstruïda després de la guerra per aquells que encara hi vivien.",
        "Staden byggdes upp efter kriget av dem som fortfarande bodde där och inte ville flytta.",
        "Місто було відбудовано після війни тими, хто ще в ньому жив, і це не все, що є.",
        "東京は日本の首都です。",
        SENTENCES["fr"] + " " + SENTENCES["en"],
    ],
)
def test_guesses_nothing_rather_than_wrong(text):
    """Short, mixed and foreign texts have no language."""
    assert detect(tokenize(text)) is None


def test_a_hint_counts_only_with_words_of_that_language():
    """A declared language must have at least some of its function words in the text."""
    tokens = tokenize("Vote de la loi")
    assert detect(tokens, "fr") == "fr"
    assert detect(tokens, "de") is None


def test_language_tags_are_reduced_to_their_code():
    """BCP 47 tags and their spellings become two letters."""
    assert [normalise(tag) for tag in ("fr-CA", "EN_us", "pt", "", None)] == [
        "fr", "en", "pt", None, None,
    ]  # fmt: skip
