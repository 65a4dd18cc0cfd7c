"""Importing what comes by the standard input, which has no name to tell its kind."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from newsreader.jobs.importing import import_files
from newsreader.model.query import Query

_PAGE = "<title>Low tide</title><p>The <b>mud</b> is bare.</p>"


def imported(library, monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    list(import_files(library, ["-"]))
    [headline] = library.articles.iterate(Query())
    return library.articles.get(headline.id)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\n<!DOCTYPE html><html>",
        "\ufeff<HTML lang=en>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html xmlns="x">',
        "<!-- saved from -->\n<!-- the coast -->\n<!doctype html>",
        f"<!-- {'licence ' * 500} --><html>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_is_read_as_html(library, monkeypatch, before, encoding):
    """HTML and XHTML are known by their beginning, past a prolog and comments."""
    article = imported(library, monkeypatch, (before + _PAGE).encode(encoding))
    assert (article.headline.title, article.body.text) == ("Low tide", "The mud is bare.")


@pytest.mark.parametrize(
    "text", ["a <html> tag\n\nIn a text.", "<!-- " * 10_000 + "\n\nx", "<!---->" * 10_000 + "\n\nx"]
)
def test_a_text_is_read_as_text(library, monkeypatch, text):
    """Markup that comes later, or never, makes no page of a text."""
    article = imported(library, monkeypatch, text.encode())
    assert article.body.text.endswith(text.partition("\n\n")[2])
