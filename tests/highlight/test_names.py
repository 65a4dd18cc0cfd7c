from __future__ import annotations

import pytest

from newsreader.highlight.highlight import mark


def names(text: str, language: str, title: str = "") -> list[tuple[str, str]]:
    marks = mark(title, text, language=language)
    return [(text[m.start : m.end], m.kind.value) for m in marks.mentions if m.kind.is_name]


CASES = [
    ("fr", "La chancelière a reçu Ursula von der Leyen.", [("Ursula von der Leyen", "person")]),
    (
        "fr",
        "Il cite Charles de Gaulle et le roi Louis XIV.",
        [("Charles de Gaulle", "person"), ("Louis XIV", "person")],
    ),
    ("fr", "Le président Tokaïev est arrivé.", [("Tokaïev", "person")]),
    (
        "fr",
        "On attend la réponse de l’OTAN et d'Ukraine.",
        [("OTAN", "organisation"), ("Ukraine", "place")],
    ),
    ("fr", "Ils vont à Vierzon et au Caire.", [("Vierzon", "place"), ("Caire", "place")]),
    (
        "fr",
        "Le ministère de la Défense et la Banque de France ont répondu.",
        [("ministère de la Défense", "organisation"), ("Banque de France", "organisation")],
    ),
    ("fr", "Les Français et les Américains parlent anglais le lundi.", []),
    ("fr", "Personne ne sait. Demain sera long. Beaucoup en rient.", []),
    (
        "fr",
        "Le vol d'Apollo 11 et un Airbus A320.",
        [("Apollo 11", "other"), ("Airbus A320", "other")],
    ),
    (
        "en",
        "US President Joe Biden met Dr. Okafor in Leeds.",
        [("US", "place"), ("Joe Biden", "person"), ("Okafor", "person"), ("Leeds", "place")],
    ),
    (
        "en",
        "The Bank of England and Acme Inc. fired the American.",
        [("Bank of England", "organisation"), ("Acme Inc.", "organisation")],
    ),
    ("en", "It rained. Yesterday was fine, said Russia's army.", [("Russia", "place")]),
    (
        "de",
        "Der Hund und die Katze sehen Bundeskanzler Olaf Scholz in Berlin.",
        [("Olaf Scholz", "person"), ("Berlin", "place")],
    ),
    (
        "de",
        "Das Unternehmen Siemens AG und die SPD.",
        [("Siemens AG", "organisation"), ("SPD", "organisation")],
    ),
    (
        "es",
        "El presidente Pedro Sánchez viajó a Bruselas.",
        [("Pedro Sánchez", "person"), ("Bruselas", "place")],
    ),
    (
        "it",
        "Il ministro Antonio Tajani è a Roma.",
        [("Antonio Tajani", "person"), ("Roma", "place")],
    ),
    (
        "nl",
        "Premier Mark Rutte sprak in Den Haag.",
        [("Mark Rutte", "person"), ("Den Haag", "place")],
    ),
    ("pt", "O presidente Lula chegou a Lisboa.", [("Lula", "person"), ("Lisboa", "place")]),
    (
        "pl",
        "Prezydent Andrzej Duda był w Warszawie.",
        [("Andrzej Duda", "person"), ("Warszawie", "place")],
    ),
    (
        "ru",
        "Президент России Владимир Путин прилетел в Пекин.",
        [("России", "place"), ("Владимир Путин", "person"), ("Пекин", "place")],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_finds_names_with_their_kinds(language, text, wanted):
    """Capitals, titles, lists and the words around tell what is a name and of what kind."""
    assert names(text, language) == wanted


def test_an_acronym_and_its_expansion_are_one_name():
    """What stands in brackets after its long form has the long form as canonical."""
    text = "L'Organisation du traité de l'Atlantique nord (Otan) se réunit. L'OTAN attend."
    marks = mark("", text, language="fr")
    assert {m.canonical for m in marks.mentions} == {"Organisation du traité de l'Atlantique nord"}
    assert len(marks.mentions) == 3


def test_spellings_of_one_acronym_share_a_canonical_form():
    """Otan and OTAN are the same name."""
    text = "L'Otan attend. Mais l'OTAN hésite, et l'Otan doute."
    assert [m.canonical for m in mark("", text, language="fr").mentions] == ["Otan"] * 3


def test_a_surname_is_the_person_named_in_full_also_where_a_sentence_begins():
    """A surname alone has the kind and the canonical form of the full name."""
    text = "La députée Jeanne Quemener parle. Quemener insiste, et Quemener sort."
    marks = mark("", text, language="fr")
    assert [m.canonical for m in marks.mentions] == ["Jeanne Quemener"] * 3


def test_the_kind_with_most_evidence_holds_for_the_whole_article():
    """A form has one kind in an article: "Zorvia" is a company once the text says so."""
    text = "La société Zorvia recrute. On attend Zorvia. Chez Zorvia, on se tait."
    assert names(text, "fr") == [("Zorvia", "organisation")] * 3


def test_a_title_in_capitals_is_marked_by_what_the_text_confirms():
    """In a headline where every word has a capital only known names are marked."""
    title = "Biden Meets Zelensky In Kyiv As Long War Goes On"
    text = "President Joe Biden met Volodymyr Zelensky in Kyiv."
    marks = mark(title, text, language="en")
    found = [(title[m.start : m.end], m.canonical) for m in marks.title_mentions]
    assert found == [("Biden", "Joe Biden"), ("Zelensky", "Volodymyr Zelensky"), ("Kyiv", "Kyiv")]
    loud = "LE PRÉSIDENT MACRON REÇOIT À PARIS"
    marks = mark(loud, "Emmanuel Macron parle.", language="fr")
    assert [loud[m.start : m.end] for m in marks.title_mentions] == ["MACRON", "PARIS"]
