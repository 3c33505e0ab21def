"""Texts as submitted: the queue of record."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

from django.conf import settings
from django.db import models

from events.models.fields import allowed, choice, country_code, new_id, short


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> DocumentQuerySet:
        """Users see their own documents, staff all."""
        return self if user.is_staff else self.filter(owner=user)

    def same_text(self, owner: Any, text: str) -> DocumentQuerySet:
        return self.filter(owner=owner, text_hash=text_hash(text))

    def with_result(self) -> DocumentQuerySet:
        """With everything that the result of a document is made of, in a fixed number of queries."""
        return self.prefetch_related(
            "reports__participations", "reports__mentions", "reports__statements", "stated_posts"
        )


def text_hash(text: str) -> str:
    """SHA-256 of the text in NFC with runs of white space as one space: what counts as the same text."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


class Document(models.Model):
    """One submitted text. `text` never changes; status, attempts and lease make the queue."""

    class Status(models.TextChoices):
        QUEUED = "queued", "queued"
        PROCESSING = "processing", "processing"
        DONE = "done", "done"
        FAILED = "failed", "failed"
        DEAD = "dead", "dead"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="documents")
    external_id = models.CharField("external id", max_length=200, null=True, blank=True)
    source = short()
    url = models.URLField(max_length=2000, blank=True, default="")
    title = short()
    published = models.DateField("published on", null=True, blank=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64, editable=False)
    characters = models.PositiveIntegerField(editable=False)
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    status = choice(Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    processed = models.DateTimeField("processed at", null=True, blank=True)
    error_code = models.CharField(max_length=60, blank=True, default="")
    error_detail = models.TextField(blank=True, default="")
    pipeline_version = models.CharField(max_length=40, blank=True, default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["owner", "external_id"], name="document_external_id_once_per_owner"),
            models.UniqueConstraint(fields=["owner", "text_hash"], name="document_text_once_per_owner"),
            models.CheckConstraint(condition=~models.Q(text=""), name="document_has_text"),
            models.CheckConstraint(
                condition=models.Q(status="processing", lease_token__isnull=False, lease_until__isnull=False)
                | ~models.Q(status="processing") & models.Q(lease_token__isnull=True, lease_until__isnull=True),
                name="document_leased_while_processing",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["failed", "dead"]) | ~models.Q(error_code=""),
                name="document_failure_has_code",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "lease_until"], name="document_queue"),
            models.Index(fields=["status", "id"], name="document_in_line"),
            models.Index(fields=["owner", "-id"], name="document_by_owner"),
        ]

    def __str__(self) -> str:
        # Lists that do not load texts annotate their beginning.
        return self.title or self.external_id or getattr(self, "beginning", None) or self.text[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.text_hash:
            self.text_hash, self.characters = text_hash(self.text), len(self.text)
        super().save(*args, **kwargs)

    @property
    def is_final(self) -> bool:
        return self.status in {self.Status.DONE, self.Status.FAILED, self.Status.DEAD}


class PostStatus(models.TextChoices):
    CURRENT = "current", "current"
    FORMER = "former", "former"
    ACTING = "acting", "acting"
    FUTURE = "future", "future"


class StatedPost(models.Model):
    """A post that one document states for a named person."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="stated_posts")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    role = models.CharField(max_length=500)
    organisation = short()
    country = short()
    country_code = country_code()
    status = choice(PostStatus)
    guise = models.ForeignKey(
        "events.Guise", on_delete=models.SET_NULL, null=True, blank=True, related_name="stated_posts", db_index=False
    )
    seen = models.DateField(null=True, blank=True, help_text="The day of publication, else of submission.")
    evidence = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="stated_post_position_once"),
            allowed("status", PostStatus, "stated_post_status_known"),
        ]
        indexes = [models.Index(fields=["guise", "seen"], name="stated_post_by_guise")]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"
