"""The last lines of an article that are not its text: its source, and a site's leftovers."""

from __future__ import annotations

import re

from newsreader.model.text import MarkedText, Span, SpanKind, clean_line

# "Source: AFP", "(Quelle: dpa)", "Fonte : Ansa" and the like, alone on a line.
_SOURCE = re.compile(
    r"[\s(\[–—-]*(?:sources?|quellen?|fuentes?|fonti|fontes?|bron(?:nen)?|źródł[oa]|источники?)"
    r"\s*:\s*(\S.{0,118}?)[\s)\]]*$",
    re.IGNORECASE,
)
_MOST_LINES = 8
_LEFTOVERS = frozenset(
    {
        *("leave a comment", "leave a reply", "post a comment", "add a comment", "no comments yet"),
        *("laisser un commentaire", "laissez un commentaire", "ajouter un commentaire"),
        *("hinterlasse einen kommentar", "kommentar hinterlassen", "schreibe einen kommentar"),
        *("deja un comentario", "dejar un comentario", "deja una respuesta"),
        *("lascia un commento", "lascia una risposta", "commenta"),
        *("laat een reactie achter", "geef een reactie", "plaats een reactie"),
        *("deixe um comentário", "deixar um comentário", "deixe uma resposta"),
        *("zostaw komentarz", "dodaj komentarz"),
        *("оставить комментарий", "добавить комментарий", "оставьте комментарий"),
    }
)


def is_closing_line(line: str) -> bool:
    """Return whether a line names the article's source or asks for comments."""
    return _SOURCE.match(line) is not None or _is_leftover(line)


def _is_leftover(line: str) -> bool:
    return clean_line(line).rstrip(" .!…:»→").casefold() in _LEFTOVERS


def cut_closing(body: MarkedText) -> tuple[MarkedText, str | None]:
    """Return a text without its closing lines, and the source that one of them named."""
    source: str | None = None
    for _ in range(_MOST_LINES):
        leaves = body.leaves()
        if not leaves:
            break
        last = leaves[-1]
        start = max(body.text.rfind("\n", last.start, last.end) + 1, last.start)
        line = body.text[start : last.end]
        found = _SOURCE.match(line)
        if found and source is None:
            source = clean_line(found[1])
        elif last.kind is not SpanKind.RULE and not _is_leftover(line):
            break
        is_whole = start == last.start
        end = (leaves[-2].end if len(leaves) > 1 else 0) if is_whole else start - 1
        body = _cut(body, end) if end or not is_whole else MarkedText()
    return body, source


def _cut(body: MarkedText, end: int) -> MarkedText:
    """Return the text up to `end`, and what is left of its spans."""
    spans = (
        Span(span.start, min(span.end, end), span.kind, span.level, span.value)
        for span in body.spans
        if span.start < end or span.end == end
    )
    return MarkedText(body.text[:end], tuple(spans))
