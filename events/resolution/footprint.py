"""What a document stood for before it is written anew."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Self

from events.models import Document, Report


@dataclass(frozen=True)
class Earlier:
    """A report as it was before."""

    meeting: uuid.UUID
    trigger_start: int
    participants: frozenset[uuid.UUID]


@dataclass(frozen=True)
class Footprint:
    """The meetings and participants that a document told of; their ids are kept where it tells of them again."""

    reports: tuple[Earlier, ...]
    participants: frozenset[uuid.UUID]

    @classmethod
    def of(cls, document: Document) -> Self:
        rows = Report.objects.filter(document=document).prefetch_related("participations")
        reports = tuple(
            Earlier(row.meeting_id, row.trigger_start, frozenset(p.participant_id for p in row.participations.all()))
            for row in rows
        )
        return cls(reports, frozenset(pk for report in reports for pk in report.participants))
