"""Records as the JSON that the API, the commands and the exports give."""

from __future__ import annotations

from typing import Any

from events.models import Document, Meeting, Participation, Report, StatedPost
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
    """The reconciled meeting with its reports."""
    reports = list(meeting.reports.all())
    return {
        "id": str(meeting.pk),
        "slug": meeting.slug,
        **_when_and_where(meeting),
        "review": meeting.review,
        "participants": [
            {
                "id": str(row.participant_id),
                "type": row.participant.type,
                "name": _or_none(row.participant.name),
                "given": _or_none(row.participant.given),
                "patronymic": _or_none(row.participant.patronymic),
                "surname": _or_none(row.participant.surname),
                **_values(row, "role", "rank", "organisation", "country", "country_code", "side"),
            }
            for row in meeting.attendances.all()
        ],
        "topics": _union([{"label": row.label, "context": row.context} for r in reports for row in r.mentions.all()]),
        "statements": [said for report in reports for said in _statements(report)],
        "reports": [_source(report) for report in reports],
    }


def _source(report: Report) -> Json:
    """A report in short, for the meeting it belongs to."""
    return {
        "document": report.document.external_id or str(report.document_id),
        "document_id": str(report.document_id),
        "trigger": _trigger(report),
        "participants": [
            {"id": str(row.participant_id), "name": _or_none(row.name), "evidence": row.evidence}
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
