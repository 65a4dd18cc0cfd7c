"""A feed as it is written, to one as the reader gets it: cleaned, dated, with absolute links."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from html import unescape

from newsreader.feeds.dates import parse_date, proves_day_first
from newsreader.feeds.enclosures import read_enclosures
from newsreader.feeds.links import absolute_url, web_url
from newsreader.feeds.markup import html_to_text
from newsreader.feeds.rawfeed import RawEntry, RawFeed, RawText, read_each
from newsreader.model.article import Entry, ParsedFeed
from newsreader.model.text import MarkedText, SpanKind, clean_line

_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
# Evidence that a title which need not say so is HTML: an element that is closed, one that needs
# no end, or a character reference.
_MARKUP = re.compile(
    r"<(a|abbr|b|big|cite|code|del|div|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strike|strong|sub"
    r"|sup|u)\b[^<>]*>[^\0]*</\1\s*>|<(?:br|hr|img|wbr)\b[^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]\w{1,30});",
    re.IGNORECASE,
)
# The same of a whole text, which may be so long that pairs of tags take too long to find.
_TEXT_MARKUP = re.compile(
    r"</[a-z][a-z\d]*\s*>|<(?:br|hr|img|p|wbr)\b[^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]\w{1,30});",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2})(?:[-_]|\s*$)")
_TITLE_LENGTH = 80
_LONG_SUMMARY = 500
_LONGEST_TITLE = 4000
_LONGEST_AUTHOR = 1000
_LONGEST_ADDRESS = 8000
_LONGEST_TEXT = 2_000_000
_MOST_ENTRIES = 5000


def read_feed(raw: RawFeed, *, url: str) -> ParsedFeed:
    """Return a feed from `url` with the newest of its entries, all strings cleaned.

    Relative links are meant as on the feed's own page (in Atom: as in the document), those in an
    entry's text as on the entry's page, unless the feed says otherwise (`xml:base`).
    """
    site_url = _address(raw.link, url)
    is_day_first = any(
        proves_day_first(date) for entry in raw.entries for date in (entry.published, entry.updated)
    )
    feed = _Feed(
        url=url if raw.is_atom else site_url or url,
        author=_author(raw.authors) if raw.is_atom else None,
        is_day_first=is_day_first,
    )
    entries = read_each(feed.read, _newest(raw.entries, feed))
    return ParsedFeed(
        title=_title(raw.title),
        site_url=site_url,
        language=language_code(raw.language),
        entries=_without_doubles(entries),
        check_floor=raw.check_floor,
    )


class _Feed:
    """What the entries of a feed share."""

    def __init__(self, *, url: str, author: str | None, is_day_first: bool) -> None:
        self._url = url
        self._author = author
        self._is_day_first = is_day_first

    def published_at(self, raw: RawEntry) -> datetime | None:
        """Return the first good one of an entry's dates."""
        dates = (raw.published, raw.updated, raw.created)
        return next(filter(None, map(self._date, dates)), None)

    def read(self, raw: RawEntry) -> Entry:
        link = _address(_link(raw), self._url)
        page_url = link or self._url
        body = _capped(_body(raw, page_url=page_url))
        title = _title(raw.title or raw.media_title)
        updated_at = self._date(raw.updated)
        published_at = self._date(raw.published) or updated_at or self._date(raw.created)
        guid = clean_line(raw.guid)
        if len(guid) > _LONGEST_ADDRESS:
            guid = digest(guid, None, "")
        return Entry(
            guid=guid or link or digest(title, published_at, body.text),
            title=title or first_words(body.text),
            url=link,
            author=_author(raw.authors) or self._author,
            published_at=published_at,
            updated_at=updated_at,
            language=_entry_language(raw),
            body=body,
            enclosures=read_enclosures(
                raw.enclosures, duration=raw.duration, base_url=page_url, body=body
            ),
        )

    def _date(self, text: str) -> datetime | None:
        return parse_date(text, is_day_first=self._is_day_first) if text else None


def _newest(entries: list[RawEntry], feed: _Feed) -> list[RawEntry]:
    """Return the newest entries, or the first where some have no date: feeds begin with them."""
    if len(entries) <= _MOST_ENTRIES:
        return entries
    dates = [feed.published_at(entry) for entry in entries]
    dated = [(date, -index) for index, date in enumerate(dates) if date]
    if len(dated) < len(entries):
        return entries[:_MOST_ENTRIES]
    kept = heapq.nlargest(_MOST_ENTRIES, dated)
    return [entries[-index] for _, index in sorted(kept, key=lambda one: -one[1])]


