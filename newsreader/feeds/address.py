"""Which addresses are fetched, with whose login, through which proxy."""

from __future__ import annotations

import base64
import ipaddress
import urllib.request
from urllib.parse import unquote, urlsplit

import httpcore2
import httpx2

from newsreader.feeds.failures import FetchError, name_of
from newsreader.model.text import clean_line
from newsreader.settings import FeedAccess

_DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_address(text: str) -> httpx2.URL:
    """Return the http or https URL that `text` is, without its fragment; else raise FetchError."""
    try:
        url = httpx2.URL(text.strip()).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError):
        # The library's message would quote the address, which may hold a password.
        raise FetchError("the address is not a valid URL; check it for typing errors") from None
    if url.scheme not in _DEFAULT_PORTS:
        raise FetchError(
            f"only http and https addresses can be fetched, not {clean_line(url.scheme)[:20]}:"
            if url.scheme
            else "the address lacks its beginning, http:// or https://"
        )
    if not url.host or "%" in url.host:
        raise FetchError("the address names no possible host; check it for typing errors")
    if url.port is not None and not 0 < url.port < 65536:
        raise FetchError("the address has an impossible port; check it for typing errors")
    return url


def redirect_target(url: httpx2.URL, location: str) -> httpx2.URL:
    """Return where `location` leads from `url`; FetchError if one should not follow it there.

    A login that the target names is dropped: whose it is, nobody knows.
    """
    name = name_of(url)
    try:
        target = parse_address(str(url.join(location)))
    except (FetchError, httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{name} redirects to an address that cannot be fetched") from error
    if url.scheme == "https" and target.scheme == "http":
        raise FetchError(
            f"{name} redirects from https to http, which anyone on the way could change; "
            "subscribe to the http address if you trust it"
        )
    return without_login(target)


def without_login(url: httpx2.URL) -> httpx2.URL:
    """Return `url` without user and password."""
    return url.copy_with(userinfo=b"") if url.userinfo else url


def with_login_of(first: httpx2.URL, url: httpx2.URL) -> httpx2.URL:
    """Return `url` with the login of `first` if it may be used there."""
    is_for_both = bool(first.userinfo) and _is_same_server(first, url)
    return url.copy_with(userinfo=first.userinfo) if is_for_both else url


def private_headers(first: httpx2.URL, url: httpx2.URL, access: FeedAccess) -> dict[str, str]:
    """Return what lets a request for `url` in, where that is the server of `first` still.

    It logs in (RFC 7617) with the login in `first`, else that of `access`.
    """
    if not _is_same_server(first, url):
        return {}
    login = f"{access.user}:{access.password}" if access.user else ""
    if first.userinfo:
        login = f"{first.username}:{first.password}"
    basic = base64.b64encode(login.encode()).decode("ascii")
    return {**({"Authorization": f"Basic {basic}"} if login else {}), **access.headers}


def _is_same_server(first: httpx2.URL, url: httpx2.URL) -> bool:
    """Whether what is for `first` is for `url` too: the same origin, or its host by https now."""
    if first.host != url.host:
        return False
    is_upgrade = (first.scheme, first.port, url.scheme, url.port) == ("http", None, "https", None)
    return is_upgrade or (first.scheme, first.port) == (url.scheme, url.port)


class Proxies:
    """The proxies that the environment (http_proxy, no_proxy, ...) or the system names."""

    def __init__(self) -> None:
        self._by_scheme = urllib.request.getproxies()

    def proxy_for(self, url: httpx2.URL) -> httpcore2.Proxy | None:
        """Return the proxy to ask for `url`; the machine itself is always asked directly.

        Raises FetchError for a kind of proxy that cannot be used.
        """
        proxy = self._by_scheme.get(url.scheme) or self._by_scheme.get("all")
        if not proxy or _is_loopback(url.host) or urllib.request.proxy_bypass(url.host):
            return None
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            raise FetchError(f"the proxy for {url.scheme} is not an http one; check the settings")
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
        login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        address = httpcore2.URL(scheme=parts.scheme, host=parts.hostname, port=port, target="/")
        return httpcore2.Proxy(address, auth=login)


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
