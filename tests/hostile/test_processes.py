"""Processes that are killed, hang, or get in each other's way while feeds come in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.library.library import Library
from newsreader.model.query import Query
from tests.feed_server import FeedServer
from tests.hostile.aftermath import assert_one_sentence, processes_of_session, subscribe
from tests.jobs.test_workers import wait_for
from tests.jobs.written import rss

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
# Large enough to be read for a while: time to do a worker harm.
LARGE = rss("Large", [f"Item {number}" for number in range(4000)], text="Long words. " * 200)
REFRESH = ("refresh", "--json", "--no-annotate")


def worker_of(parent: int) -> int | None:
    """Return the worker process of a refresh, once it works."""
    for process in processes_of_session(parent):
        words = Path(f"/proc/{process}/cmdline").read_bytes()
        if process != parent and b"spawn_main" in words:
            return process
    return None


def wait_for_worker(process: subprocess.Popen[bytes], server: FeedServer) -> int:
    """Return the worker once it has begun to read what the server sent."""
    server.wait_for_requests(1)
    wait_for(lambda: worker_of(process.pid) is not None)
    worker = worker_of(process.pid)
    assert worker is not None
    wait_for(lambda: b"lxml" in Path(f"/proc/{worker}/maps").read_bytes())
    return worker


@LINUX
@pytest.mark.parametrize(
    ("blow", "words"),
    [(signal.SIGKILL, "broke down"), (signal.SIGSTOP, "could not be read within 30 s")],
    ids=["killed", "hanging"],
)
def test_a_worker_that_fails_costs_the_feed_it_was_reading(cli, server, blow, words):
    """A worker that is killed, or hangs, is that feed's error; the others are read by the next."""
    large = server.serve("/large", LARGE)
    good = [server.serve(f"/{n}", rss(f"Good {n}", ["One"]), is_held=True) for n in range(3)]
    subscribe(cli, large, *good)
    with cli.start(*REFRESH, start_new_session=True) as process:
        os.kill(wait_for_worker(process, server), blow)
        server.release()
        out, errors = process.communicate(timeout=100)
    lines = {line["url"]: line for line in map(json.loads, out.splitlines())}
    assert words in lines[large]["error"]
    assert_one_sentence(lines[large]["error"])
    assert {lines[url]["status"] for url in good} == {"new"}
    assert b"Traceback" not in errors
    wait_for(lambda: not processes_of_session(process.pid))
    with Library.open(cli.library) as library:
        assert library.feeds.find(large).health.last_error == lines[large]["error"]
        assert library.flaws() == []
    assert cli.run("refresh", large, "--json", "--no-annotate").json_lines[0]["status"] == "new"


@LINUX
@pytest.mark.parametrize("is_reading", [True, False], ids=["reading", "fetching"])
def test_nothing_is_left_of_a_refresh_that_was_killed(cli, server, is_reading):
    """Killed in the midst, it leaves no process, and a library that goes on where it was."""
    good = server.serve("/good", rss("Good", ["One"]))
    other = server.serve("/large", LARGE) if is_reading else server.stall("/stall")
    urls = [good, other]
    subscribe(cli, *urls)
    with cli.start(*REFRESH, start_new_session=True) as process:
        if is_reading:
            wait_for_worker(process, server)
        else:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["status"] == "new"
            server.wait_for_requests(2)
        process.kill()
        process.wait(20)
        wait_for(lambda: not processes_of_session(process.pid))
    with Library.open(cli.library) as library:
        assert library.flaws() == []
    server.release()
    server.serve("/stall", rss("Stalled", ["Two"]))
    cli.run("refresh", "--force", "--no-annotate")
    with Library.open(cli.library) as library:
        assert library.flaws() == []
        assert all(feed.articles for feed in library.feeds.all())


def test_two_refreshes_at_once_store_everything_once(cli, server):
    """Two processes over the same feeds bring each article in once, and none fails."""
    titles = [f"Item {number}" for number in range(20)]
    urls = [server.serve(f"/{n}", rss(f"Feed {n}", titles), is_held=True) for n in range(6)]
    subscribe(cli, *(url.replace("127.0.0.1", f"127.5.0.{n + 1}") for n, url in enumerate(urls)))
    started = [cli.start(*REFRESH) for _ in range(2)]
    server.wait_for_requests(2 * len(urls))
    server.release()
    for process in started:
        with process:
            out, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, b"")
        assert len(out.splitlines()) == len(urls)
    with Library.open(cli.library) as library:
        assert library.flaws() == []
        stored = [(one.feed_id, one.title) for one in library.articles.iterate(Query())]
        assert len(stored) == len(set(stored)) == len(urls) * len(titles)
        assert all(feed.health.last_error is None for feed in library.feeds.all())
