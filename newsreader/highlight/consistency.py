"""One name, one kind: what an article says of a name in one place holds in all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsreader.highlight.lines import is_acronym
from newsreader.highlight.names import Candidate, fold
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.model.mention import Mention, MentionKind

_AGAIN = 0.1


class Register:
    """The names of an article by form, with the kind that most speaks for and the full form."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._scores: dict[str, dict[MentionKind, float]] = {}
        self._forms: dict[str, Counter[str]] = {}
        self._known: set[str] = set()
        self._full: dict[str, str] = {}
        for name in candidates:
            key = name.key
            scores = self._scores.setdefault(key, {})
            for kind, weight in name.scores.items():
                # The same evidence again hardly makes it stronger: once "la nao Victoria" says
                # more than ever so often "Victoria", which is also a first name.
                old = scores.get(kind, 0.0)
                scores[kind] = max(old, weight) + _AGAIN * min(old, weight)
            self._forms.setdefault(key, Counter())[" ".join(name.text.split())] += 1
            is_person = name.is_titled or self._best(key) is MentionKind.PERSON
            if name.is_known and not is_person:
                self._known.add(key)
            if name.alias_of:
                self._full[key] = fold(name.alias_of)
        self.surnames = self._find_surnames()
        self._forenames = self._find_forenames()

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

    def _find_forenames(self) -> dict[str, str]:
        """Return the form of each person named in full whose first name no other has."""
        persons = set(self.surnames.values())
        firsts = Counter(key.split()[0] for key in persons)
        return {first: key for key in persons if firsts[first := key.split()[0]] == 1}

    def _best(self, key: str) -> MentionKind:
        scores = self._scores[key]
        return max(scores, key=lambda kind: scores[kind])

    def _full_key(self, key: str) -> str:
        if key in self._full and self._full[key] in self._forms:
            return self._full[key]
        if key in self.surnames and key not in self._known:
            return self.surnames[key]
        if key in self._forenames and self._best(key) is MentionKind.PERSON:
            return self._forenames[key]
        return key

    def mention(self, name: Candidate) -> Mention:
        """Return a candidate as a mention, with kind and canonical form."""
        key = self._full_key(name.key)
        # Of equally common forms the one that is not shouted: "Paris", not "PARIS".
        forms = self._forms[key]
        canonical = max(forms, key=lambda form: (forms[form], not form.isupper()))
        return Mention(name.start, name.end, self._best(key), canonical)

    def repeated(
        self, text: str, tokens: Sequence[Token], found: Sequence[Candidate], language: str | None
    ) -> list[Candidate]:
        """Return the surnames of persons of the article that were no candidates themselves.

        In German, where all nouns have capitals, it is all names that the article tells once.
        """
        wanted = set(self._forms if language == "de" else ()) | set(self.surnames)
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
            is_part = token.gap is Gap.NONE and token.start > 0
            if is_inside or is_part or fold(token.text) not in wanted:
                continue
            is_short = len(token.text) < 3 or is_acronym(token)
            if not is_short:
                word = text[token.start : token.end]
                kind = self._best(self._full_key(fold(word)))
                more.append(Candidate(token.start, token.end, word, {kind: 1.0}))
        return more
