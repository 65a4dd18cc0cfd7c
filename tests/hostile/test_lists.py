"""Lists of subscriptions that are traps: OPML and `urls` files."""

from __future__ import annotations

import html

import pytest

from newsreader.library.library import Library
from tests.cli.command_line import CommandLine
from tests.hostile.aftermath import assert_one_sentence
from tests.jobs.written import rss

GOOD = "https://coast.example/feed"
COMMANDS = ("exec:touch owned", "filter:touch owned:" + GOOD, "|touch owned", "$(touch owned)")
OTHERS = (
    "file:///etc/passwd",
    "ftp://coast.example/",
    "javascript:alert(1)",
    "data:text/xml,<rss/>",
    "query:all:unread",
    "newsreader:files",
    "http://",
    "http://[",
    "http://coast.example:0/",
    "http://coast.example:99999/",
    "http://coast.example/" + "a" * 100_000,
    "\x1b[31m",
)
KNOWN = ("http://", "https://", "exec:", "filter:", "query:", "file:")


def opml(*addresses: str, body: str = "", prolog: str = "") -> str:
    outlines = "".join(f'<outline text="F" xmlUrl="{html.escape(one)}"/>' for one in addresses)
    return f'<?xml version="1.0"?>{prolog}<opml version="2.0"><body>{outlines}{body}</body></opml>'


def subscribed(cli: CommandLine) -> list[str]:
    with Library.open(cli.library) as library:
        assert library.flaws() == []
        return [feed.url for feed in library.feeds.all() if feed.is_fetched]


@pytest.mark.parametrize("kind", ["opml", "urls"])
def test_only_feeds_of_the_web_are_brought_in_and_nothing_is_run(cli, kind):
    """Commands, files and other schemes are left out, whatever the list says."""
    if kind == "opml":
        # A control character is no XML: it cannot stand in an OPML file.
        text = opml(*(one for one in (*COMMANDS, *OTHERS) if one.isprintable()), GOOD)
    else:
        # Lines of other kinds make another kind of file of it.
        wanted = [one for one in (*COMMANDS, *OTHERS) if one.startswith(KNOWN)]
        text = "".join(f'"{one}"\n' for one in (*wanted, GOOD))
    path = cli.folder / ("list.opml" if kind == "opml" else "urls")
    path.write_text(text)
    result = cli.run("import", path, code=None)
    assert subscribed(cli) == [GOOD]
    assert not (cli.folder / "owned").exists()
    assert "exec:" in result.errors
    assert "\x1b" not in result.out + result.errors


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
TRAPS = {
    "entities": opml(GOOD, prolog=f'<!DOCTYPE opml [<!ENTITY a0 "ha">{LAUGHS}]>', body="&a11;"),
    "file entity": opml(
        GOOD, prolog='<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>', body="&x;"
    ),
    "20 MB": opml(GOOD, body="<outline text='" + "x" * 20_000_000 + "'/>"),
    "web page": "<!doctype html><title>Hi</title>",
    "binary": "\x00\x01\x02" * 1000,
    "nothing": "",
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_in_words(cli, name):
    """What could fill the memory, or is no list, is one sentence, and nothing is subscribed."""
    path = cli.folder / "list.opml"
    path.write_text(TRAPS[name])
    errors = cli.run("import", path, code=1).errors
    assert errors
    for line in errors.splitlines():
        assert_one_sentence(line.replace(str(path), "list.opml"))
    assert subscribed(cli) == []


def test_what_a_list_includes_is_not_fetched(cli, feed_server):
    """An inclusion (OPML 2.0), a document type or a stylesheet of a list is never asked for."""
    there = feed_server.serve("/more", opml(GOOD))
    feed = feed_server.serve("/feed", rss("A", ["One"]))
    text = opml(
        feed,
        prolog=f'<!DOCTYPE opml SYSTEM "{there}"><?xml-stylesheet href="{there}"?>',
        body=f'<outline type="include" url="{there}" xmlUrl="{there}"/>',
    )
    (cli.folder / "list.opml").write_text(text)
    cli.run("import", "list.opml", code=None)
    assert feed_server.requests == []
    assert subscribed(cli) == [feed]


@pytest.mark.parametrize("end", ["", "</outline>" * 50_000])
def test_absurd_nesting_is_survived(cli, end):
    """Folders in folders without end cost nothing but themselves."""
    nested = '<outline text="a">' * 50_000 + f'<outline xmlUrl="{GOOD}"/>' + end
    (cli.folder / "list.opml").write_text(opml("https://wind.example/", body=nested))
    cli.run("import", "list.opml", code=None)
    assert "https://wind.example/" in subscribed(cli)
