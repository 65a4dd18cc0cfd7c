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


RULES = [
    # An office is no name, nor what it is of; an institution is.
    ("fr", "Il suit le ministre français des Armées, Louis Vallin.", [("Louis Vallin", "person")]),
    (
        "fr",
        "On attend les ministres des Affaires étrangères de l’OTAN.",
        [("OTAN", "organisation")],
    ),
    (
        "fr",
        "On voit la présidente de la Commission européenne Ursula von der Leyen.",
        [("Commission européenne", "organisation"), ("Ursula von der Leyen", "person")],
    ),
    (
        "it",
        "Parla il presidente della Repubblica Sergio Verri.",
        [("Sergio Verri", "person")],
    ),
    # "e" and "y" between two persons; "la" and the like are no parts of a name.
    (
        "it",
        "Parlano Marco Velli e Anna Corsi.",
        [("Marco Velli", "person"), ("Anna Corsi", "person")],
    ),
    (
        "es",
        "Hablan Pedro Lanza y Carmen Otero.",
        [("Pedro Lanza", "person"), ("Carmen Otero", "person")],
    ),
    # The head of a report.
    ("fr", "VOLMERANGE, 2 mai 2023 — Les élus votent.", [("VOLMERANGE", "place")]),
    (
        "de",
        "Hintersee (dpa) - Der Rat tagt.",
        [("Hintersee", "place"), ("dpa", "organisation")],
    ),
    # Ships, rockets and streets are no persons.
    ("fr", "Le pont Charles Lenoir est fermé.", [("Charles Lenoir", "place")]),
    ("es", "Llega la nao Victoria.", [("Victoria", "other")]),
    ("de", "Die Korvette Pizarro sank vor Quito.", [("Pizarro", "other"), ("Quito", "place")]),
    ("en", "They saw a Zephyr V rocket.", [("Zephyr V", "other")]),
    ("en", "They saw the Proud Heron, a container ship.", [("Proud Heron", "other")]),
    ("en", "They boarded the yacht L’Aigle.", [("L’Aigle", "other")]),
    ("fr", "Un match du Paris SG.", [("Paris SG", "organisation")]),
    ("en", "In 1969 Apollo 11 landed.", [("Apollo 11", "other")]),
    ("fr", "La sonde se posera sur Mars en été.", [("Mars", "place")]),
    (
        "en",
        "Shares in London fell 2% after JPMorgan cut them.",
        [("London", "place"), ("JPMorgan", "organisation")],
    ),
    # What is shouted before a headline is none.
    (
        "es",
        "DIRECTO Pedro Lanza gana en Sevilla.",
        [("Pedro Lanza", "person"), ("Sevilla", "place")],
    ),
    ("fr", "EXCLUSIF - Le maire de Lyon démissionne.", [("Lyon", "place")]),
    # Other evidence beside the name.
    (
        "fr",
        "Les pays de l'Alliance se réunissent à Bruxelles.",
        [("Alliance", "organisation"), ("Bruxelles", "place")],
    ),
    (
        "fr",
        "Le procès de Thibaud A. s'ouvre à Lyon.",
        [("Thibaud A.", "person"), ("Lyon", "place")],
    ),
    ("en", "Both come from Millbrook, Ohio.", [("Millbrook", "place"), ("Ohio", "place")]),
    ("fr", "C'est le théorème de Vandrel.", [("Vandrel", "person")]),
    (
        "fr",
        "Il parle de l'Egypte et de l'ONG Oxfam.",
        [("Egypte", "place"), ("Oxfam", "organisation")],
    ),
    ("it", "Nato a Roma, studia.", [("Roma", "place")]),
    ("en", "It was 1969, A.D. We came in peace.", []),
    ("fr", "Dix États membres votent.", []),
    (
        "de",
        "Er ist in Brüssel Nato-Gesandter.",
        [("Brüssel", "place")],
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), RULES)
def test_the_words_around_a_name_tell_where_it_ends_and_what_it_is(language, text, wanted):
    """Offices, conjunctions, datelines and cues cut names and tell their kinds."""
    assert names(text, language) == wanted


MISSES = [
    ("es", "Lo dijo José Ortega y Gasset.", [("José Ortega y Gasset", "person")]),
    ("fr", "Il signe à Paris la Convention.", [("Paris", "place"), ("Convention", "other")]),
    (
        "es",
        "La nao Victoria zarpó. En la Victoria iban todos. Volvió la Victoria.",
        [("Victoria", "other")] * 3,
    ),
]


@pytest.mark.xfail(reason="the models miss it; a rule for it would be wrong elsewhere")
@pytest.mark.parametrize(("language", "text", "wanted"), MISSES)
def test_what_is_known_to_be_missed(language, text, wanted):
    """When one of these is found, it moves to the cases above."""
    assert names(text, language) == wanted


def test_a_first_name_alone_is_the_only_person_of_that_name():
    """Anna is Anna Roth where no other Anna is named."""
    text = "We met Anna Roth. Later Anna left, and Anna came back."
    marks = mark("", text, language="en")
    assert [m.canonical for m in marks.mentions] == ["Anna Roth"] * 3


def test_german_names_told_once_are_marked_wherever_they_stand():
    """In German a capital says nothing, so a name needs to be told only once."""
    text = "BRIG, 2. Mai 2023 – Der Rat tagt. Die Röhre bei Brig ist lang."
    found = mark("", text, language="de").mentions
    assert [(m.canonical, m.kind.value) for m in found if m.kind.is_name] == [("Brig", "place")] * 2


def test_a_surname_opens_the_title():
    """The first word of a title may be a surname of the text, also in German."""
    title = "Humboldt kehrt um"
    marks = mark(title, "Der Forscher Alexander von Humboldt kehrt um.", language="de")
    assert [m.canonical for m in marks.title_mentions] == ["Alexander von Humboldt"]


def test_the_canonical_form_is_not_the_shouted_one():
    """Both PARIS at the head of a report and Paris in it are Paris."""
    text = "PARIS, 2 mai 2023 — La foule danse à Paris."
    places = [m.canonical for m in mark("", text, language="fr").mentions if m.kind.is_name]
    assert places == ["Paris", "Paris"]
