"""How every command behaves: exit codes, pipes, Ctrl-C and terminals."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsreader import __version__
from tests.jobs.web_pages import linked_feed
from tests.jobs.written import rss

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("list", "--limit", "-1"),
        ("list", "--limit", "many"),
        ("list", "--nonsense"),
        ("list", "--unr"),
        ("show",),
        ("show", "first"),
        ("read", "1", "-2"),
        ("show", "9" * 30),
        ("export", "pictures"),
        ("highlight", "--json", "--jsonl"),
        ("add",),
        ("search",),
        ("search", "--limit", "x", "word"),
        ("add", "--title", "T", "https://a.example/", "https://b.example/"),
        ("save",),
        ("full-text", "first"),
        ("--library",),
        ("--library", "~no-such-user/a.db", "list"),
        ("--config", "~no-such-user/a.toml", "list"),
        ("highlight", "--language", "french"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_2(cli, words):
    """What is wrong with a command line is said in one line; nothing is made."""
    result = cli.run(*words, code=2)
    assert len(result.errors.splitlines()) == 1
    assert not cli.library.exists()


def test_help_and_version(cli):
    """Every command explains itself."""
    assert cli.run("--version").out == f"newsreader {__version__}\n"
    shown = cli.run("--help").out
    for command in ("add", "refresh", "highlight", "doctor"):
        assert command in shown
    assert "QUERY" in cli.run("search", "--help").out


def test_without_a_terminal_the_app_says_so(cli):
    """No command and no terminal is one line and 2."""
    assert "terminal" in cli.run(code=2).errors


@pytest.mark.parametrize("make", ["folder", "text", "other"])
def test_a_bad_library_is_one_line(cli, make):
    """A library that is a folder, a letter or another program's database is told by name."""
    path = cli.folder / ("letter.txt" if make == "text" else "bad.db")
    if make == "folder":
        path.mkdir()
    elif make == "text":
        path.write_bytes(b"Some text.")
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE recipe (id)")
    before = path.read_bytes() if path.is_file() else None
    for command in (("list",), ("add", "http://127.0.0.1:1/"), ("doctor",)):
        result = cli.run("--library", path, *command, code=1)
        if command != ("doctor",):
            [line] = result.errors.splitlines()
            assert str(path) in line
    assert before is None or path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_library_that_cannot_be_written_can_be_read(filled):
    """Reading works in a read-only folder; a change is refused in words."""
    filled.library.chmod(0o400)
    filled.folder.chmod(0o500)
    try:
        assert len(filled.run("list", "--json").json) == 3
        assert "read-only" in filled.run("bookmark", 1, code=1).errors
    finally:
        filled.folder.chmod(0o700)


def test_mistakes_in_the_settings_are_told(filled):
    """A mistake in the settings is a line on standard error, and the command goes on."""
    settings = filled.folder / "settings.toml"
    settings.write_text("text_width = 'wide'\n")
    result = filled.run("--config", settings, "list", "--json")
    assert len(result.json) == 3
    assert "text_width" in result.errors
    report = filled.run("--config", settings, "doctor", "--json", code=1).json
    assert "text_width" in report["settings"]["problems"][0]


def test_a_library_in_the_home_of_nobody_is_one_line(cli):
    """An environment that names no path is told in words."""
    result = cli.run("list", code=1, NEWSREADER_LIBRARY="~no-such-user/a.db")
    assert "~no-such-user/a.db" in result.errors
    assert "fault" not in result.errors


def test_an_empty_address_is_told_by_the_command(cli):
    """There is no address to name, so the command is named."""
    assert cli.run("add", "", code=1).errors.startswith("newsreader: add: ")


