"""Deadlines, turns, closing, certificates and proxies."""

from __future__ import annotations

import itertools
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from newsreader.feeds.fetch import Fetcher
from tests.feed_server import CERTIFICATE, FeedServer
from tests.feeds.fetching import BODY, failure, ok


@pytest.mark.parametrize(
    "pieces",
    [
        itertools.repeat(b"X-Header: more\r\n"),
        itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
        itertools.chain([ok()], itertools.repeat(b"x" * 10_000)),
        itertools.chain([ok(b"Transfer-Encoding: chunked")], itertools.repeat(b"1\r\nx\r\n")),
    ],
    ids=["headers", "informational", "body", "chunks"],
)
def test_an_endless_answer_ends(feed_server, pieces):
    """Endless headers and bodies are cut at a cap or at the deadline."""
    with Fetcher(deadline=0.7, max_bytes=50_000) as fetcher:
        assert str(failure(fetcher, feed_server.raw("/endless", pieces)))


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: ", ok()], ids=["", "head", "body"])
def test_a_server_that_drips_is_cut_at_the_deadline(feed_server, start):
    """The deadline is for the whole request: a byte now and then does not stretch it."""
    pieces = itertools.chain([start], itertools.repeat(b"x"))
    with Fetcher(deadline=0.4) as fetcher:
        url = feed_server.raw("/drip", pieces, pause=0.05)
        assert "did not answer within 0.4 s" in str(failure(fetcher, url))


def test_a_stalled_server_is_cut_and_not_asked_a_third_time(feed_server):
    """Two time-outs of a host are enough: its other feeds fail at once, with that reason."""
    with Fetcher(deadline=0.2) as fetcher:
        url = feed_server.stall("/stall")
        for _ in range(2):
            assert "did not answer within 0.2 s" in str(failure(fetcher, url))
        good = feed_server.serve("/good", BODY)
        assert "was not asked again" in str(failure(fetcher, good))
        assert not feed_server.requests_to("/good")


def test_a_host_is_not_to_blame_for_the_time_that_others_took(feed_server):
    """Redirects that come late do not use up the patience with the host they lead to."""
    there = feed_server.stall("/there").replace("127.0.0.1", "localhost")
    late = f"HTTP/1.1 302 Found\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n"
    with Fetcher(deadline=0.5) as fetcher:
        for _ in range(3):
            url = feed_server.raw("/late", [b"", late.encode()], pause=0.4)
            assert "did not answer within 0.5 s" in str(failure(fetcher, url))
        assert len(feed_server.requests_to("/there")) == 3


def test_a_name_service_that_does_not_answer_is_cut_at_the_deadline(monkeypatch):
    """Looking a name up counts, and cannot be interrupted: it is left behind."""
    asked, release = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        asked.set()
        release.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with Fetcher(deadline=0.3) as fetcher:
        message = str(failure(fetcher, "http://slow-names.example/"))
        assert "slow-names.example did not answer within 0.3 s" in message
        assert asked.is_set()
        release.set()


def test_redirects_share_one_deadline(feed_server):
    """A chain of slow redirects takes no longer than one request may."""
    with Fetcher(deadline=0.5) as fetcher:
        redirect = b"HTTP/1.1 302 Found\r\nLocation: /slow\r\nContent-Length: 0\r\n\r\n"
        url = feed_server.raw("/slow", [b"", redirect], pause=0.2)
        assert "did not answer" in str(failure(fetcher, url))


def test_no_more_than_two_requests_are_made_to_a_host_at_once(feed_server, fetcher):
    """Ten threads on one host are two requests at a time, and all are answered."""
    urls = [feed_server.serve(f"/{number}", BODY, is_held=True) for number in range(10)]
    with ThreadPoolExecutor(10) as threads:
        answers = [threads.submit(fetcher.get, url) for url in urls]
        feed_server.wait_for_requests(2)
        feed_server.release()
        assert all(answer.result().body == BODY for answer in answers)
    assert feed_server.most_at_once == 2


def test_two_hosts_that_redirect_to_each_other_do_not_block(feed_server, fetcher):
    """Waiting for one host's turn while holding another's would be a deadlock."""
    here, there = (feed_server.url("/end", host=host) for host in ("127.0.0.1", "localhost"))
    feed_server.serve("/end", BODY)
    feed_server.redirect("/a", there)
    feed_server.redirect("/b", here)
    urls = [feed_server.url("/a"), feed_server.url("/b", host="localhost")] * 10
    with ThreadPoolExecutor(20) as threads:
        assert [one.body for one in threads.map(fetcher.get, urls)] == [BODY] * 20


def test_close_ends_what_is_under_way_and_what_waits(feed_server):
    """Closing from another thread ends stalled and waiting requests long before their deadline."""
    fetcher = Fetcher(deadline=600.0)
    url = feed_server.stall("/stall")
    with ThreadPoolExecutor(6) as threads:
        answers: list[Future] = [threads.submit(fetcher.get, url) for _ in range(6)]
        feed_server.wait_for_requests(2)
        fetcher.close()
        for answer in answers:
            assert "was stopped" in str(answer.exception(timeout=30))
    assert "was stopped" in str(failure(fetcher, url))


