"""The app starts without what only jobs need."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.app_driver import entry, fill

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
from newsreader.__main__ import _import_event_loop, main
_import_event_loop()
from textual.drivers.linux_driver import LinuxDriver
write = LinuxDriver.write
def write_and_tell(driver, data):
    write(driver, data)
    if "The lamp" in data:
        write(driver, f"\\x1b]2;loaded {' '.join(sys.modules)}.\\x07")
        LinuxDriver.write = write
LinuxDriver.write = write_and_tell
main()
"""


def test_the_first_frame_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    """What articles, changes, searches and repairs need comes after it; so does OpenSSL.

    The second frame adds to the first, and moves nothing.
    """
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX terminal")
    pyte = pytest.importorskip("pyte")
    library = tmp_path / "library.db"
    fill(library, {"Coast": [entry("The lamp")]})
    (tmp_path / "none.toml").write_text("refresh_interval = 0\n", "utf-8")
    app = pexpect.spawn(
        sys.executable,
        ["-c", _STARTED, "--library", str(library), "--config", str(tmp_path / "none.toml")],
        dimensions=(40, 120),
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"},
    )
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    app.expect(r"\x1b\]2;loaded ([^\x07]*)\.\x07")
    loaded = set(app.match[1].decode().split())
    stream.feed(app.before)
    borders = _borders(screen.display)
    stream.feed(app.buffer)
    while not any("Five keys" in line for line in screen.display):
        stream.feed(app.read_nonblocking(65536, timeout=30))
    app.close(force=True)
    early = loaded & {
        "newsreader.tui.widgets.article_view",
        "newsreader.tui.widgets.shown_hits",
        "newsreader.tui.actions",
        "newsreader.tui.names.article_names",
        "newsreader.tui.widgets.names_panel",
        "newsreader.tui.modes.names",
        "newsreader.tui.names.rising_names",
        "newsreader.tui.screens.rising_names",
        "newsreader.tui.names.name_page",
        "newsreader.tui.names.opening",
        "newsreader.tui.names.sought",
        "newsreader.tui.names.trail",
        "newsreader.tui.screens.name_page",
        "newsreader.tui.widgets.name_body",
        "newsreader.library.rising",
        "newsreader.tui.layout.bidi",
        "newsreader.model.article",
        "newsreader.model.name",
        "newsreader.model.terms",
        "newsreader.library.effects",
        "newsreader.library.hits",
        "newsreader.library.journal",
        "newsreader.library.names",
        "newsreader.library.salvage",
        "_ssl",
        "_hashlib",
    }
    assert not early
    assert len(borders) == 2
    assert _borders(screen.display) == borders


def _borders(lines: Sequence[str]) -> list[int]:
    """The columns in which panes begin."""
    return [column for column, character in enumerate(lines[20]) if character == "▏"]


def test_what_was_kept_out_can_be_had_later() -> None:
    """OpenSSL is there for what asks for it once the event loop is."""
    program = (
        "from newsreader.__main__ import _import_event_loop; _import_event_loop();"
        "import newsreader.tui.app, ssl; ssl.create_default_context()"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
