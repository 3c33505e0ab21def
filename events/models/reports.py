"""What one document says of one meeting, verbatim, value by value with its evidence."""

from __future__ import annotations

from django.db import models

from events.models.documents import Document
from events.models.fields import ParticipantType, Side, WhenAndWhere, allowed, choice, country_code, new_id, short
from events.models.meetings import Meeting
from events.models.participants import Guise, Participant


class Report(WhenAndWhere):
    """One meeting as one document tells it. `evidence` lists {field, start, end, rule} for the meeting's own values."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="reports")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, related_name="reports")
    position = models.PositiveIntegerField()
    trigger_text = models.CharField(max_length=200)
    trigger_start = models.PositiveIntegerField()
    trigger_end = models.PositiveIntegerField()
    evidence = models.JSONField(default=list)
    flags = models.CharField(max_length=60, blank=True, default="", help_text="What its sentence says of a move.")
    subjects = models.TextField(blank=True, default="", help_text="The stems of its topics.")
    why = models.JSONField(default=dict, blank=True, help_text="Why it belongs to its meeting.")

    class Meta:
        ordering = ("document", "position")
        constraints = [
            *WhenAndWhere.constraints("report"),
            models.UniqueConstraint(fields=["document", "position"], name="report_position_once"),
            models.CheckConstraint(
                condition=models.Q(trigger_end__gt=models.F("trigger_start")), name="report_trigger_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trigger_text} ({self.kind}, {self.status})"


class Participation(models.Model):
    """A participant in a report, with the values of this text."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="participations")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, related_name="participations", db_index=False
    )
    guise = models.ForeignKey(Guise, on_delete=models.PROTECT, null=True, related_name="participations", db_index=False)
    position = models.PositiveIntegerField()
    type = choice(ParticipantType)
    name = short()
    given = short()
    patronymic = short()
    surname = short()
    role = short()
    rank = short()
    organisation = short()
    country = short()
    country_code = country_code()
    side = choice(Side, blank=True, default="")
    evidence = models.JSONField(default=list)
    forms = models.JSONField(default=list, help_text="The forms of the name as written.")
    seen = models.DateField(null=True, blank=True, help_text="The meeting's day, else that of publication.")
    since = models.DateField(null=True, blank=True, help_text="First day on which the meeting can have been.")
    until = models.DateField(null=True, blank=True)
    loose = models.BooleanField(default=False, help_text="The report does not give the day.")

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="participation_position_once"),
            allowed("type", ParticipantType, "participation_type_known"),
            models.CheckConstraint(
                condition=models.Q(side="") | models.Q(side__in=Side.values), name="participation_side_known"
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "loose", "since", "until", "report"], name="participation_by_days"),
            models.Index(fields=["guise", "seen"], name="participation_by_guise"),
            models.Index(fields=["country_code", "loose", "since"], name="participation_by_state"),
        ]

    def __str__(self) -> str:
        return str(self.name or self.role or self.type)


class Topic(models.Model):
    """A subject of talks across reports: one for each wording, compared by `key`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    label = models.CharField(max_length=1000)
    key = models.CharField(max_length=1000, unique=True, editable=False)
    context = models.CharField(max_length=20, db_index=True)

    class Meta:
        ordering = ("label",)

    def __str__(self) -> str:
        return self.label


class Mention(models.Model):
    """A topic in a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="mentions")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="mentions")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=1000)
    context = models.CharField(max_length=20)
    evidence = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)
        verbose_name = "topic mention"
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="topic_position_once")]

    def __str__(self) -> str:
        return self.label


class StatementKind(models.TextChoices):
    DIRECT = "direct", "direct"
    INDIRECT = "indirect", "indirect"


class Statement(models.Model):
    """What somebody said at or about the meeting; `start` and `end` delimit `text` in the document."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="statements")
    participant = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    position = models.PositiveIntegerField()
    speaker = short()
    verb = short()
    kind = choice(StatementKind)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="statement_position_once"),
            allowed("kind", StatementKind, "statement_kind_known"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="statement_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"
