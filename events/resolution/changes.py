"""The feed of changes: what one transaction did to participants and meetings, written at its end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from events.models import Change, Meeting, Participant, Tombstone

Key = tuple[str, uuid.UUID]


@dataclass
class Changes:
    """Collected while a document is written. `owners`: the users whose documents are at work."""

    owners: frozenset[int] = frozenset()
    created: set[Key] = field(default_factory=set)
    updated: dict[Key, set[str]] = field(default_factory=dict)
    gone: dict[Key, uuid.UUID | None] = field(default_factory=dict)

    def create(self, record: str, pk: uuid.UUID) -> None:
        self.created.add((record, pk))

    def update(self, record: str, pk: uuid.UUID, fields: Iterable[str]) -> None:
        self.updated.setdefault((record, pk), set()).update(fields)

    def bury(self, row: Meeting | Participant, survivor: uuid.UUID | None) -> None:
        """Delete a record and leave its tombstone."""
        record = "meeting" if isinstance(row, Meeting) else "participant"
        Tombstone.objects.create(record=record, record_id=row.pk, survivor_id=survivor)
        self.gone[record, row.pk] = survivor
        if isinstance(row, Meeting):
            row.attendances.all().delete()
        row.delete()

    def write(self) -> None:
        rows = [
            Change(record=record, record_id=pk, kind="created")
            for record, pk in sorted(self.created - self.gone.keys())
        ]
        for (record, pk), fields in sorted(self.updated.items()):
            if (record, pk) not in self.created and (record, pk) not in self.gone and fields:
                rows.append(Change(record=record, record_id=pk, kind="updated", fields=sorted(fields)))
        rows += [
            Change(record=record, record_id=pk, kind="merged" if survivor else "deleted", survivor_id=survivor)
            for (record, pk), survivor in sorted(self.gone.items(), key=lambda each: each[0])
            if (record, pk) not in self.created
        ]
        Change.objects.bulk_create(rows)  # in this order: it is the feed's
        self._name_owners([row for row in rows if row.kind in ("merged", "deleted")])

    def _name_owners(self, rows: Iterable[Change]) -> None:
        through = Change.owners.through
        through.objects.bulk_create(through(change=row, user_id=owner) for row in rows for owner in sorted(self.owners))
