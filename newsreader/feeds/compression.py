"""Compressed bodies (content codings, RFC 9110 section 8.4.1), read in pieces and to their end."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli  # type: ignore[import-untyped]
import httpx2

from newsreader.feeds.failures import FetchError

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor, ZstdError
else:
    from backports.zstd import ZstdDecompressor, ZstdError

_PIECE = 2**18
_MOST_LAYERS = 5


def decompressed(chunks: Iterable[bytes], content_encoding: str) -> Iterator[bytes]:
    """Return the pieces, small whatever they are made of, of what a body was before compression.

    Codings that nobody knows are passed over. Raises FetchError where the compressed data ends
    early, and httpx2.DecodingError where it is damaged.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    layers = [_LAYERS[name] for name in names if name in _LAYERS]
    if len(layers) > _MOST_LAYERS:
        raise httpx2.DecodingError("compressed too many times")
    pieces = iter(chunks)
    for layer in reversed(layers):
        pieces = layer(pieces)
    return _with_known_errors(pieces) if layers else pieces


def _with_known_errors(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except (zlib.error, brotli.error, ZstdError) as error:
        raise httpx2.DecodingError(str(error)) from error


def _gzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    is_begun = False
    for chunk in chunks:
        data = chunk
        while data:
            # A gzip file may have several members (RFC 1952); anything else at its end is padding.
            if stream.eof and data.startswith(b"\x1f\x8b"):
                stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            elif stream.eof:
                break
            is_begun = True
            yield from _inflated(stream, data)
            data = stream.unused_data
    if is_begun and not stream.eof:
        raise _cut_short()


def _deflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    stream: zlib._Decompress | None = None
    for chunk in filter(None, chunks):
        if stream is None:
            # Some servers leave the frame of RFC 1950 out, which begins with these four bits.
            is_framed = chunk[0] & 0x0F == zlib.DEFLATED
            stream = zlib.decompressobj(zlib.MAX_WBITS if is_framed else -zlib.MAX_WBITS)
        yield from _inflated(stream, chunk)
    if stream is not None and not stream.eof:
        raise _cut_short()


def _inflated(stream: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    while piece := stream.decompress(data, _PIECE):
        yield piece
        data = stream.unconsumed_tail


def _brotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    is_begun = False
    for chunk in filter(None, chunks):
        is_begun = True
        data = chunk
        while piece := stream.process(data, output_buffer_limit=_PIECE):
            yield piece
            data = b""
    if is_begun and not stream.is_finished():
        raise _cut_short()


def _zstd(chunks: Iterator[bytes]) -> Iterator[bytes]:
    stream = ZstdDecompressor()
    is_begun = False
    for chunk in chunks:
        data = chunk
        while data or not (stream.needs_input or stream.eof):
            # What follows a frame is another one (RFC 8878, section 3).
            stream = ZstdDecompressor() if stream.eof else stream
            is_begun = True
            yield stream.decompress(data, _PIECE)
            data = stream.unused_data if stream.eof else b""
    if is_begun and not stream.eof:
        raise _cut_short()


def _cut_short() -> FetchError:
    return FetchError("the answer is cut short: its compressed data ends early; try again later")


_LAYERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
