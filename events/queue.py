"""The queue of record: documents are claimed by a conditional UPDATE, finished only by who holds the lease, and swept.

The broker is a doorbell. Whatever happens to it, a document that was accepted ends done, failed or dead.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from events.models import Document

Status = Document.Status
TOO_MANY_ATTEMPTS = (
    "too_many_attempts",
    "Processing was tried {attempts} times and never finished. Shorten or split the text, then submit it again.",
)


@dataclass(frozen=True)
class Lease:
    """The right to process documents until `until`; its token fences late writes."""

    token: uuid.UUID
    documents: tuple[Document, ...]

    def __bool__(self) -> bool:
        return bool(self.documents)


def claim(rows: int | None = None, characters: int | None = None) -> Lease:
    """Take queued or abandoned documents, oldest first, up to so many rows and characters (at least one document)."""
    token = uuid.uuid4()
    waiting = _candidates(rows or settings.CLAIM_ROWS, characters or settings.CLAIM_CHARACTERS)
    taken = [pk for pk in waiting if _take(pk, token)]
    documents = Document.objects.filter(pk__in=taken, lease_token=token).order_by("pk")
    return Lease(token, tuple(documents))


def _available() -> Q:
    """Queued, or processing with a lease that ran out; exhausted ones are the sweeper's."""
    expired = Q(status=Status.PROCESSING, lease_until__lt=timezone.now())
    return (Q(status=Status.QUEUED) | expired) & Q(attempts__lt=settings.MAX_ATTEMPTS)


def _waiting(rows: int) -> list[tuple[uuid.UUID, int, int]]:
    """Id, characters and attempts of the oldest that wait; asked in two parts, each of which an index answers."""
    open_ones = Document.objects.filter(attempts__lt=settings.MAX_ATTEMPTS).order_by("pk")
    queued = open_ones.filter(status=Status.QUEUED)
    expired = open_ones.filter(status=Status.PROCESSING, lease_until__lt=timezone.now())
    found = [row for part in (queued, expired) for row in part.values_list("pk", "characters", "attempts")[:rows]]
    return sorted(found)[:rows]


def _candidates(rows: int, characters: int) -> Iterator[uuid.UUID]:
    spent = 0
    for number, (pk, length, attempts) in enumerate(_waiting(rows)):
        # A document that was tried before may have killed its worker: it goes alone.
        if number and (attempts or spent + length > characters):
            return
        spent += length
        yield pk
        if attempts:
            return


def _take(pk: uuid.UUID, token: uuid.UUID) -> bool:
    until = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)
    changed = Document.objects.filter(_available(), pk=pk).update(
        status=Status.PROCESSING, lease_token=token, lease_until=until, attempts=F("attempts") + 1
    )
    return changed == 1


def renew(lease: Lease) -> None:
    """Start the term of the lease anew, before a long piece of work."""
    until = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)
    Document.objects.filter(lease_token=lease.token).update(lease_until=until)


def release(lease: Lease) -> None:
    """Give back what is not finished; the attempt does not count."""
    Document.objects.filter(lease_token=lease.token).update(
        status=Status.QUEUED, lease_token=None, lease_until=None, attempts=F("attempts") - 1
    )


def finish(document: Document, token: uuid.UUID, pipeline_version: str) -> bool:
    """Mark a document done if the lease still holds; False fences off a late worker."""
    return _close(document, token, Status.DONE, "", "", pipeline_version)


def fail(document: Document, token: uuid.UUID, code: str, detail: str) -> bool:
    """Mark a document failed for good, with a stable code and a sentence for the user."""
    return _close(document, token, Status.FAILED, code, detail, "")


def _close(document: Document, token: uuid.UUID, status: Status, code: str, detail: str, version: str) -> bool:
    changed = Document.objects.filter(pk=document.pk, lease_token=token).update(
        status=status,
        lease_token=None,
        lease_until=None,
        processed=timezone.now(),
        error_code=code,
        error_detail=detail,
        pipeline_version=version,
    )
    return changed == 1


def requeue(documents: Iterable[uuid.UUID]) -> int:
    """Process again from the start: re-extraction, or another try after a failure."""
    with transaction.atomic():
        return (
            Document.objects.filter(pk__in=list(documents))
            .exclude(status=Status.PROCESSING)
            .update(status=Status.QUEUED, attempts=0, error_code="", error_detail="", processed=None)
        )


def sweep() -> int:
    """Bury what was tried too often; return how many documents wait for a worker."""
    expired = Q(status=Status.PROCESSING, lease_until__lt=timezone.now()) | Q(status=Status.QUEUED)
    code, detail = TOO_MANY_ATTEMPTS
    Document.objects.filter(expired, attempts__gte=settings.MAX_ATTEMPTS).update(
        status=Status.DEAD,
        lease_token=None,
        lease_until=None,
        processed=timezone.now(),
        error_code=code,
        error_detail=detail.format(attempts=settings.MAX_ATTEMPTS),
    )
    return Document.objects.filter(_available()).count()
