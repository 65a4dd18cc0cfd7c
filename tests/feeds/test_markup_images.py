"""Images in marked text: their addresses and their words."""

from __future__ import annotations

import pytest

from newsreader.feeds.markup import html_to_text
from newsreader.model.text import SpanKind
from tests.feeds.marked import check, marked, spans


def test_images_have_their_alternative_text() -> None:
    """An image is a span over its alternative text, empty where it has none; pixels go."""
    body = marked(
        "<p>See <img src=/a.png alt='a  cat'> and <img src=b.png>.</p>"
        "<img src=/pixel.gif width=1 height=1 alt=no><img src='data:image/gif;base64,AA'>"
        "<img src='data:image/gif;base64,AA' data-src=/lazy.jpg alt=lazy>"
        "<noscript><img src=/lazy.jpg alt=lazy></noscript>"
    )
    assert body.text == "See a cat and .\n\nlazy"
    assert spans(body, SpanKind.IMAGE) == [
        ("a cat", 0, "https://paper.example/a.png"),
        ("", 0, "https://paper.example/news/b.png"),
        ("lazy", 0, "https://paper.example/lazy.jpg"),
    ]


@pytest.mark.parametrize(
    "source", ["src=relative.png", "src='data:image/gif;base64,AA'", "src=''", ""]
)
def test_an_image_without_an_address_leaves_its_words(source: str) -> None:
    """What cannot be loaded is named all the same, once; without words it is nothing."""
    body = html_to_text(f"<p>See <img {source} alt='a map'>, <img {source}>end.</p>")
    check(body)
    assert body.text == "See a map, end."
    assert spans(body, SpanKind.IMAGE) == [("a map", 0, "")]
    real = "<noscript><img src=https://a.example/1.png alt='a map'></noscript>"
    for before in (f"<img {source} alt='a map'>", f"<i><img {source} alt='a map'></i>"):
        assert html_to_text(before + real).text == "a map"
    assert html_to_text(f"<img {source} alt=pixel width=1 height=1>").text == ""


def test_an_image_alone_goes_with_the_next_words() -> None:
    """An image without words stays, with the block after it, or by its file's name."""
    body = marked("<p><img src=/a.png></p><p>caption</p>")
    assert spans(body, SpanKind.PARAGRAPH) == [("caption", 0, "")]
    assert spans(body, SpanKind.IMAGE) == [("", 0, "https://paper.example/a.png")]
    assert marked("<img src=/comic%20strip.png>").text == "comic strip.png"


def test_images_without_words_that_are_icons_or_count_readers_are_left_out() -> None:
    """What is as small as a line, or comes from a counter, is no picture of the article."""
    html = (
        "a<img src=/icon.png width=24><img src=/thumb.png width=50>"
        "<img src=http://feeds.feedburner.com/~r/x/~4/y><img src=/s.png height='16px' alt='a star'>"
    )
    assert spans(marked(html), SpanKind.IMAGE) == [
        ("a star", 0, "https://paper.example/s.png"),
        ("", 0, "https://paper.example/thumb.png"),
    ]
