"""A participant of the text with all its mentions: what they say together of post, country and rank."""

from __future__ import annotations

from dataclasses import dataclass, field

from workers.doc import Token
from workers.extraction.facts import ParticipantType
from workers.extraction.gazetteer import Country
from workers.extraction.mentions import Mention
from workers.extraction.names import PersonName
from workers.extraction.offices import Office
from workers.extraction.post_words import is_kin


@dataclass
class Actor:
    """One participant of the text with all its mentions, in the order of the text."""

    type: ParticipantType
    mentions: list[Mention] = field(default_factory=list)
    name: PersonName | None = None

    @property
    def first(self) -> Mention:
        return min(self.mentions, key=lambda mention: mention.position)

    @property
    def offices(self) -> list[tuple[Mention, Office]]:
        """Posts given with the name, then those of unnamed mentions; «коллега» and «гость» are none."""
        own = [
            (mention, mention.office) for mention in self.mentions if mention.office and not mention.office.is_address
        ]
        return sorted(own, key=lambda pair: (not pair[0].name, pair[0].position))

    @property
    def main(self) -> tuple[Mention, Office] | None:
        """The first full post: one that goes with the name and has an organisation, a country or a complement."""
        offices = [pair for pair in self.offices if not (self.name and is_kin(pair[1].token))]
        full = [pair for pair in offices if pair[0].name and (not pair[1].is_bare or len(pair[1].role) > 1)]
        named = [pair for pair in full if len(pair[0].name) > 1]
        return next(iter((*named, *full, *offices)), None)

    @property
    def country(self) -> tuple[Country, tuple[Token, ...], Mention] | None:
        """The state represented: of the main post, else of any mention."""
        main = [self.main] if self.main else []
        for mention, office in (*main, *self.offices):
            if office.countries:
                return office.countries[0], office.country_tokens, mention
        for mention in self.mentions:
            if mention.office and mention.office.countries:
                return mention.office.countries[0], mention.office.country_tokens, mention
            if mention.country:
                return mention.country, mention.country_tokens, mention
        return None

    @property
    def rank(self) -> tuple[Mention, tuple[Token, ...]] | None:
        return next(
            ((mention, mention.rank) for mention in self.mentions if mention.rank and mention.name), None
        ) or next(((mention, mention.rank) for mention in self.mentions if mention.rank), None)

    @property
    def gender(self) -> str | None:
        return self.name.gender if self.name else None

    def before(self, position: tuple[int, int]) -> Mention | None:
        """The latest mention before a position."""
        earlier = [mention for mention in self.mentions if mention.position < position]
        return max(earlier, key=lambda mention: mention.position) if earlier else None