def test_output_that_knows_few_characters(filled):
    """Where standard output is not UTF-8, what it cannot show is spelt out."""
    result = filled.run("list", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "\\xc9t\\xe9 \\xe0 Brest" in result.out


def test_controls_of_an_article_never_reach_the_terminal(cli):
    """Escape sequences, C1 controls and bidi overrides are removed from all that is printed."""
    text = "A \x1b[31mred\x9b2J title\u202e\n\nText \x1b]0;pwned\x07 \x07 here.\n"
    cli.run("import", "-", stdin=text)
    for command in (("list",), ("show", 1), ("show", 1, "--json"), ("export", "articles")):
        out = cli.run(*command).out
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(out)
    errors = cli.run("import", "\x1b[31mmissing", code=1).errors
    assert "\x1b" not in errors


def errors_of(filled, line: str) -> bytes:
    """Let a shell run a line; return what that writes to standard error."""
    result = subprocess.run(
        ["sh", "-c", line],
        env=filled.environment,
        cwd=filled.folder,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return result.stderr


@POSIX
def test_a_closed_pipe_is_silent(filled):
    """A reader that has seen enough is no failure."""
    command = " ".join(filled.words("list", "--full"))
    (filled.folder / "lines").write_text('{"text": "In Paris on 3 May 2024"}\n' * 2000)
    stream = " ".join(filled.words("highlight", "--jsonl", "lines"))
    listed = f"{command} | true; {command} --json | head -c 1 >/dev/null"
    assert errors_of(filled, f"{listed}; {stream} | head -c 1 >/dev/null") == b""


@POSIX
@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-"])
def test_missing_streams_are_survived(filled, stream):
    """Standard streams that are closed do no harm."""
    command = " ".join(filled.words("list"))
    assert errors_of(filled, f"{command} {stream}") == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [("list",), ("highlight", "--jsonl")])
def test_a_full_disk_is_told(filled, words):
    """Output that cannot be written is one line and 1, and the input is not blamed."""
    with Path("/dev/full").open("wb") as full, filled.start(*words, stdout=full) as process:
        _, errors = process.communicate(b'{"text": "Paris"}\n', timeout=60)
    assert process.returncode == 1
    assert len(errors.splitlines()) == 1
    assert b"space" in errors
    assert b"input" not in errors


@POSIX
@pytest.mark.parametrize("command", ["add", "refresh", "save", "full-text"])
def test_ctrl_c_ends_at_once(cli, feed_server, command):
    """Ctrl-C ends a command that waits for a server, with 130 and without a word."""
    url = feed_server.stall("/slow")
    words = (command, url)
    if command == "refresh":
        (cli.folder / "urls").write_text(f"{url}\n")
        cli.run("import", "urls")
        words = (command,)
    elif command == "full-text":
        (cli.folder / "feed.xml").write_text(linked_feed("Coast", [("Storm", url)]))
        cli.run("import", "feed.xml")
        words = (command, "1")
    with cli.start(*words) as process:
        feed_server.wait_for_requests(1)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors) == (130, b"", b"")
    assert feed_server._at_once == 1


@POSIX
@pytest.mark.parametrize("command", ["add", "save"])
def test_a_job_ends_with_the_app_that_started_it(cli, feed_server, command):
    """With a lifeline, a command ends when its standard input is closed."""
    url = feed_server.stall("/slow")
    with cli.start(command, url, env={"NEWSREADER_LIFELINE": "1"}) as process:
        feed_server.wait_for_requests(1)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 130


@POSIX
@pytest.mark.parametrize(("value", "expected"), [("1", 10), ("", 0)])
def test_what_nobody_waits_for_gives_way_to_the_app(value, expected):
    """Marking as the app's job runs at low priority; asked for by a person it does not."""
    program = (
        "import os; from newsreader.cli.lifeline import hold_lifeline\n"
        "hold_lifeline(gives_way=True); print(os.nice(0))"
    )
    env = {**os.environ, "NEWSREADER_LIFELINE": value}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) == min(19, os.nice(0) + expected)


def test_without_a_lifeline_standard_input_means_nothing(cli, feed_server):
    """A command under cron, whose standard input is empty, does its work."""
    url = feed_server.serve("/a", rss("A", ["One"]))
    assert "subscribed" in cli.run("add", url).out


def test_two_processes_use_one_library(filled):
    """Commands that run at the same time both succeed, and nothing is lost."""
    names = [f"{number}.txt" for number in range(6)]
    for name in names:
        (filled.folder / name).write_text(f"Title of {name}\n\nText.\n")
    processes = [filled.start("import", name, "--no-annotate") for name in names[:3]]
    processes += [filled.start("bookmark", number) for number in (1, 2, 3)]
    for process in processes:
        with process:
            _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, b"")
    assert len(filled.run("list", "--json").json) == 6
    assert len(filled.run("list", "--bookmarked", "--json").json) == 3


def test_commands_put_no_samples_in(cli):
    """Only the app offers the bundled samples."""
    cli.run("list")
    cli.run("refresh")
    assert cli.run("feeds", "--json").json == []
