"""The files of an entry: enclosures and the contents of Media RSS (rssboard.org/media-rss)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from newsreader.feeds.links import web_url
from newsreader.feeds.rawfeed import RawEnclosure
from newsreader.model.article import Enclosure
from newsreader.model.text import MarkedText, SpanKind, clean_line

_MOST_FILES = 500
_MEDIA = frozenset({"image", "audio", "video", "application", "document", "executable"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)", re.IGNORECASE)
_FILM = re.compile(
    r"\.(?:mp3|m4a|ogg|oga|opus|flac|wav|mp4|m4v|webm|mov|mkv)(?:[?#]|$)", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,6}(?:\.\d*)?(?::\d{1,6}(?:\.\d*)?){0,2}", re.ASCII)


def media_content(attributes: Mapping[str, str]) -> RawEnclosure | None:
    """Return what a `media:content` refers to, or None for no file: a player in Flash, a page."""
    url = attributes.get("url") or ""
    media_type = (attributes.get("type") or "").strip().lower()
    medium = (attributes.get("medium") or "").strip().lower() or media_type.partition("/")[0]
    if medium not in _MEDIA:
        medium = "image" if _PICTURE.search(url) else "video" if _FILM.search(url) else ""
    if not url or not medium or "flash" in media_type or media_type == "text/html":
        return None
    return RawEnclosure(
        url,
        media_type if "/" in media_type else "",
        attributes.get("filesize") or "",
        attributes.get("duration") or "",
        attributes.get("width") or "",
        is_media=True,
        is_picture=medium == "image",
    )


def read_enclosures(
    raw: Iterable[RawEnclosure], *, duration: str, base_url: str, body: MarkedText
) -> tuple[Enclosure, ...]:
    """Return the files of an entry, each once, and no more than any entry has.

    Of a picture that Media RSS lists in several sizes the widest is kept, and none that the body
    shows. `duration` is the entry's own (`itunes:duration`), for files that do not say theirs.
    """
    found: dict[str, Enclosure] = {}
    pictures: list[tuple[int, RawEnclosure, str]] = []
    for one in raw:
        url = web_url(one.url, base_url)
        if url and one.is_media and one.is_picture:
            pictures.append((_whole(one.width) or 0, one, url))
        elif url:
            found[url] = _enclosure(one, url, duration, found.get(url))
    if pictures:
        images = [span.value for span in body.spans if span.kind is SpanKind.IMAGE]
        seen = set(map(_without_query, (*images, *found)))
        for _, one, url in sorted(pictures, key=lambda picture: -picture[0]):
            if _without_query(url) not in seen:
                seen.add(_without_query(url))
                found[url] = _enclosure(one, url, "", None)
    return tuple(islice(found.values(), _MOST_FILES))


def _enclosure(one: RawEnclosure, url: str, duration: str, known: Enclosure | None) -> Enclosure:
    """Return a file with what is `known` of it from another element already."""
    lasts = None if one.type.startswith("image/") else seconds(one.duration or duration)
    new = Enclosure(url, clean_line(one.type), _whole(one.length), lasts)
    if known is None:
        return new
    return Enclosure(
        url,
        known.type or new.type,
        new.length if known.length is None else known.length,
        seconds(one.duration) or known.duration,
    )


def _without_query(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _whole(number: str) -> int | None:
    number = number.strip()
    return int(number) if number.isdecimal() and len(number) < 19 else None


def seconds(duration: str) -> int | None:
    """Return a duration written as seconds or [hours:]minutes:seconds, in seconds."""
    duration = duration.strip()
    if not _CLOCK.fullmatch(duration):
        return None
    total = 0.0
    for part in duration.split(":"):
        total = total * 60 + float(part)
    return round(total) or None
