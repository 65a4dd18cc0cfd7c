"""What finding names costs: load, CPU, speed and memory in fresh processes, and model bytes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from random import Random
from statistics import median
from typing import IO

from newsreader.cli.output import progress
from newsreader.highlight import highlight
from newsreader.highlight.tokens import TokenKind, tokenize
from tests.benchmarks.name_process import WAYS

_MODELS = Path(highlight.__file__).parent / "models"
_LENGTH = 500
"""Words of the texts of an article's length."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_MEGABYTE = 1 << 20
_COLUMNS = (
    ("import", "import, ms"),
    ("load", "first mark, of one word, ms"),
    ("import_cpu", "both together, ms CPU"),
    ("first", f"a text of {_LENGTH} words, ms CPU"),
    ("other", "then another as long, ms CPU"),
    ("again", "then the first again, ms CPU"),
    ("speed", "fresh tokens a second of CPU"),
    ("bare", "resident before the import, MB"),
    ("loaded", "resident after those texts, MB"),
    ("after", "resident after the corpus, MB"),
    ("most", "most resident ever, MB"),
)


def print_heading() -> None:
    print(
        "\ncosts, medians of fresh processes with bytecode on disk, after one not counted; the"
        "\nlanguage given; `names` alone, and with figures, as the program marks them (`both`)"
    )
    for index, (_, meaning) in enumerate(_COLUMNS):
        print(f"  {chr(ord('a') + index)} {meaning}")
    print(9 * " " + "".join(f"{chr(ord('a') + index):>8}" for index in range(len(_COLUMNS))))


def print_costs(language: str, texts: Iterable[str], corpus: Sequence[str], *, runs: int) -> None:
    """Measure one language on two texts of `_LENGTH` words, and on each text of a corpus once."""
    first, other = _cut(texts)
    asked = json.dumps({"texts": [first, other], "corpus": corpus})
    for way in WAYS:
        measured = []
        with progress(f"{language} {way}") as bar:
            for run in range(runs + 1):
                bar.show(run, runs + 1)
                measured.append(_run(language, way, asked))
        found = {key: median(run[key] for run in measured[1:]) for key, _ in _COLUMNS}
        shown = (f"{found[key]:8.0f}" if key == "speed" else f"{found[key]:8.1f}" for key in found)
        tokens = f"{measured[0]['tokens']:.0f} tokens"
        print(f"{language} {way:6}{''.join(shown)}  {tokens}", flush=True)


def _cut(texts: Iterable[str]) -> tuple[str, str]:
    """Return two texts of `_LENGTH` words each, cut out of several that are joined."""
    whole = "\n\n".join(texts)
    words = [token for token in tokenize(whole) if token.kind is TokenKind.WORD]
    if len(words) < 2 * _LENGTH:
        raise ValueError(f"two texts of {_LENGTH} words need more than {len(words)} words")
    middle, end = words[_LENGTH].start, words[2 * _LENGTH - 1].end
    return whole[:middle].rstrip(), whole[middle:end]


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _run(language: str, way: str, asked: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.name_process", language, way]
    run = subprocess.run(
        command, input=asked.encode(), env=_environment(), stdout=subprocess.PIPE, check=True
    )
    measured: dict[str, float] = json.loads(run.stdout)
    return measured


def print_sizes() -> None:
    """Print the bytes of the models, and what they take in a wheel, which is a ZIP file."""
    stored = {
        path: path.read_bytes()
        for path in sorted(_MODELS.glob("*"))
        if path.is_file() and path.suffix != ".md"
    }
    print(f"\nmodels: {len(stored)} files" if stored else "\nmodels: none yet")
    total = packed = 0
    for path, data in stored.items():
        size = len(zlib.compress(data, 6))
        total, packed = total + len(data), packed + size
        print(f"  {path.name:24}{len(data):10} bytes, {size:10} in the wheel")
    print(f"  {'all':24}{total:10} bytes, {packed:10} in the wheel ({packed / 1e6:.2f} MB)")


def print_stream(texts: Sequence[str], count: int) -> None:
    """Print the speed and the memory of one process that marks so many lines."""
    command = [sys.executable, "-m", "newsreader", "highlight", "--jsonl"]
    with (
        tempfile.TemporaryFile() as asked,
        subprocess.Popen(
            command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        for number, text in enumerate(islice(_rounds(texts), count)):
            asked.write(json.dumps({"id": number, "text": text}).encode() + b"\n")
        asked.seek(0)
        began = time.perf_counter()
        writer = threading.Thread(target=_write, args=(asked, process.stdin))
        writer.start()
        print(f"\nhighlight --jsonl: {count} lines, {len(texts)} texts and variants")
        with progress("lines") as bar:
            for number in range(count):
                if json.loads(process.stdout.readline())["id"] != number:
                    raise ValueError(f"line {number} was not answered in its turn")
                if (number + 1) % max(1, count // 10) == 0:
                    bar.show(number + 1, count)
                    speed = (number + 1) / (time.perf_counter() - began)
                    resident = _resident(process.pid)
                    print(f"  {number + 1:8} lines: {resident:6.1f} MB, {speed:6.0f} lines/s")
        writer.join()
        process.wait()


def _rounds(texts: Sequence[str]) -> Iterator[str]:
    """Yield texts in a mixed order, again and again, in each round with words never seen before."""
    mixed = list(texts)
    Random(1).shuffle(mixed)
    yield from mixed
    for vowel, consonant in product("aeiou", "lmnr"):
        for text in mixed:
            yield _WORD.sub(rf"\g<0>{vowel}{consonant}", text)


def _write(source: IO[bytes], target: IO[bytes]) -> None:
    target.writelines(source)
    target.close()


def _resident(process: int) -> float:
    ps = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=True)
    return int(ps.stdout) * 1024 / _MEGABYTE
