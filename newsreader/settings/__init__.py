"""Settings, read once from a TOML file, and where the files lie; passed on as an argument."""

from newsreader.settings.checks import MARKED, MENTION_STYLES, FeedAccess
from newsreader.settings.hooks import Hook
from newsreader.settings.paths import CONFIG_VARIABLE, LIBRARY_VARIABLE, SettingsError, expanded
from newsreader.settings.settings import DEFAULT_INTERVAL, Settings
from newsreader.settings.writing import write_setting

__all__ = [
    "CONFIG_VARIABLE",
    "DEFAULT_INTERVAL",
    "LIBRARY_VARIABLE",
    "MARKED",
    "MENTION_STYLES",
    "FeedAccess",
    "Hook",
    "Settings",
    "SettingsError",
    "expanded",
    "write_setting",
]
