"""Celery tasks: claim, parse, extract, store. The only module that knows both the ledger and the language side."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from celery import shared_task
from celery.signals import worker_init, worker_ready, worker_shutting_down
from django.db import close_old_connections, connection
from kombu.exceptions import OperationalError

from events import queue, store
from events.models import Document
from events.queue import Lease
from events.submission import ring
from workers import nlp
from workers.extraction import PIPELINE_VERSION, extract
from workers.language import is_russian

logger = logging.getLogger(__name__)
NOT_RUSSIAN = ("language_not_supported", "The text is not Russian. Submit Russian texts only.")
NOT_READABLE = ("text_not_processable", "The text could not be processed ({reason}). Shorten it or remove unusual characters.")
OUT_OF_MEMORY = ("out_of_memory", "The text needs more memory than a worker has. Split it and submit the parts.")
EXIT_CODE_OUT_OF_MEMORY = 70

_stopping = False


@shared_task(name="workers.tasks.process_documents", ignore_result=True)
def process_documents(ids: Sequence[str] = ()) -> int:
    """Work off the queue until it is empty. `ids` are only the reason for the call. Returns how many were processed."""
    close_old_connections()
    return sum(process_batch(lease) for lease in _leases())


@shared_task(name="workers.tasks.sweep", ignore_result=True)
def sweep() -> int:
    """Bury the hopeless; ring again if anything waits."""
    close_old_connections()
    waiting = queue.sweep()
    if waiting:
        ring()
    return waiting


def _leases() -> Iterator[Lease]:
    while not _stopping:
        lease = queue.claim()
        if not lease:
            return
        yield lease


def process_batch(lease: Lease) -> int:
    """Process all documents of a lease; a batch that raises is halved until only the culprit fails."""
    started = time.perf_counter()
    try:
        _process(lease.documents, lease)
    except BaseException:
        queue.release(lease)
        raise
    seconds = time.perf_counter() - started
    logger.info("processed %d documents in %.2f s", len(lease.documents), seconds)
    return len(lease.documents)


def _process(documents: Sequence[Document], lease: Lease) -> None:
    russian = [document for document in documents if is_russian(document.text)]
    for document in documents:
        if document not in russian:
            queue.fail(document, lease.token, *NOT_RUSSIAN)
    if russian:
        _extract(russian, lease)


def _extract(documents: Sequence[Document], lease: Lease) -> None:
    try:
        parsed = nlp.parse([document.text for document in documents])
        facts = [extract(doc, document.published, date.today()) for doc, document in zip(parsed, documents, strict=True)]
    except nlp.ModelPackError:
        raise
    except MemoryError:
        _out_of_memory(documents, lease)
        return
    except Exception as error:
        _bisect(documents, lease, error)
        return
    for document, result in zip(documents, facts, strict=True):
        if not store.replace_reports(document, result, lease.token, PIPELINE_VERSION):
            logger.warning("document %s: the lease was lost, the late result is dropped", document.pk)


def _bisect(documents: Sequence[Document], lease: Lease, error: Exception) -> None:
    if len(documents) == 1:
        logger.error("document %s failed: %s", documents[0].pk, type(error).__name__)
        code, detail = NOT_READABLE
        queue.fail(documents[0], lease.token, code, detail.format(reason=type(error).__name__))
        return
    queue.renew(lease)
    middle = len(documents) // 2
    _extract(documents[:middle], lease)
    _extract(documents[middle:], lease)


def _out_of_memory(documents: Sequence[Document], lease: Lease) -> None:
    """A worker that ran out of memory is not to be trusted: a lone culprit is marked, the process leaves."""
    if len(documents) == 1:
        queue.fail(documents[0], lease.token, *OUT_OF_MEMORY)
    connection.close()
    logger.critical("out of memory, leaving")
    os._exit(EXIT_CODE_OUT_OF_MEMORY)


@worker_init.connect
def _load_models(**_: Any) -> None:
    nlp.load()


@worker_ready.connect
def _start_with_the_backlog(**_: Any) -> None:
    try:
        ring()
    except OperationalError:
        logger.warning("the broker does not answer; the sweeper will ring")


@worker_shutting_down.connect
def _stop_claiming(**_: Any) -> None:
    global _stopping
    _stopping = True
