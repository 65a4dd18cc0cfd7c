"""Makes the models of the names: `python -m newsreader.highlight.train --data DIR`.

DIR holds the corpora (`fr_winer_train.conll.xz`, ...); our own annotated texts are in `training/`.
Needs the extra `train`. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from newsreader.highlight import model
from newsreader.highlight.names import JOINT
from newsreader.highlight.training import name_lists
from newsreader.highlight.training.corpora import GoldText, read_annotated, read_corpus
from newsreader.highlight.training.extractor import Portion
from newsreader.highlight.training.fragments import fragments, shouted
from newsreader.highlight.training.trainer import Settings, train
from newsreader.highlight.words import LANGUAGES

_HERE = Path(__file__).parent
HELD_OUT = 5
"""Of a corpus that has no development part, every fifth document is kept out of training."""


@dataclass(frozen=True, slots=True)
class Source:
    """Texts that a model learns from: corpora by name, and our own of a language.

    Of a corpus whose name ends in `*` the held out documents are left. `times` counts how often
    the texts are seen, `own_times` how often our own among them; `has_fragments` adds the names of
    our own texts by themselves.
    """

    language: str
    corpora: tuple[str, ...] = ()
    times: int = 1
    own_times: int = 1
    has_fragments: bool = False


RECIPES: dict[str, tuple[Source, ...]] = {
    "fr": (Source("fr", ("fr_winer_train",)),),
    "en": (Source("en", ("en_wikigold*", "en_uner_ewt_train"), own_times=2, has_fragments=True),),
    "de": (Source("de", ("de_ge_train*", "de_smartdata_train*"), own_times=2),),
    "pt": (Source("pt", ("pt_uner_bosque_train",)),),
    "ru": (Source("ru", ("ru_factrueval_dev*",)),),
    "es": (
        Source("es", times=3, has_fragments=True),
        Source("pt", ("pt_uner_bosque_train",)),
        Source("it", has_fragments=True),
        Source("fr", has_fragments=True),
    ),
    "it": (
        Source("it", times=3, has_fragments=True),
        Source("es", has_fragments=True),
        Source("fr", has_fragments=True),
        Source("pt"),
    ),
    "nl": (
        Source("nl", times=3, has_fragments=True),
        Source("de"),
        Source("en"),
        Source("fr", has_fragments=True),
    ),
    "pl": (
        Source("pl", times=3, has_fragments=True),
        Source("de"),
        Source("en"),
        Source("it", has_fragments=True),
    ),
    JOINT: tuple(Source(language, has_fragments=True) for language in LANGUAGES),
}
"""For each model its sources, its own language first. Spanish, Italian, Dutch and Polish have no
free annotated news: they learn from our own texts, and from those of languages like them."""


SETTINGS = {"de": Settings(eagerness=0.0)}
"""Where every noun has a capital, doubtful names are more often wrong."""


def main(arguments: list[str] | None = None) -> int:
    """Train the models asked for and write them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m newsreader.highlight.train")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, default=_HERE / "models", help="where models go")
    parser.add_argument("--jobs", type=int, default=2, help="models trained at the same time")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="default: all")
    options = parser.parse_args(arguments)
    wanted = options.languages or list(RECIPES)
    for language in wanted:
        if language not in RECIPES:
            parser.error(f"no model {language}; there are {', '.join(RECIPES)}")
    missing = [name for name in _files(wanted) if _path(options.data, name) is None]
    if missing:
        parser.error(f"{options.data} lacks {', '.join(missing)}; give the folder of the corpora")
    options.out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with ProcessPoolExecutor(options.jobs) as pool:
        tasks = [pool.submit(_make, language, options.data, options.out) for language in wanted]
        for number, task in enumerate(as_completed(tasks), 1):
            seconds = round(time.monotonic() - started)
            print(f"{task.result()} ({number} of {len(tasks)}, {seconds} s)", flush=True)
    return 0


def _files(languages: list[str]) -> list[str]:
    """Return the corpora that models need."""
    used = {name for x in languages for source in RECIPES[x] for name in source.corpora}
    return sorted(name.rstrip("*") for name in used)


def _path(folder: Path, name: str) -> Path | None:
    paths = (folder / f"{name}.conll.xz", folder / f"{name}.conll")
    return next((path for path in paths if path.exists()), None)


def _make(language: str, folder: Path, out: Path) -> str:
    lists = name_lists.gather(folder)
    texts = [_texts(source, folder) for source in RECIPES[language]]
    if language == JOINT:
        joined = [gold for found in texts for gold in found]
        portions = [_portion(Source(language), joined, language, lists)]
    else:
        portions = [
            _portion(source, found, language, lists)
            for source, found in zip(RECIPES[language], texts, strict=True)
        ]
    made = train(portions, language, SETTINGS.get(language, Settings()))
    path = out / f"{language}.bin"
    model.write(made, path)
    return f"{path.name}: {path.stat().st_size} bytes, {len(made.rows)} features"


def _portion(
    source: Source, texts: list[GoldText], wanted: str, lists: name_lists.NameLists
) -> Portion:
    """Return texts with what is known of their language, for the model of the language wanted."""
    language = source.language
    classes = name_lists.classes(language, texts, lists)
    # Clusters of other languages are others under the same numbers.
    clusters = name_lists.clusters(language, classes) if language == wanted else {}
    return Portion(language, texts, classes, clusters, name_lists.places(language), source.times)


def _texts(source: Source, folder: Path) -> list[GoldText]:
    own = read_annotated(_HERE / "training" / f"{source.language}.txt")
    texts = [*_corpora(source, folder), *own * source.own_times, *shouted(own, source.language)]
    if source.has_fragments:
        texts += fragments(own)
    return texts


def _corpora(source: Source, folder: Path) -> list[GoldText]:
    texts: list[GoldText] = []
    for name in source.corpora:
        path = _path(folder, name.rstrip("*"))
        assert path is not None
        found = read_corpus(path, contracts=source.language == "pt")
        if name.endswith("*"):
            found = [text for index, text in enumerate(found) if index % HELD_OUT != HELD_OUT - 1]
        texts += found
    return texts


if __name__ == "__main__":
    sys.exit(main())
