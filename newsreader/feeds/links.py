"""Links as articles write them."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from newsreader.model.text import clean

# A browser drops these inside a URL (WHATWG URL, section 4.4).
_URL_BLANKS = dict.fromkeys(map(ord, "\t\n\r"))
# Taking a URL apart is slow, and most links of feeds are of one of these two shapes: absolute as
# it stands, or a path from the top of the site without anything to be resolved in it.
_ABSOLUTE = re.compile(r"(https?://[\w.-]+(?::\d+)?)(?:[/?#][!-~]*)?", re.ASCII)
_PATH = re.compile(r"/(?:[\w~%-][!-.0-~]*(?:/[\w~%-][!-.0-~]*)*/?)?", re.ASCII)


def absolute_url(url: str, base_url: str | None = None) -> str | None:
    """Return an absolute http, https or mailto URL, or None for anything else."""
    if _ABSOLUTE.fullmatch(url):
        return url
    site = _ABSOLUTE.fullmatch(base_url) if base_url and _PATH.fullmatch(url) else None
    if site is not None:
        return site[1] + url
    url = clean(url).translate(_URL_BLANKS).strip().replace(" ", "%20")
    try:
        if base_url and not url.startswith(("http://", "https://")):
            url = urljoin(base_url, url)
        parts = urlsplit(url)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    if parts.scheme == "mailto" and parts.path:
        return "mailto:" + url[len("mailto:") :]
    return url if is_web else None


def web_url(url: object, base_url: str | None = None) -> str | None:
    """Return an absolute http or https URL, or None for anything else."""
    absolute = absolute_url(url, base_url) if isinstance(url, str) else None
    return None if absolute is None or absolute.startswith("mailto:") else absolute
