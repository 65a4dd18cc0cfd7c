"""How often the language of a text is told, told wrong or left open.

`python -m tests.benchmarks.languages --data DIR` reads news in the nine languages (the CoNLL files
of DIR and our own annotated texts), sentences in other languages and mixtures, and prints shares
by length: a headline of 3 to 7 words, a sentence of 8 or more, three sentences, an article. Each
is told without a hint, with its own language as the hint and with wrong ones. `--show N` prints N
wrong guesses of each row.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from newsreader.highlight.language import detect
from newsreader.highlight.tokens import Token, TokenKind, tokenize
from newsreader.highlight.training import corpora
from newsreader.highlight.words import LANGUAGES

_NEWS = {
    "fr": ("fr_winer_dev",),
    "en": ("en_uner_ewt_dev", "en_wikigold"),
    "de": ("de_smartdata_train",),
    "pt": ("pt_uner_bosque_dev",),
    "ru": ("ru_factrueval_dev",),
}
_OTHERS = Path(__file__).parent.parent / "highlight" / "other_languages.txt"
_GOLD = Path(__file__).parent.parent / "highlight" / "gold"
_OWN = Path(corpora.__file__).parent
_SENTENCE_END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[^\W\d_a-zß-ÿа-я]|[«“„—])|\n+")
_HEADLINE = range(3, 8)
_ARTICLE = 60
"""So many words at least make an article."""

_LONG = 600

Tokens = Sequence[Token]
Guess = Callable[[Tokens], str | None]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--show", type=int, default=0)
    options = arguments.parse_args()
    start = time.process_time()
    detect(tokenize("load the words"))
    print(f"load {1000 * (time.process_time() - start):.1f} ms CPU")
    texts = {language: _texts(language, options.data) for language in LANGUAGES}
    pieces = {language: _pieces(texts[language]) for language in LANGUAGES}
    for length in ("headline", "sentence", "three", "article"):
        print(f"\n{length}")
        for language in LANGUAGES:
            _report_hints(language, pieces[language][length], options.show)
    _report_others(options.show)
    _report_mixed(pieces, options.show)
    _report_speed([text for own in pieces.values() for text in own["article"]])


def _texts(language: str, data: Path) -> list[str]:
    """Return the texts of a language; Portuguese as it is printed and as its corpus splits it."""
    gold: list[corpora.GoldText] = []
    for name in _NEWS.get(language, ()):
        path = data / f"{name}.conll.xz"
        gold += corpora.read_corpus(path, contracts=language == "pt")
    for folder in (_OWN, _GOLD):
        path = folder / f"{language}.txt"
        if path.exists():
            gold += corpora.read_annotated(path)
    return [one.text for one in gold]


def _pieces(texts: Iterable[str]) -> dict[str, list[Tokens]]:
    pieces: dict[str, list[Tokens]] = {
        "headline": [], "sentence": [], "three": [], "article": [],
    }  # fmt: skip
    for text in texts:
        sentences: list[str] = []
        for sentence in _SENTENCE_END.split(text):
            tokens = tokenize(sentence)
            count = _count(tokens)
            if count in _HEADLINE:
                pieces["headline"].append(tokens)
            elif count > _HEADLINE.stop:
                sentences.append(sentence)
                pieces["sentence"].append(tokens)
        for index in range(0, len(sentences) - 2, 3):
            pieces["three"].append(tokenize(" ".join(sentences[index : index + 3])))
        tokens = tokenize(text)
        if _count(tokens) >= _ARTICLE:
            pieces["article"].append(tokens)
    return pieces


def _count(tokens: Tokens) -> int:
    return sum(token.kind is TokenKind.WORD for token in tokens)


def _report_hints(language: str, texts: Sequence[Tokens], show: int) -> None:
    others = [other for other in LANGUAGES if other != language]
    allowed = {language}
    _report(f"{language} no hint", [(text, detect) for text in texts], allowed, show)
    right = partial(detect, hint=language)
    _report(f"{language} right hint", [(text, right) for text in texts], allowed, show)
    wrong = [
        (text, partial(detect, hint=others[index % len(others)]))
        for index, text in enumerate(texts)
    ]
    _report(f"{language} wrong hint", wrong, allowed, show)


def _report_others(show: int) -> None:
    print("\nother languages: any guess is wrong")
    everything: list[tuple[Tokens, Guess]] = []
    whole: list[tuple[Tokens, Guess]] = []
    for paragraph in _OTHERS.read_text(encoding="utf-8").strip().split("\n\n"):
        name, *sentences = paragraph.split("\n")
        texts: list[tuple[Tokens, Guess]] = [(tokenize(text), detect) for text in sentences]
        _report(name, texts, set(), show)
        everything += texts
        whole.append((tokenize(" ".join(sentences)), detect))
    _report("all sentences", everything, set(), 0)
    hinted = [
        (text, partial(detect, hint=LANGUAGES[index % len(LANGUAGES)]))
        for index, (text, _) in enumerate(everything)
    ]
    _report("all sentences, wrong hint", hinted, set(), show)
    _report("all as articles", whole, set(), show)
    _report(
        "all as articles, wrong hint",
        [(text, partial(detect, hint=hint)) for text, _ in whole for hint in LANGUAGES],
        set(),
        show,
    )


def _report_mixed(pieces: dict[str, dict[str, list[Tokens]]], show: int) -> None:
    print("\nmixtures: right is the language of most of it, where it has one")
    for language in LANGUAGES:
        quoted = [
            ([*three, *quote], detect)
            for three, quote in zip(
                pieces[language]["three"],
                pieces["fr" if language == "en" else "en"]["sentence"],
                strict=False,
            )
        ]
        _report(f"{language} three sentences, one of another", quoted, {language}, show)
    headlines = pieces["en"]["headline"]
    titled = [
        ([*title, *article], detect)
        for title, article in zip(headlines, pieces["fr"]["article"], strict=False)
    ]
    _report("fr article, en headline", titled, {"fr"}, show)
    halves: list[tuple[Tokens, Guess]] = [
        ([*one, *two], detect)
        for first in LANGUAGES
        for second in LANGUAGES
        if first < second
        for one, two in zip(
            pieces[first]["sentence"][:40], pieces[second]["sentence"][:40], strict=False
        )
    ]
    _report("a sentence each of two: best open", halves, set(), show)


def _report(name: str, texts: Sequence[tuple[Tokens, Guess]], allowed: set[str], show: int) -> None:
    guesses = [guess(text) for text, guess in texts]
    total = max(1, len(guesses))
    right = sum(guess in allowed for guess in guesses)
    wrong = [
        (guess, text)
        for guess, (text, _) in zip(guesses, texts, strict=True)
        if guess and guess not in allowed
    ]
    open_ = len(guesses) - right - len(wrong)
    shown = ", ".join(f"{key} {n}" for key, n in Counter(guess for guess, _ in wrong).most_common())
    print(
        f"  {name:34} {len(guesses):5} texts: right {100 * right / total:6.2f} %, "
        f"wrong {100 * len(wrong) / total:5.2f} %, open {100 * open_ / total:6.2f} %"
        + (f" ({shown})" if shown else "")
    )
    for guess, text in wrong[:show]:
        print(f"      {guess}: {' '.join(token.text for token in text)[:160]}")


def _report_speed(articles: Sequence[Tokens]) -> None:
    """Print the CPU of an article, and of texts of 600 words made of several."""
    long: list[list[Token]] = [[]]
    for article in articles:
        long[-1] += article
        if _count(long[-1]) >= _LONG:
            long.append([])
    for name, texts in (("an article", articles), (f"a text of {_LONG} words", long[:-1])):
        start = time.process_time()
        for text in texts:
            detect(text)
        seconds = time.process_time() - start
        print(f"CPU {1000 * seconds / max(1, len(texts)):.3f} ms {name}")


if __name__ == "__main__":
    main()
