"""Field types and choices that several records share."""

from __future__ import annotations

import os
import time
import uuid
from typing import Any

from django.db import models


def new_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): later ones sort after earlier ones."""
    value = (int(time.time() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)


class Kind(models.TextChoices):
    IN_PERSON = "in_person", "in person"
    PHONE = "phone", "by phone"
    VIDEO = "video", "by video"
    MULTILATERAL = "multilateral", "multilateral"
    VISIT = "visit", "visit"


class MeetingStatus(models.TextChoices):
    HELD = "held", "held"
    PLANNED = "planned", "planned"
    POSSIBLE = "possible", "possible"
    CANCELLED = "cancelled", "cancelled"
    DENIED = "denied", "denied"


class Precision(models.TextChoices):
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"
    YEARLESS = "yearless", "day and month, no year"
    UNKNOWN = "unknown", "unknown"


class ParticipantType(models.TextChoices):
    PERSON = "person", "person"
    GROUP = "group", "group"
    ORGANISATION = "organisation", "organisation"
    COUNTRY = "country", "country"


class Side(models.TextChoices):
    HOST = "host", "host"
    GUEST = "guest", "guest"
    MEDIATOR = "mediator", "mediator"


def choice(choices: type[models.TextChoices], **options: Any) -> models.CharField[Any, Any]:
    return models.CharField(max_length=20, choices=choices.choices, **options)


def short(**options: Any) -> models.CharField[Any, Any]:
    """A name or phrase; empty where the text gives none."""
    return models.CharField(max_length=500, blank=True, default="", **options)


def country_code() -> models.CharField[Any, Any]:
    return models.CharField("country code", max_length=2, blank=True, default="")


def allowed(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The field holds one of the choices."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)


class WhenAndWhere(models.Model):
    """Kind, status, date and place, of a report as of a meeting."""

    kind = choice(Kind)
    status = choice(MeetingStatus)
    confidence = models.FloatField()
    date_start = models.DateField("first day", null=True, blank=True)
    date_end = models.DateField("last day", null=True, blank=True)
    date_precision = choice(Precision, default=Precision.UNKNOWN)
    date_source = short()
    date_text = short()
    date_time = models.CharField("time of day", max_length=5, blank=True, default="")
    city = short(db_index=True)
    country = short()
    country_code = country_code()
    venue = short()
    place_source = short()

    class Meta:
        abstract = True

    @staticmethod
    def constraints(prefix: str) -> list[models.BaseConstraint]:
        dated = models.Q(date_start__isnull=False, date_end__isnull=False, date_end__gte=models.F("date_start"))
        undated = models.Q(date_start__isnull=True, date_end__isnull=True)
        exact = models.Q(date_precision__in=["day", "month", "year"])
        return [
            allowed("kind", Kind, f"{prefix}_kind_known"),
            allowed("status", MeetingStatus, f"{prefix}_status_known"),
            allowed("date_precision", Precision, f"{prefix}_precision_known"),
            models.CheckConstraint(condition=dated & exact | undated & ~exact, name=f"{prefix}_days_fit_precision"),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1), name=f"{prefix}_confidence_is_share"
            ),
        ]
