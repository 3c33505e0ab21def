"""Tidying up after a document was written: meetings reconciled, names rebuilt, what nothing tells of any more buried."""

from __future__ import annotations

import uuid
from datetime import date

from events.models import Alias, Meeting, Participant, Participation, Post, Tombstone
from events.names import query_keys
from events.resolution.footprint import Footprint
from events.resolution.meetings import reconcile


def settle(before: Footprint, meetings: set[uuid.UUID]) -> None:
    """Reconcile the meetings touched, rebuild the names of the participants, bury what nothing tells of any more."""
    touched = Meeting.objects.filter(pk__in=meetings | {report.meeting for report in before.reports})
    for meeting in touched.prefetch_related("reports__participations", "reports__document"):
        if meeting.reports.all():
            reconcile(meeting)
        else:
            _bury("meeting", meeting)
    now = Participation.objects.filter(report__meeting__in=meetings).values_list("participant_id", flat=True)
    for participant in Participant.objects.filter(pk__in=before.participants | set(now)):
        if participant.participations.exists():
            _rename(participant)
            _date_posts(participant)
        else:
            _bury("participant", participant)


def _bury(record: str, row: Meeting | Participant) -> None:
    Tombstone.objects.get_or_create(record_id=row.pk, defaults={"record": record})
    if isinstance(row, Meeting):
        row.attendances.all().delete()
    row.delete()


def _rename(participant: Participant) -> None:
    """Aliases are the forms of the name as written, counted over all reports; «министр» and «глава ведомства» are none."""
    counts: dict[str, int] = {}
    name = set(query_keys(participant.name))
    rows = participant.participations.select_related("report__document")
    for row in rows:
        for item in row.evidence:
            if item["field"] == "name":
                form = " ".join(row.report.document.text[item["start"] : item["end"]].split())[:500]
                if name & set(query_keys(form)):
                    counts[form] = counts.get(form, 0) + 1
    participant.aliases.all().delete()
    Alias.objects.bulk_create(
        Alias(participant=participant, text=form, folded=form.lower(), count=count) for form, count in counts.items()
    )
    participant.index_names(list(counts))
    participant.save(update_fields=["search", "updated"])


def _date_posts(participant: Participant) -> None:
    """Each post with the first and the last day on which a report gives it."""
    days: dict[tuple[str, str, str, str], list[date]] = {}
    for row in participant.participations.exclude(role="").select_related("report__document"):
        post = (row.role, row.organisation, row.country, row.country_code)
        days.setdefault(post, []).append(_day_of(row))
    participant.posts.all().delete()
    Post.objects.bulk_create(
        Post(
            participant=participant,
            role=role,
            organisation=organisation,
            country=country,
            country_code=code,
            first_seen=min(seen),
            last_seen=max(seen),
        )
        for (role, organisation, country, code), seen in days.items()
    )


def _day_of(row: Participation) -> date:
    """The day of the meeting, else of publication, else of submission."""
    report = row.report
    day: date = report.date_start or report.document.published or report.document.created.date()
    return day
