"""Logins and certificates: what is secret goes to one server only, and only to the right one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsreader.library.library import Library
from tests.cli.command_line import CommandLine
from tests.feed_server import CERTIFICATE, Answer, FeedServer
from tests.hostile.aftermath import Condition, Place, assert_one_sentence, check, run, subscribe
from tests.jobs.written import rss

EXPIRED = Path(__file__).with_name("expired.pem")
"""A certificate for 127.0.0.1, signed by itself, that ended in 2001, with its key."""

SECRETS = ("wonderland", "YWxpY2U6d29uZGVybGFuZA==", "token-of-mine")
BASIC = "Basic YWxpY2U6d29uZGVybGFuZA=="


def set_access(cli: CommandLine, url: str) -> None:
    """Write a login and a header for an address into the settings."""
    config = cli.folder / "settings.toml"
    config.write_text(
        f'fetch_timeout = 20\n[feeds."{url}"]\nuser = "alice"\npassword = "wonderland"\n'
        'headers = { X-Token = "token-of-mine" }\n'
    )
    cli.environment["NEWSREADER_CONFIG"] = str(config)


def test_a_login_of_the_settings_goes_to_its_server_only(cli, server):
    """Login and headers are sent where they belong, on redirects to another host not at all."""
    here, there = "127.9.0.1", "127.9.0.2"
    feed = server.serve("/feed", rss("A", ["One"])).replace("127.0.0.1", here)
    server.redirect("/away", server.url("/elsewhere", host=there))
    server.serve("/elsewhere", rss("B", ["Two"]))
    server.serve("/other", rss("C", ["Three"]))
    away = server.url("/away", host=here)
    set_access(cli, f"http://{here}:{server.port}")
    subscribe(cli, feed, away, server.url("/other", host=there))
    cli.run("refresh", "--no-annotate")
    for seen in server.requests:
        is_theirs = seen.host == here
        assert (seen.headers.get("authorization") == BASIC) is is_theirs
        assert (seen.headers.get("x-token") == "token-of-mine") is is_theirs
    assert {seen.path for seen in server.requests} == {"/feed", "/away", "/elsewhere", "/other"}


def test_a_login_in_an_address_goes_to_its_server_only_and_is_shown_nowhere(cli, server):
    """A redirect to another host, or port, gets no login, and no output holds it."""
    here, there = "127.9.0.1", "127.9.0.2"
    with FeedServer(here) as other_port:
        login = f"alice:wonderland@{here}"
        urls = [
            server.redirect("/a", server.url("/b", host=there)),
            server.redirect("/c", other_port.serve("/d", rss("D", ["Four"])), status=301),
            server.serve("/e", rss("E", ["Five"])),
            server.serve("/f", status=401),
            server.serve("/g", "<html>", content_type="text/html"),
        ]
        server.serve("/b", rss("B", ["Two"]))
        subscribe(cli, *(url.replace("127.0.0.1", login) for url in urls))
        done = cli.run("refresh", "--no-annotate", code=1)
        again = cli.run("refresh", "--force", "--json", "--no-annotate", code=1)
    assert not any("authorization" in seen.headers for seen in other_port.requests)
    for seen in server.requests:
        assert (seen.headers.get("authorization") == BASIC) is (seen.host == here)
    shown = [done.out, done.errors, again.out, again.errors]
    for words in (("feeds",), ("feeds", "--json"), ("export", "opml"), ("doctor",)):
        shown += [(result := cli.run(*words, code=None)).out, result.errors]
    with sqlite3.connect(cli.library) as connection:
        shown += [str(row) for row in connection.execute("SELECT last_error FROM feed")]
    assert not [secret for secret in SECRETS if secret in "".join(shown)]


def test_an_address_that_moved_to_another_server_has_no_login(cli, server):
    """A permanent move keeps the login on the same server, and drops it for another one."""
    here, there = "127.9.0.1", "127.9.0.2"
    server.redirect("/near", server.url("/near-now", host=here), status=301)
    server.redirect("/far", server.url("/far-now", host=there), status=308)
    server.serve("/near-now", rss("Near", ["One"]))
    server.serve("/far-now", rss("Far", ["Two"]))
    login = f"alice:wonderland@{here}"
    subscribe(cli, *(server.url(path, host=login) for path in ("/near", "/far")))
    cli.run("refresh", "--no-annotate")
    with Library.open(cli.library) as library:
        urls = {feed.title: feed.url for feed in library.feeds.all()}
    assert urls == {
        "Near": server.url("/near-now", host=login),
        "Far": server.url("/far-now", host=there),
    }


def test_cookies_of_one_feed_are_not_sent_for_another(cli, server):
    """What a server sets is forgotten with the answer: nobody is followed about."""
    server.serve("/a", rss("A", ["One"]), headers={"Set-Cookie": "id=7; Path=/"})
    server.serve("/b", rss("B", ["Two"]), headers={"Set-Cookie": "id=8; Path=/"})
    subscribe(cli, server.url("/a"), server.url("/b"))
    cli.run("refresh", "--no-annotate")
    cli.run("refresh", "--force", "--no-annotate")
    assert len(server.requests) == 4
    assert not any("cookie" in seen.headers for seen in server.requests)


@pytest.mark.parametrize("etag", ['"\x01"', '"\x1b[31m"', '"\x7f"', "x" * 2000, '"\u2028"'])
def test_a_validator_that_could_break_a_request_is_not_sent_back(cli, server, etag):
    """Validators of the library, however they got there, make no header of their own."""
    subscribe(cli, server.serve("/a", rss("A", ["One"])))
    with sqlite3.connect(cli.library) as connection:
        evil = f"{etag}\r\nX-Evil: 1"
        connection.execute("UPDATE feed SET etag = ?, last_modified = ?", (evil, etag))
    connection.close()
    cli.run("refresh", "--no-annotate")
    [seen] = server.requests
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(seen.headers)


def at(certificate: Path, host: str) -> object:
    def serve(place: Place) -> str:
        secure = place.stack.enter_context(FeedServer(host or place.host, certificate=certificate))
        return secure.serve("/feed", rss("A", ["One"]))

    return serve


def down_to_http(place: Place) -> str:
    secure = place.stack.enter_context(FeedServer("127.0.0.1", certificate=CERTIFICATE))
    place.server.answers[place.path] = Answer(rss("A", ["One"]).encode())
    return secure.redirect("/feed", place.url, status=301)


CERTIFICATES = [
    Condition("right", at(CERTIFICATE, "127.0.0.1"), None),
    Condition("wrong-host", at(CERTIFICATE, ""), "certificate"),
    Condition("expired", at(EXPIRED, "127.0.0.1"), "expired"),
    Condition("https-to-http", down_to_http, "from https to http"),
]


def test_certificates_are_checked(tmp_path):
    """A certificate that is known but of another host, or past its time, is refused."""
    known = tmp_path / "known.pem"
    known.write_bytes(CERTIFICATE.read_bytes() + EXPIRED.read_bytes())
    aftermath = run(tmp_path, CERTIFICATES, "fetch_timeout = 20\n", SSL_CERT_FILE=str(known))
    for condition in CERTIFICATES:
        check(aftermath, condition)
    for line in aftermath.errors.splitlines():
        assert_one_sentence(line)
    assert not [seen for seen in aftermath.server.requests if seen.path == "/4"]
