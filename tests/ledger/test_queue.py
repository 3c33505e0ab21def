"""The queue of record: who may process what, and what becomes of a document whose worker fails."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events import queue, store
from events.models import Document, Meeting, Report
from ledger.telling import queued, talks, tell

PAST = timedelta(seconds=-1)


def expire(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(lease_until=timezone.now() + PAST)


def state(document: Document) -> tuple[str, int]:
    document.refresh_from_db()
    return document.status, document.attempts


def test_a_claimed_document_is_not_claimed_again(owner: Any) -> None:
    first, second = queued(owner, "один"), queued(owner, "два")
    assert queue.claim(rows=1).documents == (first,)
    assert queue.claim().documents == (second,)
    assert not queue.claim()


def test_two_claimers_who_saw_the_same_document_do_not_both_take_it(owner: Any) -> None:
    document = queued(owner, "один")
    seen = list(queue._candidates(10, 1000))
    assert queue.claim().documents == (document,)
    assert seen == [document.pk]
    assert not any(queue._take(pk, uuid.uuid4()) for pk in seen)


def test_the_oldest_is_claimed_first(owner: Any) -> None:
    texts = [queued(owner, text) for text in ("один", "два", "три")]
    assert queue.claim(rows=2).documents == tuple(texts[:2])


LIMITS = {  # lengths of waiting texts, rows, characters, how many are taken
    "as many rows as asked for": ([1, 1, 1], 2, 100, 2),
    "as many characters as asked for": ([40, 40, 40], 10, 80, 2),
    "one text however long": ([500, 1], 10, 80, 1),
    "all that fits": ([10, 20, 30], 10, 60, 3),
}


@pytest.mark.parametrize(("lengths", "rows", "characters", "taken"), LIMITS.values(), ids=LIMITS.keys())
def test_a_claim_keeps_its_limits(owner: Any, lengths: list[int], rows: int, characters: int, taken: int) -> None:
    for number, length in enumerate(lengths):
        queued(owner, "абвгд"[number] * length)
    assert len(queue.claim(rows, characters).documents) == taken


def test_the_limits_of_a_claim_are_settings(owner: Any, settings: Any) -> None:
    settings.CLAIM_ROWS = 1
    queued(owner, "один"), queued(owner, "два")
    assert len(queue.claim().documents) == 1


@pytest.mark.parametrize("tried", [0, 1, 2], ids=["first", "in the middle", "last"])
def test_a_document_tried_before_goes_alone(owner: Any, tried: int) -> None:
    texts = [queued(owner, text, attempts=int(number == tried)) for number, text in enumerate(("один", "два", "три"))]
    claims = []
    while lease := queue.claim():
        claims.append([texts.index(document) for document in lease.documents])
    assert [tried] in claims
    assert sorted(number for claim in claims for number in claim) == [0, 1, 2]


def test_release_gives_the_attempt_back(owner: Any) -> None:
    document = queued(owner, "один")
    lease = queue.claim()
    assert state(document) == ("processing", 1)
    queue.release(lease)
    assert state(document) == ("queued", 0)
    assert queue.claim().documents == (document,)


def test_release_leaves_finished_documents_alone(owner: Any) -> None:
    document = queued(owner, "один")
    lease = queue.claim()
    assert queue.finish(document, lease.token, "7")
    queue.release(lease)
    assert state(document) == ("done", 1)
    assert document.pipeline_version == "7" and document.processed


def test_renewing_keeps_others_away(owner: Any) -> None:
    document = queued(owner, "один")
    lease = queue.claim()
    expire(document)
    queue.renew(lease)
    assert not queue.claim()


def test_an_expired_lease_is_claimed_again_and_the_late_write_is_fenced_off(owner: Any) -> None:
    document = queued(owner, "один")
    late = queue.claim()
    expire(document)
    current = queue.claim()
    assert current.documents == (document,) and current.token != late.token
    assert store.replace_reports(document, talks(), late.token, "late") is False
    assert (Report.objects.count(), Meeting.objects.count(), state(document)) == (0, 0, ("processing", 2))
    assert queue.fail(document, late.token, "late", "Too late.") is False
    assert store.replace_reports(document, talks(), current.token, "current") is True
    assert state(document) == ("done", 2)


def test_a_document_that_was_deleted_meanwhile_is_not_written(owner: Any) -> None:
    document = queued(owner, "один")
    lease = queue.claim()
    Document.objects.all().delete()
    assert store.replace_reports(document, talks(), lease.token, "late") is False
    assert not Meeting.objects.exists()


def test_the_sweep_buries_what_was_tried_too_often_and_says_so(owner: Any, settings: Any) -> None:
    settings.MAX_ATTEMPTS = 2
    document = queued(owner, "один")
    for _ in range(settings.MAX_ATTEMPTS):
        assert queue.claim().documents == (document,)
        expire(document)
    assert not queue.claim()
    assert queue.sweep() == 0
    assert state(document) == ("dead", 2)
    assert document.error_code == "too_many_attempts" and "2 times" in document.error_detail


def test_the_sweep_leaves_a_last_attempt_that_still_runs(owner: Any, settings: Any) -> None:
    settings.MAX_ATTEMPTS = 1
    document = queued(owner, "один")
    queue.claim()
    assert queue.sweep() == 0
    assert state(document) == ("processing", 1)


def test_the_sweep_counts_who_waits(owner: Any) -> None:
    abandoned = queued(owner, "один")
    queue.claim()
    expire(abandoned)
    queued(owner, "два")
    assert queue.sweep() == 2


def test_a_failure_is_final_and_has_code_and_sentence(owner: Any) -> None:
    document = queued(owner, "один")
    assert queue.fail(document, queue.claim().token, "odd", "This is odd.")
    assert state(document) == ("failed", 1)
    assert (document.error_code, document.error_detail) == ("odd", "This is odd.")
    assert not queue.claim()


@pytest.mark.parametrize("status", ["done", "failed", "dead"])
def test_requeue_starts_anew(owner: Any, status: str) -> None:
    document = queued(owner, "один", status=status, attempts=3, error_code="odd", processed=timezone.now())
    assert queue.requeue([document.pk]) == 1
    assert state(document) == ("queued", 0)
    assert (document.error_code, document.processed) == ("", None)


def test_requeue_leaves_running_documents_alone(owner: Any) -> None:
    document = queued(owner, "один")
    queue.claim()
    assert queue.requeue([document.pk]) == 0
    assert state(document) == ("processing", 1)


def test_what_was_said_stays_readable_until_it_is_replaced(owner: Any) -> None:
    document = tell(queued(owner, "один"), *talks().meetings)
    queue.requeue([document.pk])
    assert document.reports.count() == 1
