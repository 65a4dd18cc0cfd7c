"""Reading the settings file: TOML, or words about why it cannot be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsreader.model.text import clean_line

# So that a device or a file named by mistake does not fill the memory.
_MAX_BYTES = 1 << 20


def read(path: Path, problems: list[str], *, is_named: bool) -> Mapping[str, Any]:
    """Return what is in the file; why it is nothing, where it should be something, is a problem."""
    import tomllib

    try:
        # Opening a pipe would wait for whoever writes into it.
        if path.exists() and not path.is_file() and str(path) != os.devnull:
            problems.append(f"{path}: is no regular file; the defaults are used")
            return {}
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES)
        return tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        if is_named:
            problems.append(f"{path}: there is no such settings file; the defaults are used")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(f"{path}: cannot be read ({reason}); the defaults are used")
    except UnicodeDecodeError:
        problems.append(f"{path}: is not UTF-8 text; the defaults are used")
    except RecursionError:
        problems.append(f"{path}: is nested too deeply; the defaults are used")
    except ValueError as error:
        problems.append(
            f"{path}: is not valid TOML: {clean_line(str(error))}; the defaults are used"
        )
    return {}


def open_to_others(path: Path) -> list[str]:
    """Return what to do about secrets in a file that others may read."""
    try:
        is_open = os.name != "nt" and bool(path.stat().st_mode & 0o077)
    except OSError:
        return []
    words = f"{path}: it holds passwords or headers, and others may read it; do: chmod 600 {path}"
    return [words] if is_open else []
