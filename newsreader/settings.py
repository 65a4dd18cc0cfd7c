"""Settings, read once from a TOML file, and where the files lie; passed on as an argument."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from newsreader.model.feed import without_login
from newsreader.model.mention import FIGURE_KINDS, NAME_KINDS, MentionKind
from newsreader.model.retention import KEYS, Retention
from newsreader.model.text import clean_line

T = TypeVar("T")

LIBRARY_VARIABLE = "NEWSREADER_LIBRARY"
CONFIG_VARIABLE = "NEWSREADER_CONFIG"
DEFAULT_INTERVAL = 15
# So that a device or a file named by mistake does not fill the memory.
_MAX_BYTES = 1 << 20
# RFC 9110 section 5: a token, and what is visible of Latin-1.
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\xa0-\xff]*")
_FEEDS_WANTED = (
    'tables such as [feeds."https://example.org/feed"] with user, password, headers, keep_days, '
    "keep_articles, keep_unread and keep_bookmarked in them"
)
MARKED: dict[str, frozenset[MentionKind]] = {
    "all": frozenset(MentionKind),
    "names": frozenset(NAME_KINDS),
    "figures": frozenset(FIGURE_KINDS),
    "none": frozenset(),
}
"""What can be marked, by the name it has in the settings."""


class SettingsError(Exception):
    """What is set cannot be; the message tells the user what, and what to do."""


@dataclass(frozen=True, slots=True)
class FeedAccess:
    """What a server wants to know before it gives a feed out; sent to that server only."""

    user: str = ""
    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set, defaults for the rest.

    `refresh_interval` is the shortest time between two checks of a feed, in minutes, 0 meaning
    that the app never refreshes by itself. `fetch_timeout` is how long a feed may take to answer,
    in seconds, `fetch_size` how large the answer may be, in MiB. `feeds` tells how to be let in,
    by the address of a feed or the beginning of it. `theme` is None for the app's own. `marked`
    holds the kinds of names and figures that are shown marked. `browser` is a command with `%u`
    for the address, empty for the system's browser. `text_width` is in columns. `retention` tells
    how long articles are kept, `feed_retention` how long those of a feed are, where that is set.
    """

    library_path: Path
    config_path: Path
    refresh_interval: int = DEFAULT_INTERVAL
    fetch_timeout: float = 30.0
    fetch_size: int = 15
    feeds: Mapping[str, FeedAccess] = field(default_factory=dict)
    theme: str | None = None
    marked: frozenset[MentionKind] = frozenset(MentionKind)
    retention: Retention = field(default_factory=Retention)
    feed_retention: Mapping[str, Retention] = field(default_factory=dict)
    browser: tuple[str, ...] = ()
    text_width: int = 80

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
        named = config_path or _config_from_environment(problems)
        config = named or _default_config_path()
        library = library_path or _library_from_environment()
        is_named = named is not None and named != _default_config_path()
        table = _read(config, problems, is_named=is_named)
        values = _checked(table, config, problems)
        if any(access.password or access.headers for access in values.get("feeds", {}).values()):
            problems += _open_to_others(config)
        return cls(library or _default_library_path(), config, **values), problems


def _longest(known: Mapping[str, T], url: str) -> T | None:
    """Return what is set for the longest beginning of an address."""
    address = without_login(url)
    found = [
        start for start in known if address == start or address.startswith(f"{start.rstrip('/')}/")
    ]
    return known[max(found, key=len)] if found else None


def expanded(name: str) -> Path:
    """Return a path with its `~` replaced. Raises `SettingsError` where there is no such user."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        raise SettingsError(
            f"{clean_line(name)}: there is no such user's home folder; write the path out"
        ) from None


def _config_from_environment(problems: list[str]) -> Path | None:
    name = os.environ.get(CONFIG_VARIABLE)
    try:
        return expanded(name) if name else None
    except SettingsError as error:
        problems.append(f"{CONFIG_VARIABLE}: {error}; the default is used")
        return None


def _library_from_environment() -> Path | None:
    name = os.environ.get(LIBRARY_VARIABLE)
    return expanded(name) if name else None


def _default_config_path() -> Path:
    from platformdirs import user_config_path

    return user_config_path("newsreader", appauthor=False) / "settings.toml"


def _default_library_path() -> Path:
    from platformdirs import user_data_path

    return user_data_path("newsreader", appauthor=False) / "library.db"


def _read(path: Path, problems: list[str], *, is_named: bool) -> Mapping[str, Any]:
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


def _open_to_others(path: Path) -> list[str]:
    """Return what to do about secrets in a file that others may read."""
    try:
        is_open = os.name != "nt" and bool(path.stat().st_mode & 0o077)
    except OSError:
        return []
    words = f"{path}: it holds passwords or headers, and others may read it; do: chmod 600 {path}"
    return [words] if is_open else []


def _checked(table: Mapping[str, Any], path: Path, problems: list[str]) -> dict[str, Any]:
    """Return the settings of `table` that are right."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        check = _CHECKS.get(key)
        shown = clean_line(key)
        if check is None:
            problems.append(
                f"{path}: there is no setting {shown!r}; the settings are {', '.join(_CHECKS)}"
            )
            continue
        try:
            values[key] = check(value)
        except ValueError as error:
            problems.append(f"{path}: {shown} must be {error}; the default is used")
    kept = {key: values.pop(key) for key in KEYS if key in values}
    values["retention"] = Retention().having(kept)
    if "feeds" in values:
        values["feed_retention"] = _feed_retention(table["feeds"], values["retention"])
    return values


