"""A mention of somebody who may take part, as written: a stretch of one sentence.

Scanning finds them, coreference decides which mean the same person; the nominative forms are made when all are known.
"""

from __future__ import annotations

from dataclasses import dataclass

from workers.doc import Token
from workers.extraction.facts import ParticipantType
from workers.extraction.gazetteer import Country
from workers.extraction.morphology import cases
from workers.extraction.offices import Office

CASE_ORDER = ("Gen", "Ins", "Dat", "Acc", "Nom", "Loc")


@dataclass(frozen=True)
class Mention:
    """`first` to `last` is the whole stretch; `head` the token whose case the sentence governs; `further` are posts that
    stand with the name beside `office`; `label` the words that name it where they do not stand side by side."""

    sentence: int
    first: int
    last: int
    head: Token
    type: ParticipantType
    name: tuple[Token, ...] = ()
    office: Office | None = None
    rank: tuple[Token, ...] = ()
    country: Country | None = None
    country_tokens: tuple[Token, ...] = ()
    further: tuple[Office, ...] = ()
    label: tuple[Token, ...] = ()

    @property
    def case(self) -> str | None:
        """The tagger's; of a post or group noun whose form cannot stand in it, one by the dictionary."""
        if self.office is not None and self.head is self.office.token and self.office.has_singular_modifier:
            return self.office.sentence.tokens[self.office.head - 1].case
        if self.office is not None and self.head is self.office.token and self.office.is_plural_subject:
            return "Nom"
        tagged = self.head.case
        possible = cases(self.head.lower) if self.head not in self.name else frozenset[str]()
        if not possible or tagged is None or tagged in possible:
            return tagged
        return next(case for case in CASE_ORDER if case in possible)

    @property
    def position(self) -> tuple[int, int]:
        return self.sentence, self.first

    @property
    def is_plural(self) -> bool:
        return self.office is not None and self.office.is_plural and not self.name

    def covers(self, index: int) -> bool:
        return self.first <= index <= self.last
