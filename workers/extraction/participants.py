"""Actors as participants and posts: nominative values with the words that gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.doc import Doc, Token
from workers.extraction.actors import Actor
from workers.extraction.body_names import plain_name
from workers.extraction.facts import Evidence, ParticipantFact
from workers.extraction.inflection import nominative
from workers.extraction.mentions import Mention
from workers.extraction.offices import CLOSING_QUOTES, OPENING_QUOTES, Office


@dataclass(frozen=True)
class Describer:
    """Turns actors of one text into facts."""

    doc: Doc

    def participant(self, actor: Actor) -> ParticipantFact:
        """The participant without its side."""
        if actor.type == "person":
            return self._person(actor)
        return self._body(actor)

    def name(self, actor: Actor) -> str | None:
        """The name under which the actor stands in the facts."""
        if actor.type == "person":
            return actor.name.full if actor.name else None
        mention = actor.first
        if actor.type == "organisation":
            return self.words(
                [
                    token
                    for token in self._tokens(mention)
                    if token not in mention.country_tokens or token.is_capitalised
                ]
            )
        if actor.type == "country" and actor.country:
            return actor.country[0].name if _is_country_word(mention) else self.words(self._tokens(mention))
        label = self.words(self._tokens(mention))
        common = mention.type == "group" and self._tokens(mention)[0].upos in {"NOUN", "ADJ"}
        return label[:1].lower() + label[1:] if common else label

    def _tokens(self, mention: Mention) -> tuple[Token, ...]:
        if mention.label:
            return mention.label
        return self.doc.sentences[mention.sentence].tokens[mention.first : mention.last + 1]

    def words(self, tokens: Sequence[Token]) -> str:
        return plain_name(nominative(tokens, self.doc.text))

    def _person(self, actor: Actor) -> ParticipantFact:
        main = actor.main
        office = main[1] if main else None
        name, country, rank = actor.name, actor.country, actor.rank
        return ParticipantFact(
            type="person",
            name=name.full if name else None,
            given=name.given if name else None,
            patronymic=name.patronymic if name else None,
            surname=name.surname if name else None,
            role=self.role(office) if office else None,
            rank=nominative(rank[1], self.doc.text, number="singular").lower() if rank else None,
            organisation=self.organisation(office) if office else None,
            country=country[0].name if country else None,
            country_code=country[0].code if country else None,
            evidence=tuple(self._evidence(actor)),
        )

    def _body(self, actor: Actor) -> ParticipantFact:
        country = actor.country
        return ParticipantFact(
            type=actor.type,
            name=self.name(actor),
            country=country[0].name if country else None,
            country_code=country[0].code if country else None,
            evidence=tuple(self._evidence(actor)),
        )

    def role(self, office: Office) -> str | None:
        """«временный поверенный в делах»: nominative, singular, the first letter small."""
        if not office.role:
            return None
        acting = office.token.lower.startswith("исполняющ")
        text = nominative(office.role, self.doc.text, number="keep" if acting else "singular")
        if acting:  # a participle to the tagger, which does not decline as a head
            text = re.sub(r"исполняющ\w+", "исполняющий", text, flags=re.IGNORECASE)
        return text[:1].lower() + text[1:] if not text[:2].isupper() else text

    def organisation(self, office: Office) -> str | None:
        if not office.organisation:
            return None
        tokens = office.organisation
        if tokens[0].text in OPENING_QUOTES and tokens[-1].text in CLOSING_QUOTES and len(tokens) > 2:
            tokens = tokens[1:-1]  # «глава «Газпрома»»: the name itself stands in the genitive
        several = office.is_plural and not tokens[0].is_capitalised
        case = "Gen" if tokens != office.organisation else None
        return plain_name(nominative(tokens, self.doc.text, "singular" if several else "keep", case))

    def _evidence(self, actor: Actor) -> Iterator[Evidence]:
        for mention in actor.mentions:
            tokens = mention.name or self._tokens(mention)
            yield Evidence("name", tokens[0].start, tokens[-1].end, "full_name" if len(mention.name) > 1 else "mention")
        if main := actor.main:
            yield from spans("role", main[1].role, "office")
            yield from spans("organisation", main[1].organisation, "office_organisation")
        if rank := actor.rank:
            yield from spans("rank", rank[1], "rank_before_name")
        if country := actor.country:
            yield from spans("country", country[1], "office_country")


def spans(field: str, tokens: Sequence[Token], rule: str) -> Iterator[Evidence]:
    """The stretch of the tokens as evidence; nothing for no tokens."""
    if tokens:
        yield Evidence(field, tokens[0].start, tokens[-1].end, rule)


def _is_country_word(mention: Mention) -> bool:
    return bool(mention.country_tokens)
