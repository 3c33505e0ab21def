"""The only writer of extracted rows: what a document says replaces what it said before, in one fenced transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from events import queue, resolution
from events.models import Document, Mention, Participation, Report, StatedPost, Statement, Topic
from events.names import fold
from workers.extraction.facts import Facts, MeetingFact, ParticipantFact, PostFact, to_json

__all__ = ["forget_document", "replace_reports"]


def replace_reports(document: Document, facts: Facts, token: uuid.UUID, pipeline_version: str) -> bool:
    """Store the facts of a document under a lease; False, and nothing written, when the lease is gone. Idempotent."""
    with transaction.atomic():
        if not queue.finish(document, token, pipeline_version):
            return False
        before = resolution.Footprint.of(document)
        document.reports.all().delete()
        document.stated_posts.all().delete()
        meetings = {_write_report(document, position, fact, before) for position, fact in enumerate(facts.meetings)}
        StatedPost.objects.bulk_create(_post(document, position, fact) for position, fact in enumerate(facts.posts))
        resolution.settle(before, meetings)
    return True


def forget_document(document: Document) -> None:
    """Delete a document with all it said; meetings and participants that nothing else tells of go with it."""
    with transaction.atomic():
        before = resolution.Footprint.of(document)
        document.delete()
        resolution.settle(before, set())


def _write_report(document: Document, position: int, fact: MeetingFact, before: resolution.Footprint) -> uuid.UUID:
    participants = [resolution.participant_for(participant, document, before) for participant in fact.participants]
    meeting = resolution.meeting_for(fact, participants, document, before)
    report = Report.objects.create(
        document=document,
        meeting=meeting,
        position=position,
        trigger_text=fact.trigger.text,
        trigger_start=fact.trigger.start,
        trigger_end=fact.trigger.end,
        evidence=to_json(fact.evidence),
        **resolution.columns(fact),
    )
    Participation.objects.bulk_create(
        Participation(report=report, participant=participant, position=number, **_values(said))
        for number, (said, participant) in enumerate(zip(fact.participants, participants, strict=True))
    )
    speakers = {said.name: participant for said, participant in zip(fact.participants, participants, strict=True)}
    Statement.objects.bulk_create(
        Statement(
            report=report,
            participant=speakers.get(said.speaker) if said.speaker else None,
            position=number,
            speaker=said.speaker or "",
            verb=said.verb or "",
            kind=said.kind,
            text=said.text,
            start=said.start,
            end=said.end,
        )
        for number, said in enumerate(fact.statements)
    )
    Mention.objects.bulk_create(_mentions(report, fact))
    return meeting.pk


def _values(said: ParticipantFact) -> dict[str, Any]:
    values = to_json(said)
    return {name: value if value is not None else "" for name, value in values.items()}


def _mentions(report: Report, fact: MeetingFact) -> Iterable[Mention]:
    for number, said in enumerate(fact.topics):
        topic, _ = Topic.objects.get_or_create(
            key=fold(said.label), defaults={"label": said.label, "context": said.context}
        )
        yield Mention(
            report=report,
            topic=topic,
            position=number,
            label=said.label,
            context=said.context,
            evidence=to_json(said.evidence),
        )


def _post(document: Document, position: int, fact: PostFact) -> StatedPost:
    values = {name: value if value is not None else "" for name, value in to_json(fact).items()}
    return StatedPost(document=document, position=position, **values)
