"""Images, and what stands for a player, in the layout of an article."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from newsreader.feeds.layout import Layout
from newsreader.feeds.links import web_url
from newsreader.model.text import SpanKind

_SOURCES = ("data-src", "data-lazy-src", "data-original", "src", "data-srcset", "srcset")
_ICON = re.compile(r"\s*[1-4]?\d(?:\.\d*)?\s*(?:px)?\s*$")
_COUNTER = re.compile(
    r"https?://(?:[\w-]+\.)*(?:feedburner\.com|feedproxy\.google\.com|feedsportal\.com|"
    r"stats\.wordpress\.com|pixel\.wp\.com|feeds\.wordpress\.com|doubleclick\.net)/"
)
_TINY = re.compile(r"\s*[01](?:\.0*)?\s*(?:px)?\s*$")


def add_image(image: etree._Element, layout: Layout, base_url: str | None) -> None:
    """Add an image, unless it is too small to see or another one stands for it."""
    url = _source(image, base_url)
    alternative = image.get("alt") or image.get("title") or ""
    if _is_tiny(image) or (not alternative and _is_icon(image, url)):
        return
    if url is None and (not alternative or _has_fallback(image, base_url)):
        return
    if alternative and not any(map(str.isalnum, alternative)):
        # An emoji drawn as a picture.
        layout.words.add(alternative)
    else:
        layout.words.add_image(url or "", alternative)


def add_fallback(noscript: etree._Element, layout: Layout, base_url: str | None) -> None:
    """Add the images meant for readers without scripts, unless they are there already."""
    before = noscript.getprevious()
    placeholders = () if before is None else before.iter("img", "amp-img")
    if not any(_source(image, base_url) for image in placeholders):
        for image in noscript.iter("img"):
            add_image(image, layout, base_url)


def add_player(player: etree._Element, layout: Layout, base_url: str | None) -> None:
    """Put a link in the place of a video, a recording or a page within the page."""
    sources = (_source(element, base_url) for element in (player, *player.iter("source")))
    url = next((source for source in sources if source), None)
    if url is None or _is_tiny(player):
        return
    layout.break_leaf()
    words = layout.words
    is_opened = words.open(SpanKind.LINK, url)
    words.add(player.get("title") or urlsplit(url).netloc.rpartition("@")[2])
    if is_opened:
        words.close(SpanKind.LINK)
    layout.break_leaf()


def _source(image: etree._Element, base_url: str | None) -> str | None:
    """Return an image's URL: lazily loaded ones come first, `src` is a placeholder there."""
    for name in _SOURCES:
        value = image.get(name)
        if value and name.endswith("srcset"):
            value = value.split()[0].rstrip(",") if value.strip() else None
        url = web_url(value, base_url) if value else None
        if url is not None:
            return url
    return None


def _has_fallback(placeholder: etree._Element, base_url: str | None) -> bool:
    """Whether the image proper follows, for readers without scripts."""
    for element in (placeholder, placeholder.getparent()):
        after = None if element is None else element.getnext()
        if after is not None and after.tag == "noscript":
            return any(_source(image, base_url) for image in after.iter("img"))
    return False


def _is_icon(image: etree._Element, url: str | None) -> bool:
    """Whether an image is as small as the line it stands on, or there to count its readers."""
    if url is not None and _COUNTER.match(url):
        return True
    return any(_ICON.match(image.get(name) or "") for name in ("width", "height"))


def _is_tiny(element: etree._Element) -> bool:
    """Whether an element is a tracking pixel or a spacer."""
    return any(_TINY.match(element.get(name) or "") for name in ("width", "height"))
