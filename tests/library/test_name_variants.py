"""Which names are one: own gold of what is to be joined, and what is to stay apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.feeds import NewFeed
from newsreader.library.mentions import MarkedArticle
from newsreader.library.name_keys import plain
from newsreader.model.article import FeedUpdate
from newsreader.model.mention import Marks, MentionKind
from newsreader.model.name import not_in_article, not_this_name, same_as
from tests.library.named import annotate, groups, held, held_anew, marked

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def stored(library, entry):
    """Store articles, each a language and a marked text, and mark them; return their ids."""
    ((feed, _),) = library.feeds.add([NewFeed("https://a.example")])
    count = 0

    def store(*texts):
        nonlocal count
        ids = []
        for text in texts:
            count += 1
            language, _, text = text.rpartition(": ")
            new = (entry(f"n{count}", hours_ago=1000 - count, text=marked(text)[0]),)
            ids += library.articles.save(feed.id, FeedUpdate(new=new), None, NOW)
            annotate(library, ids[-1], text, language or "en")
        return ids

    return store


JOINED = [
    (["The [US|l] and the [U.S.|l] are one.", "fr: Les [Etats-Unis|l] et les [États-Unis|l].",
      "de: In den [Vereinigten Staaten|l] regnet es.", "pl: Prezydent [Stanów Zjednoczonych|l].",
      "ru: Президент [США|l] прибыл.", "The [United States|l] agreed."], 1),
    (["[Kiev|l] was dark.", "[Kyiv|l] was light.", "de: [Kiew|l] schlief.",
      "pl: W [Kijowie|l] padało.",
      "pl: Do [Kijowa|l] dotarł pociąg.", "ru: В [Киеве|l] шёл дождь."], 1),
    (["[NATO|o] met.", "fr: L'[OTAN|o] se réunit.", "fr: L'[Otan|o] hésite.", "ru: Силы [НАТО|o].",
      "It is the [North Atlantic Treaty Organization|o]."], 1),
    (["pl: Premier [Donald Tusk|p] mówił.", "pl: Rząd [Donalda Tuska|p] upadł.",
      "pl: Rozmowa z [Donaldem Tuskiem|p]."], 1),
    (["de: [Emmanuel Macron|p] kam.", "de: [Emmanuel Macrons|p] Rede war lang."], 1),
    (["ru: Приехал [Олег Зеленин|p].", "ru: Речь [Олега Зеленина|p] была долгой."], 1),
    (["pl: [Hanna Bielska|p] odeszła.", "pl: Nie ma [Hanny Bielskiej|p]."], 1),
    (["[José García|p] sang.", "[Jose Garcia|p] danced.", "[JOSÉ GARCÍA|p] left."], 1),
    (["[Jean-Luc Petit|p] ran.", "[Jean Luc Petit|p] hid.", "It was [Jean-Luc Petit’s|p] hat."], 1),
    (["[Ada B. Stone|p] wrote.", "[Ada Stone|p] answered."], 1),
    (["[Sébastien Lecornu|p] spoke.", "fr: [S. Lecornu|p] se tait."], 1),
    (["de: [Europäische Union|o] und [EU|o].", "fr: L'[Union européenne|o] et l'[UE|o]."], 1),
    (["de: [Deutschland|l] gewinnt.", "[Germany|l] wins.", "it: La [Germania|l] vince.",
      "pl: W [Niemczech|l] pada."], 1),
    (["[Köln|l] am Rhein.", "[Cologne|l] on the Rhine.", "nl: [Keulen|l] aan de Rijn."], 1),
]  # fmt: skip

APART = [
    ["[Anna Berg|p] met [Ola Berg|p].", "[Berg|p] left.", "[Berg|p] came back."],
    ["[A. Berg|p] wrote.", "[Anna Berg|p] and [Arne Berg|p] read."],
    ["[Mario Rossi|p] won.", "[Maria Rossi|p] lost."],
    ["pl: [Mario Rossi|p] wygrał.", "pl: [Maria Rossi|p] przegrała."],
    ["[Paris|l] is old.", "[Paris|p] is young."],
    ["[North Korea|l] fired.", "[South Korea|l] watched."],
    ["[Congo|l] voted.", "[DR Congo|l] waited."],
    ["[Georgia|l] has peaches.", "fr: La [Géorgie|l] a du vin."],
    ["[Us|x] is a film.", "The [US|l] is a country."],
    ["[PaX|o] guards.", "[PAX|o] meets."],
    ["[CAs|o] sign.", "[Cas|o] does not."],
    ["[Hal|p] slept.", "[HAL|p] computed."],
    ["[European Council|o] met.", "[Council of Europe|o] met.", "[European Commission|o] met."],
    ["[Washington|l] snowed in.", "[Washington|p] slept."],
    ["[Austria|l] skis.", "[Australia|l] surfs."],
    ["[Niger|l] and [Nigeria|l]."],
    ["[Christmas|x] came.", "de: Die [Weihnachtsinsel|l] ist fern."],
    ["[Christmas|l] came.", "de: Die [Weihnachtsinsel|l] ist fern."],
    ["it: Il [Napoli|o] vince.", "[Naples|l] cheered.", "[Venice|x] won a prize."],
    ["[Slovakia|l] and [Slovenia|l]."],
    ["[M. Smith|p] sang.", "[M. Smith|p] sang again.", "[Matt Smith|p] did not."],
]


@pytest.mark.parametrize(("texts", "count"), JOINED)
def test_forms_of_one_name_are_joined(library, stored, texts, count):
    """Across articles, languages, cases and accents; however they come."""
    stored(*texts)
    assert len(groups(library)) == count
    stored(*reversed(texts))
    assert len(groups(library)) == count


@pytest.mark.parametrize(
    ("often", "seldom", "counts"),
    [
        ("p", "o", [("person", 9)]),
        ("p", "l", [("person", 9)]),
        ("o", "l", [("organisation", 9)]),
        ("o", "x", [("organisation", 9)]),
        ("o", "p", [("organisation", 8), ("person", 1)]),
        ("l", "o", [("place", 8), ("organisation", 1)]),
        ("l", "p", [("place", 8), ("person", 1)]),
        ("x", "o", [("other", 8), ("organisation", 1)]),
    ],
)
def test_what_is_mostly_of_one_kind_is_that(library, stored, often, seldom, counts):
    """A person or organisation found so eight times as often; not what is called after something.

    A single word may mean anything.
    """

    def found(words):
        return [(name.kind.value, name.count) for name in library.names.find(words)]

    for words in ("Ines Valdemar", "Ines"):
        stored(f"[{words}|{seldom}] rose.", *[f"[{words}|{often}] spoke."] * 7)
        assert [count for _, count in found(words)] == [7, 1]
        stored(f"[{words}|{often}] left.")
        wanted = counts if words == "Ines Valdemar" else found(words)
        assert found(words) == wanted
    assert [count for _, count in found("Ines")] == [8, 1]


def test_a_kind_found_by_mistake_goes_with_what_is_known(library, stored):
    """Whichever comes first, and back when articles go: the index is as if made anew."""
    first, *_ = stored("[Ines Valdemar|o] rose.", *["[Ines Valdemar|p] spoke."] * 8)
    [name] = library.names.all()
    assert library.names.of_mention(MentionKind.ORGANISATION, "Ines Valdemar") == name
    assert [each.kind for each in library.names.of_article(first)] == [MentionKind.PERSON]
    assert {each.kind for each in library.names.variants(name.id)} == {
        MentionKind.PERSON,
        MentionKind.ORGANISATION,
    }
    assert held(library.path) == held_anew(library.path)
    later = stored("[Ines Valdemar|o] rose.", "[Ines Valdemar|o] sank.")
    assert len([*library.names.all()]) == 2
    assert held(library.path) == held_anew(library.path)
    for article_id in later:
        article = library.articles.get(article_id)
        without = MarkedArticle.of(article_id, article.headline.title, article.body.text, Marks())
        library.articles.annotate([without], 1)
    assert [each.count for each in library.names.all()] == [9]
    assert held(library.path) == held_anew(library.path)


@pytest.mark.parametrize("texts", APART)
def test_different_names_stay_apart(library, stored, texts):
    """Rather apart than wrong: every form in these is one of its own."""
    stored(*texts)
    forms = {
        (mention.kind, mention.canonical)
        for text in texts
        for mention in marked(text.rpartition(": ")[2])[1]
    }
    assert len([*library.names.all()]) == len(forms)


def test_a_surname_is_the_one_who_is_known_by_it(library, stored):
    """Once that is one person, and while it is."""
    stored("[Lecornu|p] resigned.", "[Lecornu|p] is back.")
    assert groups(library) == {frozenset({"Lecornu"})}
    full = "[Sébastien Lecornu|p] spoke."
    stored(full, full, full)
    assert len(groups(library)) == 2
    stored(full)
    [name] = library.names.all()
    assert (name.name, name.articles, name.count) == ("Sébastien Lecornu", 6, 6)
    assert name.variants == ("Sébastien Lecornu", "Lecornu")
    stored("[Simon Lecornu|p] sings.")
    assert {name.name for name in library.names.all()} == {
        "Sébastien Lecornu", "Lecornu", "Simon Lecornu",
    }  # fmt: skip


def test_a_first_name_is_no_surname(library, stored):
    """`Martin` alone may be anybody where many are called so with their first name."""
    stored(*["[George Martin|p] produced."] * 5, *["[Martin Berg|p] ran."] * 5)
    stored("[Martin|p] laughed.", "[Martin|p] cried.")
    assert frozenset({"Martin"}) in groups(library)


def test_the_reader_joins_names_and_takes_it_back(library, stored):
    """All forms follow, also those that come later, and undo gives each its own again."""
    stored("[Byzantium|l] fell.", "[Constantinople|l] rose.", "[Istanbul|l] shines.")
    before = groups(library)
    [old] = library.names.find("Byzantium")
    [middle] = library.names.find("constantinople")
    [new] = library.names.find("İstanbul")
    change = library.journal.apply(same_as(old, middle))
    assert change.in_words() == "“Byzantium” is the same as “Constantinople”"
    [middle] = library.names.find("Byzantium")
    assert (middle.name, middle.articles) == ("Constantinople", 2)
    library.journal.apply(same_as(middle, new))
    stored("[BYZANTIUM|l] again.")
    [name] = library.names.all()
    assert (name.name, name.articles, name.id) == ("Istanbul", 4, new.id)
    assert library.names.by_key(old.key) == name
    library.journal.undo()
    library.journal.undo()
    assert groups(library) == {
        *before - {frozenset({"Byzantium"})},
        frozenset({"BYZANTIUM", "Byzantium"}),
    }
    library.journal.redo()
    assert len(groups(library)) == 2
    assert library.journal.apply(same_as(new, new)) is None


def test_the_reader_parts_a_form_from_a_name(library, stored):
    """It stands for itself then, wherever it comes."""
    stored("[Kiev|l] sleeps.", "[Kyiv|l] wakes.", "[Kiev|l] and [Kyiv|l].")
    [name] = library.names.all()
    forms = [form for form in library.names.variants(name.id) if form.form == "Kiev"]
    change = library.journal.apply(not_this_name(name, forms))
    assert change.in_words() == "“Kiev” is not “Kyiv”" or name.name == "Kiev"
    stored("[Kiev|l] dreams.")
    assert groups(library) == {frozenset({"Kiev"}), frozenset({"Kyiv"})}
    assert [each.articles for each in library.names.find("Kiev")] == [3]
    library.journal.undo()
    assert [each.articles for each in library.names.all()] == [4]


def test_an_article_is_none_of_a_name(library, stored):
    """It leaves the page, the counts and the searches, and comes back with undo."""
    first, second = stored("[Paris|l] in spring.", "[Paris|l] Hilton sings.")
    [name] = library.names.all()
    headline = library.articles.headline(second)
    library.journal.apply(not_in_article(name, headline))
    [name] = library.names.all()
    assert (name.articles, name.count) == (1, 1)
    assert [each.headline.id for each in library.names.passages(name.id)] == [first]
    assert library.names.of_article(second) == []
    annotate(library, second, "[Paris|l] Hilton sings.")
    assert [each.articles for each in library.names.all()] == [1]
    library.journal.undo()
    assert [each.articles for each in library.names.all()] == [2]


def test_what_an_article_does_not_mention_stays_so_when_names_are_joined(library, stored):
    """It is no article of the whole either, by whatever form, until the names are parted."""
    first, second = stored("[Paris|l] and [Lutetia|l].", "[Lutetia|l] alone.")
    [paris], [old] = library.names.find("Paris"), library.names.find("Lutetia")
    library.journal.apply(not_in_article(paris, library.articles.headline(second)))
    library.journal.apply(same_as(paris, old))
    [name] = library.names.all()
    assert [each.headline.id for each in library.names.passages(name.id)] == [first]
    library.journal.undo()
    assert sorted(each.articles for each in library.names.all()) == [1, 2]


@given(st.text(max_size=30))
def test_a_plain_form_is_one_of_its_own(text):
    """It changes no more, and is never empty for what is not."""
    assert plain(plain(text)) == plain(text)
    assert bool(plain(text)) >= bool(text.split())
