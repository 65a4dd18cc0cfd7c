"""Cutting a page's tree down to its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from lxml import etree

from newsreader.feeds.alignment import letters
from newsreader.feeds.leftovers import LONGEST, announces_link, announces_links, is_leftover
from newsreader.feeds.page_blocks import Block, read_blocks
from newsreader.feeds.pruning import drop_idle_alternatives, prune

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What stands between an article's paragraphs, as their sibling, is part of it.
_FILLING = _HEADINGS | {"p", "blockquote", "pre", "ol", "ul"}
_ASIDE = ("aside", "button", "figure", "footer", "form", "header", "nav", "noscript")
_EXEMPT = frozenset({"td", "th", "pre", "dt"})
_WHOLES = frozenset({"blockquote", "ol", "ul"})
_PROSE = 60


def cut_to_article(
    body: etree._Element, guide: Iterable[str], *, titles: Iterable[str]
) -> etree._Element | None:
    """Return the element that holds the article, all else in it hidden or emptied, or None.

    `guide` is the article's text as an extractor found it, in pieces; `titles` are the page's. A
    block is kept whole if most of it is there; what lies between kept paragraphs is kept too, and
    paragraphs in other elements of the same class as theirs. Leftovers of the site and the title
    said again go.
    """
    titles = list(titles)
    blocks = read_blocks(body, guide)
    _keep_parts_alike(blocks)
    _keep_between(blocks)
    _drop_titles(blocks, {letters(title).casefold() for title in titles})
    _drop_leftovers(blocks)
    if not any(block.is_kept for block in blocks):
        return None
    part = prune(body, blocks)
    drop_idle_alternatives(part, titles)
    return part


def _keep_parts_alike(blocks: list[Block]) -> None:
    """Keep the paragraphs of an article that is dealt out over several elements of one class."""
    sizes: Counter[tuple[str, str, etree._Element | None]] = Counter()
    for block in blocks:
        if block.is_kept and block.element.tag == "p":
            sizes[_likeness(block)] += block.size
    most = sizes.total() / 2
    alike = {likeness for likeness, size in sizes.items() if likeness[1] and size >= most}
    for block in blocks:
        is_prose = block.element.tag == "p" and block.size >= _PROSE and not block.is_link
        if is_prose and not block.is_kept and _likeness(block) in alike:
            block.is_kept = next(block.element.iterancestors(*_ASIDE), None) is None


def _likeness(block: Block) -> tuple[str, str, etree._Element | None]:
    """Return what the elements around an article's paragraphs have in common."""
    around = block.element.getparent()
    if around is None:
        return "", "", None
    article = next(around.iterancestors("article"), None)
    return str(around.tag), around.get("class") or around.get("itemprop") or "", article


def _keep_between(blocks: list[Block]) -> None:
    """Keep what stands between kept blocks that are its siblings."""
    siblings: dict[etree._Element, list[Block]] = {}
    for block in blocks:
        around = _whole(block.element).getparent()
        if around is not None:
            siblings.setdefault(around, []).append(block)
    for row in siblings.values():
        kept = [place for place, block in enumerate(row) if block.is_kept]
        for block in row[kept[0] : kept[-1]] if len(kept) > 1 else ():
            if _whole(block.element).tag in _FILLING and not block.is_link:
                block.is_kept = True


def _whole(element: etree._Element) -> etree._Element:
    """Return the list or quote to which a block belongs, or the block itself."""
    parent = element.getparent()
    return element if parent is None or parent.tag not in _WHOLES else parent


def _drop_titles(blocks: list[Block], titles: set[str]) -> None:
    """Drop a title said again before the first paragraph."""
    for block in blocks:
        if block.is_kept:
            said = letters(block.text).casefold()
            is_heading = block.element.tag == "h1"
            if said in titles or (is_heading and any(said in title for title in titles)):
                block.is_kept = False
            elif block.size >= _PROSE:
                return


def _drop_leftovers(blocks: list[Block]) -> None:
    kept = [block for block in blocks if block.is_kept]
    is_list_due = False
    for block, after in pairwise([*kept, None]):
        assert block is not None
        text = block.text.strip()
        is_prose_next = after is not None and after.size >= _PROSE and not after.is_link
        if is_list_due and block.is_link:
            block.is_kept = False
            continue
        is_list_due = False
        if len(text) > 2 * LONGEST or block.element.tag in _EXEMPT:
            continue
        if after is not None and after.is_link and announces_links(text):
            block.is_kept, is_list_due = False, True
        elif block.element.tag not in _HEADINGS or not is_prose_next:
            block.is_kept = not (is_leftover(text) or announces_link(_before_link(block)))


def _before_link(block: Block) -> str:
    """Return the words before a link that is all the rest of a block, or nothing."""
    words, _, rest = block.text.strip().partition(":")
    return words if rest and block.linked * 2 >= block.size else ""
