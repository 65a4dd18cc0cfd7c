"""Our own annotated texts: well written, apart from each other, and found by the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsreader.highlight.tokens import tokenize
from newsreader.highlight.training import corpora
from newsreader.highlight.training.corpora import GoldText, read_annotated
from newsreader.highlight.words import LANGUAGES
from newsreader.model.mention import NAME_KINDS
from tests.benchmarks.scoring import score

GOLD = sorted((Path(__file__).parent / "gold").glob("*.txt"))
TRAINING = sorted(Path(corpora.__file__).parent.glob("*.txt"))
LEAST_SENTENCES = 60
LEAST_WORDS = 4
LEAST_F1 = 0.85
ANNOTATED = re.compile(r"\[[^\[\]|\n]+\|(?:" + "|".join(NAME_KINDS) + r")\]")
DOUBLE_BLANK = re.compile(r"[^\S\n]{2}|[^\S\n]\n|\n[^\S\n]|\A\s|[^\S\n]\Z")
SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\"’]?\s+(?=[«“„\"–—-]?\s?[A-ZÀ-ÞŁŚŻА-Я¿¡])|\n")


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def sentences(article: GoldText) -> list[str]:
    """Return the sentences and headlines of an article that are longer than `« M.` or `P.`."""
    parts = [part.split() for part in SENTENCE_END.split(article.text)]
    return [" ".join(words) for words in parts if len(words) >= LEAST_WORDS]


@pytest.mark.parametrize("path", [*GOLD, *TRAINING], ids=named)
def test_brackets_hold_a_name_and_its_kind(path):
    """Every bracket is one of a name, every bar is in one, and no name is empty or padded."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r".{0,20}[\[\]|].{0,20}", ANNOTATED.sub("", text)) == []
    for article in read_annotated(path):
        for name in article.names:
            shown = article.text[name.start : name.end]
            assert shown == shown.strip() != ""


@pytest.mark.parametrize("path", [*GOLD, *TRAINING], ids=named)
def test_blanks_are_single(path):
    """No blank is doubled nor at an end of a line: offsets would be those of no printed text."""
    text = path.read_text(encoding="utf-8")
    assert "\r" not in text
    assert re.findall(r".{0,20}\n{3,}.{0,20}", text) == []
    assert [text[m.start() - 20 : m.end() + 20] for m in DOUBLE_BLANK.finditer(text)] == []


@pytest.mark.parametrize("path", [*GOLD, *TRAINING], ids=named)
def test_names_begin_and_end_at_tokens(path):
    """What the tokenizer does not part can be neither learned nor found."""
    cut = []
    for article in read_annotated(path):
        tokens = tokenize(article.text)
        starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
        cut += [
            article.text[max(0, name.start - 15) : name.end + 15]
            for name in article.names
            if name.start not in starts or name.end not in ends
        ]
    assert cut == []


@pytest.mark.parametrize("path", GOLD, ids=named)
def test_gold_has_sixty_sentences_and_all_kinds(path):
    """A gold file is large enough to tell something, and shows names of each kind."""
    articles = read_annotated(path)
    assert sum(len(sentences(article)) for article in articles) >= LEAST_SENTENCES
    assert {name.kind for article in articles for name in article.names} == set(NAME_KINDS)


def test_gold_covers_the_languages_without_free_news():
    """French and English of this year, and the four languages that no corpus of news is free in."""
    assert {path.stem for path in GOLD} >= {"fr", "en", "es", "it", "nl", "pl"}
    assert {path.stem for path in TRAINING} == set(LANGUAGES)


def test_no_gold_sentence_is_in_the_training_text():
    """What is measured on was not learned."""
    learned = {s for path in TRAINING for text in read_annotated(path) for s in sentences(text)}
    measured = {s for path in GOLD for text in read_annotated(path) for s in sentences(text)}
    assert measured & learned == set()


@pytest.mark.parametrize("language", ["es", "it", "nl", "pl"])
def test_the_names_of_the_gold_are_found(language):
    """Nearly all tokens of names are found, and few others are taken for names."""
    (path,) = (path for path in GOLD if path.stem == language)
    assert score(read_annotated(path), language).tokens.f1 >= LEAST_F1
