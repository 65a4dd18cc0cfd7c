"""Fixtures for the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.jobs.written import rss


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """The program on an empty library."""
    return CommandLine(tmp_path)


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """The program on a library with three articles (1 to 3) of one feed, none of them marked."""
    path = cli.folder / "feed.xml"
    path.write_text(
        rss("Harbour", ["Boats leave", "Boats [red]return[/]", "Été à Brest: le port rouvre"])
    )
    cli.run("import", path, "--no-annotate")
    return cli
