"""What lists of subscriptions hold, whatever their format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsreader.feeds.typed import normalise_url
from newsreader.model.saved_search import SavedSearch
from newsreader.model.text import clean, clean_line

_FEED_ADDRESS = re.compile("https?:|feed:", re.IGNORECASE)
_SCHEME = re.compile("[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# A password may have been written with a character that ends the host.
_LOGIN = re.compile(r"(?<=://)(?:[^\s@]*:[^\s@]*|[^/?#\s]*)@")
_LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Outline:
    """A subscription in a list. Nested folders are joined by " / ".

    `tags` are those of its tags that are no folder. `position` is the place the reader gave it.
    """

    url: str
    title: str | None = None
    folder: str | None = None
    site_url: str | None = None
    tags: tuple[str, ...] = ()
    position: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a list names that is not subscribed to: how it is written, without logins, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A list of subscriptions: each address once, in the order of the list.

    `folders` are the places the reader gave to folders, by their names.
    """

    outlines: tuple[Outline, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    folders: dict[str, int] = field(default_factory=dict)


class AddressError(ValueError):
    """What is no address of a feed on the web; the message is a sentence for the user."""


def feed_address(text: str) -> str:
    """Return the address of a feed as subscribing to it would store it. Raises `AddressError`."""
    text = text.strip()
    if clean_line(text) != text:
        raise AddressError("the address has control characters in it")
    if not _FEED_ADDRESS.match(text):
        scheme = _SCHEME.match(text)
        what = f", not {scheme[0]}" if scheme and len(scheme[0]) < 20 else ""
        raise AddressError(f"only http and https addresses can be fetched{what}")
    try:
        return normalise_url(text.replace(" ", "%20"))
    except ValueError as error:
        raise AddressError(str(error)) from None


def shown(text: str) -> str:
    """Return an entry of a list as it may be shown: on one short line, without logins."""
    line = _LOGIN.sub("", clean_line(clean(text)))
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"
