"""Newsboat's list of subscriptions, its `urls` file (newsboat's manual, "Adding and managing")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.feeds.outline import (
    AddressError,
    LeftOut,
    Outline,
    Subscriptions,
    feed_address,
    shown,
)
from newsreader.model.text import clean, clean_line

_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"?|(\S+)')
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_NO_COMMANDS = "newsreader never runs commands"
_REASONS = {
    "exec:": _NO_COMMANDS,
    "filter:": _NO_COMMANDS,
    "query:": "it is a search, not a feed; `newsreader search` finds articles",
    "file:": "it is a file; `newsreader import` takes files",
}


def read_urls_file(text: str) -> Subscriptions:
    """Return the http(s) subscriptions of newsboat's `urls` file.

    A line is an address and tags, quoted where needed; `#` begins a comment. The first tag
    becomes the folder, `~Title` the title; a tag that hides a feed (`!`) is no folder. Other lines,
    `query:`, `exec:` and `filter:` ones too, are left out: nothing is ever run.
    """
    found: dict[str, Outline] = {}
    left_out: list[LeftOut] = []
    for line in clean(text).split("\n"):
        tokens = list(_tokens(line))
        if not tokens:
            continue
        try:
            url = feed_address(tokens[0])
        except AddressError as error:
            left_out.append(_left_out(tokens[0], str(error)))
        else:
            found.setdefault(url, _outline(url, tokens[1:]))
    return Subscriptions(tuple(found.values()), tuple(left_out))


def _outline(url: str, tokens: list[str]) -> Outline:
    tags = [clean_line(token) for token in tokens]
    titles = [tag[1:].strip() for tag in tags if tag.startswith("~")]
    folders = list(dict.fromkeys(tag for tag in tags if tag and not tag.startswith(("~", "!"))))
    return Outline(
        url,
        next(iter(titles), None) or None,
        next(iter(folders), None),
        tags=tuple(folders[1:]),
    )


def _left_out(address: str, problem: str) -> LeftOut:
    kind = next((kind for kind in _REASONS if address.lower().startswith(kind)), "")
    if _REASONS.get(kind) == _NO_COMMANDS:
        # The words after a program may be anything, a password too.
        address = next(iter(address.split()), address)
    return LeftOut(shown(address), _REASONS.get(kind, problem))


def _tokens(line: str) -> Iterator[str]:
    for match in _TOKEN.finditer(line):
        quoted, bare = match.groups()
        if bare is not None:
            if bare.startswith("#"):
                return
            yield bare
        else:
            yield re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), quoted)
