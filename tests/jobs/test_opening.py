"""Opening links: only harmless ones, and never through a shell."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace

import pytest

from newsreader.jobs.opening import open_link


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "https://user:secret@e.example/",
        "https://user@e.example/",
        "https:///nothing",
        "http://[broken",
        "-https://e.example/",
        "https://e.example/\x1b[31m",
        "https://e.example/a b",
        "",
    ],
)
def test_doubtful_links_are_not_opened(settings, url):
    """Other schemes and logins are refused in words, and no browser is started."""
    settings = replace(settings, browser=("/nonexistent/never-run", "%u"))
    problem = open_link(url, settings)
    assert problem
    assert "never-run" not in problem


def test_the_browser_gets_the_address_as_one_word(settings, tmp_path):
    """The command of the settings is run without a shell: nothing in a link is ever obeyed."""
    seen = tmp_path / "seen"
    program = f"import sys; open({str(seen)!r}, 'w').write('|'.join(sys.argv[1:]) + '.')"
    url = "https://e.example/?a=1&b=$(touch%20x);c='d'"
    browser = (sys.executable, "-c", program, "--new", "%u")
    assert open_link(url, replace(settings, browser=browser)) is None
    ends_at = time.monotonic() + 30
    while not (seen.exists() and seen.read_text().endswith(".")):
        assert time.monotonic() < ends_at
        threading.Event().wait(0.01)
    assert seen.read_text() == f"--new|{url}."


def test_a_browser_that_is_missing_is_told(settings):
    """A command that cannot be started is a sentence naming it and the setting."""
    problem = open_link("https://e.example/", replace(settings, browser=("/no/such/browser",)))
    assert "/no/such/browser" in problem
    assert "browser" in problem
