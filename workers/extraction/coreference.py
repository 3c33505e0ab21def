"""Which mentions mean the same participant: names first, then posts, ranks and pronouns that need an antecedent.

A reference attaches only to a fitting antecedent; one that finds none is an unnamed participant of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workers.doc import Doc, Sentence, Token
from workers.extraction.facts import ParticipantType
from workers.extraction.gazetteer import Country, country_adjective, country_at
from workers.extraction.mentions import Mention
from workers.extraction.names import PersonName, compatible, merge, person_name
from workers.extraction.offices import Office
from workers.extraction.roles import may_mean, post_class

DEMANDED_CASE = {
    "с": "Ins",
    "со": "Ins",
    "к": "Dat",
    "ко": "Dat",
    "между": "Ins",
    "о": "Loc",
    "об": "Loc",
    "от": "Gen",
    "у": "Gen",
    "для": "Gen",
    "из": "Gen",
    "против": "Gen",
}
GENERAL_WORDS = frozenset(
    "менеджер топ-менеджер чиновник военачальник политик лидер дипломат бизнесмен министр специалист глава тренер ученый"
    " представитель парламентарий предприниматель режиссер офицер генерал".split()
)
EVENT_NOUNS = frozenset("встреча переговоры беседа разговор визит консультация прием поездка аудиенция".split())
DASHES = frozenset({"—", "–", "-"})
LEADING = frozenset(
    "возглавить возглавлять участвовать присутствовать представлять выступить выступать представить".split()
)
FEMININE_POSTS = frozenset(
    {
        "королева",
        "принцесса",
        "герцогиня",
        "супруга",
        "жена",
        "вдова",
        "дочь",
        "сестра",
        "леди",
        "певица",
        "актриса",
        "госпожа",
        "балерина",
        "директриса",
    }
)
MASCULINE_POSTS = frozenset(
    {
        "король",
        "принц",
        "герцог",
        "султан",
        "эмир",
        "шейх",
        "император",
        "патриарх",
        "муж",
        "сын",
        "брат",
        "папа",
        "митрополит",
        "епископ",
        "архиепископ",
        "супруг",
    }
)


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
        offices = self.offices
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


@dataclass(frozen=True)
class Coreference:
    """All actors of a text and the look-up from words to actors."""

    doc: Doc
    actors: tuple[Actor, ...]

    def at(self, sentence: int, token: int) -> list[Actor]:
        """Actors whose mention covers the token: several for a distributed plural post."""
        return [
            actor for actor in self.actors if any(m.sentence == sentence and m.covers(token) for m in actor.mentions)
        ]

    def mentions(self, sentence: int) -> list[tuple[Mention, Actor]]:
        found = [
            (mention, actor) for actor in self.actors for mention in actor.mentions if mention.sentence == sentence
        ]
        return sorted(found, key=lambda pair: (pair[0].first, pair[0].last))

    def leaders(self, actor: Actor) -> list[Actor]:
        """«делегация во главе с [X]»: the head of a group."""
        if actor.type != "group":
            return []
        found: list[Actor] = []
        for mention in actor.mentions:
            tokens = self.doc.sentences[mention.sentence].tokens
            words = [token.lower for token in tokens[mention.last + 1 : mention.last + 4]]
            headed = words in (["во", "главе", "с"], ["во", "главе", "со"])
            if headed or words[:2] == ["под", "руководством"]:
                at = mention.last + (4 if headed else 3)
                at += 1 if at < len(tokens) and tokens[at].upos == "DET" else 0
                found.extend(self.at(mention.sentence, at))
        return [leader for leader in found if leader is not actor]

    def pronoun(self, sentence: int, token: Token) -> Actor | None:
        """The antecedent of «он», «она»: the nearest earlier person of that gender, subjects first.

        An oblique pronoun («с ним») does not mean the subject of its own clause.
        """
        barred = self._subjects(sentence, token) if token.lower not in {"он", "она"} else []
        wanted = "f" if token.lower in {"она", "ее", "ней", "нею", "ей"} else "m"
        candidates = [
            (mention, actor)
            for actor in self.actors
            if actor.type == "person" and actor.gender in (wanted, None) and actor not in barred
            for mention in actor.mentions
            if mention.position < (sentence, token.index) and mention.sentence >= sentence - 3
        ]
        return max(candidates, key=self._prominence, default=(None, None))[1]

    def _subjects(self, sentence: int, token: Token) -> list[Actor]:
        """Subjects of the sentence before the token, with all their other mentions."""
        own = self.doc.sentences[sentence]
        pairs = self.mentions(sentence)
        return [
            actor
            for mention, actor in pairs
            if mention.last < token.index and is_subject(own, mention) and not _is_clause_between(own, mention, token)
        ]

    def plural_pronoun(self, sentence: int, token: Token) -> list[Actor]:
        """The antecedents of «они»: the latest coordinated subject of up to two sentences before."""
        for earlier in range(sentence, max(-1, sentence - 3), -1):
            subjects = [
                actor
                for mention, actor in self.mentions(earlier)
                if actor.type in {"person", "country"}
                and mention.case == "Nom"
                and (earlier, mention.last) < (sentence, token.index)
            ]
            if len(subjects) >= 2:
                return subjects
        return []

    def _prominence(self, candidate: tuple[Mention, Actor]) -> tuple[int, bool, int]:
        mention = candidate[0]
        return mention.sentence, is_subject(self.doc.sentences[mention.sentence], mention), -mention.first


def is_subject(sentence: Sentence, mention: Mention) -> bool:
    return (
        any(sentence.tokens[i].relation == "nsubj" for i in range(mention.first, mention.last + 1))
        and mention.case == "Nom"
    )


def resolve(doc: Doc, mentions: Sequence[Mention]) -> Coreference:
    """Group the mentions of a text into actors."""
    builder = _Builder(doc, mentions)
    builder.named(full=True)
    builder.named(full=False)
    builder.unnamed()
    return Coreference(doc, tuple(sorted(builder.actors, key=lambda actor: actor.first.position)))


def _with_lent_country(doc: Doc, mention: Mention) -> Mention:
    if mention.type != "person" or mention.country or (mention.office and mention.office.countries):
        return mention
    lent = _lent_country(doc.sentences[mention.sentence], mention)
    return replace(mention, country=lent[0], country_tokens=(lent[1],)) if lent else mention


def _lent_country(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """The state that the clause gives a delegate: «российскую делегацию возглавит …», «Казахстан — вице-министр …»."""
    if lent := _elided_side(sentence, mention):
        return lent
    for token in sentence.tokens:
        if token.base in {"делегация", "сторона"} and token.index > 0 and not mention.covers(token.index):
            adjective = sentence.tokens[token.index - 1]
            country = country_adjective(adjective)
            led = sentence.parent(token)
            if country and led is not None and led.base in LEADING and _depends(sentence, mention, led):
                return country, adjective
    return None


def _elided_side(sentence: Sentence, mention: Mention) -> tuple[Country, Token] | None:
    """«…, турецкую — председатель …», «Казахстан представлял вице-министр …»: the side right before the delegate."""
    index = mention.first - 1
    if index < 1 or not (sentence.tokens[index].text in DASHES or sentence.tokens[index].base in LEADING):
        return None
    index -= 1
    if sentence.tokens[index].base in {"делегация", "сторона"} and index > 0:
        index -= 1
    token = sentence.tokens[index]
    found = country_at(sentence, index)
    country = country_adjective(token) or (found.value if found and token.case in {"Acc", "Nom"} else None)
    return (country, token) if country else None


def _depends(sentence: Sentence, mention: Mention, verb: Token) -> bool:
    heads = {mention.head, *(token for token in sentence.tokens[mention.first : mention.last + 1])}
    return any(verb in sentence.ancestors(token) for token in heads)


def _is_clause_between(sentence: Sentence, mention: Mention, token: Token) -> bool:
    """«…, где его принял …»: the pronoun stands in another clause than the subject."""
    between = sentence.tokens[mention.last + 1 : token.index]
    return any(word.upos == "SCONJ" or word.base in {"который", "где", "куда", "когда"} for word in between)


class _Builder:
    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = [_with_lent_country(doc, mention) for mention in mentions]
        self.actors: list[Actor] = []
        self.attested = frozenset(_attested(doc, mentions))

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
        case, gender = _demanded_case(sentence, mention), _demanded_gender(sentence, mention)
        if case == "Gen" and any(_is_feminine_accusative(token) for token in mention.name):
            case = "Acc"
        tokens = [_as_nominative(token) for token in mention.name] if case == "Nom" and mention.office else mention.name
        name = person_name(tokens, case, gender, self.attested)
        # A surname alone («Агаджанян», «Шевчук») does not tell the gender unless its verb does.
        return name if name.given or gender else replace(name, gender=None)

    def _compatible(self, name: PersonName, mention: Mention) -> Actor | None:
        candidates = [actor for actor in self.actors if actor.name and compatible(actor.name, name)]
        candidates = [actor for actor in candidates if not _contradicts(actor, mention)]
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
        fitting = [actor for actor in self.actors if _may_be(actor, mention)] or self._compatriots(mention)
        earlier = [actor for actor in fitting if actor.before(mention.position)]
        if earlier:
            return max(earlier, key=lambda actor: self._closeness(actor, mention))
        return fitting[0] if len(fitting) == 1 and _is_identified(mention) else None

    def _compatriots(self, mention: Mention) -> list[Actor]:
        """«китайский менеджер»: a general word and a state that only one named person stands for."""
        office = mention.office
        if office is None or not office.countries or office.token.base not in GENERAL_WORDS or len(office.role) > 1:
            return []
        same = [actor for actor in self.actors if actor.name and _country_fits(actor, office.countries[0])]
        return same if len(same) == 1 and not _shares_sentence(same[0], mention) else []

    def _addressed(self, mention: Mention) -> Actor | None:
        """«гость», «собеседник»: the latest person who is not named in the same sentence."""
        here = [actor for actor in self.actors if any(own.sentence == mention.sentence for own in actor.mentions)]
        persons = [actor for actor in self.actors if actor.type == "person" and actor.name and actor not in here]
        earlier = [(latest.position, actor) for actor in persons if (latest := actor.before(mention.position))]
        near = [pair for pair in earlier if mention.sentence - pair[0][0] <= 3]
        return max(near, key=lambda pair: pair[0])[1] if near else None

    def _closeness(self, actor: Actor, mention: Mention) -> tuple[bool, bool, tuple[int, int]]:
        latest = actor.before(mention.position)
        country = mention.office.countries[0] if mention.office and mention.office.countries else mention.country
        return (
            country is not None and _country_fits(actor, country),
            actor.name is not None,
            latest.position if latest else (-1, -1),
        )


def _may_be(actor: Actor, mention: Mention) -> bool:
    """Whether an unnamed mention may mean the actor."""
    if mention.type != actor.type:
        return False
    if mention.type in {"country", "organisation", "group"}:
        return _same_side(actor, mention)
    if _shares_sentence(actor, mention):
        return False
    if mention.office is None:
        return _may_be_rank(actor, mention)
    if mention.office.is_address:
        return not mention.office.countries or _country_fits(actor, mention.office.countries[0])
    own = [office for _, office in actor.offices]
    return any(may_mean(mention.office, office) for office in own)


def _shares_sentence(actor: Actor, mention: Mention) -> bool:
    """Two mentions of one clause that both fill a role are rarely the same person."""
    return any(own.sentence == mention.sentence and own.first < mention.first <= own.last for own in actor.mentions)


def _same_side(actor: Actor, mention: Mention) -> bool:
    if mention.type == "country":
        return any(own.country == mention.country for own in actor.mentions)
    if (
        mention.type == "group"
        and mention.country is not None
        and _delegates(mention)
        and any(_delegates(own) for own in actor.mentions)
    ):
        return any(own.country == mention.country for own in actor.mentions)
    forms = {own.head.base for own in actor.mentions}
    return mention.head.base in forms and _span_key(mention) in {_span_key(own) for own in actor.mentions}


def _delegates(mention: Mention) -> bool:
    """«делегация Сената Чехии», «чешские парламентарии»: people sent by a state."""
    return mention.head.base in {"делегация", "парламентарий", "гость", "сенатор", "депутат", "переговорщик", "делегат"}


def _span_key(mention: Mention) -> tuple[int, str]:
    return mention.last - mention.first, mention.head.base


def _may_be_rank(actor: Actor, mention: Mention) -> bool:
    if actor.rank is None or actor.rank[1][0].base.partition("-")[0] != mention.rank[0].base.partition("-")[0]:
        return False
    return mention.country is None or _country_fits(actor, mention.country)


def _country_fits(actor: Actor, country: Country) -> bool:
    return actor.country is not None and actor.country[0] == country


def _is_identified(mention: Mention) -> bool:
    """A mention that names its country or body may point forwards, as headlines do."""
    if mention.office is not None:
        return not mention.office.is_bare or len(mention.office.role) > 1 or post_class(mention.office) is not None
    return mention.country is not None


def _contradicts(actor: Actor, mention: Mention) -> bool:
    """A namesake: the text gives this mention a relation («жена», «брат») or another country."""
    if mention.office is None:
        return False
    if mention.office.token.base in {"жена", "супруга", "муж", "супруг", "брат", "сестра", "сын", "дочь", "вдова"}:
        return all(own.office is None or own.office.token.base != mention.office.token.base for own in actor.mentions)
    return (
        bool(mention.office.countries)
        and actor.country is not None
        and actor.country[0] not in mention.office.countries
    )


def _distance(actor: Actor, mention: Mention) -> tuple[bool, int]:
    latest = actor.before(mention.position)
    return latest is None, mention.sentence - latest.sentence if latest else actor.first.sentence


def _as_nominative(token: Token) -> Token:
    """A name in apposition to a nominative post, whatever the tagger says of the rare word."""
    return replace(token, feats={**token.feats, "Case": "Nom"})


def _is_feminine_accusative(token: Token) -> bool:
    """«Аллу», «Дзюбу»: never a genitive, whatever the tagger says of the post before."""
    return len(token.text) > 3 and token.lower.endswith(("у", "ю"))


def _attested(doc: Doc, mentions: Iterable[Mention]) -> Iterator[str]:
    """Name words that stand as subjects in the nominative."""
    for mention in mentions:
        sentence = doc.sentences[mention.sentence]
        if mention.name and mention.case == "Nom" and is_subject(sentence, mention):
            yield from (token.lower for token in mention.name if token.case == "Nom")


def _demanded_case(sentence: Sentence, mention: Mention) -> str | None:
    """The case that a preposition or the post before the name demands."""
    before = mention.first - 1
    while before >= 0 and sentence.tokens[before].upos in {"DET", "ADJ"}:
        before -= 1
    if before >= 0 and (case := DEMANDED_CASE.get(sentence.tokens[before].lower)):
        return case
    if (
        before >= 0
        and sentence.tokens[before].base in EVENT_NOUNS
        and sentence.tokens[before].index == mention.first - 1
    ):
        return "Gen"
    return mention.case if mention.office or mention.rank else None


def _demanded_gender(sentence: Sentence, mention: Mention) -> str | None:
    if mention.office:
        if mention.office.token.base in FEMININE_POSTS:
            return "Fem"
        if mention.office.token.base in MASCULINE_POSTS:
            return "Masc"
    subject = next((token for token in mention.name if token.relation == "nsubj"), mention.head)
    verb = sentence.parent(subject)
    if verb is None or subject.relation != "nsubj" or verb.tense != "Past" or verb.number != "Sing":
        return None
    return verb.gender
