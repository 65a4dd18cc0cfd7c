"""A library with an article that has a picture, drawn here."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from newsreader.feeds.markup import html_to_text
from tests.feed_server import FeedServer
from tests.tui.app_driver import entry, fill

_WORDS = (
    "<p>Anna Berg drew the north lamp on the night of 3 May, when the fog had lifted at last.</p>"
)


def lighthouse(width: int = 720, height: int = 480) -> bytes:
    """Draw a lighthouse by night, as PNG."""
    made = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(made, "RGBA")
    sea = int(height * 0.72)
    for y in range(sea):
        part = y / sea
        draw.line(
            (0, y, width, y), fill=(int(12 + 60 * part), int(18 + 40 * part), int(52 + 70 * part))
        )
    for y in range(sea, height):
        part = (y - sea) / (height - sea)
        draw.line(
            (0, y, width, y), fill=(int(20 - 8 * part), int(50 - 25 * part), int(84 - 34 * part))
        )
    x, lamp = int(width * 0.66), int(height * 0.27)
    draw.polygon(
        [(x, lamp), (0, int(height * 0.02)), (0, int(height * 0.34))], fill=(255, 226, 140, 120)
    )
    draw.polygon(
        [(x, lamp), (width, int(height * 0.16)), (width, int(height * 0.40))],
        fill=(255, 226, 140, 90),
    )
    draw.ellipse((90, 210, 150, 270), fill=(236, 232, 214))
    draw.polygon(
        [(x - 190, height), (x - 60, sea - 26), (x + 80, sea - 18), (x + 210, height)],
        fill=(38, 34, 40),
    )
    for band in range(6):
        top, low = lamp + 24 + band * 36, lamp + 60 + band * 36
        colour = (214, 64, 54) if band % 2 else (238, 234, 226)
        half, lower = 20 + band * 3, 23 + band * 3
        draw.polygon(
            [(x - half, top), (x + half, top), (x + lower, low), (x - lower, low)], fill=colour
        )
    draw.rectangle((x - 16, lamp - 14, x + 16, lamp + 24), fill=(255, 238, 170))
    draw.polygon([(x - 24, lamp - 14), (x, lamp - 44), (x + 24, lamp - 14)], fill=(150, 40, 36))
    written = io.BytesIO()
    made.save(written, "PNG")
    return written.getvalue()


def make_pictured(path: Path, server: FeedServer) -> None:
    """Fill a new library; the picture is the server's."""
    address = server.serve("/lamp.png", lighthouse(), content_type="image/png")
    html = f"{_WORDS}<figure><img src='{address}' alt='The north lamp'></figure>"
    lamp = replace(entry("The north lamp by night", author="Anna Berg"), body=html_to_text(html))
    fill(path, {"Lighthouse Log": [lamp]})
