"""People's judgements: written with what they are about, applied at once and on every later run, undone one by one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from events import resolution
from events.models import Anchor, Guise, Judgement, Meeting, Participant, Participation, Report
from events.models.fields import Kind, MeetingStatus
from events.resolution.reconciliation import FIELDS


class NotJudgeable(Exception):
    """The judgement makes no sense; the message says why."""


@dataclass(frozen=True)
class Decision:
    """What a person decided. `parts` are the reports (or guises) that «different» takes out of the record."""

    decision: str
    subject: str
    subject_id: uuid.UUID
    other_id: uuid.UUID | None = None
    parts: tuple[uuid.UUID, ...] = ()
    field: str = ""
    value: Any = None
    reason: str = ""


def judge(user: Any, decided: Decision) -> Judgement:
    """Store a judgement and bring the ledger in line with it."""
    with transaction.atomic():
        resolution.lock()
        judgement, _ = _apply(user, decided)
    return judgement


def preview(user: Any, decided: Decision) -> list[dict[str, Any]]:
    """What the judgement would do to records: the changes that it would make, none of them made."""
    with transaction.atomic():
        resolution.lock()
        point = transaction.savepoint()
        _, changes = _apply(user, decided)
        found = list(_shown(changes))
        transaction.savepoint_rollback(point)
    return found


def undo(judgement: Judgement) -> Judgement:
    """Apply it no longer; it stays in the history."""
    with transaction.atomic():
        resolution.lock()
        if judgement.undone is None:
            judgement.undone = timezone.now()
            judgement.save(update_fields=["undone"])
            touched = _touched(judgement)
            if judgement.decision in {"accepted", "rejected"}:
                Meeting.objects.filter(pk=judgement.subject_id).update(review=Meeting.Review.NEW)
            resolution.resolve(touched, resolution.Changes(frozenset([judgement.made_by_id])))
    return judgement


def _apply(user: Any, decided: Decision) -> tuple[Judgement, resolution.Changes]:
    judgement = Judgement.objects.create(
        decision=decided.decision,
        subject=decided.subject,
        subject_id=decided.subject_id,
        other_id=decided.other_id or (decided.parts[0] if decided.parts else None),
        field=decided.field,
        value=_value(decided) if decided.decision == "value" else None,
        reason=decided.reason,
        made_by=user,
    )
    Anchor.objects.bulk_create(_anchors(judgement, decided))
    changes = resolution.Changes(frozenset([user.pk]))
    resolution.resolve(_touched(judgement), changes)
    return judgement, changes


def _value(decided: Decision) -> dict[str, Any]:
    """The columns of a field that a person sets."""
    if decided.subject != "meeting" or decided.field not in FIELDS:
        raise NotJudgeable(f"A value can be set of: {', '.join(FIELDS)}.")
    given = decided.value if isinstance(decided.value, dict) else {decided.field: decided.value}
    try:
        columns: dict[str, Any] = READERS[decided.field](given)
    except (KeyError, TypeError, ValueError):
        raise NotJudgeable(f"The value of {decided.field} is not of its form.") from None
    return columns


def _date(given: dict[str, Any]) -> dict[str, Any]:
    start = date.fromisoformat(given.get("start") or given["date"])
    end = date.fromisoformat(given["end"]) if given.get("end") else start
    if end < start:
        raise ValueError
    days = {"date_start": start.isoformat(), "date_end": end.isoformat()}
    return {**days, "date_precision": "day", "date_source": "", "date_text": ""}


def _place(given: dict[str, Any]) -> dict[str, Any]:
    columns = {name: _text(given.get(name, "")) for name in ("city", "country", "country_code")}
    if "place" in given:
        columns["city"] = _text(given["place"])
    return {**columns, "place_source": ""}


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 500:
        raise ValueError
    return value


def _one_of(column: str, choices: Iterable[str]) -> Any:
    def read(given: dict[str, Any]) -> dict[str, Any]:
        if given[column] not in set(choices):
            raise ValueError
        return {column: given[column]}

    return read


READERS: dict[str, Any] = {
    "date": _date,
    "place": _place,
    "kind": _one_of("kind", Kind.values),
    "status": _one_of("status", MeetingStatus.values),
    "venue": lambda given: {"venue": _text(given["venue"])},
    "time": lambda given: {"date_time": _text(given["time"])[:5]},
}


def _anchors(judgement: Judgement, decided: Decision) -> Iterator[Anchor]:
    if decided.decision not in {"same", "different"}:
        return
    members = _guises if decided.subject == "participant" else _reports
    ours = list(members(decided.subject_id, ()))
    theirs = (
        list(members(decided.other_id, ())) if decided.other_id else list(members(decided.subject_id, decided.parts))
    )
    taken = {target for target, *_ in theirs} if decided.parts else set()
    kept = [each for each in ours if each[0] not in taken]
    if not kept or not theirs:
        raise NotJudgeable("Name two records, or some of the parts of one.")
    for is_other, side in ((False, kept), (True, theirs)):
        for target, document, block in side:
            yield Anchor(judgement=judgement, is_other=is_other, target_id=target, document_id=document, block=block)


Target = tuple[uuid.UUID, uuid.UUID | None, str]


def _guises(participant: uuid.UUID, parts: Iterable[uuid.UUID]) -> Iterator[Target]:
    rows = Guise.objects.filter(participant=participant)
    for guise in rows.filter(pk__in=list(parts)) if parts else rows:
        said = (
            Participation.objects.filter(guise=guise).order_by("pk").values_list("report__document", flat=True).first()
        )
        yield guise.pk, said, guise.block


def _reports(meeting: uuid.UUID, parts: Iterable[uuid.UUID]) -> Iterator[Target]:
    rows = Report.objects.filter(meeting=meeting)
    for report in rows.filter(pk__in=list(parts)) if parts else rows:
        yield report.pk, report.document_id, ""


def _touched(judgement: Judgement) -> resolution.Touched:
    touched = resolution.Touched()
    anchors = list(judgement.anchors.all())
    targets = {anchor.target_id for anchor in anchors}
    if judgement.subject == "participant":
        blocks = {anchor.block for anchor in anchors if anchor.block}
        for guise in Guise.objects.filter(pk__in=targets) | Guise.objects.filter(block__in=blocks):
            touched.add(guise)
        touched.participants |= set(Participant.objects.filter(guises__in=touched.guises).values_list("pk", flat=True))
        return touched
    documents = {anchor.document_id for anchor in anchors}
    touched.reports |= (
        set(Report.objects.filter(document__in=documents).values_list("pk", flat=True)) if anchors else set()
    )
    touched.meetings |= {judgement.subject_id} if not anchors else set()
    return touched


def _shown(changes: resolution.Changes) -> Iterator[dict[str, Any]]:
    for (record, pk), survivor in sorted(changes.gone.items(), key=lambda each: each[0]):
        kind = "merged" if survivor else "deleted"
        yield {"record": record, "id": str(pk), "kind": kind, "into": str(survivor) if survivor else None, "fields": []}
    for record, _ in sorted(changes.created):
        yield {"record": record, "id": None, "kind": "created", "into": None, "fields": []}
    for (record, pk), fields in sorted(changes.updated.items()):
        if fields and (record, pk) not in changes.gone and (record, pk) not in changes.created:
            yield {"record": record, "id": str(pk), "kind": "updated", "into": None, "fields": sorted(fields)}
