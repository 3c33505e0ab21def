"""A mention of somebody who may take part, as written: a stretch of one sentence.

Scanning finds them, coreference decides which mean the same person; the nominative forms are made when all are known.
"""

from __future__ import annotations

from dataclasses import dataclass

from workers.doc import Token
from workers.extraction.facts import ParticipantType
from workers.extraction.gazetteer import Country
from workers.extraction.morphology import corrected_case, living_case
from workers.extraction.offices import Office


@dataclass(frozen=True)
class Mention:
    """`first` to `last` is the whole stretch; `head` the token whose case the sentence governs; `further` are posts that
    stand with the name beside `office`."""

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

    @property
    def case(self) -> str | None:
        if self.office is not None:
            return living_case(self.head.lower, self.head.case, self.head.gender)
        return corrected_case(self.head.lower, self.head.case)

    @property
    def position(self) -> tuple[int, int]:
        return self.sentence, self.first

    @property
    def is_plural(self) -> bool:
        return self.office is not None and self.office.is_plural and not self.name

    def covers(self, index: int) -> bool:
        return self.first <= index <= self.last
