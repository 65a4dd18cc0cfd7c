"""One process of the measurement: `python -m tests.benchmarks.name_process LANGUAGE names|both`.

Reads the texts as JSON from standard input and prints what it measured as JSON. Nothing that the
highlighter may need is imported before it.
"""

import resource
import sys
import time

_SMALL = "Paris"


def _resident() -> float:
    """Return the megabytes in memory now; where the system does not tell, the most ever."""
    try:
        with open("/proc/self/status") as status:  # noqa: PTH123 - pathlib must not be loaded yet
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
    except OSError:
        pass
    return _most_resident()


def _most_resident() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _names(language: str):
    """Return what finds the names of a text, alone."""
    from newsreader.highlight.names import find_names
    from newsreader.highlight.tokens import tokenize

    return lambda text: find_names([(text, tokenize(text))], language)


def _both(language: str):
    """Return what marks the names and figures of a text, as the program does."""
    from newsreader.highlight.highlight import mark

    return lambda text: mark("", text, language=language)


WAYS = {"names": _names, "both": _both}


def main(language: str, way: str) -> None:
    measured = {"bare": _resident()}
    began, began_cpu = time.perf_counter(), time.process_time()
    find = WAYS[way](language)
    imported = time.perf_counter()
    find(_SMALL)
    loaded = time.perf_counter()
    measured["import_cpu"] = 1000 * (time.process_time() - began_cpu)
    measured["import"] = 1000 * (imported - began)
    measured["load"] = 1000 * (loaded - imported)

    import json

    asked = json.loads(sys.stdin.buffer.read())
    first, other = asked["texts"]
    for name, text in (("first", first), ("other", other), ("again", first)):
        measured[name] = _milliseconds(find, text)
    measured["loaded"] = _resident()
    seconds = sum(_milliseconds(find, text) for text in asked["corpus"]) / 1000
    measured["after"], measured["most"] = _resident(), _most_resident()

    # Counted last: the tokenizer remembers what it has seen.
    from newsreader.highlight.tokens import tokenize

    measured["tokens"] = sum(len(tokenize(text)) for text in asked["corpus"])
    measured["speed"] = measured["tokens"] / seconds
    print(json.dumps(measured))


def _milliseconds(find, text: str) -> float:
    began = time.process_time()
    find(text)
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])
