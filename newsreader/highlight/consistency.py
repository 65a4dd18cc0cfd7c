"""One name, one kind: what an article says of a name in one place holds in all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsreader.highlight.lines import is_acronym
from newsreader.highlight.names import Candidate, fold
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.model.mention import Mention, MentionKind


class Register:
    """The names of an article by form, with the kind that most speaks for and the full form."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._scores: dict[str, Counter[MentionKind]] = {}
        self._forms: dict[str, Counter[str]] = {}
        self._known: set[str] = set()
        self._full: dict[str, str] = {}
        for name in candidates:
            scores = self._scores.setdefault(name.key, Counter())
            for kind, weight in name.scores.items():
                scores[kind] += weight  # type: ignore[assignment]
            self._forms.setdefault(name.key, Counter())[" ".join(name.text.split())] += 1
            if name.is_known and not name.is_titled:
                self._known.add(name.key)
            if name.alias_of:
                self._full[name.key] = fold(name.alias_of)
        self.surnames = self._find_surnames()

    def _find_surnames(self) -> dict[str, str]:
        """Return the form of each person named in full by surname; the first one named counts."""
        surnames: dict[str, str] = {}
        for key in self._forms:
            words = key.split()
            if len(words) > 1 and self._best(key) is MentionKind.PERSON:
                surnames.setdefault(words[-1], key)
                particles = [word for word in words[1:-1] if len(word) <= 3]
                if particles:
                    surnames.setdefault(" ".join([*particles, words[-1]]), key)
        return surnames

    def _best(self, key: str) -> MentionKind:
        scores = self._scores[key]
        return max(scores, key=lambda kind: scores[kind])

    def _full_key(self, key: str) -> str:
        if key in self._full and self._full[key] in self._forms:
            return self._full[key]
        if key in self.surnames and key not in self._known:
            return self.surnames[key]
        return key

    def mention(self, name: Candidate) -> Mention:
        """Return a candidate as a mention, with kind and canonical form."""
        key = self._full_key(name.key)
        canonical = self._forms[key].most_common(1)[0][0]
        return Mention(name.start, name.end, self._best(key), canonical)

    def repeated(
        self, text: str, tokens: Sequence[Token], found: Sequence[Candidate]
    ) -> list[Candidate]:
        """Return the surnames of persons of the article that were no candidates themselves."""
        taken = {name.start for name in found}
        ends = sorted((name.start, name.end) for name in found)
        more: list[Candidate] = []
        place = 0
        for token in tokens:
            if token.kind is not TokenKind.WORD or not token.is_capital or token.start in taken:
                continue
            while place < len(ends) and ends[place][1] <= token.start:
                place += 1
            is_inside = place < len(ends) and ends[place][0] < token.end
            if is_inside or fold(token.text) not in self.surnames or token.gap is Gap.NONE:
                continue
            is_short = len(token.text) < 3 or is_acronym(token)
            if not is_short:
                word = text[token.start : token.end]
                more.append(Candidate(token.start, token.end, word, {MentionKind.PERSON: 1.0}))
        return more
