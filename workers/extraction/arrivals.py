"""Who came and who received: arrivals told anywhere in the text, guests and hosts called so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.doc import Doc, Sentence, Token
from workers.extraction.actors import Actor
from workers.extraction.coreference import Coreference
from workers.extraction.facts import Where
from workers.extraction.finder import Finder
from workers.extraction.gazetteer import City, Country, city_at, country_at
from workers.extraction.joining import Event
from workers.extraction.sightings import Sighting
from workers.extraction.subjects import subject
from workers.extraction.triggers import Trigger

ARRIVING = frozenset(
    "прибыть прибывать приехать приезжать прилететь прилетать наведаться пожаловать заехать прибывший приехавший".split()
)
GUESTS, VISITED = frozenset({"гость", "гостья"}), 8


@dataclass(frozen=True)
class Arrival:
    """Somebody came; the destination is None where the text leaves it open."""

    actor: Actor
    city: City | None
    country: Country | None

    def leads_to(self, place: Where) -> bool:
        """The destination is the meeting's place, as far as both are known."""
        if self.city and place.city:
            return self.city.name == place.city
        return not (self.country and place.country) or self.country.name == place.country


@dataclass(frozen=True)
class Reception:
    """Participants of a meeting, by number, who are told to be at home or to have come."""

    hosts: frozenset[int]
    guests: frozenset[int]


def arrivals(doc: Doc, coreference: Coreference, visits: Sequence[Sighting]) -> list[Arrival]:
    """All arrivals of a text: verbs of coming and mentions of visits."""
    found = [arrival for sentence in doc.sentences for arrival in _by_verbs(sentence, coreference)]
    for visit in visits:
        if visit.is_visit:
            city = next((place.city for place in visit.places if place.city), None)
            country = next((place.country for place in visit.places if place.country), None)
            came = [a.actor for a in visit.arguments if a.place in {"genitive", "governor"}]
            found += [Arrival(actor, city, country) for actor in came]
    return found


def _by_verbs(sentence: Sentence, coreference: Coreference) -> Iterator[Arrival]:
    for token in sentence.tokens:
        if token.base in ARRIVING and token.upos in {"VERB", "ADJ"}:
            trigger = Trigger(sentence, token, "visit", None, (sentence,))
            city, country = _destination(sentence, token)
            for mention, actor in subject(Finder(trigger, coreference), token):
                if mention.type in {"person", "group"}:
                    yield Arrival(actor, city, country)


def _destination(sentence: Sentence, verb: Token) -> tuple[City | None, Country | None]:
    """«прибыл [в Минск]»: the nearest place behind «в» or «на», before the verb too («В Дамаск прибыл …»)."""
    window = sentence.tokens[max(0, verb.index - VISITED) : verb.index + VISITED]
    for token in sorted(window, key=lambda token: (token.index < verb.index, abs(token.index - verb.index))):
        before = sentence.tokens[token.index - 1].lower if token.index else ""
        if before in {"в", "во", "на"}:
            city, country = city_at(sentence, token.index), country_at(sentence, token.index)
            if city or country:
                home = city.value.country if city else None
                return (city.value if city else None), (country.value if country else home)
    return None, None


def reception(event: Event, came: Sequence[Arrival], place: Where) -> Reception:
    """Who of the meeting's participants received, and who came to its place."""
    told = [(s.trigger.frame, argument) for s in event.sightings for argument in s.arguments]
    received = any(frame == "receive" and argument.place == "object" for frame, argument in told)
    hosts = [a.actor for f, a in told if a.place == "host" or (received and f == "receive" and a.place == "subject")]
    guests = [argument.actor for frame, argument in told if frame == "receive" and argument.place == "object"]
    guests += [arrival.actor for arrival in came if arrival.leads_to(place)]
    guests += [actor for actor in event.actors if _is_called_guest(actor)]
    at_home = {number for number, actor in enumerate(event.actors) if actor in hosts}
    away = {number for number, actor in enumerate(event.actors) if actor in guests}
    return Reception(frozenset(at_home), frozenset(away - at_home))


def _is_called_guest(actor: Actor) -> bool:
    return actor.type == "person" and any(
        m.office is not None and m.office.token.base in GUESTS for m in actor.mentions
    )
