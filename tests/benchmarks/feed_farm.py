"""A process that serves many generated feeds at as many loopback addresses, for benchmarks."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from subprocess import PIPE, Popen

_WORDS = (  # noqa: SIM905 - a list of words reads best as words
    "harbour council treaty bridge river minister engine harvest market winter observatory "
    "expedition railway canal museum glacier orchard printing compass lantern pavilion voyage "
    "the a of and in to for with was has been which after before under people years began"
).split()
_PARAGRAPHS = 400
_NEWEST = datetime(2026, 1, 1, tzinfo=UTC)


class Farm:
    """Feeds that are served; `address(n)` is that of one.

    A feed has validators, or (`is_plain`) none, or (`is_stalled`) never answers. With
    `is_one_host` all are on one host.
    """

    def __init__(self, port: int, *, is_one_host: bool) -> None:
        self._port = port
        self._is_one_host = is_one_host

    def address(self, number: int, *, is_plain: bool = False, is_stalled: bool = False) -> str:
        kind = "stalled" if is_stalled else "plain" if is_plain else "kept"
        # Feeds without a title are checked in the order of their addresses: stalled ones first,
        # where they are in the way all the time.
        network = "127.0.200" if is_stalled else f"127.1.{number // 250}"
        host = f"{network}.{number % 250 + 1}"
        if self._is_one_host and not is_stalled:
            host = "127.0.0.1"
        return f"http://{host}:{self._port}/{kind}/{number}"


@contextmanager
def farm(feeds: int, articles: int, *, is_one_host: bool = False) -> Iterator[Farm]:
    """Serve so many feeds of so many articles from another process."""
    command = [sys.executable, "-m", "tests.benchmarks.feed_farm", str(feeds), str(articles)]
    with Popen(command, stdout=PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Farm(int(process.stdout.readline()), is_one_host=is_one_host)
        finally:
            process.kill()


def _paragraphs(chance: random.Random) -> list[str]:
    made = []
    for _ in range(_PARAGRAPHS):
        words = chance.choices(_WORDS, k=50)
        words[10] = f"<a href='https://example.org/{words[10]}?a=1&amp;b=2'>{words[10]}</a>"
        words[25] = f"<strong>{words[25]}</strong>"
        made.append(f"<p>{' '.join(words).capitalize()}.</p>")
    return made


def _feed(number: int, articles: int, paragraphs: list[str], chance: random.Random) -> bytes:
    items = []
    for place in range(articles):
        title = " ".join(chance.choices(_WORDS, k=7)).capitalize()
        html = "".join(chance.choices(paragraphs, k=4))
        at = _NEWEST - timedelta(minutes=number + place * 300)
        items.append(
            f"<item><title>{title}</title><link>https://example.org/{number}/{place}</link>"
            f"<guid isPermaLink='false'>{number}-{place}</guid>"
            f"<pubDate>{format_datetime(at)}</pubDate>"
            f"<description>{escape(html)}</description></item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Feed {number}</title><link>https://example.org/{number}</link>"
        f"<description>Made for measuring</description>{''.join(items)}</channel></rss>"
    ).encode()


async def _serve(bodies: list[bytes]) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                _, kind, number = head.split(b" ", 2)[1].split(b"/")
                if kind == b"stalled":
                    await asyncio.sleep(3600)
                writer.write(_answer(bodies[int(number)], kind, head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _answer(body: bytes, kind: bytes, head: bytes) -> bytes:
    fields = b'ETag: "1"\r\n' if kind == b"kept" else b""
    if fields and b"if-none-match" in head.lower():
        return b"HTTP/1.1 304 Not Modified\r\n" + fields + b"\r\n"
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
        b"Content-Length: %d\r\n%s\r\n%s" % (len(body), fields, body)
    )


if __name__ == "__main__":
    chance = random.Random(7)
    paragraphs = _paragraphs(chance)
    feeds, articles = map(int, sys.argv[1:])
    asyncio.run(_serve([_feed(n, articles, paragraphs, chance) for n in range(feeds)]))
