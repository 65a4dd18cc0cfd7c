"""Words and links that would hurt a terminal, a browser or a reader."""

from __future__ import annotations

import html
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.query import Query
from tests.cli.command_line import CommandLine
from tests.hostile.aftermath import subscribe
from tests.jobs.test_workers import wait_for

CONTROLS = "\x1b]0;owned\x07\x1b[31m\x9b2J\x90q\x85\u202e\u2066\u200b\r\b\x7f\x00"
FORBIDDEN = {one for one in CONTROLS if unicodedata.category(one) in ("Cc", "Cf")} - {"\u200b"}
MARKUP = "[link=https://evil.example][bold red]x[/] [/red] [@click=app.quit]y"
LINKS = {
    "script": "javascript:alert(1)",
    "script in capitals": " JaVaScRiPt:alert(1)",
    "script with a tab": "java\tscript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "mail": "mailto:me@stories.example",
    "view": "view-source:https://stories.example/",
    "settings": "chrome://settings",
    "option": "--new-window",
    "command": "; touch owned #",
}
SHELL = "https://stories.example/a?b=1&c=$(touch${IFS}owned)`touch owned`;touch owned|'\"%u&d=2"
LOGIN = "https://reader:secret@stories.example/a"


def item(title: str, **parts: str) -> str:
    inner = "".join(f"<{name}>{html.escape(text)}</{name}>" for name, text in parts.items())
    return (
        f"<item><title>{html.escape(title)}</title><guid>{html.escape(title)}</guid>{inner}</item>"
    )


def rss(title: str, *items: str) -> str:
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{html.escape(title)}</title>{''.join(items)}</channel></rss>"
    )


def test_no_control_character_reaches_the_terminal(cli, feed_server):
    """Titles, texts, authors, names of feeds, errors and addresses are shown without them."""
    nasty = f"One{CONTROLS}end"
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Feed{CONTROLS}end",
        "language": CONTROLS,
        "authors": [{"name": f"Ana{CONTROLS}Silva"}],
        "items": [
            {
                "id": nasty,
                "title": nasty,
                "url": f"https://stories.example/{CONTROLS}",
                "content_html": f"<p>Text{CONTROLS}end</p><pre>Code{CONTROLS}</pre>",
                "tags": [CONTROLS],
                "attachments": [
                    {"url": f"https://stories.example/{CONTROLS}a", "mime_type": f"a/{CONTROLS}"}
                ],
            }
        ],
    }
    fields = {"Server": "\x9b31m", "X-Generator": "\x90q", "ETag": '"\x9b"'}
    bad = feed_server.redirect("/bad", "http://\x9b31m.invalid/\x90")
    type_ = "application/feed+json;x=\x9b"
    url = feed_server.serve("/a", json.dumps(document), content_type=type_, headers=fields)
    page = feed_server.serve("/page", f"<title>{CONTROLS}</title>", content_type="text/html\x9b")
    subscribe(cli, url, bad, page)
    refreshed = cli.run("refresh", code=1)
    shown = [refreshed.out, refreshed.errors]
    for words in (("list",), ("list", "--full", "--json"), ("feeds",), ("feeds", "--json")):
        shown.append(cli.run(*words).out)
    for words in (("show", "1"), ("show", "1", "--json"), ("search", "Text"), ("doctor",)):
        shown.append(cli.run(*words).out)
    shown += [cli.run("export", kind).out for kind in ("articles", "opml")]
    assert "Silva" in "".join(shown)
    for text in shown:
        assert not FORBIDDEN & set(text)
        if text.startswith(("[", "{")):
            assert not FORBIDDEN & set("".join(_strings(json.loads(text))))


def _strings(value: object) -> Iterator[str]:
    """Yield all strings of a value that was JSON."""
    if isinstance(value, str):
        yield value.replace("\n", "").replace("\t", "")
    elif isinstance(value, dict):
        for one in value.items():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def test_markup_in_a_title_is_shown_as_it_stands(cli, feed_server):
    """Square brackets are text, in titles, texts and the names of feeds."""
    url = feed_server.serve("/a", rss(MARKUP, item(MARKUP, description=f"<p>{MARKUP}</p>")))
    subscribe(cli, url)
    assert MARKUP in cli.run("refresh").out
    assert MARKUP in cli.run("list").out
    assert cli.run("show", 1).out.count(MARKUP) >= 2
    [headline] = cli.run("list", "--json").json
    assert (headline["title"], headline["feed"]) == (MARKUP, MARKUP)


@pytest.fixture
def browser(cli: CommandLine) -> Path:
    """A browser that writes down its arguments, set as the user's; where it writes them."""
    program = cli.folder / "browser.py"
    seen = cli.folder / "seen.json"
    # In one step: whoever sees the file sees all of it.
    program.write_text(
        "import json, os, pathlib, sys\n"
        f"part = pathlib.Path({str(seen)!r} + '.part')\n"
        "part.write_text(json.dumps(sys.argv[1:]))\n"
        f"os.replace(part, {str(seen)!r})\n"
    )
    config = cli.folder / "settings.toml"
    config.write_text(f"browser = {json.dumps([sys.executable, str(program), '%u'])}\n")
    cli.environment["NEWSREADER_CONFIG"] = str(config)
    return seen


def _opened(cli: CommandLine, browser: Path, article_id: int) -> list[str]:
    cli.run("open", article_id)
    wait_for(browser.exists)
    found: list[str] = json.loads(browser.read_text())
    return found


@pytest.mark.parametrize("name", LINKS)
def test_only_web_links_reach_the_browser(cli, feed_server, browser, name):
    """Links of other schemes are dropped: neither stored, nor shown, nor opened."""
    link = LINKS[name]
    text = f"<p><a href='{html.escape(link)}'>here</a> <img src='{html.escape(link)}'></p>"
    enclosure = f'<enclosure url="{html.escape(link)}" type="audio/mpeg" length="1"/>'
    entry = item("One", link=link, description=text).replace("</item>", f"{enclosure}</item>")
    subscribe(cli, feed_server.serve("/a", rss("Links", entry)))
    cli.run("refresh")
    with Library.open(cli.library) as library:
        [headline] = library.articles.iterate(Query())
        article = library.articles.get(headline.id)
    assert article is not None
    addresses = [article.headline.url, *(enclosure.url for enclosure in article.enclosures)]
    assert all(one.startswith(("http://", "https://")) for one in addresses if one)
    # A link to write a letter does no harm; `open` does not know it.
    values = [span.value for span in article.body.spans if span.value]
    assert all(one.startswith(("https://", "http://", "mailto:")) for one in values)
    if article.headline.url is None:
        assert "no link" in cli.run("open", headline.id, code=1).errors
        assert not browser.exists()


def test_a_link_is_one_argument_and_no_command(cli, feed_server, browser):
    """Whatever a shell would make of an address, the browser gets it whole, and nobody else."""
    subscribe(cli, feed_server.serve("/a", rss("Links", item("One", link=SHELL))))
    cli.run("refresh")
    [argument] = _opened(cli, browser, 1)
    assert argument.startswith("https://stories.example/a?b=1&c=")
    assert argument.endswith("&d=2")
    assert not (cli.folder / "owned").exists()


def test_a_login_in_a_link_does_not_reach_the_browser(cli, feed_server, browser):
    """An address with user and password is not opened, and the password is not shown."""
    subscribe(cli, feed_server.serve("/a", rss("Links", item("One", link=LOGIN))))
    cli.run("refresh")
    errors = cli.run("open", 1, code=1).errors
    assert "login" in errors
    assert "secret" not in errors
    assert not browser.exists()
