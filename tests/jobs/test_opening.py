"""Opening links: only harmless ones, and never through a shell."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest

from newsreader.jobs.opening import media_type, open_enclosure, open_link, open_mail
from newsreader.model.article import Enclosure


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
    settings = settings._replace(browser=("/nonexistent/never-run", "%u"))
    problem = open_link(url, settings)
    assert problem
    assert "never-run" not in problem


class Noting:
    """A command that notes its arguments in a file."""

    def __init__(self, folder, name):
        self.seen = folder / name
        program = f"import sys; open({str(self.seen)!r}, 'w').write('|'.join(sys.argv[1:]) + '.')"
        self.words = (sys.executable, "-c", program, name, "%u")

    def noted(self):
        """Wait for what it was called with."""
        ends_at = time.monotonic() + 30
        while not (self.seen.exists() and self.seen.read_text().endswith(".")):
            assert time.monotonic() < ends_at
            threading.Event().wait(0.01)
        return self.seen.read_text()


def test_the_browser_gets_the_address_as_one_word(settings, tmp_path):
    """The command of the settings is run without a shell: nothing in a link is ever obeyed."""
    browser = Noting(tmp_path, "new")
    url = "https://e.example/?a=1&b=$(touch%20x);c='d'"
    assert open_link(url, settings._replace(browser=browser.words)) is None
    assert browser.noted() == f"new|{url}."


@pytest.mark.parametrize(
    ("type_", "ending", "opener"),
    [
        ("audio/mpeg", "", "player"),
        ("AUDIO/MPEG; codecs=x", "", "player"),
        ("", ".ogg", "player"),
        ("application/octet-stream", ".mp3", "player"),
        ("application/pdf", ".mp3", "browser"),
        ("", "", "browser"),
    ],
)
def test_a_file_is_opened_by_its_type(settings, tmp_path, type_, ending, opener):
    """The type tells, else the ending of the address; what has no command is the browser's."""
    commands = {name: Noting(tmp_path, name) for name in ("player", "browser")}
    settings = settings._replace(
        browser=commands["browser"].words,
        enclosures={"Audio/*": commands["player"].words},
    )
    url = f"https://e.example/file{ending}"
    assert open_enclosure(Enclosure(url, type_), settings) is None
    assert commands[opener].noted() == f"{opener}|{url}."


def test_a_file_elsewhere_than_on_the_web_is_not_opened(settings):
    """What another program would be started with is refused as for links."""
    settings = settings._replace(enclosures={"*": ("/nonexistent/never-run",)})
    problem = open_enclosure(Enclosure("file:///etc/passwd", "audio/mpeg"), settings)
    assert problem == "only http and https links are opened"
    missing = open_enclosure(Enclosure("https://e.example/a.mp3"), settings)
    assert "/nonexistent/never-run" in missing
    assert 'enclosures."*"' in missing
    assert media_type(Enclosure("https://[broken", "")) == ""


def test_a_mail_link_goes_to_the_mail_program(settings, tmp_path):
    """Nothing else does."""
    mail = Noting(tmp_path, "mail")
    settings = settings._replace(mail=mail.words)
    assert open_mail("https://e.example/", settings) == "the link is no mail address"
    assert open_mail("mailto:a@e.example?subject=a b", settings)
    assert open_mail("mailto:a@e.example?subject=a%20b", settings) is None
    assert mail.noted() == "mail|mailto:a@e.example?subject=a%20b."


def test_a_browser_that_is_missing_is_told(settings):
    """A command that cannot be started is a sentence naming it and the setting."""
    problem = open_link("https://e.example/", settings._replace(browser=("/no/such/browser",)))
    assert "/no/such/browser" in problem
    assert "browser" in problem


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have one browser")
def test_a_browser_that_would_draw_over_the_app_is_not_started(tmp_path):
    """Where there is none but lynx, the app says so; the command, which has a terminal, runs it."""
    seen = tmp_path / "seen"
    lynx = tmp_path / "lynx"
    lynx.write_text(f"#!/bin/sh\necho $1 > {seen}\n")
    lynx.chmod(0o755)
    program = (
        "from pathlib import Path\n"
        "from newsreader.jobs.opening import open_link\n"
        "from newsreader.settings import Settings\n"
        "settings = Settings(Path('l.db'), Path('s.toml'))\n"
        "print(open_link('https://e.example/', settings))\n"
        "print(open_link('https://e.example/', settings, has_terminal=True))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": str(tmp_path), "TERM": "xterm", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    refused, opened = done.stdout.splitlines()
    assert refused.startswith("lynx would need the terminal")
    assert opened == "None"
    assert seen.read_text() == "https://e.example/\n"
