"""What a refresh does and says of new articles that match."""

from __future__ import annotations

import sys

from tests.jobs.written import rss


def refresh(cli, server, hook: str, *words: str, code: int = 0):
    """Subscribe to a feed that has other articles by now, and refresh with a hook set."""
    url = server.serve("/feed", rss("Coast", ["Sun"]))
    cli.run("add", url, "--no-annotate")
    server.serve("/feed", rss("Coast", ["Sun", "Rain", "More rain"]))
    (cli.folder / "settings.toml").write_text(f"[[hooks]]\n{hook}\n", "utf-8")
    settings = ("--config", "settings.toml")
    return cli.run(*settings, "refresh", "--force", "--no-annotate", *words, code=code)


def test_matches_are_a_line(cli, feed_server):
    """Adding a feed runs no hook; the refresh tells how many of the new articles match."""
    done = refresh(cli, feed_server, "query = 'title:rain'")
    assert done.lines == ["Coast: 2 new articles", "title:rain: 2 new articles found"]


def test_matches_are_told_to_programs_after_the_feeds(cli, feed_server):
    """A line of its own, with the first titles; without hooks there is none."""
    feed, hook = refresh(cli, feed_server, "query = 'title:rain'", "--json").json_lines
    assert feed["new_articles"] == 2
    assert sorted(hook.pop("titles")) == ["More rain", "Rain"]
    assert hook == {"hook": "title:rain", "matches": 2, "error": None}


def test_a_command_is_run(cli, feed_server):
    """It may be one of newsreader's own."""
    own = f"command = ['{sys.executable}', '-m', 'newsreader', 'bookmark', '%i']"
    refresh(cli, feed_server, f"query = 'rain'\n{own}")
    listed = cli.run("list", "--bookmarked", "--json").json
    assert sorted(row["title"] for row in listed) == ["More rain", "Rain"]


def test_a_command_that_fails_is_a_line(cli, feed_server):
    """The articles are there all the same; the exit code says that something failed."""
    failing = f"command = ['{sys.executable}', '-c', 'raise SystemExit(3)', '%t']"
    done = refresh(cli, feed_server, f"query = 'rain'\n{failing}", code=1)
    [error] = done.errors.splitlines()
    assert error.startswith("newsreader: hook rain: ")
    assert "failed with exit code 3" in error
    assert len(cli.run("list", "--json").json) == 3


def test_a_mistake_in_a_hook_is_said(cli, feed_server):
    """No hook is run then, and the refresh goes on."""
    done = refresh(cli, feed_server, "query = 'rain'\nsaved = 'Wet'")
    assert done.lines == ["Coast: 2 new articles"]
    [error] = done.errors.splitlines()
    assert "hooks must be [[hooks]] tables with a query" in error
