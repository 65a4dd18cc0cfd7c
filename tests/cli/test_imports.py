"""What a command imports."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"lxml", "feedparser", "httpx2", "httpcore2", "textual", "rich", "multiprocessing"}


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (("--version",), HEAVY | {"sqlite3", "newsreader.library", "newsreader.settings"}),
        (("--help",), HEAVY | {"sqlite3", "newsreader.library", "newsreader.settings"}),
        (("list",), HEAVY),
        (("bookmark", "1"), HEAVY),
        (("highlight",), HEAVY | {"sqlite3"}),
        (("refresh",), {"lxml", "feedparser", "textual", "rich", "httpx2"}),
    ],
)
def test_a_command_imports_what_it_needs(filled, words, unwanted):
    """No command pays for what it does not use: the way to a parser or the network is lazy."""
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "newsreader", *words],
        env=filled.environment,
        cwd=filled.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in errors.decode().splitlines()}
    assert "newsreader.cli.commands" in imported
    assert imported & unwanted == set()


def test_commands_never_import_the_app():
    """The commands can be used where the app's toolkit is not installed."""
    program = (
        "import sys, json, pkgutil, importlib, newsreader.cli as c\n"
        "for module in pkgutil.iter_modules(c.__path__):\n"
        "    importlib.import_module(f'newsreader.cli.{module.name}')\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=60
    )
    names = json.loads(result.stdout)
    assert not [name for name in names if name.startswith(("textual", "newsreader.tui"))]
