"""Pages that are none, damaged or hostile: an article or a sentence, never anything else."""

from __future__ import annotations

import random

import pytest

from newsreader.feeds.extract import ExtractError, extract

URL = "https://gazette.example/a"
PROSE = "The ferry left the quay at six and nobody on board expected fog before the lighthouse. "


def refusal(page: bytes, content_type: str | None = None) -> str:
    with pytest.raises(ExtractError) as caught:
        extract(page, url=URL, content_type=content_type)
    return str(caught.value)


@pytest.mark.parametrize(
    ("page", "content_type", "said"),
    [
        (b"", None, "an empty document"),
        (b" \r\n\t", "text/html", "an empty document"),
        (b"\0" * 500, "text/html", "an empty document"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "text/html", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", "a picture"),
        (b"PK\x03\x04\x14\0", None, "an archive"),
        (b'{"html": "<p>no page</p>"}', "application/json", "JSON"),
        (b"[1, 2, 3]", None, "JSON"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', None, "a feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', None, "a feed"),
        (b"just some words, no markup", "text/plain", "plain text"),
    ],
)
def test_what_is_no_page_is_named(page: bytes, content_type: str | None, said: str) -> None:
    assert said in refusal(page, content_type)


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"<html><body></body></html>",
        b"<html><head><title>Only a title</title></head><body><script>let x = 1</script></body>",
        b"<html><frameset><frame src='a.html'></frameset></html>",
    ],
)
def test_page_without_text_is_refused_in_words(page: bytes) -> None:
    assert "no article text" in refusal(page)


@pytest.mark.parametrize("tag", [b"<div>", b"<span>", b"<ul><li>", b"<blockquote>", b"<b>"])
def test_page_nested_beyond_reason(tag: bytes) -> None:
    page = b"<html><body>" + tag * 100_000 + PROSE.encode() * 20
    assert "nested too deeply" in refusal(page)


def test_page_with_too_many_elements() -> None:
    page = b"<html><body>" + b"<p>word</p>" * 70_000
    assert "too large" in refusal(page)


def test_linked_data_nested_beyond_reason_costs_nothing() -> None:
    data = b'<script type="application/ld+json">' + b'{"@graph":[' * 50_000 + b"</script>"
    page = extract(b"<html><head>" + data + b"</head><body><p>" + PROSE.encode() * 9, url=URL)
    assert page.body.text.startswith("The ferry")


def test_nuls_inside_a_page_are_nothing() -> None:
    html = f"<html><body><article><p>{PROSE * 3}</p><p>{PROSE * 2}</p></article></body></html>"
    page = extract(html.replace("ferry", "fer\0ry").encode(), url=URL)
    assert page.body.text.startswith("The ferry left")


@pytest.mark.parametrize("seed", range(40))
def test_damaged_pages_give_an_article_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    page = bytearray(
        f"<html><head><title>Fog</title></head><body><article><h1>Fog</h1><p>{PROSE * 4}</p>"
        f"<ul><li>{PROSE}</li></ul><table><tr><td>a</td></tr></table><pre>x</pre>"
        f"<p><a href='/b'>{PROSE}</a> <img src='/i.jpg' alt='fog'></p></article></body>".encode()
    )
    for _ in range(60):
        page[chance.randrange(len(page))] = chance.choice(b"<>&;\"'/= \0\xff\x80aPl#")
    try:
        text = extract(bytes(page), url=URL).body.text
    except ExtractError as error:
        text = str(error)
    assert text.strip()
    assert "\0" not in text


CHARSETS = [
    ("cp1252", None, ""),
    ("cp1252", "text/html; charset=ISO-8859-1", ""),
    ("cp1251", "text/html; charset=windows-1251", ""),
    ("koi8-r", None, '<meta charset="koi8-r">'),
    ("cp1252", None, '<meta http-equiv="Content-Type" content="text/html; charset=latin1">'),
    ("utf-8", None, ""),
    ("utf-8", None, '<meta charset="utf-16">'),
    ("utf-8-sig", "text/html; charset=iso-8859-1", ""),
    ("utf-16", None, ""),
    ("shift_jis", None, "<meta charset=Shift_JIS>"),
]
SAYINGS = {
    "cp1252": "“Où va l’été ?” demande à voix basse le gardien, qui pèse ses mots près du feu.",
    "cp1251": "Маяк снова зажгли в субботу ночью, и весь берег собрался посмотреть на свет.",
    "koi8-r": "Маяк снова зажгли в субботу ночью, и весь берег собрался посмотреть на свет.",
    "shift_jis": "土曜の夜、島の灯台に十一年ぶりに明かりがともり、人々は船で集まった。",
}


@pytest.mark.parametrize(("encoding", "content_type", "meta"), CHARSETS)
def test_charset_is_found_as_browsers_find_it(
    encoding: str, content_type: str | None, meta: str
) -> None:
    saying = SAYINGS.get(encoding, SAYINGS["cp1252"])
    html = f"<html><head>{meta}<title>x</title></head><body><article>{f'<p>{saying}</p>' * 3}"
    page = extract(
        f"{html}</article></body></html>".encode(encoding), url=URL, content_type=content_type
    )
    assert saying in page.body.text
