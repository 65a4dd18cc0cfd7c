"""Hiding all of a page's tree but its article, and keeping the pictures in that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from newsreader.feeds.alignment import letters
from newsreader.feeds.page_blocks import INLINE, Block

_ROOTS = frozenset({"article", "body", "div", "main", "section"})
_BREAKS = frozenset({"br", "hr", "wbr"})
_PICTURES = ("img", "amp-img", "video", "audio")
_PLAYERS = ("youtube", "youtu.be", "vimeo", "dailymotion", "soundcloud", "bandcamp", "arte.tv")
_MOST = 0.7
_LONGEST_CAPTION = 400
_FILE_NAME = re.compile(r"\S*[-_.\d]\S*$|[\w-]+\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


def prune(body: etree._Element, blocks: list[Block]) -> etree._Element:
    """Return the lowest element with all kept blocks in it; the rest in it is hidden or emptied.

    Pictures and players with their captions stay where they stand within the article and before
    its last words. At least one block is kept.
    """
    return _Pruning(body, blocks).run()


class _Pruning:
    def __init__(self, body: etree._Element, blocks: list[Block]) -> None:
        self._body = body
        self._blocks = {block.element: block for block in blocks}
        self._kept = Counter({block.element: block.size for block in blocks if block.is_kept})
        self._all = Counter({block.element: block.size for block in blocks})
        self._linked = Counter({block.element: block.linked for block in blocks})
        for element in reversed(list(body.iter())):
            parent = element.getparent()
            if element is not body and element in self._all and parent is not None:
                for sizes in (self._kept, self._all, self._linked):
                    sizes[parent] += sizes[element]
        self._left = self._kept[body]

    def run(self) -> etree._Element:
        lowest = self._lowest(self._left)
        around = (lowest, *lowest.iterancestors(*_ROOTS))
        root = next(element for element in around if element.tag in _ROOTS)
        article = self._lowest(self._left * _MOST)
        article = next(article.iterancestors("article", "main"), article)
        is_inside = article in {root, *root.iterancestors()}
        stack = [(root, is_inside, False)]
        while stack:
            element, is_inside, is_text_kept = stack.pop()
            is_inside = is_inside or element is article
            block = self._blocks.get(element)
            if block is not None:
                is_text_kept = block.is_kept
                self._left -= block.size * block.is_kept
            elif element.tag not in INLINE:
                is_text_kept = False
            _show(element)
            if not is_text_kept:
                element.text = None
            live = []
            for child in element:
                if not is_text_kept:
                    child.tail = None
                if self._kept[child]:
                    live.append((child, is_inside, is_text_kept))
                elif not self._stays(child, is_inside=is_inside, is_text_kept=is_text_kept):
                    child.set("hidden", "")
            stack += reversed(live)
        return root

    def _lowest(self, size: float) -> etree._Element:
        """Return the lowest element that holds so many kept letters."""
        element = self._body
        while True:
            inside = next((child for child in element if self._kept[child] >= size), None)
            if inside is None:
                return element
            element = inside

    def _stays(self, element: etree._Element, *, is_inside: bool, is_text_kept: bool) -> bool:
        """Whether an element without kept blocks stays."""
        if element.tag in _BREAKS or (is_text_kept and element.tag in INLINE):
            return True
        is_picture = is_inside and self._left > 0 and _has_picture(element)
        if not self._all[element]:
            return is_picture
        is_caption = (
            self._all[element] <= _LONGEST_CAPTION
            and self._linked[element] * 2 < self._all[element]
            and _is_figure(element)
        )
        return is_picture and is_caption


def _show(element: etree._Element) -> None:
    """Take away what hides an element until a script shows it."""
    for name in ("hidden", "style"):
        element.attrib.pop(name, "")


def _is_figure(element: etree._Element) -> bool:
    if element.tag == "figure" or "caption" in element.get("class", ""):
        return True
    figures = element.findall(".//figure")
    return len(figures) == 1 and len(element) == 1


def _has_picture(element: etree._Element) -> bool:
    if next(element.iter(*_PICTURES), None) is not None:
        return True
    return any(
        player in (frame.get("src") or frame.get("data-src") or "")
        for frame in element.iter("iframe")
        for player in _PLAYERS
    )


def drop_idle_alternatives(part: etree._Element, titles: Iterable[str]) -> None:
    """Drop the alternative texts of pictures that say nothing, or nothing new.

    Such are names of files, the page's title, a text given before, the picture's own caption.
    """
    said = {letters(title).casefold() for title in titles}
    captions: dict[etree._Element | None, str] = {}
    for image in part.iter("img", "amp-img"):
        figure = next(image.iterancestors("figure"), image.getparent())
        if figure not in captions:
            captions[figure] = _caption(figure)
        for name in ("alt", "title"):
            written = image.get(name) or ""
            text = letters(written).casefold()
            if text and (text in said or text in captions[figure] or _FILE_NAME.match(written)):
                del image.attrib[name]
            said.add(text)


def _caption(figure: etree._Element | None) -> str:
    """Return the letters of what is written beside a picture, if that is a few lines only."""
    text = "" if figure is None else letters("".join(map(str, figure.itertext()))).casefold()
    return text if len(text) <= _LONGEST_CAPTION else ""
