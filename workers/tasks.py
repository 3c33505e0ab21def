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

from events import queue, store
from events.models import Document, Pulse
from events.queue import Lease
from events.submission import ring
from workers import nlp
from workers.extraction import PIPELINE_VERSION, extract
from workers.language import is_russian

logger = logging.getLogger(__name__)
NOT_RUSSIAN = ("language_not_supported", "The text is not Russian. Submit Russian texts only.")
NOT_PROCESSABLE = (
    "text_not_processable",
    "The text could not be processed ({reason}). Shorten it or remove unusual characters.",
)
OUT_OF_MEMORY = ("out_of_memory", "The text needs more memory than a worker has. Split it and submit the parts.")
EXIT_CODE_OUT_OF_MEMORY, EXIT_CODE_NO_MODELS = 70, 78

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
    Pulse.beat(Pulse.WORKER)
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
    """Process the documents of a lease one by one, so that only a culprit fails; stopping gives the rest back."""
    done = 0
    try:
        for document in lease.documents:
            if _stopping:
                break
            queue.renew(lease)
            process_document(document, lease)
            done += 1
    finally:
        queue.release(lease)
    return done


def process_document(document: Document, lease: Lease) -> None:
    """Parse, extract and store one document, or say in it why that failed."""
    started = time.perf_counter()
    if not is_russian(document.text):
        queue.fail(document, lease.token, *NOT_RUSSIAN)
        return
    try:
        [doc] = nlp.parse([document.text])
        facts = extract(doc, document.published, date.today())
    except nlp.ModelPackError:
        raise
    except MemoryError:
        _leave(document, lease)
        return
    except Exception as error:
        logger.exception("document %s cannot be processed", document.pk)
        code, detail = NOT_PROCESSABLE
        queue.fail(document, lease.token, code, detail.format(reason=type(error).__name__))
        return
    if store.replace_reports(document, facts, lease.token, PIPELINE_VERSION):
        seconds = time.perf_counter() - started
        logger.info("document %s: %d meetings, %.2f s", document.pk, len(facts.meetings), seconds)
    else:
        logger.warning("document %s: the lease was lost, the late result is dropped", document.pk)


def _leave(document: Document, lease: Lease) -> None:
    """A process that ran out of memory is not to be trusted with another document."""
    queue.fail(document, lease.token, *OUT_OF_MEMORY)
    queue.release(lease)
    connection.close()
    logger.critical("out of memory, leaving")
    os._exit(EXIT_CODE_OUT_OF_MEMORY)


@worker_init.connect
def _load_models(**_: Any) -> None:
    try:
        nlp.load()
    except nlp.ModelPackError as error:
        logger.critical("%s", error)
        # Celery goes on after exceptions of its receivers; this one ends the worker.
        raise SystemExit(EXIT_CODE_NO_MODELS) from error


@worker_ready.connect
def _start_with_the_backlog(**_: Any) -> None:
    Pulse.beat(Pulse.WORKER)
    logger.info("worker ready")
    ring()


@worker_shutting_down.connect
def _stop_claiming(**_: Any) -> None:
    global _stopping
    _stopping = True
