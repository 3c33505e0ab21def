"""A post being read from its noun: where its modifiers begin and what its complement must not take in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workers.doc import Sentence, Token
from workers.extraction.gazetteer import country_adjective
from workers.extraction.lexicon import table
from workers.extraction.morphology import has_plural_nominative, is_noun_only
from workers.extraction.post_words import (
    CHURCH_TITLES,
    DEPUTIES,
    is_office_head,
    is_organisation_head,
    is_rank,
)

MODIFIER_TAGS = frozenset({"ADJ", "DET", "VERB", "NUM"})
COMPLEMENT_TAGS = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "DET", "VERB"})
MAX_QUOTED = 8
# Heads accredited somewhere: «посол в Грузии», «постпред при ООН».
ENVOYS = tuple(
    "посол посл постпред представител консул атташе спецпредставител посланник полпред торгпред генконсул постоянн поверенн"
    " спецпосланник нунци".split()
)
# Bodies named by the head of state or government that they serve.
BODIES_OF_HEADS = frozenset(
    "администрация аппарат канцелярия секретариат офис резиденция пресс-служба совет фонд".split()
)
SETTLEMENTS = frozenset("город село деревня поселок станица хутор аул район улица провинция штат остров".split())


@dataclass
class Reader:
    """Reads one office from its head; `names` are the token indexes of personal names, where it must stop."""

    sentence: Sentence
    head: int
    names: frozenset[int]
    country_end: int = -1

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @property
    def is_deputy(self) -> bool:
        head = self.tokens[self.head]
        return head.base.startswith(DEPUTIES) or head.lower.startswith("исполняющ")

    @property
    def may_be_plural(self) -> bool:
        """By the tagger, or «главы», «президента» whose form is that of the nominative plural as well."""
        head = self.tokens[self.head]
        return head.number == "Plur" or (head.case in {"Nom", "Gen", "Acc"} and has_plural_nominative(head.lower))

    @property
    def is_kin(self) -> bool:
        """«семья президента», «родственники погибших»: people named by whose they are."""
        return self.tokens[self.head].base in {"семья", "родственник", "родитель"}

    @property
    def is_envoy(self) -> bool:
        if self.tokens[self.head].number == "Plur":
            return False
        return any(token.lower.startswith(ENVOYS) for token in self.tokens[max(0, self.head - 1) : self.head + 1])

    def left_edge(self) -> int:
        """Agreeing modifiers before the head; a coordination of country adjectives counts as one modifier."""
        first = self.head
        while first > 0 and self._modifies(self.tokens[first - 1]):
            first -= 1
            if first > 1 and self._coordinates(first - 1):
                first -= 1
        return first

    def _coordinates(self, index: int) -> bool:
        """«чрезвычайный и полномочный посол», «российский и турецкий министры»."""
        before, after = self.tokens[index - 1], self.tokens[index + 1]
        return self.tokens[index].text == "и" and before.upos == after.upos == "ADJ" and before.case == after.case

    def _modifies(self, token: Token) -> bool:
        if token.index in self.names:
            return False
        if token.lower in table("post_modifiers.tsv") or token.lower in {"первый", "первая", "временно"}:
            return True
        if token.upos not in MODIFIER_TAGS or token.lower == "также" or (token.upos == "NUM" and token.text.isdigit()):
            return False
        if token.upos == "VERB" and token.feats.get("VerbForm") != "Part":
            return False
        if is_noun_only(token.lower):
            return False
        head = self.tokens[self.head]
        return token.case == head.case or token.head == self.head or country_adjective(token) is not None

    def stops(self, position: int) -> bool:
        """A name, a rank or another post in the case of the head begins here."""
        token = self.tokens[position]
        if self.is_kin and token.case == "Gen":
            return False
        if position in self.names or token.lower in CHURCH_TITLES:
            return True
        if is_rank(token):
            return token.case == self.tokens[self.head].case or token.upos == "NOUN"
        if not is_office_head(token):
            return False
        if position == self.head + 1 and token.number == "Plur" and token.case == "Gen":
            return self.tokens[self.head].number == "Plur"  # «тренер вратарей»
        nested = position == self.head + 1 or self.tokens[position - 1].upos == "ADJ"
        nested = nested or self.tokens[position - 1].lower == "обязанности"
        return not (self.is_deputy and nested) and not self._inside_organisation(position)

    def _inside_organisation(self, position: int) -> bool:
        """«комитета начальников штабов», «администрации президента»: a genitive inside the name of a body."""
        token, before = self.tokens[position], self.tokens[position - 1]
        of_body = token.number == "Plur" or before.base in BODIES_OF_HEADS
        return of_body and token.case == "Gen" and is_organisation_head(before)
