"""The feed documents in a folder of development data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsreader.feeds.jsonfeed import is_json_feed

URL = "https://feeds.example/all/feed.xml"
_ENDINGS = {".xml", ".rss", ".atom", ".rdf", ".json"}


def documents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every file below a folder that may be a feed, in a fixed order.

    JSON that is no JSON Feed is what other projects keep beside a document: the expected result.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix in _ENDINGS and path.is_file():
            body = path.read_bytes()
            if path.suffix != ".json" or is_json_feed(body):
                yield path, body
