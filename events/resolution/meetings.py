"""The meeting that a report means, and its fields reconciled over all reports.

Two reports are of one meeting when they share participants and the day and nothing contradicts. A field's value is the
one that most reports give; ties go to the fuller, then to the later report.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.text import slugify

from events.models import Attendance, Document, Meeting, Participant, Participation, Report
from events.names import latin
from events.resolution.footprint import Footprint
from workers.extraction.facts import MeetingFact

Feature = Callable[[Meeting, MeetingFact], bool]
SLUG_NAMES = 2


def columns(fact: MeetingFact) -> dict[str, Any]:
    """Kind, status, confidence, date and place as columns."""
    return {
        "kind": fact.kind,
        "status": fact.status,
        "confidence": fact.confidence,
        "date_start": fact.date.start,
        "date_end": fact.date.end,
        "date_precision": fact.date.precision,
        "date_source": fact.date.source or "",
        "date_text": fact.date.text or "",
        "date_time": fact.date.time or "",
        "city": fact.place.city or "",
        "country": fact.place.country or "",
        "country_code": fact.place.country_code or "",
        "venue": fact.place.venue or "",
        "place_source": fact.place.source or "",
    }


def meeting_for(
    fact: MeetingFact, participants: Sequence[Participant], document: Document, before: Footprint
) -> Meeting:
    """The meeting that the report means: the one it was part of before, another report's, or a new one."""
    people = {participant.pk for participant in participants}
    taken = set(document.reports.values_list("meeting_id", flat=True))
    earlier = _earlier(fact, people, before, taken)
    if earlier is not None:
        return earlier
    candidate: Meeting
    for candidate in _candidates(fact, people).exclude(pk__in=taken):
        if all(fits(candidate, fact) for fits in FEATURES):
            return candidate
    return Meeting.objects.create(slug=_slug(fact, participants), **columns(fact))


def _earlier(fact: MeetingFact, people: set[uuid.UUID], before: Footprint, taken: set[uuid.UUID]) -> Meeting | None:
    """The same trigger words, or the same participants, in the former reading of this document."""
    reports = [report for report in before.reports if report.meeting not in taken]
    same = [report for report in reports if report.trigger_start == fact.trigger.start and report.participants & people]
    same = same or [report for report in reports if report.participants == people]
    return Meeting.objects.filter(pk=same[0].meeting).first() if same else None


def _candidates(fact: MeetingFact, people: set[uuid.UUID]) -> Any:
    """Meetings of the same day with at least two of the participants."""
    if fact.date.precision != "day" or len(people) < 2:
        return Meeting.objects.none()
    shared = Attendance.objects.filter(
        participant__in=people, meeting__date_start=fact.date.start, meeting__date_end=fact.date.end
    ).values_list("meeting_id", flat=True)
    enough = [pk for pk, count in Counter(shared).items() if count >= 2]
    return Meeting.objects.filter(pk__in=enough).order_by("pk")


def same_manner(meeting: Meeting, fact: MeetingFact) -> bool:
    """A call is no meeting in person, a visit no talk."""
    families = {"in_person": "table", "multilateral": "table"}
    return bool(families.get(meeting.kind, meeting.kind) == families.get(fact.kind, fact.kind))


def same_place(meeting: Meeting, fact: MeetingFact) -> bool:
    return not (meeting.city and fact.place.city) or meeting.city == fact.place.city


FEATURES: list[Feature] = [same_manner, same_place]


def _slug(fact: MeetingFact, participants: Sequence[Participant]) -> str:
    names = [participant.surname or participant.name or participant.role for participant in participants[:SLUG_NAMES]]
    day = fact.date.start.isoformat() if fact.date.start else "undated"
    words = slugify(latin(" ".join([day, *names, fact.place.city or ""])))[:100].strip("-")
    return f"{words}-{uuid.uuid4().hex[:8]}"


# Reconciliation: field by field.

FIELDS: dict[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "status": ("status",),
    "date": ("date_start", "date_end", "date_precision", "date_source", "date_text"),
    "time": ("date_time",),
    "place": ("city", "country", "country_code", "place_source"),
    "venue": ("venue",),
}
PRECISIONS = ["unknown", "yearless", "year", "month", "day"]


def reconcile(meeting: Meeting) -> None:
    """Recompute a meeting from its reports; fields that a person locked stay."""
    reports = sorted(meeting.reports.all(), key=lambda report: (report.document.published is None, str(report.pk)))
    for field, names in FIELDS.items():
        if field not in meeting.locked_fields:
            best = _best(reports, names)
            for name in names:
                setattr(meeting, name, getattr(best, name))
    meeting.confidence = max(report.confidence for report in reports)
    meeting.save()
    _seat(meeting, reports)


def _best(reports: Sequence[Report], names: Sequence[str]) -> Report:
    votes = Counter(_value(report, names) for report in reports)

    def rank(report: Report) -> tuple[int, int, int]:
        fullness = sum(bool(getattr(report, name)) for name in names)
        return PRECISIONS.index(report.date_precision) * ("date_start" in names), fullness, votes[_value(report, names)]

    return max(reports, key=rank)


def _value(report: Report, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(report, name) for name in names[:3])


def _seat(meeting: Meeting, reports: Sequence[Report]) -> None:
    """Everyone whom any report names, with the values of the report that says most of them."""
    seats: dict[uuid.UUID, Participation] = {}
    for report in reports:
        for said in report.participations.all():
            known = seats.get(said.participant_id)
            if known is None or _fullness(said) > _fullness(known):
                seats[said.participant_id] = said
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            participant_id=pk,
            position=position,
            **{
                name: getattr(said, name)
                for name in ("role", "rank", "organisation", "country", "country_code", "side")
            },
        )
        for position, (pk, said) in enumerate(seats.items())
    )


def _fullness(said: Participation) -> int:
    return sum(bool(getattr(said, name)) for name in ("role", "rank", "organisation", "country", "side"))
