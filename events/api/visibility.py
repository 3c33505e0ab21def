"""Whose records a user sees: those that the user's own documents tell of; staff see all."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from events.models import Attendance, Document, Meeting, Mention, Participant, Participation, Report, Topic


def documents(user: Any) -> QuerySet[Document]:
    return Document.objects.visible_to(user)


def meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings with the reports and participants that the user may see, in a fixed number of queries."""
    reports = Report.objects.select_related("document").defer("document__text")
    attendances = Attendance.objects.select_related("participant")
    if not user.is_staff:
        own = Participation.objects.filter(
            participant=OuterRef("participant"), report__meeting=OuterRef("meeting"), report__document__owner=user
        )
        reports, attendances = reports.filter(document__owner=user), attendances.filter(Exists(own))
    shown = (Prefetch("reports", reports), Prefetch("attendances", attendances))
    return Meeting.objects.visible_to(user).prefetch_related(*shown).with_details()


def participants(user: Any) -> QuerySet[Participant]:
    own = Participation.objects.filter(participant=OuterRef("pk"), report__document__owner=user)
    everyone = Participant.objects.prefetch_related("aliases", "posts")
    return everyone if user.is_staff else everyone.filter(Exists(own))


def topics(user: Any) -> QuerySet[Topic]:
    own = Mention.objects.filter(topic=OuterRef("pk"), report__document__owner=user)
    return Topic.objects.all() if user.is_staff else Topic.objects.filter(Exists(own))
