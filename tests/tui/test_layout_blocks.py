"""The blocks of an article on the page: head, headings, lists, figures, tables, broken words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import MarkedText
from newsreader.tui.layout.byline import byline_of, date_in_words, reading_time
from newsreader.tui.layout.image import images_of
from newsreader.tui.layout.line import Role
from newsreader.tui.layout.page import Page
from newsreader.tui.layout.targets import page_targets, web_address
from tests.tui.article_bodies import body_lines, make_article

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
BASE = "https://www.paper.example/today"


def body_of(html: str) -> MarkedText:
    return html_to_text(html, base_url=BASE)


def shown(html: str, width: int = 40) -> list[str]:
    lines = body_lines(body_of(html), width)
    return [line.text.rstrip().replace("\u00a0", " ") for line in lines]


# The head


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(hours=3), "today, 09:00"),
        (timedelta(hours=-2), "today, 14:00"),
        (timedelta(hours=13), "yesterday, 23:00"),
        (timedelta(days=2), "1 April 2024, 12:00"),
        (timedelta(days=-3), "6 April 2024, 12:00"),
    ],
)
def test_dates_are_told_as_one_says_them(ago: timedelta, words: str) -> None:
    """Days count from midnight of the reader's time zone; other dates are told in full."""
    assert date_in_words(NOON - ago, NOON).replace("\u00a0", " ") == words


def test_reading_time_is_that_of_the_words() -> None:
    """A minute is some 230 words, or 500 characters where there are no blanks between words."""
    assert reading_time("word " * 920) == "4\u00a0min\u00a0read"
    assert reading_time("漢字" * 500) == "2\u00a0min\u00a0read"
    assert reading_time("a few words") == ""
    assert reading_time("") == ""


def test_byline_tells_all_that_is_known_on_two_lines() -> None:
    """First who, then when, how long, in what language, which text, and that it was changed."""
    text = MarkedText.from_plain("word " * 460)
    article = make_article(text, summary=MarkedText(), changed_at=NOON - timedelta(hours=1))
    article = replace(article, headline=article.headline._replace(has_full_text=True))
    assert byline_of(article, NOON + timedelta(days=1)).replace("\u00a0", " ").split("\n") == [
        "The Feed · Ann Author",
        "yesterday, 12:00 · changed yesterday, 11:00 · 2 min read · French · full text",
    ]
    nobody = replace(article, headline=article.headline._replace(author=None))
    assert byline_of(nobody, NOON).startswith("The Feed\u00a0· today,\u00a012:00\u00a0· ")
    namesake = replace(article, headline=article.headline._replace(author="the feed"))
    assert byline_of(namesake, NOON) == byline_of(nobody, NOON)


# Blocks


def test_headings_are_told_apart_by_level() -> None:
    """The first level is underlined, a small heading stands close to its text."""
    assert shown("a<h1>One</h1>b<h2>Two</h2>c<h3>Three</h3>d") == [
        *("a", "", "", "One", "━━━", "", "b"),
        *("", "", "Two", "", "c"),
        *("", "Three", "d"),
    ]


def test_lists_that_follow_each_other_are_apart() -> None:
    """A list of another kind begins below a blank line; a nested one does not."""
    html = "<ul><li>a<ol><li>b</ol><li>c<ul><li>d</ul></ul><ol><li>e</ol>"
    assert shown(html) == ["• a", "  1. b", "• c", "  ◦ d", "", "1. e"]


def test_definitions_are_set_in_below_their_term() -> None:
    """What a term means hangs under it; the next term is apart."""
    html = "<dl><dt>Wick<dd>What burns in a lamp</dd><dd>A town</dd><dt>Oil<dd>Fuel</dl>end"
    assert shown(html, 16) == [
        *("Wick", "    What burns", "    in a lamp", "    A town", ""),
        *("Oil", "    Fuel", "", "end"),
    ]
    assert shown("<dl><dt>Wick<dd>One<dd>Two</dl>") == ["Wick", "    One", "", "    Two"]


