"""Who was host and who guest: first what the text tells of each, then what follows for the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from workers.extraction.arrivals import Reception
from workers.extraction.facts import Kind, ParticipantFact, Side, Where
from workers.extraction.finder import Argument
from workers.extraction.gazetteer import country_by_name
from workers.extraction.homes import NOWHERE, home_city, home_of

REMOTE: tuple[Kind, ...] = ("phone", "video")
MEDIATORS = ("посредни",)
LOCAL_HEADS = ("губернатор", "врио губернатора", "мэр", "аким", "глава города", "глава района", "глава республики")
FEDERAL = ("министр", "президент", "вице-премьер", "премьер", "полпред", "полномочный", "председатель правительства")


@dataclass(frozen=True)
class Table:
    """What the side rules look at: who sits there, how the trigger gives them, where, who received and who came."""

    arguments: Sequence[Argument]
    facts: Sequence[ParticipantFact]
    place: Where
    kind: Kind
    reception: Reception
    sides: Sequence[Side | None] = field(default=())

    @property
    def homes(self) -> list[str | None]:
        return [home_of(fact) for fact in self.facts]


def with_sides(table: Table) -> tuple[ParticipantFact, ...]:
    """The participants with their sides: a first pass by own evidence, a second by that of the others."""
    if table.kind in REMOTE:
        found = [mediator(table, number) for number in range(len(table.facts))]
    else:
        found = [_first(OWN_RULES, table, number) for number in range(len(table.facts))]
        for rule in SHARED_RULES:
            known = replace(table, sides=found)
            found = [side or rule(known, number) for number, side in enumerate(found)]
    return tuple(replace(fact, side=side) for fact, side in zip(table.facts, found, strict=True))


Rule = Callable[[Table, int], Side | None]


def _first(rules: Sequence[Rule], table: Table, number: int) -> Side | None:
    return next((side for rule in rules if (side := rule(table, number))), None)


# Own evidence.


def mediator(table: Table, number: int) -> Side | None:
    """«при посредничестве …», «посредник»."""
    role = table.facts[number].role or ""
    mediates = table.arguments[number].place == "mediator" or role.startswith(MEDIATORS)
    return "mediator" if mediates else None


def receiver(table: Table, number: int) -> Side | None:
    """Who «принял» is host, who was received guest; so are those who invite."""
    if table.arguments[number].place == "host" and number in table.reception.hosts:
        return "host"
    if not table.reception.hosts or table.arguments[number].place not in {"subject", "object", "with"}:
        return None
    return "host" if number in table.reception.hosts else "guest" if number in table.reception.guests else None


def own_country(table: Table, number: int) -> Side | None:
    """In the own country host, the others guests; nothing where all or none are at home."""
    country, homes = table.place.country, table.homes
    if country is None:
        return None
    at_home = [home == country for home in homes]
    abroad = [home is not None and home != country for home in homes]
    if abroad[number]:
        return "guest" if any(at_home) or not all(abroad) else None
    if at_home[number]:
        return "host" if any(abroad) and not all(at_home) else None
    return None


def own_city(table: Table, number: int) -> Side | None:
    """«мэр Казани» in Kazan, «губернатор Вологодской области» in Vologda: host, and no other from there."""
    cities = [home_city(fact) for fact in table.facts]
    at_home = [city is not None and city == table.place.city for city in cities]
    return "host" if sum(at_home) == 1 and at_home[number] else None


def visitor(table: Table, number: int) -> Side | None:
    """Who is told to have come, or is called the guest."""
    if number in table.reception.guests:
        return "guest"
    return "guest" if table.kind == "visit" and table.arguments[number].place in {"genitive", "governor"} else None


def local_head(table: Table, number: int) -> Side | None:
    """A governor or a mayor receives at home, outside the capital and not the ministers of the state."""
    heads = [(fact.role or "").startswith(LOCAL_HEADS) for fact in table.facts]
    country = country_by_name(table.place.country) if table.place.country else None
    capital = country is not None and country.capital == table.place.city
    federal = any((fact.role or "").startswith(FEDERAL) for fact in table.facts)
    if sum(heads) != 1 or not heads[number] or capital or (federal and table.place.city is None):
        return None
    return "host" if table.homes[number] in (None, table.place.country) or table.place.country is None else None


# What follows for the others.


def same_group(table: Table, number: int) -> Side | None:
    """A member of a delegation sits on its side."""
    through = table.arguments[number].through
    sides = [table.sides[i] for i, argument in enumerate(table.arguments) if argument.actor is through]
    return sides[0] if through is not None and sides else None


def same_country(table: Table, number: int) -> Side | None:
    """Compatriots sit on one side, if only one side has them."""
    country = table.facts[number].country
    sides = {table.sides[i] for i, fact in enumerate(table.facts) if fact.country == country and table.sides[i]}
    return sides.pop() if country is not None and len(sides) == 1 and sides != {"mediator"} else None


def counterpart(table: Table, number: int) -> Side | None:
    """Across from guests alone sits a host, across from hosts alone a guest, unless both may be of one country."""
    if table.kind == "visit" or table.arguments[number].place in ACCOMPANYING:
        return None
    sides = {side for side in table.sides if side}
    home = table.homes[number]
    if len(sides) != 1 or (home and any(table.homes[i] == home for i, side in enumerate(table.sides) if side)):
        return None
    if sides == {"guest"}:
        return (
            "host"
            if home != NOWHERE and (home is None or home == table.place.country or table.place.country is None)
            else None
        )
    return "guest" if sides == {"host"} else None


def attendant_of_host(table: Table, number: int) -> Side | None:
    """Officials who attended as well are the host's, where the text gives them no other state."""
    known = "host" in table.sides and table.homes[number] in (None, table.place.country)
    return "host" if known and table.facts[number].type == "person" and table.facts[number].role else None


ACCOMPANYING = frozenset({"attendant", "companion", "attended"})
OWN_RULES: list[Rule] = [mediator, receiver, own_country, visitor, own_city, local_head]
SHARED_RULES: list[Rule] = [same_group, same_country, counterpart, same_group, attendant_of_host]
