"""The one way a text enters: a document is created or found, and the doorbell rings once the row is committed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction

from events.models import Document

logger = logging.getLogger(__name__)
DOORBELL = "workers.tasks.process_documents"


class ExternalIdTaken(Exception):
    """The owner has another text under this external id."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.external_id)
        self.document = document


@dataclass(frozen=True)
class Submission:
    """A text and where it comes from."""

    text: str
    external_id: str | None = None
    source: str = ""
    url: str = ""
    title: str = ""
    published: date | None = None


def submit(owner: Any, submission: Submission, ring_bell: bool = True) -> tuple[Document, bool]:
    """The document of this text and whether it is new; the same text again is the same document.

    Raises ExternalIdTaken when the external id names another text of this owner.
    """
    found = _known(owner, submission)
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            document = Document.objects.create(
                owner=owner,
                external_id=submission.external_id or None,
                source=submission.source,
                url=submission.url,
                title=submission.title,
                published=submission.published,
                text=submission.text,
            )
            if ring_bell:
                transaction.on_commit(lambda: ring(document))
    except IntegrityError:  # another request was faster
        found = _known(owner, submission)
        if found is None:
            raise
        return found, False
    return document, True


def _known(owner: Any, submission: Submission) -> Document | None:
    same_text = Document.objects.same_text(owner, submission.text).first()
    if submission.external_id:
        same_id = Document.objects.filter(owner=owner, external_id=submission.external_id).first()
        if same_id is not None and same_id != same_text:
            raise ExternalIdTaken(same_id)
    return same_text


def ring(document: Document | None = None) -> None:
    """Wake a worker. A broker that is down is no loss: the sweeper rings again."""
    ids = [str(document.pk)] if document else []
    try:
        current_app.send_task(DOORBELL, args=[ids], retry=False, ignore_result=True)
    except Exception as error:
        logger.warning("the doorbell is silent (%s); the sweeper will ring", type(error).__name__)
