"""Logs (WAL) that are torn, or have lost their file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsreader.library.backup import back_up_daily
from newsreader.library.library import Library
from newsreader.library.restoring import aside_files
from newsreader.model.journal import Action, Change
from newsreader.model.query import Query


def test_a_log_that_was_not_moved_into_the_file_is_salvaged(tmp_path, fill):
    """What was acknowledged last is in the log only, also when the file itself is empty."""
    path = tmp_path / "library.db"
    live = Library.open(path)
    fill(live, ages=range(30))
    for part in ("", "-wal"):
        shutil.copyfile(f"{path}{part}", tmp_path / f"copy.db{part}")
    live.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(b"")
    with Library.open(copy) as library:
        assert library.feeds.totals().articles == 30
        assert "30 articles" in library.notices[0]
    [aside] = aside_files(copy)
    assert aside.with_name(f"{aside.name}-wal").stat().st_size > 30 * 1000


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_log_whose_file_is_gone_is_salvaged(tmp_path, fill, is_gone):
    """Changes that are in the log alone are had back; without a log a new library is begun."""
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        fill(library, ages=range(30))
        back_up_daily(library)
        library.journal.apply(Change(Action.BOOKMARK, (7,)))
        log = Path(f"{path}-wal").read_bytes()
    path.unlink()
    if not is_gone:
        Path(f"{path}-wal").write_bytes(log)
    with Library.open(path) as library:
        [notice] = library.notices
        assert ("no library" in notice) is is_gone
        assert library.feeds.totals().articles == (0 if is_gone else 30)
        assert library.articles.count(Query(is_bookmarked=True)) == (not is_gone)
        assert library.flaws() == []


@pytest.mark.parametrize("cut", [1, 5000, 30_000])
def test_a_torn_log_loses_only_what_it_does_not_hold(tmp_path, fill, cut):
    """A log cut short, as a power failure leaves it, is read up to its last whole commit."""
    path = tmp_path / "library.db"
    live = Library.open(path)
    ids = fill(live, ages=range(30))
    with live._connections.writing() as connection:
        connection.execute("PRAGMA user_version")
    live.journal.apply(Change(Action.BOOKMARK, (ids[0],)))
    torn = tmp_path / "torn.db"
    shutil.copyfile(path, torn)
    log = Path(f"{path}-wal").read_bytes()
    Path(f"{torn}-wal").write_bytes(log[:-cut] + b"\x55" * (cut // 2))
    live.close()
    with Library.open(torn) as library:
        assert library.notices == []
        assert library.flaws() == []
        assert library.articles.count(Query(is_bookmarked=True)) == 0
    assert aside_files(torn) == []
