from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.tui.app_driver import entry, fill


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates are shown in the reader's time zone: let it be one."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    # Not that of the terminal in which the tests are run.
    monkeypatch.setenv("COLORTERM", "truecolor")
    if hasattr(time, "tzset"):
        time.tzset()
    assert os.environ["TZ"] == "UTC"


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    """A library with two feeds: four articles in Alpha, two in Beta, all unread."""
    path = tmp_path / "library.db"
    fill(
        path,
        {
            "Alpha": [
                entry(f"A{i}", i * 10, f"Anna Berg met Ms Carter on day {i}.") for i in range(1, 5)
            ],
            "Beta": [entry(f"B{i}", i * 10 + 5) for i in range(1, 3)],
        },
    )
    return path
