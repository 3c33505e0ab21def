"""Speakers without a name: «эксперт», «наставник», «французская гостья», «он», «по её словам»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from workers.doc import Doc, Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.gazetteer import Country, country_adjective, country_demonym
from workers.extraction.lexicon import table
from workers.extraction.morphology import parses
from workers.extraction.roles import may_mean, words_of

ANYBODY = "*"
NEAR = 3
PRONOUNS = {"он": "m", "его": "m", "она": "f", "ее": "f"}
REVERSED = frozenset({"собеседник", "собеседница", "коллега", "визави", "оппонент", "гость", "гостья"})


@dataclass
class Speakers:
    """Who has spoken so far, and whom a word without a name may mean."""

    doc: Doc
    coreference: Coreference
    spoken: list[tuple[int, Actor]] = field(default_factory=list)

    def of(self, sentence: int, index: int) -> Actor | None:
        """The named person whom the word means: by the first rule that knows one; else its own actor, if any."""
        token = self.doc.sentences[sentence].tokens[index]
        word = Word(self, self.doc.sentences[sentence], token)
        named = next((actor for rule in RULES if (actor := rule(word)) is not None), None)
        return named or next(iter(self.coreference.at(sentence, index)), None)

    def latest(self, sentence: int, reach: int = NEAR) -> list[Actor]:
        """Those who spoke within so many sentences before, the latest first."""
        return [actor for at, actor in reversed(self.spoken) if 0 <= sentence - at <= reach]

    def people(self, sentence: int, index: int) -> list[Actor]:
        """Named persons mentioned before the word, the latest first."""
        before = [
            (latest.position, number)
            for number, actor in enumerate(self.coreference.actors)
            if actor.type == "person" and actor.name and (latest := actor.before((sentence, index)))
        ]
        return [self.coreference.actors[number] for _, number in sorted(before, reverse=True)]


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
        verb = self.sentence.parent(self.token)
        gender = verb.gender if verb and verb.tense == "Past" and self.token.relation == "nsubj" else None
        feminine = any("femn" in parse.tag and "anim" in parse.tag for parse in parses(self.token.lower)[:1])
        return "f" if gender == "Fem" or feminine else "m" if gender == "Masc" else None

    @property
    def country(self) -> Country | None:
        """«[французская] гостья», «серб»."""
        adjectives = (country_adjective(child) for child in self.sentence.children(self.token))
        return next((country for country in adjectives if country), None) or country_demonym(self.token)

    @property
    def recent(self) -> Iterator[Actor]:
        """Fitting persons: who spoke last, then who was mentioned last; but «его собеседник» is somebody else."""
        index = self.sentence.index
        latest = self.speakers.latest(index)
        people = self.speakers.people(index, self.token.index)
        near = [actor for actor in people if any(index - m.sentence <= NEAR for m in actor.mentions)]
        order = [*latest, *near]
        if self.is_reversed and order:
            order = [actor for actor in near if actor is not order[0]]
        yield from (actor for actor in order if self.fits(actor))

    @property
    def is_reversed(self) -> bool:
        owners = {child.lower for child in self.sentence.children(self.token)}
        return self.token.base in REVERSED and bool(owners & {"его", "ее"})

    def fits(self, actor: Actor) -> bool:
        """By gender and country; who is named in the same clause is somebody else."""
        if actor.type != "person" or actor.name is None or (self.gender and actor.gender not in (self.gender, None)):
            return False
        return self.country is None or (actor.country is not None and actor.country[0] == self.country)


def named_actor(word: Word) -> Actor | None:
    """The mention that the word belongs to: «[Министр] культуры Анна Петрова»."""
    return next((actor for actor in word.own if actor.name), None)


def name_in_apposition(word: Word) -> Actor | None:
    """«[Слесарь] Николай Петухов», «[жительница] посёлка Ольга Канзычакова»: a name that ends the phrase of the word."""
    if word.token.upos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    for token in word.sentence.tokens[word.token.index + 1 : word.token.index + 9]:
        if token.upos in {"VERB", "AUX", "ADP", "PRON", "SCONJ"} or token.text in ",;:":
            return None
        for actor in word.speakers.coreference.at(word.sentence.index, token.index):
            if actor.type == "person" and actor.name and token.case in ("Nom", word.token.case, None):
                return actor
    return None


def surname_alone(word: Word) -> Actor | None:
    """A surname that the tagger missed, of a person named elsewhere."""
    if word.token.upos != "PROPN" or len(word.token.text) < 4:
        return None
    stem = word.token.lower[: max(4, len(word.token.lower) - 2)]
    people = [actor for actor in word.speakers.coreference.actors if actor.name and actor.name.surname]
    same = [actor for actor in people if actor.name and (actor.name.surname or "").lower().startswith(stem)]
    return same[0] if len(same) == 1 else None


def pronoun(word: Word) -> Actor | None:
    """«добавил он», «по её словам»: who spoke last, else the nearest person of that gender."""
    if word.token.lower not in PRONOUNS:
        return None
    own = [actor for mention, actor in _subjects(word) if actor.name and word.fits(actor)]
    latest = [actor for actor in word.speakers.latest(word.sentence.index, 2) if word.fits(actor)]
    possessive = own if word.token.lower in {"его", "ее"} else []
    found = next(iter([*possessive, *latest[:1]]), None)
    return found or word.speakers.coreference.pronoun(word.sentence.index, word.token)


def _subjects(word: Word) -> list[tuple[int, Actor]]:
    """Persons in the nominative before the word in its sentence."""
    pairs = word.speakers.coreference.mentions(word.sentence.index)
    return [(m.first, actor) for m, actor in pairs if m.last < word.token.index and m.case == "Nom"]


def post_alone(word: Word) -> Actor | None:
    """«замминистра», «председатель»: the only named holder of such a post, or the one who spoke last."""
    own = next((actor for actor in word.own if actor.main), None)
    if own is None or own.main is None:
        return None
    reference = own.main[1]
    holders = [
        actor
        for actor in word.speakers.people(word.sentence.index, word.token.index)
        if word.fits(actor) and any(may_mean(reference, office) for _, office in actor.offices)
    ]
    latest = [actor for actor in word.speakers.latest(word.sentence.index) if actor in holders]
    return latest[0] if latest else holders[0] if len(holders) == 1 else None


def general_word(word: Word) -> Actor | None:
    """«эксперт», «наставник», «его собеседник»: the latest person whom such a word may mean."""
    known = table("speaker_references.tsv").get(word.token.base)
    if known is None or _names_another(word):
        return None
    if known[0] == ANYBODY:
        return next(word.recent, None)
    stems = tuple(known[0].split(","))
    people = [*word.recent, *filter(word.fits, word.speakers.people(word.sentence.index, word.token.index))]
    return next((actor for actor in people if _has_post(actor, stems)), None)


def _names_another(word: Word) -> bool:
    """«эксперт «Финама»», «представитель Минобороны»: a complement with a name of its own tells of somebody new."""
    complement = [child for child in word.sentence.children(word.token) if child.relation in {"nmod", "appos", "flat"}]
    return any(part.is_capitalised for child in complement for part in word.sentence.subtree(child))


def _has_post(actor: Actor, stems: Sequence[str]) -> bool:
    return any(form.startswith(tuple(stems)) for _, office in actor.offices for form in words_of(office))


def countryman(word: Word) -> Actor | None:
    """«ответил серб»: the latest person of that country; one whose country is not told may be meant."""
    if country_demonym(word.token) is None:
        return None
    return next(word.recent, None) or next(
        (
            actor
            for actor in word.speakers.people(word.sentence.index, word.token.index)
            if actor.country is None and (word.gender is None or actor.gender in (word.gender, None))
        ),
        None,
    )


RULES: list[Callable[[Word], Actor | None]] = [
    named_actor, pronoun, name_in_apposition, surname_alone, post_alone, general_word, countryman,
]  # fmt: skip
