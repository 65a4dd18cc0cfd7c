"""How right the names of news are in nine languages, and what finding them costs.

`python -m tests.benchmarks.names --data DIR` scores what `mark` finds, the language given, in the
CoNLL files of DIR and in our own annotated texts: precision, recall and F1 by exact span, with and
without kinds, F1 of the tokens inside names, of all and of words without the marks, and F1 per
kind; German, Portuguese and Russian also by the joint model, that of texts of no known language.
Then it measures load time, CPU,
memory and model sizes in processes of their own, and with `--lines N` the memory of one
`newsreader highlight --jsonl` over N lines. `--only scores` or `--only costs` does one of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.cli.output import progress
from newsreader.highlight.training import corpora
from newsreader.highlight.training.corpora import GoldText
from newsreader.highlight.words import LANGUAGES
from newsreader.model.mention import NAME_KINDS
from tests.benchmarks import name_costs
from tests.benchmarks.scoring import Score, score

_GOLD = Path(__file__).parent.parent / "highlight" / "gold"
_OWN = Path(corpora.__file__).parent
_NO_LANGUAGE = "xx"
_PARTS = 5
"""Of a corpus that is trained on, each fifth text is kept out of training, and scored."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus to be scored.

    `is_kept_out` tells that only each fifth text of it was kept out of training. Not `has_other`:
    works, products and events are not annotated in it, so that none is counted. `is_typed` is
    False where its names have no kinds, `is_compared` True where the joint model is scored too.
    """

    name: str
    is_kept_out: bool = False
    has_other: bool = True
    is_typed: bool = True
    is_compared: bool = False

    @property
    def language(self) -> str:
        return self.name[:2]

    def read(self, data: Path, *, is_joined: bool) -> list[GoldText]:
        """Return the texts to be scored. Raises OSError."""
        texts = corpora.read_corpus(data / f"{self.name}.conll.xz", is_joined=is_joined)
        return texts[_PARTS - 1 :: _PARTS] if self.is_kept_out else texts


CORPORA = (
    Corpus("fr_winer_dev"),
    Corpus("fr_ud_gsd_dev_propn", is_typed=False),
    Corpus("en_uner_ewt_dev", has_other=False),
    Corpus("en_wikigold", is_kept_out=True),
    Corpus("de_ge_train", is_kept_out=True, is_compared=True),
    Corpus("de_smartdata_train", is_kept_out=True, has_other=False, is_compared=True),
    Corpus("es_wikiann_dev", has_other=False),
    Corpus("nl_wikiann_dev", has_other=False),
    # Neither its training part nor this one has a name of the kind `other`.
    Corpus("pt_uner_bosque_dev", has_other=False, is_compared=True),
    Corpus("pl_wikiann_dev", has_other=False),
    Corpus("ru_factrueval_dev", is_kept_out=True, is_compared=True),
)


def main() -> None:
    names = [corpus.name for corpus in CORPORA]
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--data", type=Path, required=True, help="folder of CoNLL files (.xz)")
    arguments.add_argument("--corpus", nargs="+", choices=[*names, "gold"], help="only these")
    arguments.add_argument("--language", choices=LANGUAGES, help="only this language")
    arguments.add_argument("--blanks", action="store_true", help="blanks between all tokens")
    arguments.add_argument("--limit", type=int, help="so many texts of each corpus at most")
    arguments.add_argument("--only", choices=("scores", "costs"))
    arguments.add_argument("--runs", type=int, default=5, help="processes a language measured")
    arguments.add_argument("--lines", type=int, default=0, help="lines for highlight --jsonl")
    options = arguments.parse_args()
    try:
        if options.only != "costs":
            _print_scores(options)
        if options.only != "scores":
            _print_costs(options)
    except OSError as error:
        arguments.error(f"{error.filename or error}: {error.strerror}; is --data the right folder?")


def _is_wanted(name: str, language: str, options: argparse.Namespace) -> bool:
    return options.language in (None, language) and (
        options.corpus is None or name in options.corpus
    )


def _print_scores(options: argparse.Namespace) -> None:
    form = "blanks between all tokens" if options.blanks else "as printed"
    print(f"names by exact span; corpora {form}; P precision, R recall, F F1 in per cent")
    kinds = "".join(f"{kind.value[:6]:>7}" for kind in NAME_KINDS)
    print(
        f"{'':36}{'texts':>6}{'names':>7}{'P':>7}{'R':>6}{'F':>6}   {'P':>5}{'R':>6}{'F':>6}"
        f"{'tokens':>8}{'words':>7} {kinds}"
    )
    print(f"{'':49}{'typed':>15}{'':9}{'untyped':>12}{'F':>8}{'F':>7}   F of each kind")
    for corpus in CORPORA:
        if _is_wanted(corpus.name, corpus.language, options):
            texts = corpus.read(options.data, is_joined=not options.blanks)[: options.limit]
            _print_score(corpus, texts)
            if corpus.is_compared:
                _print_score(corpus, texts, _NO_LANGUAGE)
    for path in sorted(_GOLD.glob("*.txt")):
        if _is_wanted("gold", path.stem, options):
            texts = corpora.read_annotated(path)[: options.limit]
            _print_score(Corpus(f"{path.stem} own gold"), texts)


def _print_score(corpus: Corpus, texts: Sequence[GoldText], language: str | None = None) -> None:
    remark = " (kept out)" if corpus.is_kept_out else ""
    label = f"- by the joint model{remark}" if language else f"{corpus.name}{remark}"
    with progress(label) as bar:
        told = _told(texts, bar.show)
        found = score(told, language or corpus.language, has_other=corpus.has_other)
    kinds = "".join(
        f"{100 * counts.f1:7.1f}" if corpus.is_typed and counts.gold else f"{'-':>7}"
        for counts in found.kinds.values()
    )
    print(f"{label:36}{_figures(found, is_typed=corpus.is_typed)} {kinds}", flush=True)


def _told(texts: Sequence[GoldText], show: Callable[[int, int], None]) -> Iterator[GoldText]:
    for index, text in enumerate(texts):
        show(index, len(texts))
        yield text


def _figures(found: Score, *, is_typed: bool) -> str:
    typed, untyped = (
        f"{100 * counts.precision:6.1f}{100 * counts.recall:6.1f}{100 * counts.f1:6.1f}"
        for counts in (found.typed, found.untyped)
    )
    if not is_typed:
        typed = f"{'-':>6}" * 3
    inside = f"{100 * found.tokens.f1:8.1f}{100 * found.words.f1:7.1f}"
    return f"{found.texts:6}{found.untyped.gold:7} {typed}  {untyped}{inside}"


def _print_costs(options: argparse.Namespace) -> None:
    languages = [options.language] if options.language else LANGUAGES
    name_costs.print_heading()
    for language in languages:
        texts = _running_text(language)
        corpus = [
            text.text
            for one in CORPORA
            if one.language == language
            for text in one.read(options.data, is_joined=True)[: options.limit]
        ]
        name_costs.print_costs(language, texts, corpus or texts, runs=options.runs)
    name_costs.print_sizes()
    if options.lines:
        everything = [
            text.text
            for one in CORPORA
            for text in one.read(options.data, is_joined=True)[: options.limit]
        ]
        name_costs.print_stream(everything, options.lines)


def _running_text(language: str) -> list[str]:
    """Return our own articles of a language: gold where there is some, else training text."""
    path = _GOLD / f"{language}.txt"
    if not path.exists():
        path = _OWN / f"{language}.txt"
    return [article.text for article in corpora.read_annotated(path)]


if __name__ == "__main__":
    main()
