"""The body of an answer as it comes over the wire."""

from __future__ import annotations

from collections.abc import Iterator

import httpcore2
import httpx2

from newsreader.feeds.failures import too_large


class CappedBody(httpx2.SyncByteStream):
    """The bytes before decompression, capped like the decompressed ones.

    Without it, data that decompresses to nothing would be read for ever.
    """

    def __init__(self, answer: httpcore2.Response, max_bytes: int) -> None:
        self._answer = answer
        self._max_bytes = max_bytes

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._answer.iter_stream():
            size += len(chunk)
            if size > self._max_bytes:
                raise too_large(self._max_bytes)
            yield chunk

    def close(self) -> None:
        """Let go of the connection."""
        self._answer.close()
