"""Following a name: which searches do, and whether the search of a name finds just its articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.following import Followed, followed_by, followings
from newsreader.model.mention import MentionKind
from newsreader.model.name import Name
from newsreader.model.text import clean_line

WRITTEN = st.text(min_size=1).map(clean_line).filter(lambda text: text.replace('"', "").strip())


def name(written: str, kind: MentionKind) -> Name:
    """A name that is called so."""
    return Name(1, f"{kind.value}:x", written, kind, 1, 1, (written,))


@pytest.mark.parametrize(
    ("text", "followed"),
    [
        ('person:"Ines Valdemar"', Followed("Ines Valdemar", MentionKind.PERSON)),
        ("PLACE:Tromsø", Followed("Tromsø", MentionKind.PLACE)),
        ("name:ZX-81", Followed("ZX-81", None)),
        ("org:guild is:unread", None),
        ("org:guild storm", None),
        ("-org:guild", None),
        ("(org:guild OR place:Porto)", None),
        ("org:", None),
        ("title:org", None),
        ("rain", None),
    ],
)
def test_a_search_for_a_name_alone_follows_it(text: str, followed: Followed | None) -> None:
    """Whatever else it asks for makes it a search like others."""
    assert followed_by(text) == followed


@given(WRITTEN, st.sampled_from([kind for kind in MentionKind if kind.is_name]))
def test_the_search_that_follows_a_name_is_for_it(written: str, kind: MentionKind) -> None:
    """However it is written: quotes, brackets, operators, from right to left."""
    for search in followings(name(written, kind)):
        found = followed_by(search.text)
        assert found is not None
        assert found.written == " ".join(written.replace('"', " ").split())
        assert found.kind in (kind, None)
