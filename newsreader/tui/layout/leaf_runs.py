"""What is painted for a leaf: its text, and signs for its images."""

from __future__ import annotations

from newsreader.model.text import Span, SpanKind
from newsreader.tui.layout.image import IMAGE_SIGN, NO_BREAK_SPACE, host_of, is_alone, name_of
from newsreader.tui.layout.line import Run

PLAIN = (SpanKind.CELL, SpanKind.CODE_BLOCK)
"""The leaves in which images have no line of their own."""


def leaf_runs(text: str, leaf: Span, inline: tuple[Span, ...], base: int) -> tuple[Run, ...]:
    """Return what is painted for a leaf: its text, and a sign before the words of an image.

    An image without words is shown only where it stands alone: within a text it is decoration.
    Code is always painted as it is.
    """
    images = [span for span in inline if span.kind is SpanKind.IMAGE]
    if leaf.start == leaf.end and images:
        return (Run(sign_without_words(images[0]), leaf.start + base, 0),)
    is_image = leaf.kind is SpanKind.PARAGRAPH and is_alone(leaf, images, text)
    if leaf.kind is SpanKind.CODE_BLOCK:
        images = []
    runs: list[Run] = []
    at = leaf.start
    for image in images:
        if image.start < at or image.start == image.end:
            continue
        if image.start > at:
            runs.append(_literal(text, at, image.start, leaf, base))
        runs.append(Run(f"{IMAGE_SIGN}{NO_BREAK_SPACE}", image.start + base, 0))
        at = image.start
    if at < leaf.end:
        runs.append(_literal(text, at, leaf.end, leaf, base))
    host = host_of(images[-1].value) if is_image else ""
    if host:
        runs.append(Run(f" ·{NO_BREAK_SPACE}{host}", leaf.end + base, 0))
    return tuple(runs)


def outer_images(leaf: Span, inline: tuple[Span, ...]) -> tuple[list[Span], list[Span]]:
    """Return the images without words that stand before and behind a leaf's text."""
    empty = [s for s in inline if s.kind is SpanKind.IMAGE and s.start == s.end and s.value]
    return [s for s in empty if s.start == leaf.start], [s for s in empty if s.start == leaf.end]


def sign_without_words(image: Span) -> str:
    """Return what stands for an image without alternative text: its file and server."""
    host = host_of(image.value)
    name = f"{IMAGE_SIGN} {name_of(image.value) if host else 'image'}"
    return name.replace(" ", NO_BREAK_SPACE) + (f" ·{NO_BREAK_SPACE}{host}" if host else "")


def _literal(text: str, start: int, end: int, leaf: Span, base: int) -> Run:
    painted = text[start:end]
    if leaf.kind is not SpanKind.CODE_BLOCK:
        painted = painted.replace("\t", " ")
    return Run(painted, start + base, end - start)
