"""Handing articles on: written to a file, piped to a command, or by e-mail."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from newsreader.jobs import html
from newsreader.jobs.markdown import article_to_markdown
from newsreader.jobs.plain_text import article_to_text
from newsreader.library.library import Library
from newsreader.model.article import Article, Headline
from newsreader.model.text import clean, clean_line

_LONGEST_NAME = 80
_LONGEST_MAIL = 1800
"""Characters of a mail link that every program takes."""


class ShareError(Exception):
    """What could not be done with the articles; the message is a sentence for the user."""


class FileThereError(ShareError):
    """There is a file of that name already, and nothing was said of replacing it."""


def _as_markdown(articles: Iterable[Article]) -> Iterator[str]:
    for place, article in enumerate(articles):
        yield ("\n---\n\n" if place else "") + article_to_markdown(article)


def _as_text(articles: Iterable[Article]) -> Iterator[str]:
    for place, article in enumerate(articles):
        yield (f"\n{'-' * 72}\n\n" if place else "") + article_to_text(article)


def _as_html(articles: Iterable[Article]) -> Iterator[str]:
    for place, article in enumerate(articles):
        if not place:
            yield html.page_start(article.headline.title or "Untitled")
        yield html.article_to_html(article)
    yield html.PAGE_END


_WRITERS: dict[str, Callable[[Iterable[Article]], Iterator[str]]] = {
    ".md": _as_markdown,
    ".markdown": _as_markdown,
    ".txt": _as_text,
    ".text": _as_text,
    ".html": _as_html,
    ".htm": _as_html,
}

ENDINGS = tuple(_WRITERS)
"""The endings of file names that say in which format articles are written."""


def in_format(ending: str, articles: Iterable[Article]) -> Iterator[str]:
    """Yield articles as one document, part by part, in the format of an ending of `ENDINGS`."""
    return _WRITERS[ending.lower()](articles)


def as_markdown(articles: Iterable[Article]) -> str:
    """Return articles as one Markdown document, rules between them."""
    return clean("".join(in_format(".md", articles)))


def articles_of(library: Library, article_ids: Sequence[int]) -> Iterator[Article]:
    """Yield articles in the order of their ids; those that are gone are left out."""
    for article_id in article_ids:
        article = library.articles.get(article_id)
        if article is not None:
            yield article


def file_name(title: str, ending: str) -> str:
    """Return a name for an article's file that every system takes: its title's words."""
    words = re.sub(r"[^\w\s.,'’()–—-]+", " ", clean_line(title))
    name = " ".join(words.split()).strip(" .-_")
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    while len(name.encode()) > 200:  # file systems count bytes
        name = name[:-1]
    return f"{name.strip(' .-_') or 'article'}{ending}"


def path_of(name: str) -> Path:
    """Return the path that somebody typed; raises `ShareError` for one that cannot be written.

    The ending must be one of `ENDINGS`, the folder must be there.
    """
    name = name.strip()
    if not name:
        raise ShareError("Type a file name first.")
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        raise ShareError(f"{name}: there is no such user's home folder.") from None
    if path.suffix.lower() not in _WRITERS:
        raise ShareError(f"{path.name}: let the name end in .md, .txt or .html.")
    try:
        if path.is_dir():
            raise ShareError(f"{path} is a folder: add a file name.")
        if not path.parent.is_dir():
            raise ShareError(f"There is no folder {path.parent}: make it first, or name another.")
    except (OSError, ValueError) as error:
        raise ShareError(f"{clean_line(name)}: {_reason(error)}.") from None
    return path


def completed(name: str) -> str:
    """Return the beginning of a path as far as it can only be completed one way, as shells do.

    Hidden names are meant only where their dot is typed.
    """
    folder, _, start = name.rpartition("/")
    try:
        place = Path(f"{folder}/" if folder or name.startswith("/") else ".").expanduser()
        entries = list(place.iterdir())
        names = [f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries]
    except (OSError, RuntimeError, ValueError):
        return name
    found = [each for each in names if each.startswith(start) and (start or each[0] != ".")]
    common = os.path.commonprefix(found)  # noqa: RUF071 - letters are what is completed
    return f"{name[: len(name) - len(start)]}{common}" if common else name


def write_articles(
    library: Library, article_ids: Sequence[int], path: Path, *, may_replace: bool = False
) -> int:
    """Write articles to a file whole, in the format of its ending; return how many.

    Nothing is replaced unless `may_replace`. Raises `ShareError`, and then leaves no file behind.
    """
    count = 0

    def counted() -> Iterator[Article]:
        nonlocal count
        for article in articles_of(library, article_ids):
            count += 1
            yield article

    parts = map(clean, in_format(path.suffix, counted()))
    unfinished = path.with_name(f".newsreader-{os.getpid()}-{uuid4().hex[:8]}.part")
    try:
        with unfinished.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
        if not count:
            raise ShareError("The article is not in the library any more.")
        _put(unfinished, path, may_replace=may_replace)
    except FileExistsError:
        raise FileThereError(f"{path} is there already.") from None
    except OSError as error:
        raise ShareError(
            f"{path}: it cannot be written ({_reason(error)}); check the folder and the disk."
        ) from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return count


def _put(unfinished: Path, path: Path, *, may_replace: bool) -> None:
    if may_replace:
        unfinished.replace(path)
        return
    try:
        # Fails where there is a file by now, other than a rename.
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links.
        if path.exists():
            raise FileExistsError from None
        unfinished.replace(path)


def mail_link(headlines: Sequence[Headline]) -> str:
    """Return a `mailto:` link (RFC 6068) with the title as subject and the links as text.

    Of very many articles only as many are named as mail programs take.
    """
    first = headlines[0]
    subject = clean_line(first.title) or "An article"
    if len(headlines) > 1:
        subject = f"{len(headlines)} articles"
    link = f"mailto:?subject={quote(subject[:200], safe='')}&body="
    for place, headline in enumerate(headlines):
        lines = [headline.url or "", ""]
        if len(headlines) > 1 or not headline.url:
            lines.insert(0, clean_line(headline.title))
        part = quote("\r\n".join(line for line in lines if line) + "\r\n", safe="")
        if len(link) + len(part) > _LONGEST_MAIL and place:
            break
        link += part
    return link


def _reason(error: Exception) -> str:
    return clean_line(getattr(error, "strerror", None) or str(error) or type(error).__name__)
