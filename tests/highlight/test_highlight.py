from __future__ import annotations

import itertools
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.highlight.highlight import mark
from newsreader.model.mention import Mention, MentionKind

LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "ru")
PUBLISHED_AT = datetime(2024, 4, 2, 18, 0, tzinfo=UTC)

REPORT_TITLE = "France : Blinken en visite chez Nexter avec Lecornu"
REPORT = """\
Le chef de la diplomatie américaine, Antony Blinken, a visité mardi 2 avril 2024 un site de Nexter \
avec le ministre français des Armées Sébastien Lecornu. Nexter, filiale de KNDS, y produit \
les canons Caesar livrés à Kiev.

La production doit passer de six à douze par mois, et la France enverra de nouveau des missiles \
Aster à l'Ukraine, a assuré M. Lecornu. Son collègue Stéphane Séjourné s'était rendu au Caire et à \
Pékin.

La Russie a lancé son invasion de grande ampleur le 24 février 2022. En septembre 2022, elle avait \
tenu deux référendums pour annexer des territoires du Donbass, ce que l’Otan et l'Union européenne \
n'ont jamais reconnu. Séjourné l'a rappelé."""


def texts(text: str, mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind.value) for m in mentions]


def test_marks_every_name_of_an_agency_report_with_its_kind():
    """The names of a French report are found, each of the right kind."""
    marks = mark(REPORT_TITLE, REPORT, published_at=PUBLISHED_AT)
    found = {t: k for t, k in texts(REPORT, marks.mentions) if MentionKind(k).is_name}
    wanted = {
        "person": [
            "Antony Blinken",
            "Sébastien Lecornu",
            "Lecornu",
            "Stéphane Séjourné",
            "Séjourné",
        ],
        "organisation": ["Nexter", "KNDS", "Otan", "Union européenne"],
        "place": ["Kiev", "Caire", "Pékin", "Ukraine", "Russie", "Donbass", "France"],
        "other": ["Caesar", "Aster"],
    }
    assert marks.language == "fr"
    assert {name: kind for kind, names in wanted.items() for name in names}.items() <= found.items()


def test_marks_the_figures_of_an_agency_report_exactly():
    """The figures of a French report are found with their exact spans and no other."""
    marks = mark(REPORT_TITLE, REPORT, published_at=PUBLISHED_AT)
    figures = [
        (REPORT[m.start : m.end], m.value.to_json() if m.value else None)
        for m in marks.mentions
        if not m.kind.is_name
    ]
    assert figures == [
        ("mardi 2 avril 2024", "2024-04-02"),
        ("six à douze", {"amount": [6, 12], "per": "month"}),
        ("24 février 2022", "2022-02-24"),
        ("septembre 2022", "2022-09"),
        ("deux", {"amount": 2, "unit": "référendums"}),
    ]


def test_a_surname_in_the_title_is_the_person_named_in_full_in_the_text():
    """Title and text are seen together: a surname's canonical form is the full name."""
    marks = mark(REPORT_TITLE, REPORT)
    canonical = {REPORT_TITLE[m.start : m.end]: m.canonical for m in marks.title_mentions}
    assert canonical["Blinken"] == "Antony Blinken"
    assert canonical["Lecornu"] == "Sébastien Lecornu"


def test_the_text_is_not_needed_to_mark_a_title_nor_the_other_way_round():
    """Title or text may be empty."""
    assert mark("", "") == mark("  ", "\n\n")
    assert mark("Emmanuel Macron à Paris", "", language="fr").title_mentions
    assert mark("", "Emmanuel Macron à Paris", language="fr").mentions


def test_a_name_is_never_swallowed_by_a_figure():
    """In "12 canons Caesar" both 12 and Caesar are marked, and F-16 is a name whole."""
    text = "Paris livrera 12 canons Caesar et des F-16 pour 40 millions d'euros."
    found = texts(text, mark("", text, language="fr").mentions)
    assert ("12", "quantity") in found
    assert ("Caesar", "other") in found
    assert ("F-16", "other") in found
    assert ("40 millions d'euros", "money") in found


def test_the_number_of_a_note_is_no_part_of_a_name_or_figure():
    """A footnote's raised number stays outside; behind a unit it is a power."""
    text = "Emmanuel Macron¹ a vu Paris.² La ville a 105 km² et 20 arrondissements³."
    found = texts(text, mark("", text, language="fr").mentions)
    assert ("Emmanuel Macron", "person") in found
    assert ("Paris", "place") in found
    assert any(figure == "105 km²" for figure, _ in found)


def test_a_date_is_no_name():
    """Months and weekdays in capitals are dates, not names."""
    text = "He met Angela Merkel in May 2022, on Monday, and left on Friday, June 3."
    found = texts(text, mark("", text, language="en", published_at=PUBLISHED_AT).mentions)
    assert found == [
        ("Angela Merkel", "person"),
        ("May 2022", "date"),
        ("Monday", "date"),
        ("Friday, June 3", "date"),
    ]


