"""Speakers without a name: «эксперт», «наставник», «французская гостья», «он», «по её словам»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from workers.doc import Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.gazetteer import Country, country_adjective, country_demonym
from workers.extraction.lexicon import table
from workers.extraction.mentions import Mention
from workers.extraction.morphology import dictionary_lemma, parses
from workers.extraction.name_grammar import is_subject
from workers.extraction.roles import may_mean, same_head, words_of
from workers.extraction.speakers import is_somebodys
from workers.extraction.speech import Text

Position = tuple[int, int]

ANYBODY = "*"
NEAR = 3
PRONOUNS = {"он": "m", "его": "m", "она": "f", "ее": "f"}
REVERSED = frozenset({"собеседник", "собеседница", "коллега", "визави", "оппонент", "гость", "гостья"})


@dataclass
class Speakers:
    """Who has spoken so far, and whom a word without a name may mean."""

    text: Text
    coreference: Coreference
    spoken: list[tuple[int, Actor]] = field(default_factory=list)

    def of(self, sentence: int, index: int) -> Actor | None:
        """The named person whom the word means: by the first rule that knows one; else its own actor, if any."""
        own = self.text.doc.sentences[sentence]
        word = Word(self, own, own.tokens[index])
        named = next((actor for rule in RULES if (actor := rule(word)) is not None), None)
        return named or next(iter(self.coreference.at(sentence, index)), None)

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


def named_actor(word: Word) -> Actor | None:
    """The mention that the word belongs to: «[Министр] культуры Анна Петрова»."""
    return next((actor for actor in word.own if has_name(actor)), None)


def name_in_apposition(word: Word) -> Actor | None:
    """«[Слесарь] Николай Петухов», «[жительница] посёлка Ольга Канзычакова»: a name that ends the phrase of the word."""
    if word.token.upos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    phrase = word.sentence.subtree(word.token)
    for token in word.sentence.tokens[word.token.index + 1 : word.token.index + 9]:
        if token.text == ",":
            return _apposed_behind_comma(word, token)
        if token.upos in {"VERB", "AUX", "PRON", "SCONJ"} or token.text in ";:":
            return None
        if token.upos == "ADP" and token not in phrase:
            return None
        for actor in word.speakers.coreference.at(word.sentence.index, token.index):
            if has_name(actor) and token.case in ("Nom", word.token.case, None):
                return actor
    return None


def _apposed_behind_comma(word: Word, comma: Token) -> Actor | None:
    """«[хозяин] саммита, президент Садыр Жапаров, …»: a name with its post between commas."""
    for mention, actor in word.speakers.coreference.mentions(word.sentence.index):
        if mention.first == comma.index + 1 and mention.name and mention.office and mention.case == "Nom":
            behind = word.sentence.tokens[mention.last + 1 : mention.last + 2]
            return actor if has_name(actor) and behind and behind[0].upos == "PUNCT" else None
    return None


def surname_alone(word: Word) -> Actor | None:
    """A surname that the tagger missed, of a person named elsewhere."""
    if word.token.upos != "PROPN" or len(word.token.text) < 4:
        return None
    stem = word.token.lower[: max(4, len(word.token.lower) - 2)]
    same = [actor for actor in word.speakers.coreference.actors if has_name(actor) and _surname(actor).startswith(stem)]
    return same[0] if len(same) == 1 else None


def _surname(actor: Actor) -> str:
    return ((actor.name.surname if actor.name else None) or "").lower().replace("ё", "е")


def pronoun(word: Word) -> Actor | None:
    """«добавил он», «по её словам»: who spoke last or is the subject of a later sentence; the own subject of «по его»."""
    if word.token.lower not in PRONOUNS:
        return None
    index = word.sentence.index
    others = _told_of(word)
    pairs = [(m, a) for m, a in word.speakers.people(word.position) if word.fits(a) and a not in others]
    subjects = [(m.sentence, actor) for m, actor in pairs if m.case == "Nom" and index - m.sentence <= 2]
    if word.token.lower in {"его", "ее"} and subjects and subjects[0][0] == index:
        return subjects[0][1]
    spoken = [(at, actor) for at, actor in word.speakers.spoken if 0 <= index - at <= 2]
    latest = [(at, actor) for at, actor in reversed(spoken) if word.fits(actor) and actor not in others][:1]
    order = sorted([*latest, *(pair for pair in subjects if pair[0] < index)], key=lambda pair: pair[0], reverse=True)
    near = [actor for m, actor in pairs if index - m.sentence <= NEAR]
    return next((actor for actor in (*(actor for _, actor in order), *near)), None)


def _told_of(word: Word) -> list[Actor]:
    """Whom the sentence of «он» names behind it: «Он заверил [министра], что …» means somebody else."""
    pairs = word.speakers.coreference.mentions(word.sentence.index)
    return [actor for mention, actor in pairs if word.token.lower in {"он", "она"} and mention.first > word.token.index]


def post_alone(word: Word) -> Actor | None:
    """«замминистра», «председатель»: the only named holder of such a post, or the one who spoke last."""
    own = next((actor for actor in word.own if actor.main), None)
    if own is None or own.main is None or _names_another(word):
        return None
    reference = own.main[1]
    for means in (may_mean, same_head):
        holders = [actor for actor in word.people if any(means(reference, office) for _, office in actor.offices)]
        latest = [actor for actor in word.speakers.latest(word.sentence.index) if actor in holders]
        if latest or len(holders) == 1:
            return latest[0] if latest else holders[0]
    return None


def general_word(word: Word) -> Actor | None:
    """«эксперт», «наставник», «его собеседник»: the latest person whom such a word may mean."""
    known = table("speaker_references.tsv").get(word.base)
    if known is None or word.token.number == "Plur" or _names_another(word):
        return None
    if known[0] == ANYBODY:
        return next(iter(word.recent), None) or _compatriot(word)
    stems = tuple(known[0].split(","))
    return next((actor for actor in (*word.recent, *word.people) if _has_post(actor, stems)), None)


def _compatriot(word: Word) -> Actor | None:
    """«французская гостья»: the only one of that country, whatever the gender of the foreign name."""
    same = [
        actor
        for _, actor in word.speakers.people(word.position)
        if word.country and actor.country and actor.country[0] == word.country
    ]
    return same[0] if len(same) == 1 else None


def _names_another(word: Word) -> bool:
    """«эксперт «Финама»», «представитель Минобороны», «эксперт по рынку»: a complement of its own tells of somebody new."""
    for child in word.sentence.children(word.token):
        complement = child.relation in {"nmod", "appos", "flat"} and child.index > word.token.index
        if complement and any(part.is_capitalised or part.upos == "ADP" for part in word.sentence.subtree(child)):
            return True
    return False


def _has_post(actor: Actor, stems: Sequence[str]) -> bool:
    return any(form.startswith(tuple(stems)) for _, office in actor.offices for form in words_of(office))


def countryman(word: Word) -> Actor | None:
    """«ответил серб»: the latest person of that country; one whose country is not told may be meant."""
    if country_demonym(word.token) is None:
        return None
    unknown = (actor for _, actor in word.speakers.people(word.position) if actor.country is None)
    return next(iter(word.recent), None) or next(
        (actor for actor in unknown if word.gender is None or actor.gender in (word.gender, None)), None
    )


RULES: list[Callable[[Word], Actor | None]] = [
    named_actor, pronoun, name_in_apposition, surname_alone, post_alone, general_word, countryman,
]  # fmt: skip
