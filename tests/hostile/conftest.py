"""Fixtures for the hostile suite: the refresh that all conditions of a test file go through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import CommandLine
from tests.feed_server import ANY_HOST, FeedServer
from tests.hostile.aftermath import QUICK, Aftermath, run


@pytest.fixture(scope="module")
def aftermath(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Aftermath:
    """What a refresh of the file's `CONDITIONS` left, under its `SETTINGS` if it has some."""
    settings = getattr(request.module, "SETTINGS", QUICK)
    return run(tmp_path_factory.mktemp("hostile"), request.module.CONDITIONS, settings)


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """Commands on a library of their own."""
    return CommandLine(tmp_path)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """A server on every loopback address."""
    with FeedServer(ANY_HOST) as started:
        yield started
