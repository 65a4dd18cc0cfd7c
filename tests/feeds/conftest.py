"""Fixtures for the tests of getting feeds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.feeds.fetch import Fetcher


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """A fetcher with a short deadline and a low cap, 100 000 bytes."""
    with Fetcher(deadline=5.0, max_bytes=100_000) as fetcher:
        yield fetcher
