"""Settings, read once from a TOML file, and where the files lie; passed on as an argument."""

from newsreader.settings.checks import MARKED, FeedAccess
from newsreader.settings.hooks import Hook
from newsreader.settings.paths import CONFIG_VARIABLE, LIBRARY_VARIABLE, SettingsError, expanded
from newsreader.settings.settings import DEFAULT_INTERVAL, Settings

__all__ = [
    "CONFIG_VARIABLE",
    "DEFAULT_INTERVAL",
    "LIBRARY_VARIABLE",
    "MARKED",
    "FeedAccess",
    "Hook",
    "Settings",
    "SettingsError",
    "expanded",
]
