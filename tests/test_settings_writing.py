"""Writing a setting into the settings file."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.settings import Settings, SettingsError, write_setting

FILE = """# How I read.
text_width = 70  # cosy

# Keys of my own.
[keys]
undo = "U"  # as in another program

[feeds."https://example.org/"]
keep_days = 30
"""


def test_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    """Comments, order and tables stay; a new setting goes before the tables."""
    path = tmp_path / "settings.toml"
    path.write_text(FILE)
    write_setting(path, "text_width", 90)
    assert path.read_text() == FILE.replace("70", "90")
    write_setting(path, "theme", "paper")
    text = path.read_text()
    assert tomllib.loads(text)["theme"] == "paper"
    assert all(line in text.splitlines() for line in FILE.replace("70", "90").splitlines())
    settings, problems = Settings.load(path, tmp_path / "library.db")
    assert problems == []
    assert (settings.theme, settings.text_width) == ("paper", 90)


def test_a_file_is_made_with_its_folder(tmp_path: Path) -> None:
    """The first setting makes the file."""
    path = tmp_path / "new" / "settings.toml"
    write_setting(path, "animations", False)
    assert path.read_text() == "animations = false\n"


@given(st.text(max_size=40), st.sampled_from(["theme", "text_width"]), st.integers(40, 200))
def test_any_comments_survive(comment: str, key: str, value: int) -> None:
    """Whatever is written in comments, it is there after the setting was set."""
    from tempfile import TemporaryDirectory

    line = "".join(c for c in comment if c.isprintable())
    with TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_text(f"# {line}\ntext_width = 80 # {line}\n[keys]\n# {line}\n", "utf-8")
        write_setting(path, key, value)
        text = path.read_text("utf-8")
        assert text.count(f"# {line}\n") == 3
        assert tomllib.loads(text)[key] == value


@pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A file that only its owner reads stays so; a link stays one."""
    kept = tmp_path / "kept" / "my.toml"
    kept.parent.mkdir()
    kept.write_text("text_width = 70\n")
    kept.chmod(0o600)
    link = tmp_path / "settings.toml"
    link.symlink_to(kept)
    write_setting(link, "text_width", 100)
    assert link.is_symlink()
    assert kept.read_text() == "text_width = 100\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in kept.parent.iterdir()] == ["my.toml"]


def test_line_ends_stay(tmp_path: Path) -> None:
    """A file written on Windows stays one."""
    path = tmp_path / "settings.toml"
    path.write_bytes(b"# mine\r\ntext_width = 70\r\n")
    write_setting(path, "text_width", 90)
    assert path.read_bytes() == b"# mine\r\ntext_width = 90\r\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    """A pipe or a device is neither read nor replaced."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(SettingsError, match="is no regular file"):
        write_setting(path, "theme", "ink")
    assert path.is_fifo()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file that is wrong stays as it is; a folder that is none is named."""
    path = tmp_path / "settings.toml"
    path.write_text("a = = b\n")
    with pytest.raises(SettingsError, match="is not valid TOML; mend it, then set theme again"):
        write_setting(path, "theme", "ink")
    assert path.read_text() == "a = = b\n"
    with pytest.raises(SettingsError, match="cannot be written"):
        write_setting(path / "deeper" / "settings.toml", "theme", "ink")
