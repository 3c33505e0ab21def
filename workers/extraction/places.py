"""Where a meeting took place: cities, countries and venues that depend on its trigger, else the dateline's city."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workers.doc import Sentence, Token
from workers.extraction.facts import PlaceSource
from workers.extraction.gazetteer import (
    City,
    Country,
    capital_of,
    city_adjective,
    city_at,
    country_adjective,
    country_at,
    hall_at,
)
from workers.extraction.inflection import nominative
from workers.extraction.lexicon import words
from workers.extraction.offices import CLOSING_QUOTES, OPENING_QUOTES, is_office_head
from workers.extraction.triggers import NOUN_TAGS, Trigger

LOCATIVE = frozenset({"в", "во", "на", "под", "близ", "возле", "около", "из"})
GENERIC = frozenset(
    {"город", "столица", "республика", "область", "край", "поселок", "район", "село", "штат", "провинция", "округ"}
)
SETTING = frozenset(
    "саммит форум сессия ассамблея конференция визит поездка поле рамка кулуары заседание переговоры встреча беседа"
    " консультация совещание пребывание прием церемония выставка неделя мероприятие учение разговор ход время аудиенция".split()
)
REGIONS = frozenset("область край район регион федерация округ губерния агломерация направление время".split())
EVENT_VERBS = frozenset("пройти проходить состояться завершиться начаться".split())
MOTION = frozenset(
    "прибыть прилететь приехать отправиться направиться вылететь находиться пребывать посетить прибывать приезжать"
    " ожидаться".split()
)


@dataclass(frozen=True)
class Place:
    """A place as the text gives it; the rule names how it was read."""

    city: City | None
    country: Country | None
    venue: str | None
    start: int
    end: int
    rule: str
    source: PlaceSource = "text"


@dataclass(frozen=True)
class Spot:
    """A candidate: the preposition's index and the first token after it."""

    sentence: Sentence
    preposition: int
    position: int
    text: str

    @property
    def token(self) -> Token:
        return self.sentence.tokens[self.position]


def find_places(text: str, trigger: Trigger, taken: Callable[[int], bool]) -> Iterator[Place]:
    """Places of the trigger, best attached first. `taken` tells the tokens that belong to somebody's post."""
    yield from _visited(trigger)
    yield from _where_clause(trigger)
    spots = [spot for spot in _spots(text, trigger.sentence) if not taken(spot.position)]
    scored = [(score, spot) for spot in spots if (score := _attachment(trigger, spot)) is not None]
    for _, spot in sorted(scored, key=lambda pair: (pair[0], abs(pair[1].position - trigger.token.index))):
        yield from (place for rule in RULES if (place := rule(spot)))


def _where_clause(trigger: Trigger) -> Iterator[Place]:
    """«приедет в Анкару, где проведет переговоры»: the place that «где» means."""
    sentence = trigger.sentence
    for token in (trigger.token, *_chain(trigger)):
        antecedent = sentence.parent(token)
        if antecedent is None or not any(child.lower == "где" for child in sentence.children(token)):
            continue
        city, country = city_at(sentence, antecedent.index), country_at(sentence, antecedent.index)
        if city:
            yield Place(city.value, city.value.country, None, antecedent.start, antecedent.end, "where_clause")
        elif country:
            yield Place(None, country.value, None, antecedent.start, antecedent.end, "where_clause")


def _visited(trigger: Trigger) -> Iterator[Place]:
    """«посетил Казань», «посетит Монголию»: the object of the verb."""
    if trigger.frame != "visit" or not trigger.is_verb:
        return
    for token in trigger.sentence.tokens[trigger.token.index + 1 : trigger.token.index + 6]:
        city, country = city_at(trigger.sentence, token.index), country_at(trigger.sentence, token.index)
        if city:
            last = trigger.sentence.tokens[city.last]
            yield Place(city.value, city.value.country, None, token.start, last.end, "visited")
            return
        if country:
            last = trigger.sentence.tokens[country.last]
            yield Place(None, country.value, None, token.start, last.end, "visited")
            return


def _spots(text: str, sentence: Sentence) -> Iterator[Spot]:
    for token in sentence.tokens[:-1]:
        if token.lower in LOCATIVE and token.lower != "из":
            yield Spot(sentence, token.index, token.index + 1, text)


def _attachment(trigger: Trigger, spot: Spot) -> int | None:
    """0: depends on the trigger, 1: on the words above it, 2: next to it; None: on something else."""
    sentence = trigger.sentence
    noun = sentence.parent(sentence.tokens[spot.preposition]) or spot.token
    above = [trigger.token, *_chain(trigger)]
    for head in sentence.ancestors(noun):
        if head in above:
            return 0 if head == trigger.token else 1
        if head.base in EVENT_VERBS:
            return 1
        if head.upos in NOUN_TAGS and not _is_transparent(sentence, head):
            break
        if head.base in MOTION and head.feats.get("VerbForm") == "Part":
            return 3
        if head.upos == "VERB" and head.base not in MOTION and head.feats.get("VerbForm") == "Fin":
            break
    gap = spot.preposition - trigger.token.index
    return 2 if 0 < gap <= 2 or (-4 <= gap < 0 and spot.preposition == 0) else None


