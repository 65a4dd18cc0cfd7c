"""The model files: what is written is read again, and what is damaged is said in words."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsreader.highlight.names
from newsreader.highlight import model
from newsreader.highlight.model import LABELS, NOUGHT, ROW, Model, ModelError, WordClasses
from newsreader.highlight.names import JOINT, tagger
from newsreader.highlight.words import LANGUAGES

MODELS = Path(newsreader.highlight.names.__file__).parent / "models"
MOST_BYTES = 12_000_000
"""What all languages together may weigh in the wheel."""

SMALL = Model(
    language="fr",
    rows={"wparis": 0, "+à paris": 1},
    weights=bytes([*range(100, 100 + ROW), *([NOUGHT] * ROW)]),
    transitions=[[0] * len(LABELS) for _ in LABELS],
    gains=[0, 0, 0, 0],
    classes=WordClasses.of({"paris": ("G", "l0"), "à": ("pp", "l4")}, {"paris": (0, 678)}),
    heads=frozenset({"ministère"}),
    leads=frozenset({"de"}),
    links=frozenset({"de", "la", "-"}),
    places=frozenset({"buenos aires"}),
)


def test_a_model_is_read_as_it_was_written_and_written_the_same_each_time(tmp_path):
    """Writing, reading and writing again gives the same bytes."""
    first, second = tmp_path / "first.bin", tmp_path / "second.bin"
    model.write(SMALL, first)
    read = model.read(first)
    model.write(read, second)
    assert first.read_bytes() == second.read_bytes()
    assert read.rows == SMALL.rows
    for name in ("weights", "heads", "leads", "links", "places"):
        assert getattr(read, name) == getattr(SMALL, name)
    assert read.classes.get("paris") == ("G", "l0")
    assert read.classes.cluster("paris", is_capital=True) == 678
    assert read.classes.cluster("paris", is_capital=False) == 0
    assert read.classes.cluster("lyon", is_capital=True) == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"something else",
        lambda stored: stored[: len(stored) // 2],
        lambda stored: stored[:-8] + b"12345678",
        lambda _: model.MAGIC + zlib.compress(b"\x05\0\0\0{}"),
    ],
)
def test_a_damaged_model_is_named(tmp_path, damage):
    """A file that is none, cut short or changed is an error that names it."""
    path = tmp_path / "fr.bin"
    model.write(SMALL, path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match=r"fr\.bin"):
        model.read(path)
    with pytest.raises(ModelError, match=r"none\.bin"):
        model.read(tmp_path / "none.bin")


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=8), st.lists(st.sampled_from("ABC")).map(tuple)))
def test_every_word_of_a_table_is_found_with_its_lists(classes):
    """The hash table has each word with what it was given; an empty one has none."""
    table = WordClasses.of(classes)
    prints = [zlib.crc32(word.encode("utf-8", "replace")) >> 16 or 1 for word in classes]
    for word, known in classes.items():
        # Two words whose hashes agree in the bits that are kept can't be told apart.
        if prints.count(zlib.crc32(word.encode("utf-8", "replace")) >> 16 or 1) == 1:
            assert table.get(word) == known
    assert WordClasses.of({}).get("paris") is None


def test_numbers_are_stored_the_same_on_machines_of_both_byte_orders(tmp_path, monkeypatch):
    """A model made where the larger byte comes first is the same file."""
    path, other = tmp_path / "little.bin", tmp_path / "big.bin"
    model.write(SMALL, path)
    known = SMALL.classes
    swapped = [
        array("H", numbers) for numbers in (known.prints, known.numbers, known.lower, known.upper)
    ]
    for numbers in swapped:
        numbers.byteswap()
    monkeypatch.setattr(model.sys, "byteorder", "big")
    classes = WordClasses(*swapped, SMALL.classes.combinations)
    model.write(replace(SMALL, classes=classes), other)
    assert other.read_bytes() == path.read_bytes()
    assert model.read(other).classes.prints == swapped[0]


def test_every_language_has_a_model_and_all_are_small():
    """The nine languages, and texts of no known language."""
    names = {path.stem for path in MODELS.glob("*.bin")}
    assert names == {*LANGUAGES, JOINT}
    assert sum(path.stat().st_size for path in MODELS.glob("*.bin")) <= MOST_BYTES
    for name in names:
        assert tagger(name).model.rows
