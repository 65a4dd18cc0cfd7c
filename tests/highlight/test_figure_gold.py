"""Our own sentences with figures: well written, and marked by the program as by a reader."""

from __future__ import annotations

import re

import pytest

from newsreader.highlight.figures import find_figures
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.words import LANGUAGES, lexicon
from newsreader.model.mention import FIGURE_KINDS
from tests.highlight.figure_gold import FOLDER, FigureScore, read_gold

LEAST_SENTENCES = 60
LEAST_EXACT = 0.97
LEAST_VALUED = 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_sixty_sentences_and_every_kind(language):
    """The gold is large enough to tell something; a part of it was kept apart."""
    sentences = read_gold(FOLDER / f"{language}.txt")
    assert len(sentences) >= LEAST_SENTENCES
    kinds = {figure.kind for sentence in sentences for figure in sentence.figures}
    assert kinds == set(FIGURE_KINDS)
    assert 0 < sum(sentence.is_kept for sentence in sentences) < len(sentences)
    assert sum(not sentence.figures for sentence in sentences) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_marked_is_written_well(language):
    """No bracket is left over, and a figure has no blank at its ends."""
    for sentence in read_gold(FOLDER / f"{language}.txt"):
        assert re.findall(r"[\[\]|]|\s{2}", sentence.text) == []
        for figure in sentence.figures:
            shown = sentence.text[figure.start : figure.end]
            assert shown == shown.strip() != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_marked_as_a_careful_reader_does(language):
    """Nearly all have the reader's span, kind and value, and nothing else is marked."""
    score = FigureScore()
    for sentence in read_gold(FOLDER / f"{language}.txt"):
        found = find_figures(tokenize(sentence.text), lexicon(language), sentence.at)
        score.add(sentence.text, sentence.figures, found)
    assert score.spurious == 0, score.misses
    assert score.exact >= LEAST_EXACT * score.gold, score.misses
    assert score.valued >= LEAST_VALUED * score.gold, score.misses
