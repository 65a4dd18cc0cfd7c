"""Disks that are full, files that may not grow, folders that may not be written."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library.library import Library
from tests.cli.command_line import CommandLine
from tests.crash.snapshot import losses, snapshot
from tests.feed_server import FeedServer
from tests.jobs.written import rss

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")

LONG = "Long words of a report. " * 400


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """The program on a library with thirty articles (1 to 30) of one feed."""
    command = CommandLine(tmp_path)
    (tmp_path / "feed.xml").write_text(rss("Harbour", [f"Story {n}" for n in range(30)]))
    command.run("import", tmp_path / "feed.xml", "--no-annotate")
    return command


def stories(folder: Path) -> list[Path]:
    made = [folder / f"{number}.txt" for number in range(20)]
    for path in made:
        path.write_text(f"{path.name} from afar\n\n{LONG}")
    return made


def told(process: subprocess.Popen[bytes]) -> tuple[int, list[str], str]:
    """Return what a command ended with: exit code, what it acknowledged, its one line of error."""
    with process:
        out, errors = process.communicate(timeout=60)
    lines = [line for line in errors.decode().splitlines() if line]
    assert len(lines) == (process.returncode != 0), lines
    assert all(line.startswith("newsreader: ") for line in lines)
    return process.returncode, out.decode().splitlines(), "".join(lines)


QUICK: list[tuple[object, ...]] = [
    ("bookmark", *range(1, 31)),
    ("delete", 1, 2, 3),
    ("undo",),
    ("edit", 1, "--title", "Docks"),
]


def slow(folder: Path, server: FeedServer) -> list[tuple[object, ...]]:
    """Return commands that bring something in, so that the log grows."""
    url = server.serve("/feed", rss("Coast", [f"Coast {n}" for n in range(60)], text=LONG))
    return [
        ("import", "--no-annotate", *stories(folder)),
        ("add", url, "--no-annotate"),
        ("annotate",),
    ]


@pytest.mark.parametrize("room", [0, 40_000])
def test_a_file_that_may_not_grow_costs_no_acknowledged_change(cli, room):
    """Each command does what it says or says that it could not; afterwards all goes on."""
    with FeedServer() as server:
        todo = [*QUICK, *(slow(cli.folder, server) if room else ())]
        for words in todo:
            before = snapshot(cli.library)
            # The log grows from nothing: without room for it nothing can be changed.
            limit = max(room, 64)
            process = cli.start(
                *words, preexec_fn=lambda limit=limit: _limit_files(limit), env={"TMPDIR": "/tmp"}
            )
            code, lines, error = told(process)
            after = snapshot(cli.library)
            assert [*losses(before, after)] == []
            assert code in (0, 1)
            if code == 1:
                assert "disk" in error
            if words[0] == "bookmark":
                kept = sum(flags.is_bookmarked for flags in after.flags.values())
                assert kept == (30 if lines else 0)
            with Library.open(cli.library) as library:
                assert (library.notices, library.flaws()) == ([], [])
        for words in todo:
            assert told(cli.start(*words))[0] == 0, words


def _limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 3 MiB, where one may be made."""
    folder = Path(tempfile.mkdtemp())
    words = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", str(folder)]
    try:
        made = subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError:
        made = None
    if made is None or made.returncode:
        folder.rmdir()
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def test_a_full_disk_costs_no_acknowledged_change(small_disk, tmp_path):
    """On a disk without a byte left one can read; writing says why not; with room it goes on."""
    cli = CommandLine(small_disk)
    feed = tmp_path / "feed.xml"
    feed.write_text(rss("Harbour", [f"Story {n}" for n in range(30)]))
    cli.run("import", feed, "--no-annotate")
    filler = small_disk / "filler"
    with FeedServer() as server:
        todo = [*QUICK, slow(tmp_path, server)[0]]
        for words in todo:
            before = snapshot(cli.library)
            with filler.open("wb", buffering=0) as file:
                _fill(file.fileno())
            assert len(cli.run("list", "--json").json) == len(before.visible)
            code, lines, error = told(cli.start(*words))
            assert (code, bool(lines)) == (1, False)
            assert "disk is full" in error or "disk is well and not full" in error
            filler.unlink()
            after = snapshot(cli.library)
            assert after == before
            with Library.open(cli.library) as library:
                assert (library.notices, library.flaws()) == ([], [])
            code, lines, _ = told(cli.start(*words))
            assert (code, bool(lines)) == (0, True)


def _fill(file: int) -> None:
    """Write to a disk until it is full to the last byte."""
    for size in (65536, 512, 1):
        try:
            while os.write(file, b"x" * size):
                pass
        except OSError:
            continue


READ_ONLY = """
import ctypes, os, sys
from newsreader.__main__ import main
if os.geteuid() == 0:
    # Root is never refused while it has CAP_DAC_OVERRIDE: capabilities(7).
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None)
    libc.capget(head, sets)
    sets[0] &= ~2
    sets[1] &= ~2
    if libc.capset(head, sets):
        sys.exit("capset failed")
sys.argv[0] = "newsreader"
sys.exit(main())
"""


@pytest.mark.parametrize("has_log", [False, True])
def test_commands_on_a_read_only_folder(has_log):
    """The library can be read, the last change too; writing says why it cannot, in one line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        folder.mkdir()
        Path(name).chmod(0o755)
        cli = CommandLine(folder)
        feed = folder / "feed.xml"
        feed.write_text(rss("Harbour", ["One", "Two", "Three"]))
        cli.run("import", feed, "--no-annotate")
        if has_log:
            # Killed while it was open: the last change is in the log alone.
            _mark_and_die(cli)
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        listed = read_only(cli, "list", "--json")
        shown = read_only(cli, "search", "harbour")
        refused = [read_only(cli, *words) for words in (("bookmark", 1), ("remove", 1))]
        folder.chmod(0o755)
    assert listed.stderr == ""
    assert listed.returncode == 0
    assert listed.stdout.count('"title"') == 3
    assert listed.stdout.count('"is_bookmarked": true') == int(has_log)
    assert shown.returncode == 0
    for done in refused:
        assert (done.returncode, done.stdout) == (1, "")
        [line] = done.stderr.splitlines()
        assert "read-only" in line


def read_only(cli: CommandLine, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command as a user who may not write to the library's folder."""
    return subprocess.run(
        [sys.executable, "-c", READ_ONLY, *map(str, words)],
        env=cli.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


DYING = """
import os, signal, sys
from pathlib import Path
from newsreader.library.library import Library
from newsreader.model.journal import Action, Change
library = Library.open(Path(sys.argv[1]))
library.journal.apply(Change(Action.BOOKMARK, (1,)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def _mark_and_die(cli: CommandLine) -> None:
    subprocess.run([sys.executable, "-c", DYING, str(cli.library)], check=False, timeout=60)
    cli.library.with_name("library.db-shm").unlink()
