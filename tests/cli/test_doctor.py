"""The command doctor."""

from __future__ import annotations

import os

import pytest


def test_the_doctor_reports(filled):
    """The doctor says where things are, how many, and that all is well; it makes nothing."""
    report = filled.run("doctor", "--json").json
    assert list(report) == ["library", "settings", "terminal", "is_well", "advice"]
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
