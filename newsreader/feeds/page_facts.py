"""What a page says of itself: title, author, date, language, address, site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from newsreader.feeds.dates import parse_date
from newsreader.feeds.entries import language_code
from newsreader.feeds.links import web_url
from newsreader.model.text import clean_line

_ARTICLE = re.compile(r"Article|Posting|Report|NewsArticle|WebPage|Recipe|Review")
_SEPARATOR = re.compile(r"\s+[|\-–—•·:«»/]+\s+|\s*[|»]\s*")
_BY = re.compile(
    r"^(?:by|par|von|por|di|door|autor:?|автор:?|written by|posted by)\s+", re.IGNORECASE
)
# Names under which a site has its pages for desks, telephones and both.
_FORM = re.compile(r"^(?:www|m|mobile|amp)\.")
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 400
_LONGEST_AUTHOR = 120
_LONGEST_DATA = 1_000_000
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
)
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")

Data = dict[str, Any]
"""An object of a page's linked data (JSON-LD, schema.org)."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself, cleaned; `titles` are all the ways it writes its title."""

    title: str
    titles: tuple[str, ...]
    url: str
    author: str | None
    published_at: datetime | None
    language: str | None
    site_name: str


def page_facts(root: etree._Element, *, url: str) -> PageFacts:
    """Return what a page at `url` says of itself.

    From its linked data, Open Graph and other meta elements, and its own title and headings.
    """
    metas = _metas(root)
    data = [thing for thing in _linked_data(root) if _ARTICLE.search(str(thing.get("@type")))]
    host = urlsplit(url).hostname or ""
    site_name = _line(metas.get("og:site_name")) or _line(metas.get("application-name"))
    headings = [_text_of(heading) for heading in root.iter("h1")]
    names = [
        _line(metas.get("og:title")),
        _line(metas.get("twitter:title")),
        next(map(_text_of, root.iter("title")), ""),
        *(_line(thing.get("headline")) for thing in data),
    ]
    stated = next(filter(None, names), "")
    title = _title(stated, headings, (site_name, host))
    return PageFacts(
        title=title,
        titles=tuple(
            filter(None, [title, *names, *(_plain(name, (site_name,)) for name in names)])
        ),
        url=_address(root, metas, url),
        author=_author(root, metas, data),
        published_at=_published_at(root, metas, data),
        language=_language(root, metas, data),
        site_name=site_name or host.removeprefix("www."),
    )


def _line(text: object) -> str:
    return clean_line(text)[:_LONGEST_TITLE] if isinstance(text, str) else ""


def _text_of(element: etree._Element) -> str:
    return _line("".join(map(str, element.itertext())))


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    elements: Any = root.xpath(path)
    return list(elements)


def _metas(root: etree._Element) -> dict[str, str]:
    """Return what the page's meta elements say, the first of each name."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content)
    return metas


def _linked_data(root: etree._Element) -> Iterator[Data]:
    """Yield the objects of the page's JSON-LD, those in a graph too."""
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "") or len(text) > _LONGEST_DATA:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, list):
                waiting += reversed(thing)
            elif isinstance(thing, dict):
                yield thing
                waiting += [thing[name] for name in ("mainEntity", "@graph") if name in thing]


def _title(stated: str, headings: list[str], sites: tuple[str, ...]) -> str:
    """Return a title without the name of the site: as the page's heading says it, if it does."""
    said = _words(stated)
    for heading in headings:
        words = _words(heading)
        if words and said and (f" {words} " in f" {said} ") and len(words) * 3 >= len(said):
            return heading
    return _plain(stated, sites) or next(filter(None, headings), "")


def _plain(title: str, sites: tuple[str, ...]) -> str:
    """Return a title without a first or last part that only names the site."""
    parts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)]
    names = [_key(site) for site in sites if site]
    if parts and any(_names_site(title[parts[-1][1] :], name) for name in names):
        return title[: parts[-1][0]].strip()
    if parts and any(_names_site(title[: parts[0][0]], name) for name in names):
        return title[parts[0][1] :].strip()
    return title


def _names_site(part: str, name: str) -> bool:
    key = _key(part)
    return len(key) > 2 and (key in name or (len(name) > 2 and key.startswith(name)))


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _address(root: etree._Element, metas: dict[str, str], url: str) -> str:
    """Return the page's canonical address if it is one of the same site, else `url`."""
    links = (
        link.get("href")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    for written in (*links, metas.get("og:url")):
        address = web_url(written, url)
        if address and _site(address) == _site(url) and _is_page(address) >= _is_page(url):
            return address
    return url


def _site(url: str) -> str:
    """Return the host of an address: no page may speak for another site, nor for its neighbours."""
    return _FORM.sub("", urlsplit(url).hostname or "")


def _is_page(url: str) -> bool:
    """Whether an address is more than a site's front page."""
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or parts.query != ""


def _author(root: etree._Element, metas: dict[str, str], data: list[Data]) -> str | None:
    written = [", ".join(_names(thing.get("author"))) for thing in data]
    written += [metas.get(name, "") for name in _AUTHORS]
    written += map(_text_of, _elements(root, "//*[@itemprop='author']"))
    written += map(_text_of, _elements(root, "//a[@rel='author']"))
    for name in written:
        author = _BY.sub("", clean_line(name))
        is_name = 1 < len(author) <= _LONGEST_AUTHOR and "://" not in author and "@" not in author
        if is_name and any(map(str.isalpha, author)):
            return author
    return None


def _names(authors: object) -> list[str]:
    """Return the names of linked data's authors: a name, an object, or a list of them."""
    if isinstance(authors, str):
        return [authors]
    if isinstance(authors, dict):
        return _names(authors.get("name"))
    if isinstance(authors, list):
        return [
            name
            for author in authors[:10]
            if not isinstance(author, list)
            for name in _names(author)
        ]
    return []


def _published_at(root: etree._Element, metas: dict[str, str], data: list[Data]) -> datetime | None:
    written = [thing.get("datePublished") for thing in data]
    written += [metas.get(name) for name in _DATES]
    for element in _elements(root, "//*[@itemprop='datePublished']"):
        written += [element.get("content"), element.get("datetime"), _text_of(element)]
    written += [time.get("datetime") or time.get("pubdate") for time in root.iter("time")]
    dates = (parse_date(text) for text in written if isinstance(text, str))
    return next(filter(None, dates), None)


def _language(root: etree._Element, metas: dict[str, str], data: list[Data]) -> str | None:
    written = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        *(thing.get("inLanguage") for thing in data),
        metas.get("og:locale"),
        metas.get("language"),
    ]
    return next(filter(None, map(language_code, written)), None)
