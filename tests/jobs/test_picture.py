"""Fetching a picture: what is stored, and what is said of what is none."""

from __future__ import annotations

import io
import json
import stat
import sys
from pathlib import Path

import pytest
from PIL import Image

from newsreader.jobs.picture import MISSING, PictureError, fetch_picture, shrunk
from newsreader.settings import FeedAccess, Settings
from tests.cli.command_line import CommandLine
from tests.feed_server import FeedServer


def picture(width: int = 60, height: int = 30, form: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture, red at the left and blue at the right."""
    made = Image.new("RGB", (width, height), "red")
    made.paste("blue", (width // 2, 0, width, height))
    written = io.BytesIO()
    made.convert(mode).save(written, form)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as made:
        assert made.format == "PNG"
        return made.convert("RGB")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_pictures_of_all_kinds_become_small_pngs(form: str) -> None:
    """A picture keeps its shape and fits; a small one is not blown up."""
    data, width, height = shrunk(picture(600, 300, form), (100, 100))
    made = opened(data)
    assert made.size == (width, height) == (100, 50)
    assert made.getpixel((10, 25))[0] > 200
    assert made.getpixel((90, 25))[2] > 200
    assert shrunk(picture(8, 4, form), (100, 100))[1:] == (8, 4)


def test_a_picture_taken_sideways_is_turned() -> None:
    """What a camera noted of its own position is obeyed."""
    made = Image.new("RGB", (40, 20), "red")
    exif = made.getexif()
    exif[0x0112] = 6
    written = io.BytesIO()
    made.save(written, "JPEG", exif=exif)
    assert shrunk(written.getvalue(), (100, 100))[1:] == (20, 40)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<!DOCTYPE html><p>Not found", "web page"),
        (picture()[:60], "damaged"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture"),
    ],
)
def test_what_is_no_picture_is_said_in_words(data: bytes, words: str) -> None:
    """Drawings, pages, pieces and programs are named, and never run."""
    with pytest.raises(PictureError, match=words):
        shrunk(data, (100, 100))


def test_a_picture_that_unpacks_to_very_much_is_refused() -> None:
    """A few bytes that say they are a wall of pixels are not unpacked."""
    written = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(written, "PNG")
    assert len(written.getvalue()) < 200_000
    with pytest.raises(PictureError, match="too large"):
        shrunk(written.getvalue(), (100, 100))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Pillow is not installed, the words say what to install."""
    data = picture()
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(PictureError) as refused:
        shrunk(data, (10, 10))
    assert str(refused.value) == MISSING


def test_a_fetched_picture_is_stored_for_its_owner_only(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """The server is asked for a picture, with the login that the settings have for it."""
    url = feed_server.serve("/lamp.png", picture(), content_type="image/png")
    access = {url.rpartition("/")[0]: FeedAccess("ann", "secret")}
    settings = Settings(tmp_path / "library.db", tmp_path / "settings.toml", feeds=access)
    made = fetch_picture(url, tmp_path / "lamp.png", (30, 30), settings=settings)
    assert (made.width, made.height) == (30, 15)
    assert opened((tmp_path / "lamp.png").read_bytes()).size == (30, 15)
    assert stat.S_IMODE((tmp_path / "lamp.png").stat().st_mode) == 0o600
    [seen] = feed_server.requests_to("/lamp.png")
    assert "image/" in seen.headers["accept"]
    assert seen.headers["authorization"].startswith("Basic ")


def test_only_web_addresses_are_fetched(tmp_path: Path) -> None:
    """A file on the disk is no picture of an article."""
    settings = Settings(tmp_path / "library.db", tmp_path / "settings.toml")
    with pytest.raises(PictureError, match="only pictures at http"):
        fetch_picture("file:///etc/hostname", tmp_path / "x.png", (9, 9), settings=settings)
    assert not (tmp_path / "x.png").exists()


def test_command_stores_a_picture_or_says_why_not(tmp_path: Path, feed_server: FeedServer) -> None:
    """The command prints where the picture is and how large; a failure is one line."""
    url = feed_server.serve("/lamp.png", picture(), content_type="image/png")
    file = tmp_path / "lamp.png"
    command = CommandLine(tmp_path)
    done = command.run("picture", "--json", "--within", "20x20", url, file)
    assert json.loads(done.out) == {"file": str(file), "width": 20, "height": 10}
    missing = command.run("picture", f"{url}.gone", file, code=1)
    assert missing.errors.startswith(f"newsreader: {url}.gone: 404")
    assert missing.errors.count("\n") == 1
    wrong = command.run("picture", "--within", "0x9", url, file, code=2)
    assert "no size in pixels" in wrong.errors
