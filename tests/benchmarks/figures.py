"""How right the figures of news are in nine languages, and what finding them costs.

`python -m tests.benchmarks.figures --data DIR` scores what the rules find, the language given, in
the CoNLL files of DIR with dates, times and numbers and in our own sentences (`tests/highlight/
figures`): exact (span; for our own also kind, and with its value), covered (touched by a figure),
spurious (figures that touch none of the gold). A corpus counts twice: each sentence as a text of
its own, as it was annotated, and its articles whole (a corpus that splits "16. Februar" in two
sentences has two dates there). Then it measures CPU per 600 tokens of running news, in the first
pass over it and in another, and the import and tables in processes of their own: all of it, and
what figures add to the tokenizer and the model. `--misses` prints what is not right.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.highlight.figures import find_figures
from newsreader.highlight.highlight import mark
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.training import corpora
from newsreader.highlight.training.corpora import Sentence, read_annotated, read_sentences
from newsreader.highlight.words import LANGUAGES, lexicon
from newsreader.model.mention import Mention, MentionKind
from tests.highlight.figure_gold import FOLDER, FigureScore, GoldFigure, GoldSentence, read_gold

_DATES = (MentionKind.DATE, MentionKind.TIME)
_TAGS = {
    "DATE": MentionKind.DATE,
    "TIME": MentionKind.TIME,
    "NUMBER": MentionKind.NUMBER,
    "DURATION": MentionKind.QUANTITY,
    "DISTANCE": MentionKind.QUANTITY,
}
_CLOSING = frozenset(".,;:!?)]}»”’…%")
_OPENING = frozenset("([{«“„#")
_PASSAGE = 600
_LOAD = """
import dataclasses, datetime, json, pathlib, re, time, unicodedata
start = time.process_time()
import newsreader.highlight.tokens, newsreader.model.mention
shared = time.process_time()
from newsreader.highlight.figures import find_figures
from newsreader.highlight.tokens import tokenize
from newsreader.highlight.words import lexicon
find_figures(tokenize("3"), lexicon({language!r}))
end = time.process_time()
print(1000 * (end - start), 1000 * (end - shared))
"""
_RUNS = 5


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus with figures; where only dates and hours are annotated, others do not count."""

    name: str
    kinds: tuple[MentionKind, ...]

    @property
    def language(self) -> str:
        return self.name[:2]


CORPORA = (
    Corpus("fr_winer_dates_dev", _DATES),
    Corpus("de_smartdata_figs_train", tuple(MentionKind)),
)


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--data", type=Path, help="folder of CoNLL files (.xz)")
    arguments.add_argument("--language", choices=LANGUAGES, help="only this language")
    arguments.add_argument("--misses", action="store_true", help="print what is not right")
    options = arguments.parse_args()
    languages = [options.language] if options.language else list(LANGUAGES)
    print(f"{'per cent':42}{'figures':>8}{'exact':>7}{'value':>7}{'covered':>9}{'spurious':>10}")
    texts: dict[str, list[str]] = {language: [] for language in languages}
    try:
        for corpus in CORPORA:
            if options.data and corpus.language in languages:
                texts[corpus.language] = _print_corpus(options.data, corpus, options)
    except OSError as error:
        arguments.error(f"{error.filename or error}: {error.strerror}; is --data the right folder?")
    for language in languages:
        _print_gold(language, options)
        running = read_annotated(Path(corpora.__file__).parent / f"{language}.txt")
        texts[language] += [article.text for article in running]
    print(f"\n{'':30}{'CPU ms per 600 tokens':>24}{'':8}{'import and tables, ms':>24}")
    print(f"{'':30}{'first':>16}{'again':>8}{'':8}{'all':>16}{'figures':>8}")
    for language in languages:
        _print_costs(language, texts[language])


