"""Fetching a picture of an article, and making it one that is safe to show and small enough."""

from __future__ import annotations

import io
import os
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

from newsreader.jobs.page_access import in_words_of_page
from newsreader.jobs.refresh import fetcher_of
from newsreader.jobs.workers import WorkerError, Workers
from newsreader.settings import Settings

MISSING = "pictures need the extra `images`: pip install 'newsreader[images]'"
_ACCEPT = "image/webp, image/png, image/jpeg, image/gif, image/*;q=0.8"
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF")
_MOST_PIXELS = 60_000_000
_DEADLINE = 15.0
"""Seconds of CPU that reading a picture may take."""


class PictureError(Exception):
    """There is no picture; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was stored: its size in pixels."""

    width: int
    height: int


def fetch_picture(url: str, file: Path, box: tuple[int, int], *, settings: Settings) -> Picture:
    """Fetch the picture at an address and store it as a PNG that fits a box of pixels.

    The file can be read by its owner only. Raises `PictureError`.
    """
    from newsreader.feeds.fetch import FetchError
    from newsreader.feeds.links import web_url

    address = web_url(url)
    if address is None:
        raise PictureError("only pictures at http and https addresses are fetched")
    access = settings.access_of(address)
    access = replace(access, headers={"Accept": _ACCEPT, **access.headers})
    with Workers(1, deadline=_DEADLINE) as workers, fetcher_of(settings) as fetcher:
        try:
            body = fetcher.get(address, access=access).body
            data, width, height = workers.submit(shrunk, body, box).result()
        except FetchError as error:
            raise PictureError(in_words_of_page(error).replace("page", "picture")) from None
        except WorkerError as error:
            raise PictureError(f"the picture {error}") from None
    _store(data, file)
    return Picture(width, height)


def shrunk(data: bytes, box: tuple[int, int]) -> tuple[bytes, int, int]:
    """Return a picture as PNG that fits a box of pixels, and its size; of a film the first frame.

    Raises `PictureError` for what is no picture, or too large.
    """
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError:
        raise PictureError(MISSING) from None

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                # The frame of a JPEG is read at a part of its size where that will do.
                picture.draft("RGB", box)
                picture.thumbnail(box)
                whole = ImageOps.exif_transpose(picture).convert("RGBA")
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise PictureError("the picture is too large to be shown") from None
        except UnidentifiedImageError:
            raise PictureError(_what_it_is(data)) from None
        except (OSError, ValueError, SyntaxError, EOFError, Warning):
            raise PictureError("the picture is damaged") from None
    written = io.BytesIO()
    whole.save(written, "PNG", compress_level=1)
    return written.getvalue(), *whole.size


def _what_it_is(data: bytes) -> str:
    start = data[:1000].lstrip().lower()
    if b"<svg" in start:
        return "it is a drawing (SVG), which only a browser can show"
    if start.startswith((b"<!doctype html", b"<html")):
        return "there is a web page in place of the picture"
    return "it is no picture, or of a kind that cannot be shown here"


def _store(data: bytes, file: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        with os.fdopen(os.open(file, flags, 0o600), "wb") as target:
            target.write(data)
    except OSError as error:
        raise PictureError(f"{file}: {error.strerror or error}") from None