def _refresh_interval(value: object) -> int:
    return _whole_number(value, 0, 10080, "a whole number of minutes, 0 (never by itself) to 10080")


def _fetch_timeout(value: object) -> float:
    wanted = "a number of seconds, 1 to 600"
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 600:
        raise ValueError(wanted)
    return float(value)


def _fetch_size(value: object) -> int:
    return _whole_number(value, 1, 200, "a whole number of MiB, 1 to 200")


def _feeds(value: object) -> dict[str, FeedAccess]:
    if not isinstance(value, dict):
        raise ValueError(_FEEDS_WANTED)  # noqa: TRY004 -- one error class for what a user wrote
    found = {without_login(url): _access(table) for url, table in value.items()}
    # A table that is only about how long articles are kept hides no login of a shorter address.
    return {url: access for url, access in found.items() if access is not None}


def _feed_retention(value: Mapping[str, Any], base: Retention) -> dict[str, Retention]:
    """Return how long articles are kept where a feed's table tells; its own count is its own."""
    base = replace(base, articles=None)
    return {
        without_login(url): base.having(table)
        for url, table in value.items()
        if not table.keys().isdisjoint(KEYS)
    }


def _access(table: object) -> FeedAccess | None:
    if not isinstance(table, dict) or not table.keys() <= {"user", "password", "headers", *KEYS}:
        raise ValueError(_FEEDS_WANTED)
    try:
        Retention().having(table)
    except ValueError as error:
        raise ValueError(f"tables whose {', '.join(KEYS)} are right: {error}") from None
    if table and table.keys() <= {*KEYS}:
        return None
    headers = table.get("headers", {})
    if not isinstance(headers, dict):
        raise ValueError(_FEEDS_WANTED)  # noqa: TRY004
    user, password = table.get("user", ""), table.get("password", "")
    if not all(isinstance(word, str) for word in (user, password, *headers.values())):
        raise ValueError(_FEEDS_WANTED)
    if not all(_HEADER.fullmatch(f"{name}:{word}") for name, word in headers.items()):
        raise ValueError("made of possible headers: a name, and a value on one line")
    return FeedAccess(user, password, headers)


def _text_width(value: object) -> int:
    return _whole_number(value, 40, 200, "a whole number of columns, 40 to 200")


def _whole_number(value: object, low: int, high: int, wanted: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(wanted)
    return value


def _theme(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the name of a theme")
    return clean_line(value)


def _marked(value: object) -> frozenset[MentionKind]:
    words = [value] if isinstance(value, str) else value
    wanted = "all, names, figures, none or a list of kinds: " + ", ".join(
        kind.value for kind in MentionKind
    )
    if not isinstance(words, list):
        raise ValueError(wanted)  # noqa: TRY004 -- one error class for what a user wrote wrongly
    kinds: frozenset[MentionKind] = frozenset()
    for word in words:
        if isinstance(word, str) and word in MARKED:
            kinds |= MARKED[word]
        elif isinstance(word, str) and word in MARKED["all"]:
            kinds |= {MentionKind(word)}
        else:
            raise ValueError(wanted)
    return kinds


def _browser(value: object) -> tuple[str, ...]:
    wanted = 'a command, such as "firefox %u" or ["firefox", "--new-tab", "%u"]'
    if isinstance(value, str):
        try:
            words = shlex.split(value)
        except ValueError:
            raise ValueError(wanted) from None
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        words = value
    else:
        raise ValueError(wanted)
    if not words or not words[0] or any("\0" in word for word in words):
        raise ValueError(wanted)
    return tuple(words)


def _kept(key: str) -> Callable[[object], object]:
    def check(value: object) -> object:
        Retention().having({key: value})
        return value

    return check


_CHECKS: dict[str, Callable[[object], object]] = {
    "refresh_interval": _refresh_interval,
    "fetch_timeout": _fetch_timeout,
    "fetch_size": _fetch_size,
    "feeds": _feeds,
    "theme": _theme,
    "marked": _marked,
    "browser": _browser,
    "text_width": _text_width,
    **{key: _kept(key) for key in KEYS},
}
