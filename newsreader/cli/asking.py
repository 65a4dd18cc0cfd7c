"""The queries that commands are given."""

from __future__ import annotations

from newsreader.cli.output import complain
from newsreader.model.query import Query, parse_query


def asked(text: str) -> Query:
    """Return the query of a text; what of it means nothing is said on standard error."""
    query = parse_query(text)
    for remark in query.remarks:
        complain(remark)
    return query