def _without_doubles(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return entries with unique guids.

    Where entries with different links share one guid (a feed that gives its own address to each),
    the guid says nothing and the link stands in for it; of true doubles the first is kept.
    """
    links = Counter(guid for guid, _ in {(entry.guid, entry.url) for entry in entries})
    unique: dict[str, Entry] = {}
    for entry in entries:
        if links[entry.guid] > 1:
            guid = f"{entry.guid} {entry.url or entry.title}"
            unique.setdefault(guid, replace(entry, guid=guid))
        else:
            unique.setdefault(entry.guid, entry)
    return tuple(unique.values())


def _link(raw: RawEntry) -> str:
    """Return the address of an entry's page as written; one in a guid must look like one."""
    is_address = raw.is_guid_link and raw.guid.startswith(("http", "/"))
    return raw.original_link or raw.link or raw.other_link or (raw.guid if is_address else "")


def _address(url: str, base_url: str) -> str | None:
    absolute = web_url(url, base_url) if url and len(url) <= _LONGEST_ADDRESS else None
    return absolute if absolute and len(absolute) <= _LONGEST_ADDRESS else None


@lru_cache(maxsize=256)
def language_code(tag: str | None) -> str | None:
    """Return the two-letter code of a language tag (BCP 47), or None: `fr-FR` is `fr`."""
    found = _LANGUAGE.match(tag) if tag else None
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


def _title(raw: RawText | None) -> str:
    if raw is None:
        return ""
    title = raw.value[:_LONGEST_TITLE]
    if raw.type == "text/plain":
        return clean_line(title)
    if raw.type:
        return plain_title(title)
    # Twice, for what a publisher escaped once too often: &amp;lt;i&amp;gt;, &amp;amp;.
    for _ in range(2):
        if ("<" in title or "&" in title) and _MARKUP.search(title):
            title = html_to_text(title).text
    return clean_line(title)


def _body(raw: RawEntry, *, page_url: str) -> MarkedText:
    """Return the fullest text an entry has; a picture's description only if there is no other.

    Some feeds swap summary and content: a summary as long as an article, and far longer than the
    content, is taken for it.
    """
    if len(raw.contents) == 1 and raw.summary and _is_html(raw.contents[0]):
        # The usual case, told without measuring: the content is long enough.
        text = _part_text(raw.contents[0], page_url=page_url)
        if 2 * len(text.text) >= len(raw.summary.value) and _has_words(text):
            return text
    pictures = MarkedText()
    for part in (*_ranked(raw), raw.media_text):
        text = _part_text(part, page_url=page_url) if part else MarkedText()
        if _has_words(text):
            return text
        pictures = pictures if pictures.text else text
    return pictures


def _has_words(text: MarkedText) -> bool:
    """Tell whether a text has words beside those that stand for its pictures."""
    pictures = [span for span in text.spans if span.kind is SpanKind.IMAGE]
    return len(text.text.split()) > sum(
        len(text.text[span.start : span.end].split()) for span in pictures
    )


def _ranked(raw: RawEntry) -> list[RawText]:
    if len(raw.contents) + (raw.summary is not None) < 2:
        return [raw.summary] if raw.summary else raw.contents
    parts = [(_is_html(part), _length(part), part) for part in raw.contents]
    length = _length(raw.summary) if raw.summary else 0
    if raw.summary and (not raw.has_content or length >= _LONG_SUMMARY):
        is_html = not raw.has_content or any(is_html for is_html, *_ in parts)
        parts.append((is_html, length // 2, raw.summary))
    ranked = [part for *_, part in sorted(parts, key=lambda part: part[:2], reverse=True)]
    return [*ranked, raw.summary] if raw.summary else ranked


def _length(part: RawText) -> int:
    return len(_TAG.sub("", part.value))


def _is_html(part: RawText) -> bool:
    return part.is_html or (not part.type and _TEXT_MARKUP.search(part.value) is not None)


def _part_text(part: RawText, *, page_url: str) -> MarkedText:
    if not _is_html(part):
        return MarkedText.from_plain(part.value)
    if "\n" in part.value and not _TAG.search(part.value):
        # Plain text in a place for HTML: its line ends are meant.
        return MarkedText.from_plain(unescape(part.value))
    base_url = absolute_url(part.base, page_url) if part.base else page_url
    return html_to_text(part.value, base_url=base_url)


def _capped(text: MarkedText) -> MarkedText:
    if len(text.text) <= _LONGEST_TEXT:
        return text
    kept = text.text[:_LONGEST_TEXT].rstrip()
    spans = (
        span._replace(end=min(span.end, len(kept))) for span in text.spans if span.start < len(kept)
    )
    return MarkedText(kept, tuple(spans))


def _author(names: list[str]) -> str | None:
    if not names:
        return None
    cleaned = map(clean_line, names)
    return ", ".join(dict.fromkeys(name for name in cleaned if name))[:_LONGEST_AUTHOR] or None


def _entry_language(raw: RawEntry) -> str | None:
    if raw.language and (code := language_code(raw.language)):
        return code
    parts = (*raw.contents, raw.summary, raw.title)
    tags = (part.language for part in parts if part and part.language)
    return next(filter(None, map(language_code, tags)), None)
