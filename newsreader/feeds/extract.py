"""A web page to the article on it: full text for a summary, and pages saved to read later."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from lxml import etree, html

from newsreader.feeds.article_part import cut_to_article
from newsreader.feeds.links import web_url
from newsreader.feeds.markup import tree_to_text
from newsreader.feeds.page_facts import PageFacts, page_facts
from newsreader.feeds.page_source import decode_page, what_else
from newsreader.model.text import MarkedText


class ExtractError(Exception):
    """A page has no article that can be read; the message says why, for the user."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page and what the page says of it.

    `url` is the page's canonical address if that is on the same site, else where it was found.
    The title may be empty; it is not said again at the beginning of the body.
    """

    title: str
    url: str
    body: MarkedText
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    site_name: str = ""


# A text so short is hardly all of an article; another way of looking may find more.
_SHORT = 400
# Beyond that trafilatura takes longer than any worker may; long articles have a few thousand.
_MOST_ELEMENTS = 60_000
# Beyond that trafilatura's second opinions, quadratic in the number of paragraphs, are left out.
_MANY_ELEMENTS = 10_000


def extract(page: bytes, *, url: str, content_type: str | None = None) -> Page:
    """Return the article on a page that a server sent from `url`.

    Raises ExtractError, and nothing else, for what has no article to read.
    """
    try:
        _refuse_others(page, content_type)
        root = _parse(decode_page(page, content_type))
        body = root.find("body")
        facts = page_facts(root, url=url)
        text = MarkedText() if body is None else _article(root, body, facts, _base(root, url))
    except ExtractError:
        raise
    except Exception as error:
        raise ExtractError(
            "the page is damaged and cannot be read: open it in the browser"
        ) from error
    if not text.text.strip():
        raise ExtractError("there is no article text on the page: open it in the browser")
    return Page(
        title=facts.title,
        url=facts.url,
        body=text,
        author=facts.author,
        published_at=facts.published_at,
        language=facts.language,
        site_name=facts.site_name,
    )


def _refuse_others(page: bytes, content_type: str | None) -> None:
    """Raise ExtractError for what is no web page."""
    kind = what_else(page, content_type)
    if kind is not None:
        advice = "subscribe to it instead" if kind == "a feed" else "open it in the browser"
        raise ExtractError(f"this is {kind}, not a web page: {advice}")


def _parse(text: str) -> html.HtmlElement:
    """Return the tree of a page, of the type that trafilatura needs."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any("depth" in error.message for error in parser.error_log):
        raise ExtractError("the page is nested too deeply: open it in the browser")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise ExtractError("the page is too large to be read: open it in the browser")
    return root


def _base(root: etree._Element, url: str) -> str:
    """Return what the page's links are relative to."""
    written = next((base.get("href") for base in root.iter("base") if base.get("href")), None)
    return web_url(written, url) or url


def _article(
    root: html.HtmlElement, body: etree._Element, facts: PageFacts, base_url: str
) -> MarkedText:
    part = cut_to_article(body, _main_text(root), titles=facts.titles)
    return MarkedText() if part is None else tree_to_text(part, base_url=base_url)


def _main_text(root: html.HtmlElement) -> list[str]:
    """Return the texts in which trafilatura sees the article."""
    # It costs 0.2 s to import, and is needed in worker processes only.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    is_large = sum(1 for _ in root.iter()) > _MANY_ELEMENTS
    found: list[str] = []
    for is_strict in (True, False):
        document = trafilatura.bare_extraction(
            root, fast=is_large, favor_precision=is_strict, include_comments=False
        )
        body = getattr(document, "body", None)
        texts = [] if body is None else [str(text) for text in body.itertext()]
        if sum(map(len, texts)) > 2 * sum(map(len, found)):
            found = texts
        if sum(map(len, found)) >= _SHORT:
            break
    return found