def test_a_language_given_is_obeyed_and_reduced_to_its_code():
    """A language is an order, also where the text is in another or the rules do not know it."""
    assert mark("", REPORT, language="en-GB").language == "en"
    assert mark("", REPORT, language="sv").language == "sv"
    assert ("40 %", "percent") in texts("40 % x", mark("", "40 % x", language="sv").mentions)


def test_a_hint_decides_only_what_the_text_leaves_open():
    """A feed's declared language does not overrule the text, but helps where it is short."""
    assert mark("", REPORT, hint="en").language == "fr"
    assert mark("Vote de la loi", "", hint="fr").language == "fr"
    assert mark("Apollo", "", hint="fr").language is None


def test_corrections_set_a_kind_or_unmark_a_name():
    """What the reader said of a name wins over the rules."""
    corrections = (("Nexter", MentionKind.OTHER), ("Kiev", None))
    marks = mark(REPORT_TITLE, REPORT, corrections=corrections)
    found = texts(REPORT, marks.mentions)
    assert ("Nexter", "other") in found
    assert not any(name == "Kiev" for name, _ in found)


def test_mentions_do_not_cross_a_blank_line_or_a_tab():
    """Paragraphs and table cells are boundaries."""
    text = "Avec Emmanuel\n\nMacron a parlé.\n\nPrix en 24\tfévrier 2022\tJean\tDupont"
    for mention in mark("", text, language="fr").mentions:
        assert "\n\n" not in text[mention.start : mention.end]
        assert "\t" not in text[mention.start : mention.end]


def test_a_name_is_joined_over_a_wrapped_line_but_not_over_a_short_one():
    """A newline inside a name is a hard wrap when the line before it is long."""
    wrapped = "Le gouvernement a longuement reçu hier à l'Élysée Angela\nMerkel, dit-on."
    assert ("Angela\nMerkel", "person") in texts(wrapped, mark("", wrapped, language="fr").mentions)
    broken = "Avec Angela\nMerkel est là."
    assert ("Angela\nMerkel", "person") not in texts(
        broken, mark("", broken, language="fr").mentions
    )


AWKWARD = st.text(
    st.sampled_from("aAéÉдД1234567890 \n\t.,:;-–'’\"«»()%$€/°&@#́‍🙂一²٣")
    | st.characters(codec="utf-8"),
    max_size=200,
)
WORDS = (
    "Jean Dupont de la van der à en Paris ONU (ONU) M. Le le 24 février mars May 2022 14h30 Mr. | "
    "XXIe siècle 12 % € $ millions d'euros vingt et un deux tiers l' Union européenne - , . « » "
    "von Bundeskanzler Scholz hier last week Apollo 11 F-16 1990s im"
)
WORDY = st.lists(st.sampled_from((*WORDS.split(), "\n\n", "\t")), max_size=40).map(" ".join)


def assert_well_formed(text: str, mentions: tuple[Mention, ...]) -> None:
    for mention in mentions:
        covered = text[mention.start : mention.end]
        assert 0 <= mention.start < mention.end <= len(text)
        assert covered == covered.strip()
        assert mention.kind.is_name is (mention.canonical is not None)
        assert not mention.kind.is_name or mention.value is None
    for before, after in itertools.pairwise(mentions):
        assert before.end <= after.start


@settings(max_examples=150, deadline=None)
@given(AWKWARD | WORDY, AWKWARD | WORDY, st.sampled_from((*LANGUAGES, None, "sv", "", "x-")))
def test_mentions_are_inside_the_text_sorted_disjoint_and_not_empty(title, text, language):
    """Whatever the text, marking it does not fail and its mentions are well formed."""
    marks = mark(title, text, language=language, published_at=PUBLISHED_AT)
    assert_well_formed(title, marks.title_mentions)
    assert_well_formed(text, marks.mentions)


@pytest.mark.parametrize(
    "unit",
    [
        *("1 1 1 ", "1,1,1", "1    ", "1'000", "1, ", "12/", "1-1-", "a.b@", "A.", "« ", "l'"),
        *("Jean de ", "vingt et ", "million ", "(A) ", "1 et ", "mardi, "),
    ],
)
def test_long_runs_of_one_thing_are_worked_through(unit):
    """A text of 100 kB of the same digits, blanks or words is marked like any other."""
    text = unit * (100_000 // len(unit))
    assert_well_formed(text, mark("", text, language="fr").mentions)


def test_imports_neither_the_number_library_nor_anything_heavy():
    """Marking French text loads the standard library and data files only."""
    code = (
        "import sys; from newsreader.highlight.highlight import mark; "
        "mark('', 'Le 24 février, deux cents soldats et quatre-vingt-dix chars.', language='fr'); "
        "print([m for m in ('text_to_num', 'babel', 'numpy', 'httpx2') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["Den 2 April 2024", "12 Dec", "14 Jan 2021", "10 Euro", "April"])
def test_months_and_sums_are_no_names_in_an_unknown_language(text):
    """A capital makes no name of a month, nor of a word that is part of a sum."""
    marks = mark("", text)
    assert marks.language is None
    assert [mention for mention in marks.mentions if mention.kind.is_name] == []
