"""The files of an article, under its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.model.article import Enclosure
from newsreader.tui.layout.enclosures import enclosure_line
from tests.tui.app_driver import entry, fill, running

URL = "https://example.org/e/17"


@pytest.mark.parametrize(
    ("enclosure", "words"),
    [
        (Enclosure(URL, "audio/mpeg", 18_200_000, 1440), "Audio · mp3 · 24 min · 18 MB"),
        (Enclosure(URL, "AUDIO/MP4; codecs=x", None, 5400), "Audio · m4a · 1 h 30 min"),
        (Enclosure(URL + ".webm", "", 999_600, 7200), "File · webm · 2 h · 1.0 MB"),
        (Enclosure(URL, "application/pdf", 1234), "File · pdf · 1.2 kB"),
        (Enclosure(URL + ".zip", "application/octet-stream", 10), "File · zip · 10 bytes"),
        (Enclosure(URL, "image/jpeg", -1, -1), "Image · jpg"),
        (Enclosure(URL, "video/x-matroska", 2**62, 59), "Video · matroska · 59 s · 4,611,686 TB"),
        (Enclosure(URL, "nonsense", 0, 0), "File"),
    ],
)
def test_a_file_in_words(enclosure: Enclosure, words: str) -> None:
    """Kind, format, duration and size, as far as the feed tells them, then the address."""
    assert enclosure_line(enclosure).replace("\u00a0", " ") == f"{words}  {enclosure.url}"


def test_a_login_is_not_shown() -> None:
    """An address is shown without user and password."""
    assert "secret" not in enclosure_line(Enclosure("https://u:secret@example.org/a.mp3"))


async def test_files_stand_under_the_text(tmp_path: Path) -> None:
    """Each file has a line after the article's text, with text or without."""
    path = tmp_path / "library.db"
    files = (Enclosure(URL, "audio/mpeg", 18_200_000, 1440), Enclosure(f"{URL}.pdf"))
    fill(path, {"Radio": [entry("Talk", 1, "About the sea.", enclosures=files)]})
    async with running(path, size=(200, 40)) as app:
        await app.press("enter")
        await app.shows("Talk")
        await app.until(lambda: "Audio · mp3 · 24 min · 18 MB" in app.text())
        lines = [line.partition("▏")[2] for line in app.text().splitlines()]
        text = next(i for i, line in enumerate(lines) if "About the sea." in line)
        assert "Audio" in lines[text + 2]
        assert "File · pdf" in lines[text + 3]
        await app.press("G")
        assert app.screen.article_view.at_end
