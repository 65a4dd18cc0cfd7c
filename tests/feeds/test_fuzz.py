"""A short run of the fuzzer, the same each time."""

from __future__ import annotations

from tests.feeds.fuzz import find_failures


def test_damaged_documents_raise_each_parsers_own_error_only():
    """Three hundred changed documents, whatever parser gets them."""
    assert find_failures(seed=3, count=300, documents=[]) == []
