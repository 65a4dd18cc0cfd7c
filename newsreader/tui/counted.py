"""Numbers of things in words."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number of things: `1 article`, `2,000 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
