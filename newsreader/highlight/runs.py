"""Where names are: runs of capitalised words, cut where one name ends and another begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.highlight.gazetteer import Gazetteer
from newsreader.highlight.lines import Evidence, is_acronym
from newsreader.highlight.numbers import phrase_end
from newsreader.highlight.titles import has_title, is_office, is_portfolio
from newsreader.highlight.tokens import Gap, Token, TokenKind
from newsreader.highlight.words import Lexicon
from newsreader.model.mention import MentionKind

_LONGEST_PERSON = 6
_DEMONYM_ENDINGS = ("ais", "ois", "ains", "iens", "aises", "oises", "aines", "iennes")
_PLURALS = frozenset(("les", "des", "aux", "ces", "deux", "plusieurs"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `[first, end)` that may be one name; `is_titled` when a person's title leads it."""

    first: int
    end: int
    known: MentionKind | None = None
    is_titled: bool = False


@dataclass(frozen=True, slots=True)
class Runs:
    """Finds the pieces of one text; `blocked` are the indices of tokens that are dates."""

    tokens: Sequence[Token]
    words: Lexicon
    known: Gazetteer
    evidence: Evidence
    blocked: frozenset[int] = frozenset()

    def pieces(self, first: int, end: int) -> Iterator[Piece]:
        """Yield the possible names between two tokens, in order."""
        index = first
        while index < end:
            if self._starts(index):
                stop = self._run_end(index, end)
                yield from self._cut(index, stop)
                index = stop
            else:
                index += 1

    def _is_name_word(self, index: int) -> bool:
        token = self.tokens[index]
        if token.kind is not TokenKind.WORD or index in self.blocked or token.low.endswith("'"):
            return False
        if token.text[0].isupper():
            return True
        lead, hyphen, rest = token.text.partition("-")
        if hyphen and rest and lead in self.words.words("particles"):
            return rest[0].isupper()
        # `iPhone` and `eBay`, but not `km/h` or `kWh`.
        return len(token.text) > 3 and token.text.isalpha() and token.text[1].isupper()

    def _starts(self, index: int) -> bool:
        if self._is_name_word(index):
            return True
        token = self.tokens[index]
        if token.low in self.words.words("lower_heads"):
            return self._after_link(index + 1) > index + 1
        is_elided = token.low.endswith("'") and token.text[0].isupper() and not token.is_start
        return is_elided and self._next_is_name(index + 1)

    def _next_is_name(self, index: int) -> bool:
        return (
            index < len(self.tokens)
            and self.tokens[index].gap is not Gap.BREAK
            and not self.tokens[index].is_start
            and self._is_name_word(index)
        )

    def _run_end(self, index: int, limit: int) -> int:
        """Return the index after the longest run of words that may be one name."""
        end = index + 1
        if self.tokens[index].low in self.words.words("lower_heads"):
            return self._organisation_end(index, limit)
        if found := self.known.find(self.tokens, index):
            end = found[0]
        end = max(end, self._organisation_end(index, limit))
        while end < limit:
            is_apart = self.tokens[end].gap is Gap.BLANK or self.tokens[end - 1].low.endswith("'")
            if self._next_is_name(end) and is_apart:
                known = self.known.find(self.tokens, end)
                end = max(known[0] if known else end + 1, self._organisation_end(end, limit))
            elif (joined := self._joined(index, end)) and joined <= limit:
                end = joined
            elif self._takes_number(end):
                end += 1
            else:
                break
        return end

    def _takes_number(self, index: int) -> bool:
        """Whether digits belong to the name before them: `Apollo 11`."""
        token = self.tokens[index]
        is_short = token.text.isdecimal() and len(token.text) <= 3
        return (
            is_short
            and token.gap is Gap.BLANK
            and self.tokens[index - 1].text in self.words.words("numbered")
        )

    def _joined(self, first: int, index: int) -> int | None:
        """Return the index after "van der Leyen" and the like that go on with a name."""
        end = index
        while end < index + 2 and end < len(self.tokens) and self._is_particle(end):
            end += 1
        if end == index or not self._next_is_name(end):
            return None
        right = self.tokens[end]
        if self.tokens[index].low == "y" and self._next_is_name(end + 1):
            # "Omar Torrijos y Jimmy Carter" are two, "Ortega y Gasset" is one.
            return None
        before = self.tokens[max(first, index - 2) : index]
        is_person = any(self.known.is_first_name(token) for token in before)
        is_elsewhere = self.known.find(self.tokens, end) or is_acronym(right)
        is_joined = self._is_strong(index) or (is_person and not is_elsewhere)
        return end + 1 if is_joined else None

    def _is_strong(self, index: int) -> bool:
        """Whether a particle is of names only: `van` in French, but not `la`."""
        low = self.tokens[index].low
        is_romance = self.words.language in ("fr", "es", "it", "pt")
        is_plain = is_romance and low in self.words.words("function")
        return low in self.words.words("strong_particles") and not is_plain

    def _is_particle(self, index: int) -> bool:
        token = self.tokens[index]
        return token.low in self.words.words("particles") and token.gap is not Gap.BREAK

    def _after_link(self, index: int) -> int:
        """Return the index of what "de la" and the like lead to, if it can be part of a name."""
        end = index
        while end < min(index + 2, len(self.tokens)) and self.tokens[end].low in self.words.words(
            "name_links"
        ):
            if self.tokens[end].gap is Gap.BREAK:
                return index
            end += 1
        is_noun = end < len(self.tokens) and self._low_is(end, "organisation_nouns")
        return end if end > index and (self._next_is_name(end) or is_noun) else index

    def _low_is(self, index: int, section: str) -> bool:
        return index < len(self.tokens) and self.tokens[index].low in self.words.words(section)

    def _organisation_end(self, index: int, limit: int) -> int:
        """Return the index after `Union européenne`, `Banque de France` and the like."""
        token = self.tokens[index]
        heads = (
            self.words.words("organisation_heads")
            | self.words.words("place_heads")
            | self.words.words("other_heads")
        )
        if token.low not in heads and token.low not in self.words.words("lower_heads"):
            return index + 1
        end = index + 1
        # "ministre des Affaires étrangères de l'OTAN": the office is not named after the other.
        is_office = is_portfolio(self.tokens, index, self.words)
        for _ in range(4):
            if end >= limit or self.tokens[end].gap is Gap.BREAK:
                break
            if self._next_is_name(end) or self._low_is(end, "organisation_adjectives"):
                end += 1
            elif not is_office and (linked := self._after_link(end)) > end and linked < limit:
                end = linked + 1
            else:
                break
        return end

    def _cut(self, first: int, end: int) -> Iterator[Piece]:
        """Cut a run at titles, at what is known, and where a first name begins a person."""
        index = first
        is_titled = has_title(self.tokens, first, self.words)
        while index < end:
            title = phrase_end(self.words.words("titles"), self.tokens, index)
            if title and not (self._is_head(index) and title < end):
                is_titled, index = True, max(title, index + 1)
                continue
            if self._is_skipped(index, end, first):
                index += 1
                continue
            stop = self._piece_end(index, end)
            found = self.known.find(self.tokens, index)
            kind = found[1] if found and found[0] == stop else None
            is_elsewhere = kind is MentionKind.PLACE or kind is MentionKind.ORGANISATION
            yield Piece(index, stop, kind, is_titled and not is_elsewhere)
            # "президент России Владимир Путин": the title waits for the person.
            index, is_titled = stop, is_titled and is_elsewhere

    def _is_head(self, index: int) -> bool:
        return self.tokens[index].low in self.words.words("organisation_heads")

    def _is_skipped(self, index: int, end: int, first: int) -> bool:
        """Whether a capitalised word is no part of the name that follows it."""
        token = self.tokens[index]
        if not self._is_name_word(index):
            is_head = token.low in self.words.words("lower_heads") and index == first
            is_article = token.low.endswith("'") and not token.is_start and index == first
            return not (is_head or is_article)
        words = self.words
        if token.is_start and token.low in words.words("openers") and not token.text.isupper():
            # "Nato a Como": the alliance is not meant.
            found = self.known.find(self.tokens, index)
            if not found or found[0] == index + 1:
                return True
        if self.known.find(self.tokens, index) or self.known.is_first_name(token):
            return False
        is_plain = token.low in words.words("function") or token.low in words.words("openers")
        if (
            token.is_start
            and (is_plain or token.low in self.evidence.lower)
            and not is_acronym(token)
        ):
            return not (self._is_head(index) and end > index + 1)
        if self._is_demonym(index):
            is_adjective = words.language in ("en", "de", "nl")
            return index + 1 == end or not is_adjective or self._is_person(index + 1)
        if index + 1 < end and self._is_cue(token):
            # "Unternehmen Siemens", "l'ONG Oxfam".
            return True
        is_lone = index + 1 == end
        return is_lone and (is_plain or token.low in words.weekdays or token.low in words.months)

    def _is_demonym(self, index: int) -> bool:
        """Whether a word names a people: listed, or by its ending after a French article."""
        low = self.tokens[index].low
        if low in self.known.demonyms or low.rpartition("-")[2] in self.known.demonyms:
            return True
        if self.words.language != "fr" or index == 0:
            return False
        return low.endswith(_DEMONYM_ENDINGS) and self.tokens[index - 1].low in _PLURALS

    def _is_cue(self, token: Token) -> bool:
        """Whether a noun tells what the name after it is: `Unternehmen`, `Stadt`, `ONG`."""
        words = self.words
        if words.language != "de":
            return token.text.isupper() and token.low in words.words("organisation_cues")
        sections = ("organisation_cues", "place_cues", "other_cues")
        return any(token.low in words.words(section) for section in sections)

    def _is_person(self, index: int) -> bool:
        """Whether a person's first name or title begins at an index."""
        is_titled = phrase_end(self.words.words("titles"), self.tokens, index)
        return bool(is_titled) or self.known.is_first_name(self.tokens[index])

    def _piece_end(self, index: int, end: int) -> int:
        """Return where the name that begins at `index` ends within its run."""
        found = self.known.find(self.tokens, index)
        after = found[0] if found else index + 1
        if found and after < end:
            # In German the next noun is no part of a place's name.
            is_noun = self.words.language == "de" and found[1] is MentionKind.PLACE
            if is_noun or self._is_persons(after):
                return after
        for stop in range(max(after, index + 1), end):
            if phrase_end(self.words.words("titles"), self.tokens, stop):
                return stop
            if self._is_sentence(stop):
                return stop
            if stop - index >= _LONGEST_PERSON and self.known.is_first_name(self.tokens[index]):
                return stop
            is_noun = self.words.language == "de" and self.tokens[stop].gap is Gap.BLANK
            if (stop + 1 < end or is_noun) and self._is_next_person(index, stop):
                return stop
        return end

    def _is_persons(self, index: int) -> bool:
        """Whether a token is a first name, or the surname of a person named in full."""
        token = self.tokens[index]
        is_person = self.known.is_first_name(token) or token.low in self.evidence.surnames
        return is_person and not self.known.find(self.tokens, index)

    def _is_sentence(self, index: int) -> bool:
        """Whether a sentence begins after the dot of an abbreviation: `1969 A.D. We came`."""
        token = self.tokens[index]
        is_plain = token.is_capital and token.low in self.words.words("function")
        return is_plain and self.tokens[index - 1].text.endswith(".")

    def _is_next_person(self, index: int, stop: int) -> bool:
        """Whether the first name at `stop` begins another person: "Hollande Manuel Valls"."""
        token, before = self.tokens[stop], self.tokens[stop - 1]
        if not token.is_capital or not self.known.is_first_name(token):
            return False
        if self.known.is_first_name(self.tokens[index]):
            is_full = stop - index >= 2 and before.is_capital
            return is_full and not self.known.is_first_name(before) and len(before.text) > 2
        first, language = self.tokens[index], self.words.language
        # In these a sentence may begin with its verb: "Parlano Marco Velli e Anna Corsi".
        is_verb = first.is_start and language in ("es", "it", "pt")
        is_noun = is_verb or first.low in self.evidence.lower or language == "de"
        return is_noun or is_office(self.tokens, index, self.words)
