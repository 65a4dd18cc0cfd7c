"""The commands about feeds: add, discover, edit, remove, feeds, refresh."""

from __future__ import annotations

import pytest

from tests.jobs.written import page, rss

FEED_KEYS = [
    "id",
    "url",
    "title",
    "folder",
    "articles",
    "unread",
    "last_success",
    "last_error",
    "next_check",
    "status",
    "interval",
    "full_text",
]


def test_add_subscribes_and_refreshes(cli, feed_server):
    """A feed that is added is there with its articles, names and figures marked."""
    url = feed_server.serve("/a", rss("Harbour", ["One", "Two"]))
    assert "Harbour" in cli.run("add", url, "--folder", "Sea").out
    [feed] = cli.run("feeds", "--json").json
    assert list(feed) == FEED_KEYS
    assert (feed["url"], feed["title"], feed["folder"]) == (url, "Harbour", "Sea")
    assert (feed["articles"], feed["unread"], feed["last_error"]) == (2, 2, None)
    assert feed["last_success"].endswith("Z")
    assert feed["next_check"] > feed["last_success"]
    [first, _] = cli.run("list", "--full", "--json").json
    assert {"money", "date"} <= {mention["kind"] for mention in first["mentions"]}


def test_the_further_feeds_of_a_page_are_named(cli, feed_server):
    """Where nobody can be asked, the likeliest feed is taken, and the others are told."""
    feed_server.serve("/1", rss("One", ["A"]))
    feed_server.serve("/2", rss("Two", ["B"]))
    site = feed_server.serve("/site", page("/1", "/2"), content_type="text/html")
    first, second = cli.run("add", "--no-annotate", site).lines
    assert first == "subscribed 1 One (1 article)"
    assert feed_server.url("/2") in second
    cli.run("undo")
    [answer] = cli.run("add", "--no-annotate", "--json", site).json_lines
    assert [other["url"] for other in answer["others"]] == [feed_server.url("/2")]


def test_adding_again_says_so(cli, feed_server):
    """What is subscribed already is no failure."""
    url = feed_server.serve("/a", rss("Harbour", ["One"]))
    cli.run("add", url, "--no-annotate")
    assert "already" in cli.run("add", url).out
    [known] = cli.run("add", "--json", url).json_lines
    assert (known["status"], known["title"], known["new_articles"]) == ("known", "Harbour", 0)


def test_add_finds_the_feed_of_a_page(cli, feed_server):
    """A web page leads to its feed; discover shows what it offers."""
    feed = feed_server.serve("/feed", rss("Harbour", ["One"]))
    site = feed_server.serve("/site", page("/feed"), content_type="text/html")
    assert cli.run("discover", "--json", "--", site).json == [{"url": feed, "title": "Harbour"}]
    assert "Harbour" in cli.run("discover", site).out
    [added] = cli.run("add", "--json", "--title", "Mine", "--", site).json_lines
    assert (added["url"], added["status"], added["title"]) == (feed, "new", "Mine")
    assert added["new_articles"] == 1


def test_a_feed_that_cannot_be_had_is_not_subscribed(cli, feed_server):
    """Every failure of add is one line, the good ones are added all the same."""
    good = feed_server.serve("/good", rss("Good", ["One"]))
    plain = feed_server.serve("/plain", page(), content_type="text/html")
    gone = feed_server.url("/gone")
    refused = "http://127.0.0.1:1/"
    result = cli.run("add", plain, gone, good, refused, "ftp://x.example/", code=1)
    lines = result.errors.splitlines()
    assert len(lines) == 4
    for line, url, words in zip(
        lines,
        (plain, gone, refused, "ftp://x.example/"),
        ("web page", "404", "refused", "http"),
        strict=True,
    ):
        assert url in line
        assert words in line
    assert [feed["title"] for feed in cli.run("feeds", "--json").json] == ["Good"]
    assert "gone" in cli.run("discover", gone, code=1).errors


def test_a_login_in_an_address_is_not_printed(cli):
    """A password never reaches the terminal."""
    errors = cli.run("add", "http://reader:secret@127.0.0.1:1/feed", code=1).errors
    assert "secret" not in errors


