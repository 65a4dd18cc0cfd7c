"""Writing a setting into the settings file; all else in it, comments too, stays as it is."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from newsreader.settings.paths import SettingsError


def write_setting(path: Path, key: str, value: object) -> None:
    """Set a setting in the file at `path`, which is made if need be; whole or not at all.

    Raises `SettingsError` with what to do, and leaves the file alone, where it is not TOML or
    cannot be written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    # Where it is a link to a file kept elsewhere, that file is written.
    path = path.resolve()
    if path.exists() and not path.is_file():
        # A device must not be replaced by a file.
        raise SettingsError(f"{path}: is no regular file; name another settings file")
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        document[key] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, tomlkit.dumps(document))
    except (TOMLKitError, UnicodeDecodeError):
        raise SettingsError(f"{path}: is not valid TOML; mend it, then set {key} again") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError(f"{path}: cannot be written ({reason}); check its folder") from None


def _replace(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(path.stat().st_mode & 0o777)
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
