"""Fixtures for the hostile suite: the refresh that all conditions of a test file go through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hostile.aftermath import QUICK, Aftermath, run


@pytest.fixture(scope="module")
def aftermath(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Aftermath:
    """What a refresh of the file's `CONDITIONS` left, under its `SETTINGS` if it has some."""
    settings = getattr(request.module, "SETTINGS", QUICK)
    return run(tmp_path_factory.mktemp("hostile"), request.module.CONDITIONS, settings)
