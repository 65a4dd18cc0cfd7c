"""The app starts without what only jobs need."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("feedparser", "lxml", "httpx2", "httpcore2", "numpy", "text_to_num", "markdown_it")


@pytest.mark.parametrize("module", ["newsreader.tui.app", "newsreader.tui.screens.subscribe"])
def test_the_app_imports_no_parser_and_no_network(module: str) -> None:
    """Parsers, the HTTP client and the highlighter's tables stay out of the app's process."""
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & set(_HEAVY)
    assert "newsreader.feeds.fetch" not in loaded
    assert "newsreader.highlight.highlight" not in loaded