def test_captions_stand_at_their_figures() -> None:
    """A caption is right below its picture and right above or below its table."""
    html = (
        "<figure><img src=/a.png alt=Lamp><figcaption>By Ann</figcaption></figure>"
        "<table><caption>Lamps</caption><tr><td>a<td>1</table>x"
    )
    lines = body_lines(body_of(html), 40)
    assert [line.text.replace("\u00a0", " ") for line in lines] == [
        *("▣ Lamp · paper.example", "By Ann", "", "Lamps", "a   1", "", "x"),
    ]
    assert [line.role for line in lines[:2]] == [Role.IMAGE, Role.CAPTION]


def test_images_without_words_are_named_by_their_files() -> None:
    """A picture alone on its line has one on the page, also where nothing describes it."""
    html = "<p>a</p><img src='/big%20lamp.jpg'><p>b <img src=/icon.png> c</p><img src=/end.png>"
    assert shown(html) == [
        *("a", "", "▣ big lamp.jpg · paper.example", "", "b c", ""),
        "▣ end.png · paper.example",
    ]
    assert shown("<p><img width=16 src=/icon.png>b</p>") == ["b"]


def test_images_of_an_article_are_listed_once() -> None:
    """Images have their words and address, wherever they stand."""
    body = body_of("<img src=/a.png alt='A  lamp'>x <img src=/b.png> y<img src=/a.png>")
    assert [(image.words, image.url) for image in images_of(body)] == [
        ("A lamp", "https://www.paper.example/a.png"),
        ("", "https://www.paper.example/b.png"),
    ]


def test_links_within_an_article_have_a_place() -> None:
    """The address of a footnote is that of the words of its note."""
    page = Page(make_article(body_of("a<a href='#n'>1</a><p>b</p><p id=n>The note")))
    place = page.place_of("#n")
    assert place is not None
    assert page.text[place:] == "The note"
    assert page.place_of("#m") is None
    assert page.place_of("https://www.paper.example/#n") is None


# Tables


def test_numbers_in_tables_are_never_broken() -> None:
    """A column of numbers keeps its width and stands flush right, dashes among them."""
    html = "<table><tr><th>City<th>People<tr><td>Rome, the old town<td>2 873 000<tr><td>X<td>—"
    assert shown(html, 22) == [
        *("City            People", "──────────────────────"),
        *("Rome, the    2 873 000", "old town", ""),
        "X                    —",
    ]


def test_words_in_tables_are_kept_whole_as_long_as_they_fit() -> None:
    """The columns share the room so that no word is broken where that is possible."""
    html = "<table><tr><td>constitution<td>a b c d e f g h i j k l m n o p q"
    assert shown(html, 24) == [
        *("constitution   a b c d e", "               f g h i j"),
        *("               k l m n o", "               p q"),
    ]


# Breaking words


def test_words_break_at_soft_hyphens_and_show_them_there() -> None:
    """A soft hyphen is seen only where the line ends, also in a table and beside a picture."""
    word = "Donau&shy;dampf&shy;schiff"
    assert shown(word, 12) == ["Donaudampf-", "schiff"]
    assert shown(word, 11) == ["Donaudampf-", "schiff"]
    assert shown(word, 10) == ["Donau-", "dampf-", "schiff"]
    assert shown(word, 40) == ["Donaudampfschiff"]
    assert shown("long/<wbr>path", 6) == ["long/", "path"]
    assert shown(f"<table><tr><td>a b<td>{word} and more", 18) == [
        *("a b   Donaudampf-", "      schiff and", "      more"),
    ]


def test_addresses_break_between_their_parts() -> None:
    """A long address breaks after a slash or before its next part."""
    assert shown("https://a.example/lamps/north?year=1903&month=4", 30) == [
        "https://a.example/lamps/north",
        "?year=1903&month=4",
    ]


def test_links_to_places_are_followed_by_their_names() -> None:
    """A link leads to the place it names, whatever the words there; its address is the page's."""
    html = "<p>a<a href='#x'>1</a> b<a href='#y'>2</a><p id=y>Second</p><p id=x>First</p>"
    article = make_article(body_of(html))
    page = Page(replace(article, headline=article.headline._replace(url=BASE)))
    targets = page_targets(page)
    assert [web_address(page, target) for target in targets] == [f"{BASE}#x", f"{BASE}#y"]
    places = [page.place_of(target.url) for target in targets]
    assert [page.text[place or 0 :].partition("\n")[0] for place in places] == ["First", "Second"]
