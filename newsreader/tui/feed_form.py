"""A feed as a form: what is written in its fields, and which edits that means."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from newsreader.feeds.typed import normalise_url
from newsreader.library.feed_edits import MOST_MINUTES
from newsreader.model.feed import Feed
from newsreader.model.text import clean_line


class FormError(ValueError):
    """A field cannot be as it was filled in; the message says why, `field` which it is."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class FeedForm:
    """The fields as they are written. An empty `password` keeps the one there is.

    `interval` is in minutes, empty for as often as the feed publishes.
    """

    title: str
    folder: str
    address: str
    user: str
    password: str
    interval: str
    is_full_text: bool

    @classmethod
    def of(cls, feed: Feed) -> FeedForm:
        """Return the form of a feed as it is; its password is left out."""
        address, user, _ = split_login(feed.url)
        minutes = "" if feed.interval is None else str(int(feed.interval.total_seconds()) // 60)
        folder = feed.folder or ""
        return cls(feed.title, folder, address, user, "", minutes, feed.is_full_text)

    def edits(self, feed: Feed) -> dict[str, str | None]:
        """Return the edited fields as `Change.after` wants them; raises `FormError`."""
        before = FeedForm.of(feed)
        edits: dict[str, str | None] = {}
        if clean_line(self.title) != before.title:
            edits["title"] = clean_line(self.title) or None
        if clean_line(self.folder) != before.folder:
            edits["folder"] = clean_line(self.folder) or None
        if not feed.is_fetched:
            return edits
        login = (self.address.strip(), self.user.strip(), self.password)
        if login != (before.address, before.user, ""):
            edits["url"] = self._url(feed)
        if self.interval.strip() != before.interval:
            edits["interval"] = _minutes(self.interval.strip())
        if self.is_full_text != before.is_full_text:
            edits["full_text"] = "yes" if self.is_full_text else None
        return edits

    def _url(self, feed: Feed) -> str:
        address = _checked_address(self.address.strip())
        _, _, kept = split_login(feed.url)
        user, password = self.user.strip(), self.password
        if password and not user:
            raise FormError("user", "A password needs a user name.")
        if user and kept and not password:
            if not is_same_server(address, feed.url):
                raise FormError(
                    "password",
                    "This is another server: type its password, or empty the user name.",
                )
            password = kept
        return join_login(address, user, password)


def split_login(url: str) -> tuple[str, str, str]:
    """Return an address without its login, the user name and the password (RFC 3986, 3.2.1)."""
    scheme, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    login, _, host = host.rpartition("@")
    user, _, password = login.partition(":")
    return f"{scheme}{slashes}{host}{slash}{path}", unquote(user), unquote(password)


def join_login(address: str, user: str, password: str) -> str:
    """Return an address with a login; without one if there is no user name."""
    if not user:
        return address
    scheme, slashes, rest = address.partition("://")
    secret = f":{quote(password, safe='')}" if password else ""
    return f"{scheme}{slashes}{quote(user, safe='')}{secret}@{rest}"


def is_same_server(url: str, other: str) -> bool:
    """Whether two addresses lead to the same host and port by the same scheme."""
    return _server(url) == _server(other)


def home_page(url: str) -> str:
    """Return the address of the front page of the host of an address."""
    parts = urlsplit(split_login(url)[0])
    return f"{parts.scheme}://{parts.netloc}/"


def _server(url: str) -> tuple[str, str]:
    parts = urlsplit(split_login(url)[0])
    return parts.scheme.lower(), parts.netloc.lower()


def _checked_address(typed: str) -> str:
    try:
        address = normalise_url(typed)
    except ValueError as error:
        words = str(error)
        raise FormError("address", f"{words[0].upper()}{words[1:]}.") from None
    if "@" in urlsplit(address).netloc:
        raise FormError("address", "Write the login into the fields below, not into the address.")
    return address


def _minutes(typed: str) -> str | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed[:9]) <= MOST_MINUTES):
        raise FormError(
            "interval", f"The interval is a number of minutes, 1 to {MOST_MINUTES}, or empty."
        )
    return str(int(typed))