def _print_corpus(data: Path, corpus: Corpus, options: argparse.Namespace) -> list[str]:
    documents = list(read_sentences(data / f"{corpus.name}.conll.xz"))
    words = lexicon(corpus.language)
    printed: list[str] = []
    for label, units in (
        ("sentences", [[sentence] for document in documents for sentence in document]),
        ("articles", documents),
    ):
        score = FigureScore()
        for unit in units:
            text, gold = _printed(unit)
            found = find_figures(tokenize(text), words)
            score.add(text, gold, [f for f in found if f.kind in corpus.kinds], is_typed=False)
            if label == "articles":
                printed.append(text)
        _print_score(f"{corpus.name}, {label}", score, options, has_values=False)
    return printed


def _print_gold(language: str, options: argparse.Namespace) -> None:
    sentences = read_gold(FOLDER / f"{language}.txt")
    words = lexicon(language)
    score, kept, whole = FigureScore(), FigureScore(), FigureScore()
    for sentence in sentences:
        found = find_figures(tokenize(sentence.text), words, sentence.at)
        score.add(sentence.text, sentence.figures, found)
        if sentence.is_kept:
            kept.add(sentence.text, sentence.figures, found)
        whole.add(sentence.text, sentence.figures, _marked(sentence, language))
    _print_score(f"{language} own gold", score, options)
    _print_score(f"{language} own gold, kept apart", kept, options, has_misses=False)
    _print_score(f"{language} own gold, among names", whole, options, has_misses=False)


def _marked(sentence: GoldSentence, language: str) -> list[Mention]:
    marks = mark("", sentence.text, language=language, published_at=sentence.at)
    return [mention for mention in marks.mentions if not mention.kind.is_name]


def _print_score(
    label: str,
    score: FigureScore,
    options: argparse.Namespace,
    *,
    has_values: bool = True,
    has_misses: bool = True,
) -> None:
    exact, valued, covered = (
        100 * part / score.gold for part in (score.exact, score.valued, score.covered)
    )
    shown = f"{valued:7.1f}" if has_values else f"{'-':>7}"
    print(f"{label:42}{score.gold:8}{exact:7.1f}{shown}{covered:9.1f}{score.spurious:10}")
    if options.misses and has_misses:
        for miss in score.misses:
            print(f"    {miss}")


def _printed(sentences: Sequence[Sentence]) -> tuple[str, list[GoldFigure]]:
    """Return sentences of a corpus as they would be printed, and their figures."""
    text, gold = "", []
    start, kind = -1, MentionKind.DATE
    for sentence in sentences:
        if text:
            text += " " if text[-1] in ".?!" else "\n\n"
        before = ""
        for word, tag in sentence:
            if start >= 0 and not tag.startswith("I-"):
                gold.append(GoldFigure(start, len(text), kind, ""))
                start = -1
            is_glued = word[0] in _CLOSING or before in _OPENING or before[-1:] in ("'", "’")
            if before and not is_glued:
                text += " "
            if tag[:2] == "B-" and tag[2:] in _TAGS:
                start, kind = len(text), _TAGS[tag[2:]]
            text += word
            before = word
        if start >= 0:
            gold.append(GoldFigure(start, len(text), kind, ""))
            start = -1
    return text, gold


def _print_costs(language: str, texts: Sequence[str]) -> None:
    words = lexicon(language)
    tokens = [tokenize(text) for text in texts]
    find_figures(tokenize("3"), words)
    count = sum(map(len, tokens))
    passes = []
    for _ in range(2):
        start = time.process_time()
        for one in tokens:
            find_figures(one, words)
        passes.append(1000 * _PASSAGE * (time.process_time() - start) / count)
    whole, own = (statistics.median(column) for column in zip(*_loads(language), strict=True))
    label = f"{language}, {count} tokens"
    print(f"{label:30}{passes[0]:16.2f}{passes[1]:8.2f}{'':8}{whole:16.1f}{own:8.1f}")


def _loads(language: str) -> Iterator[tuple[float, float]]:
    # Without bytecode the modules would be compiled each time.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _LOAD.format(language=language)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    for _ in range(_RUNS):
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        whole, own = done.stdout.split()
        yield float(whole), float(own)


if __name__ == "__main__":
    main()