def test_edit_changes_title_folder_and_address(cli, feed_server):
    """Each field can be set and taken back; the feed is named by id or URL."""
    url = feed_server.serve("/a", rss("Harbour", ["One"]))
    cli.run("add", url, "--no-annotate")
    cli.run("edit", url, "--title", "Mine", "--folder", "Sea")
    cli.run("edit", 1, "--url", "https://new.example/f")
    [feed] = cli.run("feeds", "--json").json
    assert (feed["title"], feed["folder"]) == ("Mine", "Sea")
    assert feed["url"] == "https://new.example/f"
    cli.run("undo")
    cli.run("edit", url, "--title", "", "--folder", "")
    [feed] = cli.run("feeds", "--json").json
    assert (feed["title"], feed["folder"]) == ("Harbour", None)
    assert "--title" in cli.run("edit", 1, code=2).errors
    assert "99" in cli.run("edit", 99, "--title", "X", code=1).errors
    assert "ftp" in cli.run("edit", 1, "--url", "ftp://x.example/", code=1).errors


def test_edit_sets_interval_and_full_texts(cli, feed_server):
    """Both can be set and taken back; the rest stays as it is."""
    url = feed_server.serve("/a", rss("Harbour", ["One"]))
    cli.run("add", url, "--folder", "Sea", "--no-annotate")
    [feed] = cli.run("feeds", "--json").json
    assert (feed["status"], feed["interval"], feed["full_text"]) == ("ok", None, False)
    cli.run("edit", url, "--interval", 90, "--full-text", "always")
    [feed] = cli.run("feeds", "--json").json
    assert (feed["interval"], feed["full_text"], feed["folder"]) == (90, True, "Sea")
    cli.run("edit", url, "--interval", "auto", "--full-text", "never")
    [feed] = cli.run("feeds", "--json").json
    assert (feed["interval"], feed["full_text"]) == (None, False)


@pytest.mark.parametrize(
    "options",
    [
        ("--interval", "0"),
        ("--interval", "43201"),
        ("--interval", "often"),
        ("--interval", ""),
        ("--full-text", "sometimes"),
    ],
)
def test_an_edit_that_makes_no_sense_is_a_wrong_command_line(cli, options):
    """It is one line that names the option, and 2."""
    [line] = cli.run("edit", 1, *options, code=2).errors.splitlines()
    assert options[0] in line


def test_health_is_told(cli, feed_server):
    """How each feed is comes in a word for programs and in words for people."""
    good = feed_server.serve("/good", rss("Good", ["One"]))
    bad = feed_server.url("/bad")
    gone = feed_server.serve("/gone", status=410)
    new = feed_server.url("/new")
    (cli.folder / "urls").write_text(f"{good}\n{bad}\n{gone}\n")
    cli.run("import", "urls")
    cli.run("refresh", code=1)
    (cli.folder / "urls").write_text(f"{new}\n")
    cli.run("import", "urls")
    states = {feed["url"]: feed["status"] for feed in cli.run("feeds", "--json").json}
    assert states == {good: "ok", bad: "error", gone: "stopped", new: "never"}
    told = {line.split("\t")[5]: line.split("\t")[6] for line in cli.run("feeds").lines}
    assert told[good] == "ok"
    assert "404" in told[bad]
    assert told[gone] == "stopped: gone for good"
    assert told[new] == "not fetched yet"


def test_a_feed_that_moved_is_told(cli, feed_server):
    """A refresh says where the feed is from now on."""
    url = feed_server.serve("/a", rss("Harbour", ["One"]))
    cli.run("add", url, "--no-annotate")
    there = feed_server.serve("/b", rss("Harbour", ["One", "Two"]))
    feed_server.redirect("/a", there, status=301)
    lines = cli.run("refresh", "--force", "--no-annotate").lines
    assert lines == ["Harbour: 1 new article", f"Harbour: moved to {there}"]


def test_a_login_in_a_stored_address_is_not_printed(cli, feed_server):
    """Neither for people nor for programs, though the feed is fetched with it."""
    address = feed_server.serve("/a", rss("Harbour", ["One"]))
    login = address.replace("://", "://reader:secret@")
    (cli.folder / "urls").write_text(f"{login}\nhttp://reader:secret@127.0.0.1:1/never\n")
    printed = [cli.run("import", "urls"), cli.run("feeds"), cli.run("refresh", "--json", code=1)]
    printed += [cli.run("feeds"), cli.run("feeds", "--json"), cli.run("discover", login)]
    printed += [cli.run("refresh", login.replace("/a", "/b"), code=1)]
    assert feed_server.requests[0].headers["authorization"].startswith("Basic ")
    assert all("secret" not in result.out + result.errors for result in printed)
    assert address in {feed["url"] for feed in cli.run("feeds", "--json").json}