def test_close_ends_a_connection_that_is_not_there_yet():
    """A server that never accepts (nor finishes a handshake) does not hold up `close`."""
    with (
        socket.create_server(("127.0.0.1", 0), backlog=8) as mute,
        ThreadPoolExecutor(1) as threads,
    ):
        fetcher = Fetcher(deadline=600.0)
        answer = threads.submit(fetcher.get, f"https://127.0.0.1:{mute.getsockname()[1]}/")
        connection, _ = mute.accept()
        with connection:
            assert connection.recv(1)
            fetcher.close()
            assert "was stopped" in str(answer.exception(timeout=30))
        # The handshake that was left behind ends as its server hangs up.
        for thread in threading.enumerate():
            if thread.daemon:
                thread.join(30)


def test_a_stalled_handshake_is_cut_at_the_deadline():
    """The deadline holds for TLS too."""
    with socket.create_server(("127.0.0.1", 0)) as mute, Fetcher(deadline=0.3) as fetcher:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}/"
        assert "did not answer within 0.3 s" in str(failure(fetcher, url))


def test_a_kept_connection_that_the_server_closed_is_opened_again(fetcher):
    """A connection that dies as it is used again is no error of the feed."""
    answer = ok(b"Content-Length: 2") + b"ok"

    def serve(listener: socket.socket) -> None:
        for answers in (1, 2):
            connection, _ = listener.accept()
            with connection:
                for _ in range(answers):
                    assert connection.recv(65536)
                    connection.sendall(answer)
                # The next request is read, and then hung up on.
                assert answers == 2 or connection.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as threads:
        served = threads.submit(serve, listener)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert [fetcher.get(url).body for _ in range(3)] == [b"ok"] * 3
        served.result(30)


def test_a_certificate_that_nobody_signed_is_refused(monkeypatch):
    """A bad certificate is refused, and the reason is said."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    with FeedServer(certificate=CERTIFICATE) as server, Fetcher(deadline=10.0) as fetcher:
        message = str(failure(fetcher, server.serve("/feed", BODY)))
        assert "the certificate of 127.0.0.1" in message
        assert not server.requests


def test_https_works_with_the_certificates_that_ssl_cert_file_names(feed_server, monkeypatch):
    """https is fetched with SSL_CERT_FILE respected, and never led back to http."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with FeedServer(certificate=CERTIFICATE) as server, Fetcher(deadline=10.0) as fetcher:
        assert fetcher.get(server.serve("/feed", BODY)).body == BODY
        down = server.redirect("/down", feed_server.serve("/feed", BODY))
        assert "from https to http" in str(failure(fetcher, down))
        up = feed_server.redirect("/up", server.url("/feed"), status=301)
        assert fetcher.get(up).moved_to == server.url("/feed")
    assert not feed_server.requests_to("/feed")


def test_certificates_are_not_loaded_for_http(feed_server):
    """Reading them costs a tenth of a second, which feeds over http do not pay."""
    url = feed_server.serve("/feed", BODY)
    program = (
        "import sys\n"
        "from newsreader.feeds.fetch import Fetcher\n"
        "with Fetcher() as fetcher: fetcher.get(sys.argv[1])\n"
        "print(fetcher.__dict__.get('_certificates'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, url], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "None\n"


def test_the_environment_s_proxy_is_used_but_not_for_this_machine(feed_server, monkeypatch):
    """http_proxy is asked for the whole address; loopback addresses are asked directly."""
    monkeypatch.setenv("http_proxy", feed_server.url("", host="me:secret@127.0.0.1"))
    monkeypatch.setenv("no_proxy", "example.net")
    feed_server.serve("http://example.org/feed", BODY)
    with Fetcher(deadline=5.0) as fetcher:
        assert fetcher.get("http://example.org/feed").body == BODY
        assert "proxy-authorization" in feed_server.requests[-1].headers
        assert fetcher.get(feed_server.serve("/direct", BODY)).body == BODY
        assert feed_server.requests[-1].path == "/direct"


def test_a_proxy_that_does_not_answer_is_named(monkeypatch):
    """It is not the feed's server that refuses the connection."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{port}")
        with Fetcher(deadline=5) as fetcher:
            words = str(failure(fetcher, "http://example.org/"))
    assert f"the proxy cannot be used: 127.0.0.1:{port} refused" in words
    assert "secret" not in words


def test_a_useless_proxy_is_said_in_words(monkeypatch):
    """A proxy of another kind is an error in words."""
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    with Fetcher(deadline=5.0) as fetcher:
        assert "proxy" in str(failure(fetcher, "http://example.org/"))


def test_a_proxy_that_does_not_lead_to_https_is_said_in_words(feed_server, monkeypatch):
    """A proxy that refuses the tunnel is named as what went wrong."""
    monkeypatch.setenv("https_proxy", feed_server.url(""))
    with Fetcher(deadline=5.0) as fetcher:
        assert "the proxy did not reach" in str(failure(fetcher, "https://coast.example/"))


def test_certificates_that_cannot_be_read_are_said_in_words(monkeypatch, tmp_path):
    """A wrong SSL_CERT_FILE is named as the cause."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with Fetcher(deadline=5.0) as fetcher:
        assert "SSL_CERT_FILE" in str(failure(fetcher, "https://127.0.0.1:1/"))


def test_an_ipv6_address_is_a_host_like_others(fetcher):
    """A numeric IPv6 address is asked (and here refuses, or is not there)."""
    assert "::1" in str(failure(fetcher, "http://[::1]:1/"))
