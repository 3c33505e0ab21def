"""Which mentions are one meeting: shared sides, and no contradiction of day, stage, channel or destination."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from workers.extraction.actors import Actor
from workers.extraction.facts import Status, When
from workers.extraction.finder import Argument
from workers.extraction.modality import Verdict
from workers.extraction.sightings import ENVOYS, Sighting


@dataclass
class Event:
    """A meeting with all its mentions."""

    sightings: list[Sighting] = field(default_factory=list)

    @property
    def first(self) -> Sighting:
        return min(self.sightings, key=lambda sighting: sighting.position)

    @property
    def named_by(self) -> Sighting:
        """The first word that names the meeting itself, rather than who attended."""
        naming = [sighting for sighting in self.sightings if sighting.trigger.frame != "attend"]
        return min(naming or self.sightings, key=lambda sighting: sighting.position)

    @property
    def arguments(self) -> list[Argument]:
        """Each participant once, as its first sighting gives it."""
        found: dict[int, Argument] = {}
        for sighting in sorted(self.sightings, key=lambda sighting: sighting.position):
            for argument in sighting.arguments:
                found.setdefault(id(argument.actor), argument)
        kept = [argument for argument in found.values() if not _is_represented(argument.actor, list(found.values()))]
        persons = [argument for argument in kept if argument.actor.type == "person"]
        return [a for a in kept if len(persons) < 2 or a.place != "genitive" or not is_summed_up(a)]

    @property
    def actors(self) -> list[Actor]:
        return [argument.actor for argument in self.arguments]

    @property
    def verdict(self) -> Verdict:
        """Cancellation and denial win, then the first strong verdict, then the first weak one."""
        ordered = sorted(self.sightings, key=lambda sighting: (sighting.trigger.frame == "attend", sighting.position))
        verdicts = [sighting.verdict for sighting in ordered]
        final = [verdict for verdict in verdicts if verdict.status in ("cancelled", "denied")]
        strong = [verdict for verdict in verdicts if not verdict.weak]
        return next(iter((*final, *strong, *verdicts)))

    @property
    def is_visit(self) -> bool:
        return all(sighting.is_visit for sighting in self.sightings if sighting.trigger.frame != "attend")

    @property
    def when(self) -> When | None:
        """The first date that a mention of the meeting gives, days before longer stretches, with the first time of day."""
        told = sorted(self.sightings, key=lambda sighting: sighting.position)
        dates = [sighting.when for sighting in told if sighting.when]
        precise = [when for when in dates if when.precision == "day"]
        clock = next((sighting.clock for sighting in told if sighting.clock), None)
        date = next(iter((*precise, *dates)), None)
        return replace(date, time=clock) if date and clock else date


def _is_represented(actor: Actor, arguments: list[Argument]) -> bool:
    """A country for which a person or a delegation of the same meeting stands is no side of its own."""
    if actor.type != "country" or actor.country is None:
        return False
    others = [argument.actor.country for argument in arguments if argument.actor.type in {"person", "group"}]
    return any(other is not None and other[0] == actor.country[0] for other in others)


def is_summed_up(argument: Argument) -> bool:
    """«встреча сопредседателей»: those who are named one by one elsewhere."""
    mention = argument.mention
    return mention.type == "group" and mention.head.number == "Plur" and mention.head.base in ENVOYS


def join(events: list[Event], sighting: Sighting) -> None:
    """Add the mention to the meeting that it tells of, or to the list as a new one."""
    fitting = [event for event in events if _is_same(event, sighting)]
    if fitting:
        max(fitting, key=lambda event: _overlap(event, sighting)).sightings.append(sighting)
    else:
        events.append(Event([sighting]))


def _overlap(event: Event, sighting: Sighting) -> int:
    return sum(any(same_side(actor, own) for own in event.actors) for actor in sighting.actors)


def same_side(one: Actor, other: Actor) -> bool:
    """The same actor, or a country and the person who stands for it."""
    if one is other:
        return True
    if "country" in (one.type, other.type) and one.country and other.country:
        return one.country[0] == other.country[0]
    return False


def _is_same(event: Event, sighting: Sighting) -> bool:
    overlap = _overlap(event, sighting)
    enough = overlap >= 2 or overlap == len(sighting.actors) or overlap == len(event.actors)
    if not enough or event.is_visit != sighting.is_visit:
        return False
    return agree(event, sighting)


def agree(event: Event, sighting: Sighting) -> bool:
    """Nothing that the mention says contradicts the meeting."""
    return all(agrees(event, sighting) for agrees in AGREEMENTS)


# Agreements.


def same_day(event: Event, sighting: Sighting) -> bool:
    """Days given for both must touch; an unnamed day agrees with any."""
    mine, other = sighting.when, event.when
    if mine is None or other is None or mine.start is None or other.start is None:
        return True
    return mine.start <= (other.end or other.start) and other.start <= (mine.end or mine.start)


def same_stage(event: Event, sighting: Sighting) -> bool:
    """What was held is not what is still planned."""
    stages = {stage(sighting.verdict.status), stage(event.verdict.status)}
    weak = sighting.verdict.weak or event.verdict.weak
    return weak or stages != {"past", "future"}


def stage(status: Status) -> str:
    return {"held": "past", "planned": "future", "possible": "future"}.get(status, "any")


def not_anew(event: Event, sighting: Sighting) -> bool:
    """«следующая встреча», «вновь встретятся»: another one, unless the next one was told already."""
    coming = stage(event.verdict.status) == stage(sighting.verdict.status) == "future"
    return not sighting.is_anew or coming or any(own.is_anew for own in event.sightings)


def same_past(event: Event, sighting: Sighting) -> bool:
    """«в последний раз они виделись в июне»: not the meeting that the text reports."""
    if any(own.is_earlier for own in event.sightings):
        return sighting.is_earlier or (sighting.when is None and sighting.position > event.first.position)
    return not sighting.is_earlier


def same_channel(event: Event, sighting: Sighting) -> bool:
    """«после разговора по телефону условились о встрече»: a call is no meeting face to face."""
    return not any(
        _by_phone(one, other) for own in event.sightings for one, other in [(own, sighting), (sighting, own)]
    )


def _by_phone(one: Sighting, other: Sighting) -> bool:
    return one.kind is not None and one.kind[0] == "phone" and other.is_face_to_face


def same_destination(event: Event, sighting: Sighting) -> bool:
    """A visit to one country is not a visit to another."""
    if not sighting.is_visit:
        return True
    mine = {place.country for place in sighting.places if place.country}
    other = {place.country for own in event.sightings for place in own.places if place.country}
    return not mine or not other or bool(mine & other)


AGREEMENTS: list[Callable[[Event, Sighting], bool]] = [
    same_day,
    same_stage,
    not_anew,
    same_past,
    same_channel,
    same_destination,
]


def overlaps(one: Event, other: Event) -> bool:
    """Some side takes part in both."""
    return any(same_side(actor, own) for actor in one.actors for own in other.actors)


def latest_before(event: Event, sighting: Sighting) -> tuple[int, int]:
    """The last mention of the meeting before the sighting; the meeting is told before it."""
    return max(own.position for own in event.sightings if own.position < sighting.position)


def told_before(events: Sequence[Event], sighting: Sighting) -> list[Event]:
    return [event for event in events if event.first.position < sighting.position]
