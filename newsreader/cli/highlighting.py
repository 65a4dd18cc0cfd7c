"""The command that marks names and figures of a text: highlight."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from newsreader.cli.output import complain, is_terminal, print_json, say_fields
from newsreader.jobs.records import Record, mention_records
from newsreader.settings import Settings


def highlight(arguments: Namespace, settings: Settings) -> int:
    """Mark a text, or a stream of texts as JSON lines."""
    name = arguments.file
    try:
        with _opened(name) as file:
            if arguments.jsonl:
                return _mark_lines(file, arguments.language)
            # Decoded as it is: offsets are into the text as given, line ends and all.
            text = file.read().decode()
    except UnicodeDecodeError:
        complain(f"{_shown(name)}: it is not UTF-8 text; convert it first")
        return 1
    except OSError as error:
        complain(f"{_shown(name)}: it cannot be read ({error.strerror}); check the name")
        return 1
    found = _marked(text, arguments.language)
    if arguments.json:
        print_json(found)
    elif is_terminal():
        _paint(text, arguments.language, settings)
    else:
        for mention in found["mentions"]:
            meaning = mention.get("canonical") or json.dumps(mention.get("value"))
            place = f"{mention['start']}-{mention['end']}"
            say_fields((place, mention["kind"], mention["text"], meaning))
    return 0


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with Path(name).open("rb") as file:
        yield file


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _marked(text: str, language: str | None) -> dict[str, Any]:
    from newsreader.highlight.highlight import mark

    marks = mark("", text, language=language)
    return {"language": marks.language, "mentions": mention_records(marks.mentions, text)}


def _mark_lines(file: BinaryIO, language: str | None) -> int:
    """Mark a text a line; a line that is none is a failure, and the next ones are marked still."""
    code = 0
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            asked = _asked(line)
        except ValueError as error:
            complain(f"highlight: line {number}: {error}")
            code = 1
            continue
        marked = _marked(asked["text"], asked.get("language") or language)
        answer: Record = {"id": asked.get("id"), **marked}
        print_json(answer)
    return code


def _asked(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON; give objects, one a line") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError('it has no text; give {"id": ..., "text": "..."}')  # noqa: TRY004
    if not isinstance(asked.get("language"), str | None):
        raise ValueError("its language is no text; give a code such as fr")  # noqa: TRY004
    return asked


def _paint(text: str, language: str | None, settings: Settings) -> None:
    from newsreader.cli.article_text import print_marked
    from newsreader.highlight.highlight import mark

    print_marked(text, mark("", text, language=language).mentions, settings)
