"""The reports that may be of one meeting with given ones, found by indexed look-ups: shared participants around the days."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from events.models import Participant, Participation, Report
from events.names import fold
from events.resolution.encounters import BOUNDS, Pair, Seat, Sketch, compare
from events.resolution.judged import Judged
from events.resolution.posts import post_of
from events.resolution.verdicts import Verdict
from events.resolution.wording import city_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Look:
    """A look-up: whose reports, of which days. `is_sided`: a state takes part as such."""

    people: frozenset[uuid.UUID]
    states: frozenset[str]
    low: date
    high: date
    is_sided: bool


@dataclass
class Neighbourhood:
    """Reports, closed under «may be one», and the verdicts on their pairs."""

    sketches: dict[uuid.UUID, Sketch] = field(default_factory=dict)
    meetings: dict[uuid.UUID, uuid.UUID | None] = field(default_factory=dict)
    verdicts: dict[Pair, Verdict] = field(default_factory=dict)
    why: dict[uuid.UUID, dict[str, object]] = field(default_factory=dict)
    unnamed: bool = False
    looks: list[Look] = field(default_factory=list)
    sides: dict[str, uuid.UUID | None] = field(default_factory=dict)

    def covers(self, look: Look) -> bool:
        """Whether an earlier look-up has found all that this one would."""
        return any(
            look.people <= done.people
            and look.states <= done.states
            and done.low <= look.low
            and look.high <= done.high
            and done.is_sided >= look.is_sided
            for done in self.looks
        )


def around(seeds: Iterable[uuid.UUID], judged: Judged) -> Neighbourhood:
    """Everything that has to be looked at together with these reports."""
    found = Neighbourhood()
    frontier = _load(set(seeds) | judged.tied_reports(set(seeds)), found)
    while frontier:
        reached: dict[uuid.UUID, Sketch] = {}
        candidates = _candidates(frontier.values(), found)
        for sketch in frontier.values():
            for other in [*candidates.values(), *found.sketches.values()]:
                pair = frozenset((sketch.id, other.id))
                if len(pair) == 2 and pair not in found.verdicts and _worth_comparing(sketch, other):
                    found.verdicts[pair] = compare(sketch, other)
                    if other.id not in found.sketches and found.verdicts[pair].score > BOUNDS[0]:
                        reached[other.id] = other
        tied = _load(judged.tied_reports(set(reached)), found) if reached else {}
        found.sketches |= reached
        frontier = reached | tied
    _forget_strangers(found)
    return found


def _worth_comparing(one: Sketch, other: Sketch) -> bool:
    return bool(one.since and other.since) or one.document == other.document


def _forget_strangers(found: Neighbourhood) -> None:
    found.verdicts = {pair: verdict for pair, verdict in found.verdicts.items() if pair <= found.sketches.keys()}


def _load(reports: set[uuid.UUID], found: Neighbourhood) -> dict[uuid.UUID, Sketch]:
    fresh = sketches_of(reports - found.sketches.keys(), found)
    found.sketches |= fresh
    return fresh


def _candidates(frontier: Iterable[Sketch], found: Neighbourhood) -> dict[uuid.UUID, Sketch]:
    wanted: set[uuid.UUID] = set()
    asked = [look for sketch in frontier if (look := _look(sketch)) and not found.covers(look)]
    states = {state for look in asked for state in look.states} - found.sides.keys()
    if states:
        rows = Participant.objects.filter(key__in=[f"country:{state}" for state in states])
        found.sides |= dict.fromkeys(states) | {key[len("country:") :]: pk for key, pk in rows.values_list("key", "pk")}
    for look in asked:
        if not found.covers(look):
            wanted |= _around(look, found)
            found.looks.append(look)
    return sketches_of(wanted - found.sketches.keys(), found)


def _look(sketch: Sketch) -> Look | None:
    """What to ask for: these people, and the states as such, around these days."""
    if sketch.since is None or sketch.until is None:
        return None
    states = frozenset(seat.country for seat in sketch.seats if seat.country)
    sided = any(seat.type == "country" for seat in sketch.seats)
    return Look(sketch.people, states, sketch.since - DAY, sketch.until + DAY, sided)


def _around(look: Look, found: Neighbourhood) -> set[uuid.UUID]:
    """Reports with a participant in common, or the states as such, whose days may be the same."""
    who = look.people | {side for state in look.states if (side := found.sides.get(state))}
    exact = Q(loose=False, since__gte=look.low, since__lte=look.high)
    loose = Q(loose=True, since__lte=look.high, until__gte=look.low)
    rows = Participation.objects.filter(participant__in=who)
    reports = set(rows.filter(exact).values_list("report_id", flat=True))
    reports |= set(rows.filter(loose).values_list("report_id", flat=True))
    return reports | _between(look.states, exact) if look.is_sided else reports


def _between(states: Iterable[str], exact: Q) -> set[uuid.UUID]:
    """Reports in which two of the states were represented, by whomever."""
    alike = Participation.objects.filter(exact, country_code__in=[state for state in states if len(state) == 2])
    shared: dict[uuid.UUID, set[str]] = defaultdict(set)
    for report, state in alike.values_list("report_id", "country_code"):
        shared[report].add(state)
    return {report for report, known in shared.items() if len(known) >= 2}


REPORT = (
    "pk", "document", "kind", "status", "date_start", "date_end", "date_precision", "date_source", "date_time", "city",
    "country", "country_code", "venue", "flags", "subjects", "document__published", "document__text_hash", "meeting", "why",
)  # fmt: skip
SEAT = (
    "report",
    "participant",
    "guise",
    "guise__seated",
    "type",
    "country",
    "country_code",
    "role",
    "organisation",
    "name",
)


def sketches_of(reports: set[uuid.UUID], near: Neighbourhood) -> dict[uuid.UUID, Sketch]:
    """The sketches of stored reports; `near` takes up the meeting that each is part of now, and why."""
    if not reports:
        return {}
    seats: dict[uuid.UUID, list[Seat]] = defaultdict(list)
    for row in Participation.objects.filter(report__in=reports).order_by("position").values(*SEAT):
        seats[row["report"]].append(_seat(row))
        near.unnamed |= not row["name"]
    found = {}
    for row in Report.objects.filter(pk__in=reports).order_by().values(*REPORT):
        near.meetings[row["pk"]], near.why[row["pk"]] = row["meeting"], row["why"]
        found[row["pk"]] = _sketch(row, seats[row["pk"]])
    return found


def _seat(row: dict[str, object]) -> Seat:
    state = str(row["country_code"] or fold(str(row["country"])))
    post = post_of(str(row["role"]), str(row["organisation"]), state)
    # Who was found by the seat counts as unknown here, or it would prove itself.
    who = row["guise"] if row["guise__seated"] else row["participant"]
    return Seat(who, str(row["type"]), state, post.role, bool(row["name"]))  # type: ignore[arg-type]


def _sketch(row: dict[str, object], seats: list[Seat]) -> Sketch:
    return Sketch(
        id=row["pk"],  # type: ignore[arg-type]
        document=row["document"],  # type: ignore[arg-type]
        seats=tuple(seats),
        kind=str(row["kind"]),
        status=str(row["status"]),
        start=row["date_start"],  # type: ignore[arg-type]
        end=row["date_end"],  # type: ignore[arg-type]
        precision=str(row["date_precision"]),
        date_source=str(row["date_source"]),
        time=str(row["date_time"]),
        city=city_of(str(row["city"])),
        country=str(row["country_code"] or fold(str(row["country"]))),
        venue=fold(str(row["venue"])),
        published=row["document__published"],  # type: ignore[arg-type]
        flags=str(row["flags"]),
        topics=frozenset(str(row["subjects"]).split()),
        text=str(row["document__text_hash"]),
    )
