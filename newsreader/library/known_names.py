"""Names known to be the same in different languages: countries, capitals, organisations.

The tables are data/own_names.txt and data/cldr_names.txt, read once, when they are first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newsreader.library.name_keys import plain
from newsreader.model.mention import MentionKind

_DATA = Path(__file__).parent / "data"
_LONGEST_AS_WRITTEN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Something that has names in several languages; its code says no more than which it is."""

    kind: MentionKind
    code: str
    only_written: str | None = None
    """How a very short name must be written: `US` is the country, `Us` is not."""

    @property
    def is_city(self) -> bool:
        """Whether it is a city, or what else a time zone is called after."""
        return "/" in self.code


def known(key: str, canonical: str) -> Known | None:
    """Return what a name, given by its plain form and as it stands, is known to be; or None."""
    found = _table().get(key)
    if found is None or (found.only_written and canonical.replace(".", "") != found.only_written):
        return None
    return found


@cache
def _table() -> dict[str, Known]:
    found: dict[str, Known] = {}
    apart: set[str] = set()
    for file in ("own_names.txt", "cldr_names.txt"):
        for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
            head, sign, names = line.partition(" = ")
            if not sign or line.startswith("#"):
                continue
            kind, _, code = head.rpartition(" ")
            for name in names.split(", "):
                key = plain(name)
                if head == "apart":
                    apart.add(key)
                elif key not in apart:
                    # What stands in our own table counts more.
                    found.setdefault(key, _known(kind or "place", code, name))
    return found


def _known(kind: str, code: str, name: str) -> Known:
    bare = name.replace(".", "")
    is_strict = len(bare) <= _LONGEST_AS_WRITTEN and bare.isupper()
    return Known(MentionKind(kind), code, bare if is_strict else None)
