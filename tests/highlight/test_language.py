from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.highlight.language import detect, normalise
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.training.corpora import read_annotated
from newsreader.highlight.words import LANGUAGES

GOLD = Path(__file__).parent / "gold"
OTHERS = {
    name: sentences
    for name, *sentences in (
        paragraph.split("\n")
        for paragraph in (Path(__file__).parent / "other_languages.txt")
        .read_text(encoding="utf-8")
        .strip()
        .split("\n\n")
    )
}
"""Sentences in languages that are none of the nine, by the language's code."""

MOST_WRONG = 0.02
"""So many sentences of other languages, in parts, may pass for one of the nine."""

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


@pytest.mark.parametrize("language", sorted(path.stem for path in GOLD.glob("*.txt")))
def test_tells_every_article_whatever_is_declared(language):
    """A wrong declaration never wins over an article."""
    texts = [tokenize(article.text) for article in read_annotated(GOLD / f"{language}.txt")]
    told = [detect(text, hint) for text in texts for hint in (None, *LANGUAGES)]
    assert told
    assert set(told) == {language}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_hint_never_wins_over_a_sentence_of_another_language(language):
    """What the text plainly says counts for more than what somebody declared."""
    tokens = tokenize(SENTENCES[language])
    assert {detect(tokens, hint) for hint in LANGUAGES} == {language}


@pytest.mark.parametrize("language", OTHERS)
def test_an_article_in_another_language_has_none(language):
    """A neighbour of one of the nine is not taken for it, even where it is declared as it."""
    tokens = tokenize(" ".join(OTHERS[language]))
    assert {detect(tokens, hint) for hint in (None, *LANGUAGES)} == {None}


def test_hardly_a_sentence_in_another_language_is_taken_for_one_of_the_nine():
    """One sentence of a neighbour is enough to see that it is none of the nine."""
    sentences = [sentence for own in OTHERS.values() for sentence in own]
    wrong = [sentence for sentence in sentences if detect(tokenize(sentence))]
    assert len(wrong) <= MOST_WRONG * len(sentences), wrong


def test_a_title_or_a_quote_in_another_language_leaves_the_language_of_the_text():
    """A few foreign words change nothing."""
    text = (
        "Le groupe a présenté hier soir son nouveau disque devant plusieurs centaines de "
        "personnes. « We are so happy to be here », a lancé la chanteuse avant de reprendre, "
        "avec ses musiciens, les chansons qui ont fait son succès depuis vingt ans."
    )
    assert detect(tokenize(text)) == "fr"
    assert detect([*tokenize("The Sound of the Streets"), *tokenize(text)]) == "fr"


def test_names_in_another_language_do_not_count():
    """The small words of a name are no words of the text."""
    text = "L'enquête du Wall Street Journal et de The New York Times sur Los Angeles"
    assert detect(tokenize(text), "fr") == "fr"
    assert detect(tokenize(text), "en") != "en"
    assert detect(tokenize(text), "es") != "es"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Vote de la loi", "fr"),
        ("Reforma de la justicia", "es"),
        ("Vertrag über Gas", "de"),
        ("Deal on gas", "en"),
        ("Sciopero dei treni", "it"),
        ("Staking bij het spoor", "nl"),
        ("Greve dos comboios", "pt"),
        ("Strajk na kolei", "pl"),
        ("Забастовка на железной дороге", "ru"),
    ],
)
def test_a_hint_decides_a_headline(text, hint):
    """A few words in the declared language bear it out."""
    assert detect(tokenize(text), hint) == hint


def test_a_hint_counts_only_with_words_of_that_language():
    """A declared language must have at least some of its signs in the text, and lead by them."""
    assert detect(tokenize("Vote de la loi"), "de") != "de"
    assert detect(tokenize("Apollo 11"), "fr") is None
    assert detect(tokenize(""), "fr") is None
    assert detect(tokenize("Vote de la loi"), "xx") == detect(tokenize("Vote de la loi"))


def test_language_tags_are_reduced_to_their_code():
    """BCP 47 tags and their spellings become two letters."""
    assert [normalise(tag) for tag in ("fr-CA", "EN_us", "pt", "", None)] == [
        "fr", "en", "pt", None, None,
    ]  # fmt: skip
