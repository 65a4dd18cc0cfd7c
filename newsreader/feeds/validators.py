"""The header fields by which a server tells whether a feed has changed."""

from __future__ import annotations

import re

import httpx2

# What may stand in a header field, RFC 9110 section 5.5. Nobody's validator is longer.
_VALIDATOR = re.compile("[!-~\xa1-\xff](?:[ -~\xa0-\xff]{0,998}[!-~\xa1-\xff])?")


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the header fields that ask for a newer version only (RFC 9110 section 13.1)."""
    fields = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in fields.items() if value and _is_validator(value)}


def is_conditional(request: httpx2.Request) -> bool:
    """Whether `request` asks for a newer version only."""
    return "if-none-match" in request.headers or "if-modified-since" in request.headers


def encoded(fields: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Return header fields as they go over the wire.

    They are Latin-1 at most: a validator goes back byte for byte as it came.
    """
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in fields.items()]


def validator(response: httpx2.Response, name: bytes) -> str | None:
    """Return the field `name` (lower case) verbatim, if it may be sent back as it is."""
    for field, value in response.headers.raw:
        if field.lower() == name:
            found = value.decode("latin-1")
            return found if _is_validator(found) else None
    return None


def _is_validator(value: str) -> bool:
    return _VALIDATOR.fullmatch(value) is not None
