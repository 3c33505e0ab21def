"""People's decisions, replayed on every run, and what was deleted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from events.models.fields import allowed, choice, new_id


class Decision(models.TextChoices):
    SAME = "same", "same"
    DIFFERENT = "different", "different"
    VALUE = "value", "a field's value"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class Subject(models.TextChoices):
    PARTICIPANT = "participant", "participant"
    MEETING = "meeting", "meeting"


class Judgement(models.Model):
    """A person's decision about a record; `undone` ones are kept and no longer applied."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = choice(Decision)
    subject = choice(Subject)
    subject_id = models.UUIDField(db_index=True)
    other_id = models.UUIDField(null=True, blank=True, help_text="The second record of «same» and «different».")
    field = models.CharField(max_length=40, blank=True, default="")
    value = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements")
    made = models.DateTimeField(auto_now_add=True)
    undone = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made",)
        constraints = [
            allowed("decision", Decision, "judgement_decision_known"),
            allowed("subject", Subject, "judgement_subject_known"),
            models.CheckConstraint(
                condition=~models.Q(decision__in=["same", "different"]) | models.Q(other_id__isnull=False),
                name="judgement_pair_has_both",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision="value") | ~models.Q(field=""), name="judgement_value_has_field"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}: {self.decision}"


class Anchor(models.Model):
    """What a judgement is about, in terms that outlive records: guises of a participant or reports of a meeting."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="anchors")
    is_other = models.BooleanField(help_text="Of the second record.")
    target_id = models.UUIDField(help_text="A guise or a report.")
    document_id = models.UUIDField(null=True, blank=True)
    block = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["target_id"], name="anchor_by_target"),
            models.Index(fields=["block"], name="anchor_by_block"),
            models.Index(fields=["document_id"], name="anchor_by_document"),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.target_id}"


class Doubt(models.Model):
    """Two records that may be one: for people to decide. `key` is made of the guises or reports compared."""

    subject = choice(Subject)
    first = models.UUIDField(help_text="A guise or a report.")
    second = models.UUIDField()
    score = models.FloatField()
    why = models.JSONField(default=dict)
    found = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-score", "-id")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="doubt_once_per_pair"),
            allowed("subject", Subject, "doubt_subject_known"),
        ]
        indexes = [
            models.Index(fields=["second"], name="doubt_by_second"),
            models.Index(fields=["subject", "-id"], name="doubt_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.first} / {self.second}"


class ChangeKind(models.TextChoices):
    CREATED = "created", "created"
    UPDATED = "updated", "updated"
    MERGED = "merged", "merged"
    DELETED = "deleted", "deleted"


class Change(models.Model):
    """What happened to a record, in the order of commits: `id` is the cursor of the feed."""

    id = models.BigAutoField(primary_key=True)
    record = choice(Subject)
    record_id = models.UUIDField(db_index=True)
    kind = choice(ChangeKind)
    fields = models.JSONField(default=list)
    survivor_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    owners: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text="Whose documents told of it."
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            allowed("kind", ChangeKind, "change_kind_known"),
            allowed("record", Subject, "change_record_known"),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.record_id}: {self.kind}"


class Tombstone(models.Model):
    """A record that is gone, and since when; its id never comes back."""

    record = models.CharField(max_length=40)
    record_id = models.UUIDField(unique=True)
    survivor_id = models.UUIDField(null=True, blank=True, db_index=True, help_text="The record it was merged into.")
    buried = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("-buried",)

    def __str__(self) -> str:
        return f"{self.record} {self.record_id}"


class Pulse(models.Model):
    """When a part of the service last gave a sign of life; the worker's comes with every sweep."""

    WORKER = "worker"

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls, name: str) -> None:
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})
