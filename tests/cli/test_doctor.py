"""The command doctor."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from newsreader.library.backup import back_up_daily
from newsreader.library.library import Library
from newsreader.library.restoring import aside_files


def test_the_doctor_reports(filled):
    """The doctor says where things are, how many, and that all is well; it makes nothing."""
    report = filled.run("doctor", "--json").json
    assert list(report) == ["library", "settings", "terminal", "is_well", "repairs", "advice"]
    assert report["is_well"] is True
    assert report["library"]["path"] == str(filled.library)
    assert (report["library"]["articles"], report["library"]["feeds"]) == (3, 1)
    assert "all is well" in filled.run("doctor").out
    missing = filled.folder / "missing.db"
    report = filled.run("--library", missing, "doctor", "--json").json
    assert report["library"]["exists"] is False
    assert not missing.exists()


def test_the_doctor_sees_what_keeps_a_library_from_being_made(cli):
    """Where the library's folder is a file, not all is well."""
    (cli.folder / "file").write_text("")
    path = cli.folder / "file" / "new" / "library.db"
    report = cli.run("--library", path, "doctor", "--json", code=1).json
    assert report["is_well"] is False
    assert str(path) in report["advice"][0]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_the_doctor_sees_passwords_that_others_may_read(filled):
    """Settings with a login in them are for their owner's eyes."""
    path = filled.folder / "settings.toml"
    words = ("--config", path, "doctor", "--json")
    path.write_text("text_width = 80\n")
    path.chmod(0o644)
    assert filled.run(*words).json["is_well"] is True
    path.write_text('[feeds."https://coast.example/"]\nuser = "me"\npassword = "low tide"\n')
    path.chmod(0o640)
    report = filled.run(*words, code=1)
    assert "chmod 600" in report.json["advice"][0]
    assert "low tide" not in report.out + report.errors
    path.chmod(0o600)
    assert filled.run(*words).json["is_well"] is True


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may look everywhere")
def test_the_doctor_reports_from_folders_it_may_not_enter(filled):
    """A folder that cannot be entered, or not written, is told in the report."""
    folder = filled.folder / "closed"
    folder.mkdir()
    for mode in (0o000, 0o500):
        folder.chmod(mode)
        words = ("--library", folder / "library.db", "--config", folder / "a.toml", "doctor")
        report = filled.run(*words, "--json", code=1).json
        assert report["library"]["exists"] is (False if mode else None)
        assert str(folder) in report["advice"][0]
    folder.chmod(0o700)


def harm(library) -> None:
    """Overwrite the middle of a library, and leave its first page as it is."""
    size = library.stat().st_size
    with library.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * (size // 2))


def test_the_doctor_tells_what_lies_on_the_disk(filled):
    """The size of the library and of its backups, and which is the newest."""
    with Library.open(filled.library) as library:
        copy = back_up_daily(library)
    facts = filled.run("doctor", "--json").json["library"]
    assert facts["bytes"] >= filled.library.stat().st_size
    assert (facts["backups"], facts["backup_bytes"]) == (1, copy.stat().st_size)
    assert facts["newest_backup"] == str(copy)
    assert facts["damaged_bytes_kept"] == 0


def test_the_doctor_restores_a_damaged_library(filled):
    """It says what was done, and that all is well now; the damaged file counts as kept."""
    with Library.open(filled.library) as library:
        back_up_daily(library)
    harm(filled.library)
    report = filled.run("doctor", "--json").json
    assert report["is_well"] is True
    [repair] = report["repairs"]
    assert "restored from the backup" in repair
    assert report["library"]["articles"] == 3
    assert report["library"]["damaged_bytes_kept"] > 0
    assert filled.run("doctor", "--json").json["repairs"] == []


def test_the_doctor_puts_small_things_right(filled):
    """Counters and the search index are made anew where they are; nothing is put aside."""
    filled.run("search", "boats")
    with closing(sqlite3.connect(filled.library)) as connection, connection:
        connection.execute("UPDATE feed SET unread = 77")
        connection.execute("DELETE FROM search_data WHERE id > 10")
    report = filled.run("doctor")
    assert report.out.count("put right") == 2
    assert "all is well" in report.out
    assert len(filled.run("search", "boats", "--json").json) == 2
    assert aside_files(filled.library) == []


def test_the_doctor_gives_room_back(filled):
    """A library most of which is free is made smaller."""
    with Library.open(filled.library) as library:
        library.remember("much", "x" * 8_000_000)
        library.remember("much", "")
    before = filled.library.stat().st_size
    report = filled.run("doctor", "--json").json
    assert "given back" in report["repairs"][0]
    assert report["library"]["free_bytes"] == 0
    assert filled.library.stat().st_size < before / 10


def test_a_command_restores_a_damaged_library_and_goes_on(filled):
    """One line on standard error tells it; the command does what it is for."""
    filled.library.write_bytes(b"\0" * 4096 + filled.library.read_bytes()[4096:])
    result = filled.run("list", "--json")
    assert len(result.json) == 3
    [line] = result.errors.splitlines()
    [aside] = aside_files(filled.library)
    assert aside.name in line
    assert "3 articles and 1 feed came from the damaged file" in line
    assert filled.run("bookmark", 1).errors == ""


def test_the_doctor_sees_mistakes_in_keys_and_themes(filled):
    """What only the app understands of the settings is looked at, too."""
    path = filled.folder / "settings.toml"
    path.write_text('theme = "nope"\n[keys]\nundoo = "u"\nredo = "ctrl+i"\n')
    report = filled.run("--config", path, "doctor", "--json", code=1).json
    said = " ".join(report["settings"]["problems"])
    for words in ("no theme “nope”", "no command “undoo”: did you mean undo", "“ctrl+i” is 'tab'"):
        assert words in said
    path.write_text('theme = "paper"\nkey_preset = "newsboat"\n[keys]\nredo = "f9"\n')
    assert filled.run("--config", path, "doctor", "--json").json["is_well"] is True
    path.write_text('key_preset = "emacs"\nkeys = "u"\n')
    said = filled.run("--config", path, "doctor", code=1).out
    assert "key_preset must be one of default, newsboat" in said
    assert "keys must be a table such as [keys]" in said
