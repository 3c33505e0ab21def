"""What the database refuses, whoever writes it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Model

from events.models import Attendance, Document, Judgement, Meeting, Participant, Post, Report
from ledger.telling import queued

DAY = date(2024, 3, 5)


def meeting(**values: Any) -> Meeting:
    defaults = {"slug": uuid.uuid4().hex, "kind": "phone", "status": "held", "confidence": 0.5}
    return Meeting.objects.create(**defaults | values)


def report(owner: User, **values: Any) -> Report:
    told = {
        "kind": "phone",
        "status": "held",
        "confidence": 0.5,
        "trigger_text": "раз",
        "trigger_start": 0,
        "position": 0,
    }
    return Report.objects.create(
        **told | {"document": queued(owner, "раз"), "meeting": meeting(), "trigger_end": 3} | values
    )


def person(**values: Any) -> Participant:
    return Participant.objects.create(**{"type": "person", "name": "Иван Орлов"} | values)


def judgement(owner: User, **values: Any) -> Judgement:
    return Judgement.objects.create(made_by=owner, subject="meeting", subject_id=uuid.uuid4(), **values)


REFUSED: dict[str, Callable[[User], Model]] = {
    "document_has_text": lambda owner: queued(owner, ""),
    "document_leased_while_processing": lambda owner: queued(owner, "раз", status="processing"),
    "document_failure_has_code": lambda owner: queued(owner, "раз", status="failed"),
    "meeting_kind_known": lambda owner: meeting(kind="dance"),
    "meeting_status_known": lambda owner: meeting(status="danced"),
    "meeting_days_fit_precision": lambda owner: meeting(date_precision="day"),
    "meeting_confidence_is_share": lambda owner: meeting(confidence=1.5),
    "report_days_fit_precision": lambda owner: report(
        owner, date_start=DAY, date_end=date(2024, 3, 4), date_precision="day"
    ),
    "report_trigger_has_words": lambda owner: report(owner, trigger_end=0),
    "participant_type_known": lambda owner: person(type="dog"),
    "wikidata_id_form": lambda owner: person(wikidata_id="P31"),
    "attendance_side_known": lambda owner: Attendance.objects.create(
        meeting=meeting(), participant=person(), position=0, side="left"
    ),
    "post_seen_in_order": lambda owner: Post.objects.create(
        participant=person(), role="посол", first_seen=DAY, last_seen=date(2024, 3, 4)
    ),
    "judgement_pair_has_both": lambda owner: judgement(owner, decision="same"),
    "judgement_value_has_field": lambda owner: judgement(owner, decision="value"),
}


@pytest.mark.parametrize(("name", "write"), REFUSED.items(), ids=REFUSED.keys())
def test_the_database_refuses(owner: User, name: str, write: Callable[[User], Model]) -> None:
    with pytest.raises(IntegrityError, match=name):
        write(owner)


def test_one_text_is_one_document_of_its_owner(owner: User) -> None:
    queued(owner, "Раз  два")
    queued(User.objects.create_user("boris"), "Раз два")
    with pytest.raises(IntegrityError, match="text_hash"):
        queued(owner, "Раз\nдва ")


def test_one_external_id_is_one_document_of_its_owner(owner: User) -> None:
    queued(owner, "раз", external_id="a")
    with pytest.raises(IntegrityError, match="external_id"):
        queued(owner, "два", external_id="a")


def test_documents_without_external_id_do_not_clash(owner: User) -> None:
    queued(owner, "раз"), queued(owner, "два")
    assert Document.objects.filter(external_id=None).count() == 2
