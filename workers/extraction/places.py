"""Where a meeting took place: cities, countries and venues that depend on its trigger, else the dateline's city."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from workers.doc import Sentence, Token
from workers.extraction.adjuncts import SCHEDULED, follows_name, governors, is_predicate, takes_place
from workers.extraction.gazetteer import city_at, country_at
from workers.extraction.lexicon import words
from workers.extraction.offices import is_office_head
from workers.extraction.place_readings import GENERIC, READINGS, Place, Spot
from workers.extraction.triggers import NOUN_TAGS, Trigger

LOCATIVE = frozenset({"в", "во", "на", "под", "близ", "возле", "около"})
SETTING = frozenset(
    "саммит форум сессия ассамблея конференция визит поездка поле поля рамка кулуары заседание переговоры встреча беседа"
    " консультация совещание пребывание прием церемония выставка неделя мероприятие учение разговор ход время аудиенция"
    " уровень формат".split()
)
MOTION = frozenset(
    "прибыть прилететь приехать отправиться направиться вылететь находиться пребывать посетить прибывать приезжать"
    " ожидаться".split()
)
STRONG = 1  # the place depends on the meeting or on the words above it


def find_places(text: str, trigger: Trigger, taken: Callable[[int], bool]) -> Iterator[Place]:
    """Places of the trigger, best attached first. `taken` tells the tokens that belong to somebody's post."""
    yield from _visited(trigger)
    yield from _where_clause(trigger)
    spots = [spot for spot in _spots(text, trigger.sentence) if not taken(spot.position)]
    scored = [(score, spot) for spot in spots if (score := _attachment(trigger, spot)) is not None]
    for score, spot in sorted(scored, key=lambda pair: (pair[0], abs(pair[1].position - trigger.token.index))):
        attached = replace(spot, strong=score <= STRONG)
        yield from (place for reading in READINGS if (place := reading(attached)))


def places_named(text: str, sentence: Sentence) -> Iterator[Place]:
    """Cities and countries after a preposition of place, in their order."""
    for spot in _spots(text, sentence):
        place = next((place for reading in READINGS if (place := reading(spot))), None)
        if place is not None and (place.city or place.country):
            yield place


def places_of_act(text: str, sentence: Sentence, verb: Token) -> Iterator[Place]:
    """«подписали в Белграде план», «прибыл в Осло с визитом»: places that depend on a verb."""
    for spot in _spots(text, sentence):
        noun = sentence.parent(sentence.tokens[spot.preposition]) or spot.token
        free = follows_name(sentence, spot.preposition)
        heads = (h for h in sentence.ancestors(noun) if not free or is_predicate(h))
        if next(heads, None) == verb:
            yield from (place for reading in READINGS if (place := reading(spot)))


def _where_clause(trigger: Trigger) -> Iterator[Place]:
    """«приедет в Анкару, где проведет переговоры»: the place that «где» means."""
    sentence = trigger.sentence
    for token in (trigger.token, *governors(trigger)):
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
        if token.lower in LOCATIVE:
            yield Spot(sentence, token.index, token.index + 1, text)


def _attachment(trigger: Trigger, spot: Spot) -> int | None:
    """0: depends on the trigger, 1: on the words above it, 2: next to it; None: on something else."""
    sentence = trigger.sentence
    noun = sentence.parent(sentence.tokens[spot.preposition]) or spot.token
    above = [trigger.token, *governors(trigger)]
    free = follows_name(sentence, spot.preposition)
    for head in sentence.ancestors(noun):
        if head in above:
            return 0 if head == trigger.token else 1
        if takes_place(sentence, head) or head.lower.startswith(SCHEDULED):
            return 1
        if head.upos in NOUN_TAGS and not free and not _is_transparent(sentence, head):
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
    if token.base in words("venues.tsv"):
        return any(child.lower in LOCATIVE for child in sentence.children(token))
    return token.base in SETTING | GENERIC or is_office_head(token)
