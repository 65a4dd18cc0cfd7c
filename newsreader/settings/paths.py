"""Where the settings and the library lie."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.model.text import clean_line

LIBRARY_VARIABLE = "NEWSREADER_LIBRARY"
CONFIG_VARIABLE = "NEWSREADER_CONFIG"


class SettingsError(Exception):
    """What is set cannot be; the message tells the user what, and what to do."""


def expanded(name: str) -> Path:
    """Return a path with its `~` replaced. Raises `SettingsError` where there is no such user."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        raise SettingsError(
            f"{clean_line(name)}: there is no such user's home folder; write the path out"
        ) from None


def config_from_environment(problems: list[str]) -> Path | None:
    """Return the settings file that the environment names."""
    name = os.environ.get(CONFIG_VARIABLE)
    try:
        return expanded(name) if name else None
    except SettingsError as error:
        problems.append(f"{CONFIG_VARIABLE}: {error}; the default is used")
        return None


def library_from_environment() -> Path | None:
    """Return the library that the environment names; raises `SettingsError` as `expanded`."""
    name = os.environ.get(LIBRARY_VARIABLE)
    return expanded(name) if name else None


def default_config_path() -> Path:
    """Return the settings file of this user."""
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / "settings.toml"


def default_library_path() -> Path:
    """Return the library of this user."""
    from platformdirs import user_data_path

    return user_data_path("newsreader", appauthor=False) / "library.db"
