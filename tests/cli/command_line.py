"""The program as a subprocess, on a library of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PATIENCE = 60.0


class CommandLine:
    """Runs commands in a folder that holds their library, `library.db`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library.db"
        self.environment = {
            **{name: value for name, value in os.environ.items() if "NEWSREADER" not in name},
            "NEWSREADER_LIBRARY": str(self.library),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "PYTHONUTF8": "1",
        }

    def words(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "newsreader", *map(str, arguments)]

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[bytes]:
        """Start a command, its output in pipes."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        environment = {**self.environment, **options.pop("env", {})}
        return subprocess.Popen(
            self.words(*arguments), cwd=self.folder, env=environment, **{**pipes, **options}
        )

    def run(
        self, *arguments: object, code: int | None = 0, stdin: str | bytes = b"", **env: str
    ) -> Result:
        """Run a command to its end and check its exit code, and that nothing ugly was printed."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        with self.start(*arguments, env=env) as process:
            out, errors = process.communicate(data, timeout=PATIENCE)
        result = Result(out.decode(), errors.decode(), process.returncode)
        assert "Traceback" not in result.errors
        assert code is None or result.code == code, result.errors
        for line in result.errors.splitlines():
            assert line.startswith("newsreader: ")
        return result


class Result:
    """What a command printed."""

    def __init__(self, out: str, errors: str, code: int) -> None:
        self.out = out
        self.errors = errors
        self.code = code

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        assert self.out.isascii()
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.lines]
