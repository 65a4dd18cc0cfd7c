"""What a user types -> the address that is meant."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from newsreader.model.text import clean, clean_line

LONGEST_URL = 8000


def typed_addresses(text: str) -> list[str]:
    """Return the addresses that a user may mean by `text`, in the order to try them.

    Where the scheme was left out it is https, and http if that cannot be reached. Raises
    ValueError like `normalise_url`.
    """
    url = normalise_url(text)
    plain = re.sub("^https:", "http:", url)
    is_given = re.match("(?:feed:)?https?:|feed://", clean(text).strip(), re.IGNORECASE)
    return [url] if is_given or plain == url else [url, plain]


def normalise_url(text: str) -> str:
    """Return the http or https URL that a user means by `text`.

    A bare host gets https:// (localhost and numeric addresses http://, as they have no
    certificates); `feed:https://...` and `feed://...` (for http) are understood. Raises
    ValueError, its message a sentence for the user, for everything else.
    """
    typed = clean(text).strip()
    url = re.sub("^feed:(?!//)", "", typed, flags=re.IGNORECASE)
    url = re.sub("^feed://", "http://", url, flags=re.IGNORECASE)
    if not url:
        raise ValueError("an address is needed, such as https://example.org/feed")
    if len(url) > LONGEST_URL:
        raise ValueError(f"the address is longer than {LONGEST_URL} characters")
    if re.search(r"\s", url):
        raise ValueError("an address has no blanks in it; check it for typing errors")
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))", url, re.IGNORECASE)
    if scheme is None:
        url = _with_scheme(url.removeprefix("//"))
    elif scheme[1].lower() not in ("http", "https"):
        raise ValueError(f"only http and https addresses can be fetched, not {scheme[1]}:")
    parts = _split(url)
    # Only what is the same for every server is made the same: RFC 3986 section 6.2.2.1.
    login, at, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=login + at + host.lower(), fragment="").geturl()


def _with_scheme(url: str) -> str:
    parts = _split(f"https://{url}")
    host = parts.hostname or ""
    if host == "localhost" or _is_numeric(host):
        return f"http://{url}"
    if "." not in host.strip(".") and parts.port is None:
        raise ValueError(
            f"“{clean_line(url)[:60]}” is no address, such as https://example.org/feed"
        )
    return f"https://{url}"


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _split(url: str) -> SplitResult:
    """Return the parts of a URL whose host and port are possible; else raise ValueError."""
    try:
        parts = urlsplit(url)
        is_possible = parts.port != 0
    except ValueError:
        is_possible = False
    if not is_possible:
        raise ValueError("the host or port is not possible; check the address for typing errors")
    if not parts.hostname or re.search(r"[\s<>\"{}|\\^`%,;!*()']", parts.hostname):
        raise ValueError("the address names no host; check it for typing errors")
    return parts
