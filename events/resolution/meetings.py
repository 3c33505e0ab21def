"""Meetings across documents: the reports around the changed ones are sorted anew, and each meeting's fields with them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.text import slugify

from events.models import Attendance, Conflict, Judgement, Meeting, Participation, Report, Tombstone
from events.names import latin
from events.resolution import encounters, identity
from events.resolution.judged import Judged
from events.resolution.neighbourhood import Neighbourhood, around
from events.resolution.participants import note_doubts
from events.resolution.reconciliation import FIELDS, Account, settle
from workers.extraction.facts import MeetingFact

SLUG_NAMES = 2
SEAT = ("role", "rank", "organisation", "country", "country_code", "side")
COLUMNS = tuple(column for columns in FIELDS.values() for column in columns)


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


@dataclass(frozen=True)
class Sorted:
    """The meetings touched; of those that lost reports, where these went; whether anybody is told of without a name."""

    touched: set[uuid.UUID]
    went: dict[uuid.UUID, uuid.UUID]
    unnamed: bool


def sort_reports(seeds: set[uuid.UUID], hints: Mapping[uuid.UUID, uuid.UUID], judged: Judged) -> Sorted:
    """Sort these reports and all around them into meetings.

    `hints` names for new reports the meeting that the same passage told of before.
    """
    near = around(seeds, judged)
    same, different = judged.pairs_of_reports(near.sketches)
    sorted_out = encounters.sort_out(near.sketches, near.verdicts, same, different)
    former = {pk: meeting for pk, meeting in near.meetings.items() if meeting and pk in near.sketches}
    hinted = {pk: hints[pk] for pk in near.sketches if pk not in former and pk in hints}
    alive = set(Meeting.objects.filter(pk__in=set(hinted.values())).values_list("pk", flat=True)) if hinted else set()
    former |= {pk: meeting for pk, meeting in hinted.items() if meeting in alive}
    weight = {pk: 1 for pk in near.meetings if near.meetings[pk]}
    going_on = identity.heirs(sorted_out.groups, former, weight)
    touched, went = _write(sorted_out.groups, going_on, near, seeds)
    _explain(near, sorted_out)
    return Sorted(touched, went, near.unnamed)


def _write(
    groups: Sequence[frozenset[uuid.UUID]],
    going_on: Mapping[frozenset[uuid.UUID], uuid.UUID],
    near: Neighbourhood,
    seeds: set[uuid.UUID],
) -> tuple[set[uuid.UUID], dict[uuid.UUID, uuid.UUID]]:
    touched: set[uuid.UUID] = set()
    went: dict[uuid.UUID, uuid.UUID] = {}
    for group in groups:
        meeting = going_on.get(group) or _create(group)
        moved = [pk for pk in group if near.meetings.get(pk) != meeting]
        if moved or group & seeds:
            touched.add(meeting)
        for pk in moved:
            old = near.meetings.get(pk)
            if old:
                touched.add(old)
                went[old] = meeting
        if moved:
            Report.objects.filter(pk__in=moved).update(meeting=meeting)
    return touched, went


def _create(group: Iterable[uuid.UUID]) -> uuid.UUID:
    first = Report.objects.filter(pk__in=list(group)).order_by("date_start", "pk").first()
    assert first is not None
    values = {column: getattr(first, column) for column in COLUMNS}
    return Meeting.objects.create(slug=_slug(first), confidence=first.confidence, **values).pk


def _slug(report: Report) -> str:
    said = list(report.participations.all()[:SLUG_NAMES])
    names = [row.surname or row.name or row.role for row in said]
    day = report.date_start.isoformat() if report.date_start else "undated"
    words = slugify(latin(" ".join([day, *names, report.city])))[:100].strip("-")
    return f"{words}-{uuid.uuid4().hex[:8]}"


def _explain(near: Neighbourhood, found: encounters.Meetings) -> None:
    for pk in near.sketches:
        why: dict[str, Any] = {}
        if pk in found.why:
            other, verdict = found.why[pk]
            why = {"with": str(other), **verdict.as_json()}
        if near.why.get(pk) != why:
            Report.objects.filter(pk=pk).update(why=why)
    note_doubts("meeting", near.sketches, found.doubts)


# Fields of one meeting.


def reports_of(meeting: Meeting) -> list[Report]:
    return list(
        meeting.reports.select_related("document")
        .defer("document__text")
        .prefetch_related(Prefetch("participations", Participation.objects.select_related("guise")))
    )


def reconcile(meeting: Meeting, reports: Sequence[Report], judged: Judged) -> set[str]:
    """Recompute a meeting from its reports; fields that a person set or locked stay. The fields that changed."""
    is_new = not meeting.support
    before = {column: getattr(meeting, column) for column in COLUMNS}
    old = (meeting.review, meeting.confidence, meeting.support)
    judged_values, review = _judgements(meeting) if judged.values else ({}, "")
    settled = settle([_account(report) for report in reports])
    for name, found in settled.items():
        if name not in meeting.locked_fields:
            for column, value in (found.columns | judged_values.get(name, {})).items():
                setattr(meeting, column, value)
    meeting.confidence = max(report.confidence for report in reports)
    meeting.support = {name: found.as_json() for name, found in settled.items()}
    if review:
        meeting.review = review
    changed = {name for name, names in FIELDS.items() if any(before[c] != getattr(meeting, c) for c in names)}
    changed |= {"review"} if old[0] != meeting.review else set()
    changed |= {"reports"} if old[2] != meeting.support else set()
    if changed or old[1:] != (meeting.confidence, meeting.support):
        meeting.save()
    conflicts = {name for name, found in settled.items() if found.conflict and name not in judged_values}
    if judged.values or conflicts != {name for name, found in old[2].items() if found["conflict"]}:
        _note_conflicts(meeting, conflicts)
    return changed | ({"participants"} if _seat(meeting, reports, is_new) else set())


def _account(report: Report) -> Account:
    values = {column: getattr(report, column) for column in COLUMNS}
    source = report.document.source or str(report.document.text_hash)
    return Account(str(report.pk), source, report.document.published, report.flags, values)


def predecessors(record: uuid.UUID) -> list[uuid.UUID]:
    """The record and those merged into it."""
    found, fresh = [record], [record]
    while fresh:
        fresh = list(Tombstone.objects.filter(survivor_id__in=fresh).values_list("record_id", flat=True))
        found += fresh
    return found


def _judgements(meeting: Meeting) -> tuple[dict[str, dict[str, Any]], str]:
    """The columns that people set, and their verdict on the record; later decisions win."""
    rows = Judgement.objects.filter(
        subject="meeting",
        undone=None,
        decision__in=["value", "accepted", "rejected"],
        subject_id__in=predecessors(meeting.pk),
    ).order_by("made", "id")
    values: dict[str, dict[str, Any]] = {}
    review = ""
    for row in rows:
        if row.decision == "value":
            values[row.field] = {name: _read(name, value) for name, value in dict(row.value or {}).items()}
        else:
            review = row.decision
    return values, review


def _read(column: str, value: Any) -> Any:
    """Days are stored as text in a judgement."""
    return date.fromisoformat(value) if column in {"date_start", "date_end"} and value else value


def _note_conflicts(meeting: Meeting, fields: set[str]) -> None:
    known = set(Conflict.objects.filter(meeting=meeting).values_list("field", flat=True))
    if known - fields:
        Conflict.objects.filter(meeting=meeting, field__in=known - fields).delete()
    Conflict.objects.bulk_create(Conflict(meeting=meeting, field=name) for name in sorted(fields - known))


def _seat(meeting: Meeting, reports: Sequence[Report], is_new: bool) -> bool:
    """Everyone whom any report names, with the values of the report that says most of them; whether that changed."""
    seats: dict[uuid.UUID, Participation] = {}
    named: dict[uuid.UUID, bool] = defaultdict(bool)
    order = sorted(
        reports, key=lambda report: (report.document.published is None, report.document.published, str(report.pk))
    )
    for report in order:
        for said in report.participations.all():
            owner = said.participant_id
            if owner is None:
                continue
            named[owner] |= bool(said.name)
            if owner not in seats or _fullness(said) > _fullness(seats[owner]):
                seats[owner] = said
    rows = [
        (
            pk,
            position,
            *(getattr(said, name) for name in SEAT),
            not named[pk] and said.type == "person" and _is_inferred(said),
        )
        for position, (pk, said) in enumerate(seats.items())
    ]
    stored = Attendance.objects.filter(meeting=meeting)
    known = [] if is_new else list(stored.values_list("participant", "position", *SEAT, "inferred"))
    if rows == known:
        return False
    if not is_new:
        Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, participant_id=pk, position=position, **dict(zip((*SEAT, "inferred"), rest, strict=True))
        )
        for pk, position, *rest in rows
    )
    return True


def _is_inferred(said: Participation) -> bool:
    return bool(said.guise and said.guise.inferred)


def _fullness(said: Participation) -> int:
    return sum(bool(getattr(said, name)) for name in ("role", "rank", "organisation", "country", "side"))


# A visit and the meetings under it.


def link_visits(meetings: Iterable[Meeting]) -> None:
    """The meetings of a visitor in the country visited, on the days of the visit, are its parts."""
    for meeting in meetings:
        if meeting.kind == "visit":
            for part in _parts(meeting):
                _link(part)
            _unlink(meeting)
        else:
            _link(meeting)


def _parts(visit: Meeting) -> list[Meeting]:
    if not visit.date_start:
        return []
    who = visit.attendances.values_list("participant", flat=True)
    rows = Meeting.objects.filter(
        attendances__participant__in=list(who), date_start__gte=visit.date_start, date_end__lte=visit.date_end
    )
    return list(rows.exclude(kind="visit").distinct())


def _link(meeting: Meeting) -> None:
    """To the only visit that it fits."""
    visits = _visits(meeting) if meeting.date_start and meeting.kind in encounters.TALKS else []
    parent = visits[0].pk if len(visits) == 1 else None
    if meeting.parent_id != parent:
        meeting.parent_id = parent
        Meeting.objects.filter(pk=meeting.pk).update(parent=parent)


def _visits(meeting: Meeting) -> list[Meeting]:
    who = meeting.attendances.values("participant")
    rows = Meeting.objects.filter(
        kind="visit",
        attendances__participant__in=who,
        date_start__lte=meeting.date_start,
        date_end__gte=meeting.date_end,
    ).distinct()
    here = meeting.country_code or meeting.country
    return [
        row
        for row in rows
        if not (here and (row.country_code or row.country)) or here == (row.country_code or row.country)
    ]


def _unlink(visit: Meeting) -> None:
    for part in visit.parts.all():
        _link(part)
