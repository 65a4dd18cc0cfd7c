"""Article files (.txt, .md, .html) to entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from lxml import etree
from markdown_it import MarkdownIt

from newsreader.feeds.charset import MARKS
from newsreader.feeds.closing import cut_closing
from newsreader.feeds.dates import parse_date
from newsreader.feeds.entries import digest, first_words, language_code, plain_title
from newsreader.feeds.links import web_url
from newsreader.feeds.markup import html_to_text, parse_html, tree_to_text
from newsreader.feeds.plaintext import read_lines
from newsreader.model.article import Entry
from newsreader.model.text import (
    MarkedText,
    Span,
    SpanKind,
    clean,
    clean_line,
)


class DocumentError(Exception):
    """A file cannot be read as an article; the message says why, for the user."""


_LONGEST_TITLE = 200
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read of a file; an empty title means that the text has to give one."""

    title: str
    body: MarkedText
    author: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    url: str | None = None


def read_document(data: bytes, *, name: str) -> Entry:
    """Return the article in a file; the ending of its name decides how it is read.

    A closing "Source: X" line becomes the author, or the URL if it is one. The guid is a digest of
    title and text. Raises DocumentError for anything that is no text, in words.
    """
    shown = clean_line(PurePath(name).name) or "the file"
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise DocumentError(
            f"{shown} is not an article file: its name must end in .txt, .md or .html"
        )
    text = _decode(data, shown, is_html=reader is _read_html)
    if not clean(text).strip():
        raise DocumentError(f"{shown} is empty")
    page = reader(text)
    body, source = cut_closing(page.body)
    title = page.title or first_words(body.text)
    if not title and not body.text:
        raise DocumentError(f"{shown} has no text to read")
    source_url = web_url(source)
    return Entry(
        guid=digest("", None, f"{title}\n{body.text}"),
        title=title,
        url=page.url or source_url,
        author=page.author if source_url or not source else source,
        published_at=page.published_at,
        language=page.language,
        body=body,
    )


def _decode(data: bytes, shown: str, *, is_html: bool) -> str:
    """Return the text of a file: by its byte-order mark, its declaration, UTF-8 or Windows-1252."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        raise DocumentError(f"{shown} is not a text file: it holds binary data")
    declared = _CHARSET.search(data, 0, 4096) if is_html else None
    for encoding in (*((declared[1].decode("ascii", "replace"),) if declared else ()), "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _read_text(text: str) -> _Page:
    title, body = read_lines(text)
    if len(title) > _LONGEST_TITLE:
        return _Page("", read_lines(f"-\n\n{text}")[1])
    return _Page(clean_line(title), body)


def _read_markdown(text: str) -> _Page:
    text = clean(text)
    matter = _FRONT_MATTER.match(text)
    fields: dict[str, str] = {}
    if matter and _FIELD.search(matter[1]):
        text = text[matter.end() :]
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(matter[1])}
    stated = clean_line(fields.get("title", ""))
    markdown = MarkdownIt("commonmark").enable("table")
    title, rest = ("", text) if stated else _take_title(markdown, text)
    body = html_to_text(markdown.render(rest))
    return _Page(
        stated or title,
        _without_title(body, stated) if stated else body,
        author=clean_line(fields.get("author", "")) or None,
        published_at=parse_date(fields.get("date", "")),
        language=language_code(fields.get("lang") or fields.get("language")),
        url=web_url(fields.get("url")),
    )


def _take_title(markdown: MarkdownIt, text: str) -> tuple[str, str]:
    """Return the title of a Markdown text and the text without it.

    It is a heading at the very beginning, the first heading of the first level, or the first line.
    """
    lines = text.split("\n")
    tokens = markdown.parse(text)
    for index, token in enumerate(tokens):
        is_title = token.type == "heading_open" and (index == 0 or token.tag == "h1")
        if is_title and token.level == 0 and token.map:
            first, end = token.map
            title = plain_title(markdown.renderer.render([tokens[index + 1]], markdown.options, {}))
            return title, "\n".join(lines[:first] + lines[end:])
    words = tokens[1].children if tokens and tokens[0].type == "paragraph_open" else None
    if not any(child.type == "text" and child.content.strip() for child in words or ()):
        return "", text
    first = next(index for index, line in enumerate(lines) if line.strip())
    title = plain_title(markdown.render(lines[first]))
    if not title or len(title) > _LONGEST_TITLE:
        return "", text
    return title, "\n".join(lines[first + 1 :])


def _read_html(text: str) -> _Page:
    try:
        root = parse_html(text)
    except ValueError:
        root = None
    if root is None:
        return _Page("", html_to_text(text))
    facts = _facts(root)
    url = web_url(_canonical(root)) or web_url(facts.get("og:url"))
    body = tree_to_text(_article(root), base_url=url)
    head = next(root.iter("title"), None)
    heading = next(root.iter("h1"), None)
    title = _text_of(head) or _text_of(heading) or _first_line(body)
    time = next((element.get("datetime") for element in root.iter("time")), None)
    return _Page(
        title,
        _without_title(body, title),
        author=clean_line(facts.get("author", "")) or None,
        published_at=parse_date(
            facts.get("article:published_time") or facts.get("date") or time or ""
        ),
        language=language_code(
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        ),
        url=url,
    )


def _text_of(element: etree._Element | None) -> str:
    return "" if element is None else clean_line("".join(map(str, element.itertext())))


def _first_line(body: MarkedText) -> str:
    line = body.text.partition("\n")[0]
    return line if len(line) <= _LONGEST_TITLE else ""


def _facts(root: etree._Element) -> dict[str, str]:
    """Return what the page's meta elements say, the first of each name."""
    facts: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name")
        content = meta.get("content")
        if name and content:
            facts.setdefault(name.strip().lower(), content)
    return facts


def _canonical(root: etree._Element) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            return link.get("href")
    return None


def _article(root: etree._Element) -> etree._Element:
    """Return the part of a page that is its article, with what is not hidden from the reader."""
    articles = list(root.iter("article"))
    mains = [*root.iter("main"), *root.iterfind(".//*[@role='main']")]
    for part in (*(articles if len(articles) == 1 else mains[:1]), *mains[:1]):
        _hide(part, "aside", "nav")
        if _text_of(part):
            return part
    _hide(root, "aside", "footer", "header", "nav")
    return root


def _hide(root: etree._Element, *tags: str) -> None:
    for element in root.iterdescendants(*tags):
        element.set("hidden", "")


def _without_title(body: MarkedText, title: str) -> MarkedText:
    """Return a text without a first line that only says its title again."""
    leaves = body.leaves()
    first = body.text[leaves[0].start : leaves[0].end] if leaves else ""
    is_heading = bool(leaves) and leaves[0].kind is SpanKind.HEADING
    # A page's title may go on with the name of the site.
    is_title = clean_line(first) == title or (is_heading and title.startswith(clean_line(first)))
    if not first or not is_title:
        return body
    start = leaves[1].start if len(leaves) > 1 else len(body.text)
    spans = (
        Span(max(span.start, start) - start, span.end - start, span.kind, span.level, span.value)
        for span in body.spans
        if span.end > leaves[0].end
    )
    return MarkedText(body.text[start:], tuple(spans))


_READERS = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
}
