"""One entry as feedparser gives it, to an `Entry`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from html import unescape
from typing import Any

from newsreader.feeds.dates import parse_date
from newsreader.feeds.links import absolute_url, web_url
from newsreader.feeds.markup import html_to_text
from newsreader.model.article import Enclosure, Entry
from newsreader.model.text import MarkedText, clean_line

_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
# Evidence that a title of an RSS feed, which need not say so, is HTML: an element that is closed,
# one that needs no end, or a character reference.
_MARKUP = re.compile(
    r"<(a|abbr|b|big|cite|code|del|div|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strike|strong|sub"
    r"|sup|u)\b[^<>]*>[^\0]*</\1\s*>|<(?:br|hr|img|wbr)\b[^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]\w{1,30});",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]|$)")
_TITLE_LENGTH = 80
_LONGEST_TITLE = 4000

Fields = Mapping[str, Any]
"""An entry, a feed or a part of one as feedparser gives it."""


def read_entry(
    fields: Fields, *, feed: Fields, url: str, site_url: str | None, is_atom: bool
) -> Entry:
    """Return an entry, all its strings cleaned and its links absolute.

    Relative links in its text are meant as on the entry's page, unless the feed says what they
    are relative to (`xml:base`).
    """
    link = web_url(_link(fields), url if is_atom else site_url or url)
    body = _body(fields, page_url=link or site_url or url)
    title = _title(fields, is_atom=is_atom)
    dates = {name: parse_date(str(fields.get(name) or "")) for name in _DATES}
    published_at = next((date for date in dates.values() if date), None)
    return Entry(
        guid=clean_line(str(fields.get("id") or ""))
        or link
        or digest(title, published_at, body.text),
        title=title or first_words(body.text),
        url=link,
        author=_author(fields) or (_author(feed) if is_atom else None),
        published_at=published_at,
        updated_at=dates["updated"],
        language=_entry_language(fields),
        body=body,
        enclosures=_enclosures(fields, link or site_url or url),
    )


def _link(fields: Fields) -> object:
    """Return the address of an entry's page as written, before a redirecting service changed it.

    feedparser lets a guid stand in for a missing link; one that is only a number is no address.
    """
    link = fields.get("feedburner_origlink") or fields.get("link")
    is_guid = fields.get("guidislink") and link == fields.get("id")
    return None if is_guid and not str(link).startswith(("http", "/")) else link


_DATES = ("published", "updated", "created")


def feed_title(feed: Fields, *, is_atom: bool) -> str:
    """Return the title of a feed on one line."""
    return _title(feed, is_atom=is_atom)


def feed_language(feed: Fields) -> str | None:
    """Return the language a feed declares, as a two-letter code."""
    return language_code(feed.get("language"))


def language_code(tag: object) -> str | None:
    """Return the two-letter code of a language tag (BCP 47), or None: `fr-FR` is `fr`."""
    found = _LANGUAGE.match(tag.strip()) if isinstance(tag, str) else None
    return found[1].lower() if found else None


def first_words(text: str) -> str:
    """Return the beginning of a text as a title, for an entry that has none."""
    line = clean_line(text[: 4 * _TITLE_LENGTH])
    if len(line) <= _TITLE_LENGTH:
        return line
    words = line[: _TITLE_LENGTH + 1].rpartition(" ")[0]
    # Chinese and Japanese have no blanks to break at.
    return (words if len(words) > _TITLE_LENGTH // 2 else line[:_TITLE_LENGTH]).rstrip(" ,;:") + "…"


def digest(title: str, published_at: datetime | None, text: str) -> str:
    """Return a guid for an entry that has neither id nor link.

    Its text, which may be changed, counts only where there is no title and no date.
    """
    content = (f"{title}\n{published_at}" if title or published_at else text).encode()
    return f"digest:{hashlib.blake2b(content, digest_size=16).hexdigest()}"


def plain_title(html: str) -> str:
    """Return HTML on one plain line."""
    return clean_line(html_to_text(html).text if "<" in html or "&" in html else html)


def _title(fields: Fields, *, is_atom: bool) -> str:
    title = str(fields.get("title") or "")[:_LONGEST_TITLE]
    if is_atom:
        kind = (fields.get("title_detail") or {}).get("type")
        return clean_line(title) if kind == "text/plain" else plain_title(title)
    # Twice, for what a publisher escaped once too often: &amp;lt;i&amp;gt;, &amp;amp;.
    for _ in range(2):
        if _MARKUP.search(title):
            title = html_to_text(title).text
    return clean_line(title)


def _body(fields: Fields, *, page_url: str) -> MarkedText:
    """Return the fullest text an entry has; a picture's description only if there is no other.

    The summary counts only where it is far longer than the content: some feeds swap the two.
    """
    contents = [part for part in fields.get("content") or () if part.get("value")]
    summary = fields.get("summary_detail")
    parts = [(_is_html(part), _length(part), part) for part in contents]
    if summary and summary.get("value"):
        parts.append((True, _length(summary) // 2, summary))
    for _, _, part in sorted(parts, key=lambda part: part[:2], reverse=True):
        text = _part_text(part, page_url=page_url)
        if text.text:
            return text
    return MarkedText()


def _length(part: Fields) -> int:
    return len(_TAG.sub("", str(part["value"])))


def _is_html(part: Fields) -> bool:
    return str(part.get("type") or "").endswith(("html", "xml"))


def _part_text(part: Fields, *, page_url: str) -> MarkedText:
    value = str(part["value"])
    if not _is_html(part):
        return MarkedText.from_plain(value)
    if "\n" in value and not _TAG.search(value):
        # Plain text in a place for HTML: its line ends are meant.
        return MarkedText.from_plain(unescape(value))
    return html_to_text(value, base_url=absolute_url(part.get("base") or "", page_url))


def _author(fields: Fields) -> str | None:
    raw = clean_line(str(fields.get("author") or ""))
    authors = fields.get("authors") or ()
    if "@" in raw and len(authors) < 2:
        # RSS 2.0 has an address with the name in brackets; feedparser cuts it at a long domain.
        name, address = parseaddr(raw)
        return name or address or raw
    names = [clean_line(str(author.get("name") or author.get("email") or "")) for author in authors]
    return ", ".join(dict.fromkeys(name for name in names if name)) or raw or None


def _entry_language(fields: Fields) -> str | None:
    parts = [
        *(fields.get("content") or ()),
        fields.get("summary_detail"),
        fields.get("title_detail"),
    ]
    tags = [fields.get("language"), *(part.get("language") for part in parts if part)]
    return next(filter(None, map(language_code, tags)), None)


def _enclosures(fields: Fields, base_url: str) -> tuple[Enclosure, ...]:
    duration = seconds(fields.get("itunes_duration"))
    found: dict[str, Enclosure] = {}
    for link in fields.get("links") or ():
        url = web_url(link.get("href"), base_url) if link.get("rel") == "enclosure" else None
        if url:
            length = str(link.get("length") or "").strip()
            found.setdefault(
                url,
                Enclosure(
                    url,
                    clean_line(str(link.get("type") or "")),
                    int(length) if length.isdecimal() and len(length) < 19 else None,
                    duration,
                ),
            )
    return tuple(found.values())


def seconds(duration: object) -> int | None:
    """Return a duration written as seconds or [hours:]minutes:seconds, in seconds."""
    parts = str(duration or "").strip().split(":")
    if not 1 <= len(parts) <= 3 or not all(
        re.fullmatch(r"\d{1,6}(\.\d*)?", part) for part in parts
    ):
        return None
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return round(total) or None
