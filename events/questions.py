"""Questions about the ledger that no single filter answers: who met both, gaps, what was announced and never reported."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from events.models import Attendance, Meeting, Participant
from events.names import query_keys
from events.resolution.posts import post_of
from events.resolution.wording import sentence

AHEAD = ("planned", "possible")


@dataclass(frozen=True)
class Gap:
    """Two meetings in a row and the days between them."""

    before: Meeting
    after: Meeting
    days: int


def who(value: str) -> QuerySet[Participant]:
    """The participants of an id or of a name; ids look like no name."""
    try:
        return Participant.objects.filter(pk=uuid.UUID(value))
    except ValueError:
        return Participant.objects.named(value)


def together(meetings: QuerySet[Meeting], names: Iterable[str]) -> QuerySet[Meeting]:
    """The meetings that all of these took part in."""
    for name in names:
        present = Attendance.objects.filter(meeting=OuterRef("pk"), participant__in=who(name))
        meetings = meetings.filter(Exists(present))
    return meetings


def held(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.filter(status="held")


def in_post(attendances: QuerySet[Attendance], role: str) -> QuerySet[Attendance]:
    """Attendances in a post: «министр обороны», «глава МИД» and «министр иностранных дел» alike, or a part of it."""
    wanted = post_of(role).role
    stems = query_keys(role)
    known = attendances.order_by().exclude(role="").values_list("role", "organisation").distinct()
    fit = [
        (said, body)
        for said, body in known
        if post_of(said, body).role == wanted or (stems and query_keys(f"{said} {body}")[: len(stems)] == stems)
    ]
    condition = Q(pk__in=())
    for said, body in fit:
        condition |= Q(role=said, organisation=body)
    return attendances.filter(condition)


def states(meetings: QuerySet[Meeting], codes: Sequence[str]) -> QuerySet[Meeting]:
    """Meetings at which every one of these states was represented."""
    for code in codes:
        meetings = meetings.filter(Exists(Attendance.objects.filter(meeting=OuterRef("pk"), country_code=code)))
    return meetings


def never_reported(meetings: QuerySet[Meeting], by: date) -> QuerySet[Meeting]:
    """Announced for a day before `by`, and no text says that it was held, moved or cancelled."""
    return meetings.filter(status__in=AHEAD, date_end__lt=by)


def met_all(
    meetings: QuerySet[Meeting], names: Sequence[str], within: int | None = None
) -> dict[uuid.UUID, list[Meeting]]:
    """Who met each of these people, all within so many days, and at which meetings."""
    sight = [_met(meetings, name) for name in names]
    common = set.intersection(*(set(each) for each in sight)) if sight else set()
    asked = {pk for name in names for pk in who(name).values_list("pk", flat=True)}
    found = {}
    for pk in common - asked:
        chosen = _closest([each[pk] for each in sight], within)
        if chosen:
            found[pk] = chosen
    return found


def _met(meetings: QuerySet[Meeting], name: str) -> dict[uuid.UUID, list[Meeting]]:
    mine = together(held(meetings), [name])
    found: dict[uuid.UUID, list[Meeting]] = defaultdict(list)
    by_id = {meeting.pk: meeting for meeting in mine}
    for meeting, participant in Attendance.objects.filter(meeting__in=list(by_id)).values_list(
        "meeting", "participant"
    ):
        found[participant].append(by_id[meeting])
    return found


def _closest(sights: Sequence[Sequence[Meeting]], within: int | None) -> list[Meeting]:
    """One meeting with each, as near in time as may be; none if they are further apart than allowed."""
    best: tuple[int, list[Meeting]] | None = None
    for first in sights[0]:
        chosen = [first, *(min(others, key=lambda other: _apart(first, other)) for others in sights[1:])]
        spread = _spread(chosen)
        if best is None or spread < best[0]:
            best = (spread, chosen)
    if best is None or (within is not None and best[0] > within):
        return []
    return best[1]


def _apart(first: Meeting, second: Meeting) -> int:
    if first.date_start is None or second.date_start is None:
        return 10**6
    return abs((first.date_start - second.date_start).days)


def _spread(meetings: Sequence[Meeting]) -> int:
    return max(_apart(first, second) for first in meetings for second in meetings)


def gaps(meetings: QuerySet[Meeting], names: Sequence[str], at_least: int = 0) -> list[Gap]:
    """The intervals between meetings of these people in a row, the longest first."""
    dated = held(together(meetings, names)).exclude(date_start=None).exclude(kind="visit").order_by("date_start", "pk")
    rows = list(dated)
    found = [
        Gap(before, after, (after.date_start - before.date_end).days)
        for before, after in pairwise(rows)
        if after.date_start and before.date_end and (after.date_start - before.date_end).days >= at_least
    ]
    return sorted(found, key=lambda gap: -gap.days)


def first_since(
    meetings: QuerySet[Meeting], names: Sequence[str], since: date
) -> tuple[Meeting | None, Meeting | None]:
    """The first meeting of these people from that day on, and the last one before it."""
    rows = held(together(meetings, names)).exclude(date_start=None)
    after = rows.filter(date_start__gte=since).order_by("date_start", "pk").first()
    before = rows.filter(date_start__lt=since).order_by(F("date_start").desc(), "-pk").first()
    return after, before


def quotation(meeting: Meeting) -> list[dict[str, Any]]:
    """The evidence of an answer: of every report the document and the sentence of its trigger."""
    return [
        {
            "document": report.document.external_id or str(report.document_id),
            "published": report.document.published.isoformat() if report.document.published else None,
            "text": " ".join(sentence(report.document.text, report.trigger_start, report.trigger_end).split()),
        }
        for report in meeting.reports.select_related("document")
    ]