def test_a_feed_with_a_login_is_named_by_the_address_that_is_printed(cli, feed_server):
    """What `feeds` prints is taken wherever a feed is named, and is there already."""
    address = feed_server.serve("/a", rss("Harbour", ["One"]))
    cli.run("add", address.replace("://", "://reader:secret@"), "--no-annotate")
    assert cli.run("add", address, "--no-annotate").lines == ["already subscribed 1 Harbour"]
    assert cli.run("edit", address, "--folder", "Ports").lines == ["edited 1 Harbour"]
    assert cli.run("refresh", address, "--no-annotate").lines == ["Harbour: unchanged"]
    assert "authorization" in feed_server.requests[-1].headers


def test_remove_unsubscribes_and_undo_brings_it_back(cli, feed_server):
    """Unsubscribing is undoable; the articles come back too."""
    url = feed_server.serve("/a", rss("Harbour", ["One"]))
    cli.run("add", url, "--no-annotate")
    cli.run("remove", url)
    assert cli.run("feeds", "--json").json == []
    assert cli.run("list", "--json").json == []
    assert "unsubscribed" in cli.run("undo").out
    assert len(cli.run("list", "--json").json) == 1
    assert "no such feed" in cli.run("remove", "https://none.example/", code=1).errors


def test_refresh_prints_a_line_a_feed(cli, feed_server):
    """Due feeds are fetched, and what is new is marked; failures are lines on standard error."""
    good = feed_server.serve("/good", rss("Good", ["One"]))
    bad = feed_server.url("/bad")
    (cli.folder / "urls").write_text(f"{good}\n{bad}\n")
    cli.run("import", "urls")
    result = cli.run("refresh", code=1)
    assert result.lines == ["Good: 1 new article"]
    assert "404" in result.errors
    [article] = cli.run("list", "--full", "--json").json
    assert article["mentions"]
    assert cli.run("refresh").out == ""
    assert cli.run("refresh", 1).lines == ["Good: unchanged"]
    assert cli.run("refresh", "--force", code=1).lines == ["Good: unchanged"]
    [feed] = [feed for feed in cli.run("feeds", "--json").json if feed["url"] == bad]
    assert "404" in feed["last_error"]


def test_refresh_prints_objects(cli, feed_server):
    """`refresh --json` prints one object a line, and marks nothing when told not to."""
    good = feed_server.serve("/good", rss("Good", ["One", "Two"]))
    bad = feed_server.serve("/bad", page(), content_type="text/html")
    (cli.folder / "urls").write_text(f"{good}\n{bad}\n")
    cli.run("import", "urls")
    outcomes = cli.run("refresh", "--json", "--no-annotate", code=1).json_lines
    by_url = {outcome["url"]: outcome for outcome in outcomes}
    assert list(by_url[good]) == ["feed_id", "url", "status", "new_articles", "error"]
    assert by_url[good]["status"] == "new"
    assert by_url[good]["new_articles"] == 2
    assert by_url[bad]["status"] == "error"
    assert "web page" in by_url[bad]["error"]
    assert [article["mentions"] for article in cli.run("list", "--full", "--json").json] == [[], []]
    [outcome] = cli.run("refresh", "--json", good).json_lines
    assert outcome["status"] == "unchanged"


def test_refresh_of_what_is_no_feed_of_the_web(filled):
    """Unknown feeds and files are told; there is nothing to fetch."""
    assert "no such feed" in filled.run("refresh", 99, code=1).errors
    assert "never fetched" in filled.run("refresh", 1, code=1).errors


@pytest.mark.parametrize("command", [("feeds",), ("feeds", "--json"), ("refresh",), ("annotate",)])
def test_an_empty_library_is_no_failure(cli, command):
    """Commands on a new library do nothing, and say so without an error."""
    assert cli.run(*command).errors == ""
