"""What went wrong on the network, in words for the user; credentials never appear in them."""

from __future__ import annotations

import email.utils
import errno
import re
import socket
import ssl
from datetime import UTC, datetime
from http import HTTPStatus

import httpcore2
import httpx2

from newsreader.feeds.network import HostUnknownError, StoppedError
from newsreader.model.text import clean_line

_ADVICE = {
    401: "the feed wants a login; write it into the address, https://user:password@host/...",
    403: "the server refuses to give this feed out",
    404: "there is no feed at this address any more; look for its new one on the site",
    407: "the proxy wants a login",
    410: "the feed was taken down for good; unsubscribe from it",
    429: "the server asks for fewer requests; try again later",
    451: "the feed is withheld for legal reasons",
}

_NO_WAY = (errno.ENETUNREACH, errno.EHOSTUNREACH)


class FetchError(Exception):
    """A fetch that failed; the message is a sentence for the user, without credentials.

    `status` is the HTTP status where there was one, `retry_after` the seconds (0 or more) for
    which the server asks not to be asked again. `is_unreachable` tells that no connection could
    be made, or none that is encrypted; a bad certificate is another matter. `is_lost` tells that
    not even the way to the server could be found: perhaps this machine has no network.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        is_unreachable: bool = False,
        is_lost: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.is_unreachable = is_unreachable
        self.is_lost = is_lost


def status_error(status: int, retry_after: str | None) -> FetchError:
    """Return the error for an HTTP status that brings no feed."""
    try:
        # The server's own phrase is not shown: it may say anything.
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = f"status {status}"
    if status >= 500:
        advice = "the server has a problem of its own; try again later"
    else:
        advice = _ADVICE.get(status, "the server did not give the feed out")
    return FetchError(
        f"{phrase}: {advice}", status=status, retry_after=parse_retry_after(retry_after)
    )


def too_large(max_bytes: int) -> FetchError:
    """Return the error for a body beyond the cap."""
    size = f"{max_bytes / 2**20:.0f} MiB" if max_bytes >= 2**20 else f"{max_bytes} bytes"
    return FetchError(f"the answer is larger than {size}, which no feed should be")


def stopped() -> FetchError:
    """Return the error for a request that the program itself ended."""
    return FetchError("the check was stopped before the server had answered")


def parse_retry_after(value: str | None) -> float | None:
    """Return the seconds from now that a Retry-After field names (RFC 9110 section 10.2.3).

    None where it makes no sense; a date in the past is 0. The caller caps it.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        at = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    try:
        return max(0.0, (at - datetime.now(UTC)).total_seconds())
    except OverflowError:
        return None


def name_of(url: httpx2.URL) -> str:
    """Return the host of `url`, and its port if it is an unusual one, to be shown."""
    name = clean_line(url.host)[:100]
    return name if url.port is None else f"{name}:{url.port}"


def is_of_connecting(error: Exception) -> bool:
    """Whether `error` is that no connection could be made, before anything was encrypted."""
    cause = error.args[0] if error.args else None
    return isinstance(error, httpcore2.ConnectError) and not isinstance(cause, ssl.SSLError)


def in_words(error: Exception, url: httpx2.URL, deadline: float) -> Exception:
    """Return `error`, that asking for `url` ended in, as a FetchError. `deadline` in seconds."""
    host = name_of(url)
    match error:
        case StoppedError():
            return stopped()
        case HostUnknownError():
            return _unknown_host(error, host)
        case httpcore2.TimeoutException():
            is_unreachable = isinstance(error, httpcore2.ConnectTimeout)
            words = f"{host} did not answer within {deadline:g} s"
            return FetchError(words, is_unreachable=is_unreachable)
        case httpcore2.ProxyError():
            return FetchError(f"the proxy did not reach {host} ({_detail(error)})")
        case httpx2.DecodingError():
            return FetchError(f"the answer of {host} is damaged: it could not be decompressed")
        case httpcore2.ConnectError():
            cause = error.args[0] if error.args else None
            return FetchError(
                _connect_words(error, host),
                is_unreachable=not isinstance(cause, ssl.SSLCertVerificationError),
                is_lost=getattr(cause, "errno", None) in _NO_WAY,
            )
        case httpcore2.NetworkError():
            return FetchError(f"{host} hung up before it had sent everything")
        case httpcore2.RemoteProtocolError() if re.search("closed|disconnected", str(error)):
            return FetchError(f"{host} hung up before it had sent everything")
        case httpcore2.RemoteProtocolError():
            return FetchError(f"{host} does not speak proper HTTP; is there a web server?")
    return FetchError(f"{host} could not be asked ({_detail(error)})")


def _unknown_host(error: Exception, host: str) -> FetchError:
    cause = error.args[0] if error.args else None
    if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN:
        words = f"the address of {host} could not be looked up; check the network"
    else:
        words = f"there is no host {host}; check the address and the network"
    return FetchError(words, is_lost=True)


def _connect_words(error: Exception, host: str) -> str:
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = clean_line(cause.verify_message).rstrip(".")
        return f"the certificate of {host} is not valid: {reason}"
    if isinstance(cause, ssl.SSLError):
        return f"no secure connection to {host} could be made ({_detail(cause)})"
    if isinstance(cause, ConnectionRefusedError):
        return f"{host} refused the connection; check the address or try again later"
    if isinstance(cause, ConnectionError):
        return f"{host} hung up before it had sent anything"
    if isinstance(cause, OSError) and cause.errno in _NO_WAY:
        return f"{host} cannot be reached; check the network"
    return f"no connection to {host} could be made ({_detail(error)})"


def _detail(error: Exception) -> str:
    """Return the technical reason, short and harmless."""
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
    return clean_line(str(reason)).rstrip(".")[:120] or type(error).__name__
