"""What stands for an image: a sign, its words, and where it is from."""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from newsreader.model.text import MarkedText, Span, SpanKind, clean_line
from newsreader.tui.cells import cut

IMAGE_SIGN = "▣"
NO_BREAK_SPACE = "\u00a0"
_LONGEST_NAME = 32


class Image(NamedTuple):
    """An image of a body: where it stands in the body's text, its words, and its URL."""

    start: int
    end: int
    words: str
    url: str


def images_of(body: MarkedText) -> list[Image]:
    """Return the images of a body that have an address, in reading order, each once."""
    found: dict[str, Image] = {}
    for span in body.spans:
        if span.kind is SpanKind.IMAGE and span.value:
            words = " ".join(body.text[span.start : span.end].split())
            found.setdefault(span.value, Image(span.start, span.end, words, span.value))
    return list(found.values())


def host_of(url: str) -> str:
    """Return the server an image is from, without `www.`."""
    try:
        return clean_line(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def name_of(url: str) -> str:
    """Return the name of an image's file, as short as it can be told from others."""
    try:
        name = clean_line(unquote(posixpath.basename(urlsplit(url).path)))
    except ValueError:
        name = ""
    return cut(name, _LONGEST_NAME) if name else "image"


def is_alone(leaf: Span, images: list[Span], text: str) -> bool:
    """Whether a leaf has words only of its images."""
    at = leaf.start
    for image in images:
        if text[at : image.start].strip():
            return False
        at = max(at, image.end)
    return bool(images) and not text[at : leaf.end].strip()
