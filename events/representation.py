"""Records as the JSON that the API, the commands and the exports give."""

from __future__ import annotations

from typing import Any

from events.models import Attendance, Document, Meeting, Participation, Report, StatedPost
from events.models.fields import WhenAndWhere

Json = dict[str, Any]


def result_json(document: Document) -> Json:
    """What one document says: the shape of `manage.py extract`, participants with their ledger ids."""
    return {
        "meetings": [report_json(report) for report in document.reports.all()],
        "posts": [_post(post) for post in document.stated_posts.all()],
    }


def report_json(report: Report) -> Json:
    return {
        **_when_and_where(report),
        "participants": [_participation(row) for row in report.participations.all()],
        "topics": [
            {"label": row.label, "context": row.context, "evidence": row.evidence} for row in report.mentions.all()
        ],
        "statements": _statements(report),
        "trigger": _trigger(report),
        "evidence": report.evidence,
    }


def meeting_json(meeting: Meeting) -> Json:
    """The reconciled meeting: values, what supports them and what disagrees, its history, its reports with evidence."""
    reports = list(meeting.reports.all())
    return {
        "id": str(meeting.pk),
        "slug": meeting.slug,
        **_when_and_where(meeting),
        "review": meeting.review,
        "participants": [_attendee(row) for row in meeting.attendances.all()],
        "topics": _union([{"label": row.label, "context": row.context} for r in reports for row in r.mentions.all()]),
        "statements": [said for report in reports for said in _statements(report)],
        "support": _support(meeting, {str(report.pk) for report in reports}),
        "conflicts": sorted(row.field for row in meeting.conflicts.all()),
        "history": _history(reports),
        "parent": str(meeting.parent_id) if meeting.parent_id else None,
        "parts": sorted(str(part.pk) for part in meeting.parts.all()),
        "reports": [_source(report) for report in reports],
    }


def _attendee(row: Attendance) -> Json:
    return {
        "id": str(row.participant_id),
        "type": row.participant.type,
        **_values(row.participant, "name", "given", "patronymic", "surname"),
        **_values(row, "role", "rank", "organisation", "country", "country_code", "side"),
        "inferred": row.inferred,
    }


def _support(meeting: Meeting, shown: set[str]) -> list[Json]:
    """Field by field the reports that support the value and those that disagree, of the reports shown."""
    return [
        {
            "field": name,
            "supporting": [report for report in found["for"] if report in shown],
            "disagreeing": [
                {"report": each["report"], "value": _worded(each["value"])}
                for each in found["against"]
                if each["report"] in shown
            ],
            "conflict": found["conflict"],
            "locked": name in meeting.locked_fields,
        }
        for name, found in meeting.support.items()
    ]


def _worded(value: Any) -> str:
    return "..".join(str(each) for each in dict.fromkeys(value)) if isinstance(value, list) else str(value)


def _history(reports: list[Report]) -> list[Json]:
    """What was known when: status and day, report after report."""
    told = sorted(reports, key=lambda report: (str(report.document.published or ""), str(report.pk)))
    return [
        {
            "published": report.document.published.isoformat() if report.document.published else None,
            "status": report.status,
            "start": report.date_start.isoformat() if report.date_start else None,
            "end": report.date_end.isoformat() if report.date_end else None,
            "report": str(report.pk),
        }
        for report in told
    ]


def _source(report: Report) -> Json:
    """A report in short, for the meeting it belongs to."""
    return {
        "id": str(report.pk),
        "document": report.document.external_id or str(report.document_id),
        "document_id": str(report.document_id),
        "source": _or_none(report.document.source),
        "published": report.document.published.isoformat() if report.document.published else None,
        "status": report.status,
        "trigger": _trigger(report),
        "evidence": report.evidence,
        "why": report.why.get("words"),
        "participants": [
            {
                "id": str(row.participant_id),
                "name": _or_none(row.name),
                "role": _or_none(row.role),
                "evidence": row.evidence,
            }
            for row in report.participations.all()
        ],
    }


def _when_and_where(row: WhenAndWhere) -> Json:
    return {
        "kind": row.kind,
        "status": row.status,
        "confidence": row.confidence,
        "date": {
            "start": row.date_start.isoformat() if row.date_start else None,
            "end": row.date_end.isoformat() if row.date_end else None,
            "precision": row.date_precision,
            "source": _or_none(row.date_source),
            "text": _or_none(row.date_text),
            "time": _or_none(row.date_time),
        },
        "place": {**_values(row, "city", "country", "country_code", "venue"), "source": _or_none(row.place_source)},
    }


def _participation(row: Participation) -> Json:
    names = (
        "name",
        "given",
        "patronymic",
        "surname",
        "role",
        "rank",
        "organisation",
        "country",
        "country_code",
        "side",
    )
    return {"id": str(row.participant_id), "type": row.type, **_values(row, *names), "evidence": row.evidence}


def _statements(report: Report) -> list[Json]:
    return [
        {**_values(row, "speaker", "verb"), "kind": row.kind, "text": row.text, "start": row.start, "end": row.end}
        for row in report.statements.all()
    ]


def _post(row: StatedPost) -> Json:
    given = _values(row, "name", "role", "organisation", "country", "country_code", "status")
    return {**given, "evidence": row.evidence}


def _trigger(report: Report) -> Json:
    return {"text": report.trigger_text, "start": report.trigger_start, "end": report.trigger_end}


def _union(items: list[Json]) -> list[Json]:
    return list({item["label"].lower(): item for item in reversed(items)}.values())[::-1]


def _values(row: Any, *names: str) -> Json:
    return {name: _or_none(getattr(row, name)) for name in names}


def _or_none(value: str) -> str | None:
    return value or None
