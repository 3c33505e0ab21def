"""A worker works off the queue; a text that cannot be processed fails alone, and stopping loses nothing."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from events import queue
from events.models import Document, Pulse
from workers import nlp, tasks
from workers.extraction.facts import Facts

pytestmark = pytest.mark.django_db
ENGLISH = "The minister of energy met the ambassador in London on Monday."
RUSSIAN = "Министр энергетики Грузии Нодар Беридзе {} марта 2024 года встретился в Батуми с послом Турции Эмре Каей."
_numbers = count(1)


def queued(text: str) -> Document:
    owner, _ = User.objects.get_or_create(username="anna")
    return Document.objects.create(pk=uuid.UUID(int=next(_numbers)), owner=owner, text=text)


def outcome(document: Document) -> tuple[str, str, int]:
    document.refresh_from_db()
    return document.status, document.error_code, document.attempts


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Extraction as it would be if a rule raised `error` at a text with a word; no real text makes it raise."""
    real = tasks.extract

    def break_at(word: str, error: BaseException) -> None:
        def extract(doc: Any, *args: Any) -> Facts:
            if word in doc.text:
                raise error
            return real(doc, *args)

        monkeypatch.setattr(tasks, "extract", extract)

    return break_at


def test_a_text_of_another_language_fails_with_the_reason() -> None:
    document = queued(ENGLISH)
    assert tasks.process_documents() == 1
    assert outcome(document) == ("failed", "language_not_supported", 1)
    assert "Submit Russian texts only" in document.error_detail
    assert document.processed and not document.lease_token


def test_one_call_works_off_the_whole_queue(settings: Any) -> None:
    settings.CLAIM_ROWS = 2
    documents = [queued(f"{ENGLISH} {number}") for number in range(5)]
    assert tasks.process_documents(["an id nobody has"]) == 5
    assert {outcome(document)[0] for document in documents} == {"failed"}
    assert tasks.process_documents() == 0


@pytest.mark.pack
def test_a_text_at_which_extraction_raises_fails_alone(broken: Any) -> None:
    broken("7 марта", ValueError("no such day"))
    before, culprit, after = (queued(RUSSIAN.format(day)) for day in (6, 7, 8))
    assert tasks.process_documents() == 3
    assert [outcome(d)[:2] for d in (before, culprit, after)] == [
        ("done", ""), ("failed", "text_not_processable"), ("done", ""),
    ]  # fmt: skip
    assert "ValueError" in culprit.error_detail and "no such day" not in culprit.error_detail
    assert [d.reports.count() for d in (before, culprit, after)] == [1, 0, 1]


@pytest.mark.pack
def test_a_damaged_model_pack_fails_no_document(broken: Any) -> None:
    broken("6 марта", nlp.ModelPackError("The pack is damaged."))
    documents = [queued(RUSSIAN.format(day)) for day in (6, 7)]
    with pytest.raises(nlp.ModelPackError):
        tasks.process_documents()
    assert [outcome(document) for document in documents] == [("queued", "", 0)] * 2


@pytest.mark.pack
def test_an_interrupted_worker_gives_back_what_it_had_not_finished(broken: Any) -> None:
    broken("7 марта", KeyboardInterrupt())
    documents = [queued(RUSSIAN.format(day)) for day in (6, 7, 8)]
    with pytest.raises(KeyboardInterrupt):
        tasks.process_documents()
    assert [outcome(document)[0] for document in documents] == ["done", "queued", "queued"]


def test_a_worker_that_is_stopping_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    document = queued(ENGLISH)
    monkeypatch.setattr(tasks, "_stopping", False)
    tasks._stop_claiming()
    assert tasks.process_documents() == 0
    assert outcome(document) == ("queued", "", 0)


def test_stopping_amid_a_lease_gives_the_rest_back(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [queued(f"{ENGLISH} {number}") for number in range(3)]
    monkeypatch.setattr(tasks, "_stopping", False)
    process = tasks.process_document

    def process_and_stop(*args: Any) -> None:
        process(*args)
        tasks._stop_claiming()

    monkeypatch.setattr(tasks, "process_document", process_and_stop)
    assert tasks.process_documents() == 1
    assert [outcome(document)[::2] for document in documents] == [("failed", 1), ("queued", 0), ("queued", 0)]


def test_the_sweep_beats_the_pulse_and_rings_only_if_something_waits(doorbell: Path) -> None:
    rings = len(list(doorbell.iterdir()))
    assert tasks.sweep() == 0
    assert timezone.now() - Pulse.objects.get(name=Pulse.WORKER).at < timedelta(seconds=5)
    assert len(list(doorbell.iterdir())) == rings
    queued(ENGLISH)
    assert tasks.sweep() == 1
    assert len(list(doorbell.iterdir())) == rings + 1


def test_the_sweep_buries_and_the_worker_leaves_the_dead_alone(settings: Any) -> None:
    document = queued(ENGLISH)
    Document.objects.update(attempts=settings.MAX_ATTEMPTS)
    assert tasks.sweep() == 0
    assert tasks.process_documents() == 0
    assert outcome(document)[:2] == ("dead", "too_many_attempts")


def test_a_slow_worker_whose_lease_nobody_took_still_finishes() -> None:
    documents = [queued(f"{ENGLISH} {number}") for number in range(2)]
    lease = queue.claim()
    Document.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert tasks.process_batch(lease) == 2
    assert {outcome(document)[0] for document in documents} == {"failed"}
