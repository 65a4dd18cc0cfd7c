"""Fixtures for the whole test-suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.feed_server import FeedServer


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """A loopback HTTP server whose answers the test programs by path (see `FeedServer`)."""
    with FeedServer() as server:
        yield server
