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


_STARTED = """
import sys
from newsreader.__main__ import _import_event_loop
_import_event_loop()
import newsreader.tui.app
print(*sys.modules)
import ssl
ssl.create_default_context()
"""


def test_the_first_frame_waits_for_nothing_it_does_not_show() -> None:
    """What articles, changes, searches and repairs need comes after it; so does OpenSSL."""
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {
        "newsreader.tui.widgets.article_view",
        "newsreader.tui.actions",
        "newsreader.tui.names.article_names",
        "newsreader.tui.widgets.names_panel",
        "newsreader.tui.modes.names",
        "newsreader.tui.names.rising_names",
        "newsreader.tui.screens.rising_names",
        "newsreader.library.rising",
        "newsreader.model.name",
        "newsreader.model.article",
        "newsreader.model.terms",
        "newsreader.library.effects",
        "newsreader.library.journal",
        "newsreader.library.salvage",
        "_ssl",
        "_hashlib",
    }
