"""Settings, read once from a TOML file; passed on as an argument."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from newsreader.model.feed import without_login
from newsreader.model.mention_kind import MentionKind
from newsreader.model.retention import KEYS, Retention
from newsreader.model.text import clean_line
from newsreader.settings.checks import CHECKS, FeedAccess, feed_retention
from newsreader.settings.file import open_to_others, read
from newsreader.settings.hooks import Hook
from newsreader.settings.paths import (
    config_from_environment,
    default_config_path,
    default_library_path,
    library_from_environment,
)

T = TypeVar("T")

DEFAULT_INTERVAL = 15


class Settings(NamedTuple):
    """What the user set, defaults for the rest.

    `refresh_interval` is the shortest time between two checks of a feed, in minutes, 0 meaning
    that the app never refreshes by itself. `fetch_timeout` is how long a feed may take to answer,
    in seconds, `fetch_size` how large the answer may be, in MiB. `feeds` tells how to be let in,
    by the address of a feed or the beginning of it. `theme` is None for the app's own. `marked`
    holds the kinds of names and figures that are shown marked. `browser` is a command with `%u`
    for the address, empty for the system's browser; `mail` one for mail links. `enclosures` are
    commands for files of articles, by a pattern of their media type. `key_preset` names a set of
    keys, over which `keys` are laid: a key or a list of keys by the id of a command, as they were
    written. With `animations` off nothing moves by itself. `mention_style` is one of
    `MENTION_STYLES`. `text_width` is in columns. `right_to_left` tells who puts Arabic and Hebrew
    in order: the app, the terminal, or (auto) as the terminal needs it, `images` how a picture is
    shown that was asked for. `headline_lines` is how many lines a headline has, 0 meaning as the
    width suggests. `mark_read` is after how many seconds an open article is read, 0 meaning at
    once, None never. `hint_letters` are those shown on links, the best first. `retention` tells how
    long articles are kept, `feed_retention` how long those of a feed are, where that is set.
    `hooks` are about new articles, `notify` (of `NOTIFY`) is how the app tells of those.
    """

    library_path: Path
    config_path: Path
    refresh_interval: int = DEFAULT_INTERVAL
    fetch_timeout: float = 30.0
    fetch_size: int = 15
    feeds: Mapping[str, FeedAccess] = {}
    theme: str | None = None
    marked: frozenset[MentionKind] = frozenset(MentionKind)
    retention: Retention = Retention()
    feed_retention: Mapping[str, Retention] = {}
    animations: bool = True
    key_preset: str = "default"
    keys: Mapping[str, object] = {}
    browser: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    enclosures: Mapping[str, tuple[str, ...]] = {}
    mention_style: str = "full"
    text_width: int = 80
    hooks: tuple[Hook, ...] = ()
    notify: str = "none"
    right_to_left: str = "auto"
    images: str = "auto"
    headline_lines: int = 0
    mark_read: float | None = 0.0
    hint_letters: str = "fjdkslagh"

    @property
    def check_interval(self) -> timedelta:
        """Return how long a feed that was just checked is not due again at least."""
        return timedelta(minutes=self.refresh_interval or DEFAULT_INTERVAL)

    def access_of(self, url: str) -> FeedAccess:
        """Return how to be let in at an address: what is set for the longest beginning of it.

        A beginning ends where a part of the path does, and is of the same server.
        """
        return _longest(self.feeds, url) or FeedAccess()

    def retention_of(self, url: str) -> Retention | None:
        """Return how long the articles of a feed are kept, if that is set for it: as above."""
        return _longest(self.feed_retention, url)

    @classmethod
    def load(
        cls, config_path: Path | None = None, library_path: Path | None = None
    ) -> tuple[Settings, list[str]]:
        """Read the settings; a path not given comes from the environment, else is the default.

        Each mistake is a sentence in the second value, and the default is used. A default settings
        file that is not there is no mistake. Raises `SettingsError` only where the environment
        names a library that cannot be: another one must not be changed in its place.
        """
        problems: list[str] = []
        named = config_path or config_from_environment(problems)
        config = named or default_config_path()
        library = library_path or library_from_environment()
        is_named = named is not None and named != default_config_path()
        table = read(config, problems, is_named=is_named)
        values = _checked(table, config, problems)
        if any(access.password or access.headers for access in values.get("feeds", {}).values()):
            problems += open_to_others(config)
        return cls(library or default_library_path(), config, **values), problems


def _longest(known: Mapping[str, T], url: str) -> T | None:
    """Return what is set for the longest beginning of an address."""
    address = without_login(url)
    found = [
        start for start in known if address == start or address.startswith(f"{start.rstrip('/')}/")
    ]
    return known[max(found, key=len)] if found else None


def _checked(table: Mapping[str, Any], path: Path, problems: list[str]) -> dict[str, Any]:
    """Return the settings of `table` that are right."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        check = CHECKS.get(key)
        shown = clean_line(key)
        if check is None:
            problems.append(
                f"{path}: there is no setting {shown!r}; the settings are {', '.join(CHECKS)}"
            )
            continue
        try:
            values[key] = check(value)
        except ValueError as error:
            problems.append(f"{path}: {shown} must be {error}; the default is used")
    kept = {key: values.pop(key) for key in KEYS if key in values}
    values["retention"] = Retention().having(kept)
    if "feeds" in values:
        values["feed_retention"] = feed_retention(table["feeds"], values["retention"])
    return values
