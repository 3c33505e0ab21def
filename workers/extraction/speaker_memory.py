"""Who has spoken so far in a text, and who was named last: what the words for a speaker may point back at."""

from __future__ import annotations

from dataclasses import dataclass, field

from workers.doc import Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.gazetteer import Country, country_adjective, country_demonym
from workers.extraction.mentions import Mention
from workers.extraction.morphology import dictionary_lemma, parses
from workers.extraction.name_grammar import is_subject
from workers.extraction.speakers import is_somebodys
from workers.extraction.speech import Text

Position = tuple[int, int]

NEAR = 3
GENDERS = {"Masc": "m", "Fem": "f"}
PRONOUNS = {"он": "m", "его": "m", "она": "f", "ее": "f"}
REVERSED = frozenset({"собеседник", "собеседница", "коллега", "визави", "оппонент", "гость", "гостья"})


@dataclass
class Speakers:
    """Who has spoken so far, and whom a word without a name may mean."""

    text: Text
    coreference: Coreference
    spoken: list[tuple[int, Actor]] = field(default_factory=list)

    def latest(self, sentence: int, reach: int = NEAR) -> list[Actor]:
        """Those who spoke within so many sentences before, the latest first."""
        return [actor for at, actor in reversed(self.spoken) if 0 <= sentence - at <= reach]

    def people(self, position: Position) -> list[tuple[Mention, Actor]]:
        """Persons named before a position, with the latest mention outside quotations: the latest first, subjects first."""
        found = [
            (latest, actor)
            for actor in self.coreference.actors
            if actor.type == "person" and has_name(actor) and (latest := self._latest_mention(actor, position))
        ]
        return sorted(found, key=self._prominence, reverse=True)

    def _latest_mention(self, actor: Actor, position: Position) -> Mention | None:
        before = [m for m in actor.mentions if m.position < position and not self.text.is_quoted(self._first_word(m))]
        return max(before, key=lambda mention: mention.position, default=None)

    def _first_word(self, mention: Mention) -> Token:
        return self.text.doc.sentences[mention.sentence].tokens[mention.first]

    def _prominence(self, pair: tuple[Mention, Actor]) -> tuple[int, bool, int]:
        mention = pair[0]
        return mention.sentence, self.is_subject(mention), -mention.first

    def is_subject(self, mention: Mention) -> bool:
        return is_subject(self.text.doc.sentences[mention.sentence], mention)


@dataclass(frozen=True)
class Word:
    """The word that stands for the speaker."""

    speakers: Speakers
    sentence: Sentence
    token: Token

    @property
    def own(self) -> list[Actor]:
        return self.speakers.coreference.at(self.sentence.index, self.token.index)

    @property
    def gender(self) -> str | None:
        """«он», «сказала эксперт», «чиновница»."""
        if self.token.lower in PRONOUNS:
            return PRONOUNS[self.token.lower]
        verb = self.token if self.token.upos in {"VERB", "AUX"} else self.sentence.parent(self.token)
        if verb is self.token:
            return GENDERS.get(verb.gender or "")
        gender = verb.gender if verb and verb.tense == "Past" and self.token.relation == "nsubj" else None
        feminine = any("femn" in parse.tag and "anim" in parse.tag for parse in parses(self.token.lower)[:1])
        return "f" if gender == "Fem" or feminine else "m" if gender == "Masc" else None

    @property
    def country(self) -> Country | None:
        """«[французская] гостья», «серб»."""
        adjectives = (country_adjective(child) for child in self.sentence.children(self.token))
        return next((country for country in adjectives if country), None) or country_demonym(self.token)

    @property
    def position(self) -> Position:
        return self.sentence.index, self.token.index

    @property
    def base(self) -> str:
        return dictionary_lemma(self.token)

    @property
    def people(self) -> list[Actor]:
        """Fitting persons named before, the latest first."""
        return [actor for _, actor in self.speakers.people(self.position) if self.fits(actor)]

    @property
    def recent(self) -> list[Actor]:
        """Fitting persons near by: who spoke last, then who was mentioned last; but «его собеседник» is somebody else."""
        index = self.sentence.index
        latest = self.speakers.latest(index)
        near = [actor for mention, actor in self.speakers.people(self.position) if index - mention.sentence <= NEAR]
        order = [*latest, *near]
        if order and self.base in REVERSED and is_somebodys(self.sentence, self.token):
            order = [actor for actor in near if actor is not order[0]]
        return [actor for actor in order if self.fits(actor)]

    def fits(self, actor: Actor) -> bool:
        """By gender and country."""
        if not has_name(actor) or (self.gender and actor.gender not in (self.gender, None)):
            return False
        return self.country is None or (actor.country is not None and actor.country[0] == self.country)


def has_name(actor: Actor) -> bool:
    """A person whose name is more than a common noun that the tagger took for one («Владыка», «Паломница»)."""
    if actor.type != "person" or actor.name is None:
        return False
    token = actor.first.head
    alone = len(actor.first.name) == 1 and actor.first.name[0].index == 0 and len(actor.mentions) == 1
    return not (alone and _is_common(token))


def _is_common(token: Token) -> bool:
    first = parses(token.lower)[0]
    return bool(first.is_known and "NOUN" in first.tag and not {"Name", "Surn", "Patr"} & first.tag.grammemes)
