"""The files that belong to an article, as lines of words under its text."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsreader.model.article import Enclosure
from newsreader.model.feed import without_login

_KINDS = {"audio": "Audio", "video": "Video", "image": "Image", "text": "Text"}
_FORMATS = {
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "image/jpeg": "jpg",
    "image/svg+xml": "svg",
    "text/plain": "txt",
    "video/quicktime": "mov",
}
_LONGEST_FORMAT = 12


def enclosure_line(enclosure: Enclosure) -> str:
    """Return a file in words: `Audio · mp3 · 24 min · 18 MB  https://…`, as far as it is known."""
    return f"{enclosure_words(enclosure)}  {without_login(enclosure.url)}"


def enclosure_words(enclosure: Enclosure) -> str:
    """Return a file in words without its address: `Audio · mp3 · 24 min · 18 MB`."""
    mime = enclosure.type.partition(";")[0].strip().lower()
    kind, _, subtype = mime.partition("/")
    parts = (
        _KINDS.get(kind, "File"),
        _FORMATS.get(mime) or _format(subtype) or _ending(enclosure.url),
        _duration(enclosure.duration),
        _size(enclosure.length),
    )
    return " · ".join(part.replace(" ", "\u00a0") for part in parts if part)


def _format(subtype: str) -> str:
    name = subtype.removeprefix("x-").removeprefix("vnd.")
    return name if 0 < len(name) <= _LONGEST_FORMAT and name != "octet-stream" else ""


def _ending(url: str) -> str:
    try:
        name = urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if stem and dot and ending.isalnum() and len(ending) <= 5 else ""


def _duration(seconds: int | None) -> str:
    if not seconds or seconds < 0:
        return ""
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


def _size(length: int | None) -> str:
    if not length or length < 0:
        return ""
    if length < 1000:
        return f"{length} bytes"
    units = ["kB", "MB", "GB", "TB"]
    size, unit = length / 1000, units.pop(0)
    while size >= 999.5 and units:
        size, unit = size / 1000, units.pop(0)
    return f"{size:,.0f} {unit}" if size >= 9.95 else f"{size:.1f} {unit}"
