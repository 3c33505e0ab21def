"""Whose records a user sees: those that the user's own documents tell of; staff see all."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from events.models import Attendance, Document, Meeting, Mention, Participant, Participation, Report, StatedPost, Topic
from events.models.documents import DocumentQuerySet


def documents(user: Any) -> DocumentQuerySet:
    return Document.objects.visible_to(user)


def reports(user: Any) -> QuerySet[Report]:
    return Report.objects.all() if user.is_staff else Report.objects.filter(document__owner=user)


def mentions(user: Any) -> QuerySet[Mention]:
    return Mention.objects.all() if user.is_staff else Mention.objects.filter(report__document__owner=user)


def attendances(user: Any) -> QuerySet[Attendance]:
    """Who took part, as far as documents of the user say."""
    own = Participation.objects.filter(
        participant=OuterRef("participant"), report__meeting=OuterRef("meeting"), report__document__owner=user
    )
    return Attendance.objects.all() if user.is_staff else Attendance.objects.filter(Exists(own))


def meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings with the reports and participants that the user may see, in a fixed number of queries."""
    shown = reports(user).select_related("document").defer("document__text")
    present = attendances(user).select_related("participant")
    prefetched = (Prefetch("reports", shown), Prefetch("attendances", present))
    return Meeting.objects.visible_to(user).prefetch_related(*prefetched).with_details()


def participants(user: Any) -> QuerySet[Participant]:
    said = Participation.objects.filter(participant=OuterRef("pk"), report__document__owner=user)
    stated = StatedPost.objects.filter(guise__participant=OuterRef("pk"), document__owner=user)
    own = Exists(said) | Exists(stated)
    everyone = Participant.objects.prefetch_related("aliases", "posts")
    return everyone if user.is_staff else everyone.filter(own)


def topics(user: Any) -> QuerySet[Topic]:
    own = Mention.objects.filter(topic=OuterRef("pk"), report__document__owner=user)
    return Topic.objects.all() if user.is_staff else Topic.objects.filter(Exists(own))
