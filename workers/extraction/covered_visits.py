"""Visits that are records of their own, and those that only frame the meetings reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workers.extraction.facts import When
from workers.extraction.joining import Event, overlaps, stage


def without_covered_visits(events: list[Event]) -> list[Event]:
    """A visit during which meetings are reported stays only with days of its own; a cancelled one cancels them."""
    meetings = [event for event in events if not event.is_visit]
    covered = [event for event in events if event.is_visit and _is_covered(event, meetings)]
    for visit in covered:
        if visit.verdict.status in ("cancelled", "denied"):
            for event in meetings:
                if overlaps(visit, event) and stage(event.verdict.status) == "future":
                    event.sightings.extend(replace(sighting, arguments=()) for sighting in visit.sightings)
    return [event for event in events if event not in covered and not (meetings and _is_mere_invitation(event))]


def _is_mere_invitation(event: Event) -> bool:
    """«пригласил посетить Латвию осенью»: a visit that is only possible and has no day."""
    day = event.when is not None and event.when.precision == "day"
    return event.is_visit and event.verdict.status == "possible" and not day


def _is_covered(visit: Event, meetings: Sequence[Event]) -> bool:
    shared = [event for event in meetings if overlaps(visit, event) or _is_told_with(visit, event)]
    if not shared:
        return False
    days = visit.when
    return days is None or days.start is None or any(_same_range(days, event.when) for event in shared)


def _is_told_with(visit: Event, event: Event) -> bool:
    """«Разговор состоялся в Шадринске, куда губернатор приехал с поездкой»."""
    unnamed = not any(actor.name or actor.type == "group" for actor in visit.actors)
    return unnamed and any(one.position[0] == other.position[0] for one in visit.sightings for other in event.sightings)


def _same_range(one: When, other: When | None) -> bool:
    return other is None or (one.start, one.end) == (other.start, other.end)
