"""Mentions of a text grouped into actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.doc import Doc
from workers.extraction.actors import Actor
from workers.extraction.lent_countries import with_lent_country
from workers.extraction.mentions import Mention
from workers.extraction.name_grammar import (
    as_nominative,
    attested_words,
    demanded_case,
    demanded_gender,
    is_feminine_accusative,
)
from workers.extraction.names import PersonName, compatible, merge, person_name
from workers.extraction.references import (
    contradicts,
    country_fits,
    is_delegation,
    is_identified,
    may_be,
    shares_sentence,
)

GENERAL_WORDS = frozenset(
    "менеджер топ-менеджер чиновник военачальник политик лидер дипломат бизнесмен министр специалист глава тренер ученый"
    " представитель парламентарий предприниматель режиссер офицер генерал".split()
)


class Grouping:
    """Groups the mentions of a text into actors: full names first, then parts of names, then posts and ranks."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = [with_lent_country(doc, mention) for mention in mentions]
        self.actors: list[Actor] = []
        self.attested = frozenset(attested_words(doc, mentions))

    def named(self, full: bool) -> None:
        """Full names found actors; single surnames attach to the nearest compatible one."""
        for mention in sorted(self.mentions, key=lambda mention: mention.case != "Nom"):
            if not mention.name or (len(mention.name) > 1) != full:
                continue
            name = self._name(mention)
            actor = self._compatible(name, mention)
            if actor is None:
                self.actors.append(Actor("person", [mention], name))
            else:
                actor.mentions.append(mention)
                actor.mentions.sort(key=lambda own: own.position)
                actor.name = merge(actor.name, name) if actor.name else name

    def _name(self, mention: Mention) -> PersonName:
        sentence = self.doc.sentences[mention.sentence]
        case, gender = demanded_case(sentence, mention), demanded_gender(sentence, mention)
        if case == "Gen" and any(is_feminine_accusative(token) for token in mention.name):
            case = "Acc"
        tokens = [as_nominative(token) for token in mention.name] if case == "Nom" and mention.office else mention.name
        name = person_name(tokens, case, gender, self.attested)
        # A surname alone («Агаджанян», «Шевчук») does not tell the gender unless its verb does.
        return name if name.given or gender else replace(name, gender=None)

    def _compatible(self, name: PersonName, mention: Mention) -> Actor | None:
        candidates = [actor for actor in self.actors if actor.name and compatible(actor.name, name)]
        candidates = [actor for actor in candidates if not contradicts(actor, mention)]
        return min(candidates, key=lambda actor: _distance(actor, mention), default=None)

    def unnamed(self) -> None:
        for mention in self.mentions:
            if mention.name:
                continue
            actor = self._antecedent(mention)
            if actor is None:
                self.actors.append(Actor(mention.type, [mention]))
            else:
                actor.mentions.append(mention)
                actor.mentions.sort(key=lambda own: own.position)

    def _antecedent(self, mention: Mention) -> Actor | None:
        if mention.office and mention.office.is_address and mention.office.is_bare:
            return self._addressed(mention)
        fitting = [actor for actor in self.actors if may_be(actor, mention)] or self._compatriots(mention)
        earlier = [actor for actor in fitting if actor.before(mention.position)]
        if earlier:
            return max(earlier, key=lambda actor: self._closeness(actor, mention))
        return fitting[0] if len(fitting) == 1 and is_identified(mention) else None

    def _compatriots(self, mention: Mention) -> list[Actor]:
        """«китайский менеджер»: a general word and a state that only one named person stands for."""
        office = mention.office
        if office is None or not office.countries or office.token.base not in GENERAL_WORDS or len(office.role) > 1:
            return []
        same = [actor for actor in self.actors if actor.name and country_fits(actor, office.countries[0])]
        return same if len(same) == 1 and not shares_sentence(same[0], mention) else []

    def _addressed(self, mention: Mention) -> Actor | None:
        """«гость», «собеседник»: the latest person who is not named in the same sentence; «гости»: the delegation."""
        if mention.type == "group":
            sent = [actor for actor in self.actors if actor.type == "group" and is_delegation(actor)]
            before = [(latest.position, actor) for actor in sent if (latest := actor.before(mention.position))]
            return max(before, key=lambda pair: pair[0])[1] if before else None
        here = [actor for actor in self.actors if any(own.sentence == mention.sentence for own in actor.mentions)]
        persons = [actor for actor in self.actors if actor.type == "person" and actor.name and actor not in here]
        earlier = [(latest.position, actor) for actor in persons if (latest := actor.before(mention.position))]
        near = [pair for pair in earlier if mention.sentence - pair[0][0] <= 3]
        return max(near, key=lambda pair: pair[0])[1] if near else None

    def _closeness(self, actor: Actor, mention: Mention) -> tuple[bool, bool, tuple[int, int]]:
        latest = actor.before(mention.position)
        country = mention.office.countries[0] if mention.office and mention.office.countries else mention.country
        return (
            country is not None and country_fits(actor, country),
            actor.name is not None,
            latest.position if latest else (-1, -1),
        )


def _distance(actor: Actor, mention: Mention) -> tuple[bool, int]:
    latest = actor.before(mention.position)
    return latest is None, mention.sentence - latest.sentence if latest else actor.first.sentence
