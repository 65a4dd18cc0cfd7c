"""How XML of strangers is parsed: nothing is fetched, no entity is put in."""

from __future__ import annotations

from lxml import etree


def xml_parser(*, recover: bool = False, may_be_huge: bool = False) -> etree.XMLParser:
    """Return a parser of UTF-8 without comments and processing instructions.

    With `recover` it makes what it can of a document that is not well formed; with `may_be_huge`
    libxml2's limits of depth and of ten million bytes in a text do not hold.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        huge_tree=may_be_huge,
    )
