"""What the commands print on a terminal: colours, columns, progress."""

from __future__ import annotations

import re
import sys

import pytest

from tests.jobs.written import page, rss

pexpect = pytest.importorskip("pexpect")

_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(cli, *words: object, columns: int = 80, **environment: str) -> str:
    """Return what a command prints on a terminal."""
    variables = {"TERM": "xterm-256color", **cli.environment, **environment}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        if name not in environment:
            variables.pop(name, None)
    shown, code = pexpect.run(
        " ".join(f"'{word}'" for word in cli.words(*words)),
        env=variables,
        cwd=str(cli.folder),
        dimensions=(24, columns),
        withexitstatus=True,
        timeout=60,
    )
    assert code == 0
    return shown.decode()


def plain(shown: str) -> str:
    return _CONTROLS.sub("", shown)


def test_lists_are_columns_that_fit(filled):
    """No line is wider than the terminal, and titles that look like markup are only text."""
    for columns in (60, 120):
        lines = plain(on_terminal(filled, "list", columns=columns)).splitlines()
        assert len(lines) == 4
        assert all(len(line) <= columns for line in lines)
        assert lines[-1].strip() == "N new"
    assert "Boats [red]return[/]" in plain(on_terminal(filled, "list"))
    assert "Harbour" in plain(on_terminal(filled, "feeds"))


def test_feeds_are_a_table_and_what_is_wrong_with_them(cli, feed_server):
    """The table fits the terminal; below it is what is wrong with each broken feed, in words."""
    good = feed_server.serve("/good", rss("Good", ["One"]))
    (cli.folder / "urls").write_text(f'{good} "a folder of a rather long name"\n')
    cli.run("import", "urls")
    cli.run("refresh")
    (cli.folder / "urls").write_text(f"{feed_server.url('/bad')} ~Bad\n")
    cli.run("import", "urls")
    cli.run("refresh", code=1)
    for columns in (80, 120):
        shown = plain(on_terminal(cli, "feeds", columns=columns)).splitlines()
        names, bad, good_row, words = shown
        assert all(len(line) <= columns for line in (names, bad, good_row))
        assert names.split() == [
            "id",
            "unread",
            "articles",
            "folder",
            "title",
            "fetched",
            "next",
            "health",
        ]
        assert re.search(r" Good +1 min ago +in \d+ \w+ +ok *$", good_row)
        assert re.search(r" Bad +in \d+ \w+ +error *$", bad)
        assert words.startswith("! 2 Bad: 404")


def test_an_article_is_painted(filled):
    """Names and figures are painted, the text is wrapped to its width."""
    shown = on_terminal(filled, "show", 2)
    assert "\x1b[" in shown
    assert "Boats [red]return[/]" in plain(shown)
    settings = filled.folder / "settings.toml"
    settings.write_text("text_width = 40\n")
    lines = plain(on_terminal(filled, "--config", settings, "show", 2)).splitlines()
    assert max(map(len, lines)) <= 40


def test_colours_follow_no_color(filled):
    """With NO_COLOR nothing is coloured."""
    for command in (("show", 1), ("list",)):
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", on_terminal(filled, *command, NO_COLOR="1"))


def test_figures_are_marked_without_colours(filled):
    """With NO_COLOR figures are marked all the same: underlined."""
    (filled.folder / "t.txt").write_text("Le 24 février 2022\n")
    assert "\x1b[4m24 février 2022\x1b[0m" in on_terminal(
        filled, "highlight", "t.txt", NO_COLOR="1"
    )
    assert "\x1b[33m24 février 2022\x1b[0m" in on_terminal(filled, "highlight", "t.txt")


def test_only_what_is_to_be_marked_is_painted(filled):
    """The setting `marked` says which kinds are painted."""
    settings = filled.folder / "settings.toml"
    settings.write_text('marked = "none"\n')
    shown = on_terminal(filled, "--config", settings, "show", 1)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)


def test_a_refresh_shows_its_progress(cli, feed_server):
    """On a terminal a bar says how far it is, above it a line a feed."""
    url = feed_server.serve("/a", rss("Harbour", ["One"]))
    for words in (("refresh",), ("refresh", "--force")):
        assert "there is no feed to fetch" in on_terminal(cli, *words)
    (cli.folder / "urls").write_text(f"{url}\n")
    cli.run("import", "urls")
    shown = on_terminal(cli, "refresh")
    assert "refreshing" in shown
    assert "Harbour: 1 new article" in plain(shown)
    assert "no feed is due" in on_terminal(cli, "refresh")


def test_the_browser_of_the_settings_is_silent(filled):
    """What a browser prints does not land on the screen."""
    settings = filled.folder / "settings.toml"
    settings.write_text(f"browser = ['{sys.executable}', '-c', 'print(12345)', '%u']\n")
    assert plain(on_terminal(filled, "--config", settings, "open", 1)).split() == ["opened", "1"]


def test_of_several_feeds_the_user_chooses_one(cli, feed_server):
    """On a terminal `add` asks which feed of a page is meant, again until that is clear."""
    feed_server.serve("/1", rss("One", ["A"]))
    two = feed_server.serve("/2", rss("Two", ["B"]))
    site = feed_server.serve("/site", page("/1", "/2"), content_type="text/html")
    command, *words = cli.words("add", "--no-annotate", site)
    child = pexpect.spawn(command, words, env=cli.environment, cwd=str(cli.folder), timeout=60)
    child.expect("1 to 2 .*[?] ")
    child.sendline("3")
    child.expect("1 to 2 .*[?] ")
    child.sendline("2")
    child.expect("subscribed 1 Two")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert [feed["url"] for feed in cli.run("feeds", "--json").json] == [two]
