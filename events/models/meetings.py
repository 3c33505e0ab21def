"""Meetings reconciled over the reports of all documents."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from events.models.fields import Side, WhenAndWhere, choice, country_code, new_id, short
from events.models.participants import Participant


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> MeetingQuerySet:
        """Users see the meetings that their own documents tell of, staff all."""
        if user.is_staff:
            return self
        return self.filter(pk__in=Meeting.objects.filter(reports__document__owner=user).values("pk"))

    def with_participant(self, participant: Any) -> MeetingQuerySet:
        return self.filter(pk__in=Attendance.objects.filter(participant=participant).values("meeting"))

    def with_participant_named(self, query: str) -> MeetingQuerySet:
        """Meetings with a participant of that name: any case form, «ё» or «е», Cyrillic or Latin."""
        named = Participant.objects.named(query)
        return self.filter(pk__in=Attendance.objects.filter(participant__in=named).values("meeting"))

    def with_details(self) -> MeetingQuerySet:
        """With all that a representation shows, in a fixed number of queries."""
        return self.prefetch_related(
            "attendances__participant",
            "reports__document",
            "reports__participations__participant",
            "reports__mentions",
            "reports__statements",
            "conflicts",
            "parts",
        )


class Meeting(WhenAndWhere):
    """The reconciled record. Fields named in `locked_fields` were set by a person and are never overwritten."""

    class Review(models.TextChoices):
        NEW = "new", "new"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=120, unique=True, editable=False)
    review = choice(Review, default=Review.NEW)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The visit it is part of.",
    )
    support = models.JSONField(default=dict, blank=True, help_text="Field by field: the reports for and against.")
    locked_fields = models.JSONField(default=list, blank=True)
    participants: models.ManyToManyField[Participant, Attendance] = models.ManyToManyField(
        Participant, through="Attendance", related_name="meetings"
    )
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = (models.F("date_start").desc(nulls_last=True), "-id")
        constraints = WhenAndWhere.constraints("meeting")
        indexes = [
            models.Index(fields=["-date_start", "-id"], name="meeting_by_day"),
            models.Index(fields=["country_code", "-date_start"], name="meeting_by_country"),
            models.Index(fields=["kind", "-date_start"], name="meeting_by_kind"),
            models.Index(fields=["status", "-date_start"], name="meeting_by_status"),
        ]

    def __str__(self) -> str:
        day = self.date_start.isoformat() if self.date_start else "no date"
        return f"{day}, {self.city or self.country or 'no place'} ({self.kind}, {self.status})"


class Conflict(models.Model):
    """A field of a meeting on which its reports disagree for good."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="conflicts")
    field = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "field"], name="conflict_once_per_field")]
        indexes = [models.Index(fields=["field", "-meeting"], name="conflict_by_field")]

    def __str__(self) -> str:
        return self.field


class Attendance(models.Model):
    """A participant of a reconciled meeting, with role and side as the best report gives them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendances")
    position = models.PositiveIntegerField()
    role = short()
    rank = short()
    organisation = short()
    country = short()
    country_code = country_code()
    side = choice(Side, blank=True, default="")
    inferred = models.BooleanField(default=False, help_text="No report names the person, only the post.")

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participant"], name="attendance_once_per_meeting"),
            models.CheckConstraint(condition=Q(side="") | Q(side__in=Side.values), name="attendance_side_known"),
        ]
        indexes = [
            models.Index(fields=["participant", "-meeting"], name="attendance_by_participant"),
            models.Index(fields=["country_code", "-meeting"], name="attendance_by_country"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} ({self.side or 'no side'})"
