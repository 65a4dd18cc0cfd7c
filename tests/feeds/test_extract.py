"""A page to its article: what is kept with its structure, and what of the site goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsreader.feeds.extract import Page, extract
from newsreader.model.text import SpanKind

URL = "https://gazette.example/monde/phare.html"

HEAD = """<!doctype html><html lang="fr-FR"><head><meta charset="utf-8">
<title>Le phare rallumé | La Gazette</title>
<meta property="og:site_name" content="La Gazette">
<meta property="og:title" content="Le phare rallumé | La Gazette">
<meta property="article:published_time" content="2026-03-14T09:26:00+01:00">
<meta name="author" content="Par Odile Kerven">
<link rel="canonical" href="/monde/phare">
</head><body>"""
MENU = """<header><a href="/"><img src="/logo.png" alt="La Gazette"></a></header>
<nav><ul><li><a href="/monde">Monde</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/bretagne">Bretagne</a></li></ul></nav>
<div class="cookie-banner"><p>Nous utilisons des cookies pour mesurer l'audience du site.</p>
<button>Tout accepter</button></div>"""
FIRST = (
    "Après onze ans de silence, le phare de l'île aux Goélands s'est rallumé dans la nuit de "
    "samedi, devant une foule venue en barque des villages voisins."
)
SECOND = (
    "La lentille, démontée pièce par pièce par deux horlogers, pèse près de trois tonnes et "
    "tourne de nouveau sur son bain de mercure, sans un bruit."
)
THIRD = (
    "Le dernier gardien, quatre-vingt-sept ans, a tourné la clé lui-même ; il dit n'avoir jamais "
    "oublié l'ordre des douze gestes qu'il répétait chaque soir."
)


def page_of(article: str, *, head: str = HEAD, url: str = URL) -> Page:
    html = f"{head}{MENU}<main><article>{article}</article></main></body></html>"
    return extract(html.encode(), url=url)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def marked(page: Page, kind: SpanKind) -> list[tuple[str, int, str]]:
    return [
        (page.body.text[span.start : span.end], span.level, span.value)
        for span in page.body.spans
        if span.kind is kind
    ]


def test_article_is_kept_and_site_goes() -> None:
    page = page_of(f"<h1>Le phare rallumé</h1>{paragraphs(FIRST, SECOND, THIRD)}")
    assert page.body.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_first_heading_that_is_not_the_title_stays() -> None:
    page = page_of(f"<h1>Une nuit de mars</h1>{paragraphs(FIRST, SECOND, THIRD)}")
    assert marked(page, SpanKind.HEADING) == [("Une nuit de mars", 1, "")]


def test_facts_of_the_page() -> None:
    page = page_of(paragraphs(FIRST, SECOND, THIRD))
    assert page.title == "Le phare rallumé"
    assert page.site_name == "La Gazette"
    assert page.author == "Odile Kerven"
    assert page.published_at == datetime(2026, 3, 14, 8, 26, tzinfo=UTC)
    assert page.language == "fr"
    assert page.url == "https://gazette.example/monde/phare"


def test_facts_from_linked_data() -> None:
    head = """<html><head><title>Anchors</title><script type="application/ld+json">
    {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "inLanguage": "en-GB",
     "headline": "Anchors aweigh", "datePublished": "2025-12-01",
     "author": [{"@type": "Person", "name": "Ada Quill"}, {"name": "Tom Ray"}]}]}
    </script></head><body>"""
    page = page_of(paragraphs(FIRST, SECOND, THIRD), head=head)
    assert page.author == "Ada Quill, Tom Ray"
    assert page.published_at == datetime(2025, 12, 1, tzinfo=UTC)
    assert page.language == "en"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.gazette.example/a", "https://www.gazette.example/a"),
        ("https://elsewhere.example.net/a", URL),
        ("https://gazette.example/", URL),
        ("javascript:alert(1)", URL),
    ],
)
def test_canonical_address_is_believed_within_the_site(address: str, expected: str) -> None:
    head = f'<html><head><title>T</title><link rel="canonical" href="{address}"></head><body>'
    assert page_of(paragraphs(FIRST, SECOND, THIRD), head=head).url == expected


def test_nothing_from_the_page_reaches_the_terminal() -> None:
    head = (
        "<html><head><title>Red \x1b[31mlight\u202e</title>"
        '<meta name="author" content="A\x9b2J B"></head><body>'
    )
    page = page_of(paragraphs(FIRST + " \u202egnihton", SECOND, THIRD), head=head)
    shown = f"{page.title}{page.author}{page.body.text}"
    assert page.title == "Red light"
    assert not any(character in shown for character in "\x1b\x9b\u202e")


def test_structure_is_kept() -> None:
    page = page_of(
        f"<p>{FIRST}</p><h2>La lentille</h2>"
        f"<p>{SECOND} <em>Enfin</em>, <strong>presque</strong>.</p>"
        f"<blockquote><p>Je n'ai rien oublié, pas même le grincement de la porte.</p></blockquote>"
        f"<ol start='3'><li>Ouvrir la vanne du réservoir</li><li>Remonter le poids moteur</li></ol>"
        f"<p>{THIRD}</p>"
        f"<pre><code class='language-python'>for geste in gestes:\n    faire(geste)</code></pre>"
        f"<table><tr><th>Année</th><th>Feux</th></tr><tr><td>2015</td><td>aucun</td></tr></table>"
        f"<p>{SECOND.replace('lentille', 'lanterne')}</p>"
    )
    assert marked(page, SpanKind.HEADING) == [("La lentille", 2, "")]
    assert marked(page, SpanKind.EMPHASIS) == [("Enfin", 0, "")]
    assert marked(page, SpanKind.STRONG) == [("presque", 0, "")]
    assert [text for text, _, _ in marked(page, SpanKind.QUOTE)] == [
        "Je n'ai rien oublié, pas même le grincement de la porte."
    ]
    assert marked(page, SpanKind.LIST_ITEM) == [
        ("Ouvrir la vanne du réservoir", 1, "3"),
        ("Remonter le poids moteur", 1, "4"),
    ]
    assert marked(page, SpanKind.CODE_BLOCK) == [
        ("for geste in gestes:\n    faire(geste)", 0, "python")
    ]
    assert [(text, level) for text, level, _ in marked(page, SpanKind.CELL)] == [
        ("Année", 1),
        ("Feux", 1),
        ("2015", 0),
        ("aucun", 0),
    ]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("", "https://gazette.example/monde/cartes#sud"),
        ("/archives/", "https://gazette.example/archives/cartes#sud"),
    ],
)
def test_links_are_absolute(base: str, expected: str) -> None:
    head = HEAD.replace("</head>", f'<base href="{base}"></head>' if base else "</head>")
    page = page_of(
        f"<p>{FIRST} Voir <a href='cartes#sud'>nos cartes</a> de l'île.</p>"
        + paragraphs(SECOND, THIRD),
        head=head,
    )
    assert marked(page, SpanKind.LINK) == [("nos cartes", 0, expected)]


def test_pictures_with_captions_are_kept_also_when_loaded_late() -> None:
    page = page_of(
        f"<p>{FIRST}</p>"
        "<figure>"
        "<img src='data:image/gif;base64,R0lGOD' data-src='/photos/lampe.jpg' alt='Une lampe'>"
        "<figcaption>La tour vue du large.</figcaption></figure>"
        f"<p>{SECOND}</p><p>{THIRD}</p>"
    )
    assert marked(page, SpanKind.IMAGE) == [
        ("Une lampe", 0, "https://gazette.example/photos/lampe.jpg")
    ]
    assert "La tour vue du large." in page.body.text


@pytest.mark.parametrize(
    "alternative", ["DSC_0042.jpg", "Le phare rallumé", "La tour vue du large."]
)
def test_alternative_text_that_says_nothing_new_goes(alternative: str) -> None:
    page = page_of(
        f"<p>{FIRST}</p><figure><img src='/a.jpg' alt='{alternative}'>"
        f"<figcaption>La tour vue du large.</figcaption></figure><p>{SECOND}</p><p>{THIRD}</p>"
    )
    [(text, _, url)] = marked(page, SpanKind.IMAGE)
    assert (text, url) == ("", "https://gazette.example/a.jpg")
    assert page.body.text.count("La tour vue du large.") == 1


def test_pictures_of_the_site_are_not_kept() -> None:
    page = page_of(
        f"{paragraphs(FIRST, SECOND, THIRD)}"
        "<div class='related'><a href='/x'><img src='/x.jpg' alt='Un autre article'>"
        "Un autre article sur un tout autre sujet</a></div>"
    )
    assert marked(page, SpanKind.IMAGE) == []


@pytest.mark.parametrize(
    "leftover",
    [
        "<p>Laisser un commentaire</p>",
        "<p>Publicité</p>",
        "<p>Lire aussi : <a href='/b'>Le bac de l'île reprend du service</a></p>",
        "<p>Abonnez-vous à notre lettre du matin</p>",
        "<p>Share this article</p>",
        "<p>Advertisement</p>",
        "<p><strong>Read more:</strong> <a href='/b'>Ferry returns to the island</a></p>",
        "<p>Sign up for our newsletter</p>",
        "<p>Anzeige</p>",
        "<p>Lesen Sie auch: <a href='/b'>Die Fähre fährt wieder</a></p>",
        "<p>Das könnte Sie auch interessieren</p>",
        "<p>Deja un comentario</p>",
        "<p>Lee también: <a href='/b'>Vuelve el transbordador</a></p>",
        "<p>Leggi anche: <a href='/b'>Torna il traghetto</a></p>",
        "<p>Condividi questo articolo</p>",
        "<p>Lees ook: <a href='/b'>De veerboot vaart weer</a></p>",
        "<p>Geef een reactie</p>",
        "<p>Czytaj też: <a href='/b'>Prom znowu kursuje</a></p>",
        "<p>Udostępnij na Facebooku</p>",
        "<p>Leia também: <a href='/b'>A balsa voltou</a></p>",
        "<p>Deixe um comentário</p>",
        "<p>Читайте также: <a href='/b'>Паром снова ходит</a></p>",
        "<p>Оставить комментарий</p>",
        "<p>3 commentaires</p>",
    ],
)
def test_leftovers_go(leftover: str) -> None:
    page = page_of(paragraphs(FIRST, SECOND) + leftover + paragraphs(THIRD))
    assert page.body.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Partager la lumière, disait-il, et ne rien laisser derrière soi.",
        "Read more books, she told them, and the harbour will feel like home.",
        "Anzeige erstattete der Wirt erst am Montag, als das Boot schon fort war.",
        "La publicité du phare se faisait jadis au tambour, de village en village.",
    ],
)
def test_prose_with_the_same_words_stays(sentence: str) -> None:
    page = page_of(paragraphs(FIRST, sentence, SECOND, THIRD))
    assert sentence in page.body.text


def test_list_of_links_goes_with_its_heading() -> None:
    page = page_of(
        paragraphs(FIRST, SECOND, THIRD)
        + "<h3>Sur le même sujet</h3><ul><li><a href='/1'>Le bac de l'île</a></li>"
        "<li><a href='/2'>Les cartes marines de 1850</a></li></ul>"
    )
    assert page.body.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_comments_of_readers_go() -> None:
    page = page_of(
        paragraphs(FIRST, SECOND, THIRD)
        + "<section id='comments' class='comments'><h3>2 commentaires</h3><ol class='comment-list'>"
        "<li class='comment'><p>Quelle belle soirée, nous y étions avec les enfants !</p></li>"
        "<li class='comment'><p>Et qui paiera l'entretien de la lentille ?</p></li></ol></section>"
    )
    assert page.body.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_article_dealt_out_over_several_elements_is_whole() -> None:
    parts = [
        f"<div class='chunk'>{paragraphs(FIRST, SECOND)}</div>",
        "<div class='ad'><p>Publicité</p></div>",
        f"<div class='chunk'>{paragraphs(THIRD, FIRST.replace('onze', 'douze'))}</div>",
    ]
    page = page_of("".join(parts))
    assert [THIRD in page.body.text, FIRST in page.body.text, "Publicité" in page.body.text] == [
        True,
        True,
        False,
    ]


def test_dropped_initial_belongs_to_its_word() -> None:
    page = page_of(f"<p><span class='initial'>A</span>{FIRST[1:]}</p>{paragraphs(SECOND, THIRD)}")
    assert page.body.text.startswith(FIRST)


def test_page_without_article_elements() -> None:
    html = f"{HEAD}{MENU}<div id='contenu'>{paragraphs(FIRST, SECOND, THIRD)}</div></body></html>"
    page = extract(html.encode(), url=URL)
    assert page.body.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