def _is_transparent(sentence: Sentence, token: Token) -> bool:
    """«встретились в понедельник с Султановым в Сеуле»: the parser likes to hang the place on the day or the person."""
    entity = sentence.entity_at.get(token.index)
    if entity is not None and entity.type in {"DATE", "TIME", "PERSON", "PROFESSION"}:
        return True
    return token.base in SETTING | GENERIC | words("venues.tsv") or is_office_head(token)


def _chain(trigger: Trigger) -> Iterator[Token]:
    """Governors of the trigger up to its finite verb."""
    for head in trigger.sentence.ancestors(trigger.token):
        yield head
        if head.upos == "VERB" and head.feats.get("VerbForm") == "Fin":
            return


def of_capital(spot: Spot) -> Place | None:
    """«в столице Турции», «в азербайджанской столице»."""
    tokens = spot.sentence.tokens
    noun = next((token for token in tokens[spot.position : spot.position + 3] if token.base == "столица"), None)
    if noun is None:
        return None
    found = country_at(spot.sentence, noun.index + 1) if noun.index + 1 < len(tokens) else None
    country = (
        found.value
        if found
        else next((c for t in tokens[spot.position : noun.index] if (c := country_adjective(t))), None)
    )
    if country is None:
        return None
    last = tokens[found.last] if found else noun
    return Place(capital_of(country), country, None, spot.token.start, last.end, "of_capital")


def of_city(spot: Spot) -> Place | None:
    """«в Баку», «в городе Сочи», «в турецком Стамбуле»."""
    position = spot.position
    while position < len(spot.sentence.tokens) and _is_filler(spot.sentence.tokens[position]):
        position += 1
    found = city_at(spot.sentence, position) if position < len(spot.sentence.tokens) else None
    if found is None:
        return None
    last = spot.sentence.tokens[found.last]
    return Place(found.value, found.value.country, None, spot.sentence.tokens[found.first].start, last.end, "of_city")


def _is_filler(token: Token) -> bool:
    return (
        token.base in GENERIC
        or (token.upos == "ADJ" and (country_adjective(token) is not None or not token.is_capitalised))
        or token.text == "г."
    )


def of_hall(spot: Spot) -> Place | None:
    """«в Кремле», «в Акорде», «в резиденции «Загульба»»."""
    tokens = spot.sentence.tokens
    for index in range(spot.position, min(spot.position + 4, len(tokens))):
        if (found := hall_at(spot.sentence, index)) and all(t.upos != "VERB" for t in tokens[spot.position : index]):
            stretch = tokens[spot.position : found.last + 1]
            if (
                index > spot.position
                and tokens[found.last + 1 : found.last + 2]
                and tokens[index - 1].text in OPENING_QUOTES
            ):
                stretch = tokens[spot.position : found.last + 2]
            venue = nominative(stretch, spot.text) if index > spot.position else found.value.name
            return Place(found.value.city, found.value.country, venue, stretch[0].start, stretch[-1].end, "of_hall")
    return None


def of_city_adjective(spot: Spot) -> Place | None:
    """«в тбилисской студии», «в московском офисе»: the city of the adjective."""
    adjective = spot.token
    city = city_adjective(adjective)
    following = spot.sentence.tokens[spot.position + 1 : spot.position + 2]
    if city is None or not following or following[0].upos != "NOUN" or following[0].base in GENERIC | REGIONS:
        return None
    return Place(city, city.country, None, adjective.start, following[0].end, "of_city_adjective")


def of_country(spot: Spot) -> Place | None:
    found = country_at(spot.sentence, spot.position)
    if found is None:
        return None
    last = spot.sentence.tokens[found.last]
    return Place(None, found.value, None, spot.token.start, last.end, "of_country")


def of_venue(spot: Spot) -> Place | None:
    """«в резиденции «Загульба»», «в Доме правительства», «во дворце Независимости»."""
    tokens = spot.sentence.tokens
    head = next((token for token in tokens[spot.position : spot.position + 4] if token.upos in NOUN_TAGS), None)
    if (
        head is None
        or head.base not in words("venues.tsv")
        or any(t.upos not in {"ADJ", "DET"} for t in tokens[spot.position : head.index])
    ):
        return None
    last = _venue_end(spot.sentence, head)
    if last == head.index and not _is_proper(tokens[spot.position : last + 1]):
        return None
    stretch = tokens[spot.position : last + 1]
    city = next((c for token in stretch if (c := city_adjective(token))), None)
    country = city.country if city else None
    return Place(city, country, nominative(stretch, spot.text), stretch[0].start, stretch[-1].end, "of_venue")


def _is_proper(stretch: tuple[Token, ...]) -> bool:
    return any(token.is_capitalised for token in stretch)


def _names_venue(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at.get(token.index)
    if is_office_head(token) or (entity is not None and entity.type in {"PERSON", "DATE", "CITY"}):
        return False
    return (token.case == "Gen" and token.upos in {"NOUN", "ADJ", "PROPN"}) or (
        token.is_capitalised and token.upos == "PROPN"
    )


def _venue_end(sentence: Sentence, head: Token) -> int:
    tokens, last = sentence.tokens, head.index
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.text in OPENING_QUOTES:
            close = next(
                (i for i in range(last + 2, min(len(tokens), last + 9)) if tokens[i].text in CLOSING_QUOTES), None
            )
            if close is None:
                break
            last = close
        elif _names_venue(sentence, token):
            last += 1
        else:
            break
    return last


RULES: list[Callable[[Spot], Place | None]] = [of_capital, of_hall, of_city, of_city_adjective, of_country, of_venue]
