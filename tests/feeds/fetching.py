"""What the tests of fetching share."""

from __future__ import annotations

import pytest

from newsreader.feeds.fetch import Fetcher, FetchError

BODY = b"<rss><channel><title>Tides</title></channel></rss>" * 50


def failure(fetcher: Fetcher, url: str) -> FetchError:
    """Return the error in which fetching `url` ends."""
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    return caught.value


def ok(*fields: bytes) -> bytes:
    """Return the head of a successful answer with these header fields."""
    return b"HTTP/1.1 200 OK\r\n" + b"".join(field + b"\r\n" for field in fields) + b"\r\n"
