"""The only writer of extracted rows: what a document says replaces what it said before, in one fenced transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from events import queue, resolution
from events.models import Document, Guise, Mention, Participation, Report, StatedPost, Statement, Topic
from events.models.fields import new_id
from events.names import fold
from events.resolution import guises, profiles, wording
from events.resolution.encounters import Sketch
from workers.extraction.facts import Facts, MeetingFact, PostFact, to_json

__all__ = ["forget_document", "rebuild", "replace_reports"]


def replace_reports(document: Document, facts: Facts, token: uuid.UUID, pipeline_version: str) -> bool:
    """Store the facts of a document under a lease; False, and nothing written, when the lease is gone. Idempotent."""
    with transaction.atomic():
        resolution.lock()
        if not queue.finish(document, token, pipeline_version):
            return False
        touched, before = _withdraw(document)
        _write(document, facts, touched, before)
        resolution.resolve(touched, resolution.Changes(frozenset([document.owner_id])))
        _name_speakers(document)
    return True


def forget_document(document: Document) -> None:
    """Delete a document with all it said; meetings and participants that nothing else tells of go with it."""
    with transaction.atomic():
        resolution.lock()
        owner = document.owner_id
        touched, _ = _withdraw(document)
        document.delete()
        resolution.resolve(touched, resolution.Changes(frozenset([owner])))


def rebuild(document: Document) -> None:
    """Resolve a stored document anew from its rows, as after a change of the rules."""
    with transaction.atomic():
        resolution.lock()
        touched = resolution.Touched()
        rows = list(Report.objects.filter(document=document).prefetch_related("participations", "mentions"))
        said = [row for report in rows for row in report.participations.all()]
        touched.participants |= {row.participant_id for row in said if row.participant_id}
        _bind(document, said, rows, touched)
        touched.reports |= {report.pk for report in rows}
        resolution.resolve(touched, resolution.Changes(frozenset([document.owner_id])))
        _name_speakers(document)


def _withdraw(document: Document) -> tuple[resolution.Touched, resolution.Footprint]:
    """Take everything that the document said out of the ledger; what that touches."""
    if not (document.reports.exists() or document.stated_posts.exists()):
        return resolution.Touched(), resolution.Footprint()
    before = resolution.Footprint.of(document)
    document.reports.all().delete()
    document.stated_posts.all().delete()
    guises.drop(before.guises)
    touched = resolution.Touched(
        blocks=set(before.blocks),
        guises=set(before.guises),
        dropped=set(before.guises),
        meetings=before.meetings,
        participants=set(before.participants),
        lost_forms=list(before.forms),
        people_hints=dict(before.people),
    )
    for guise in Guise.objects.filter(pk__in=before.guises):
        touched.add(guise)
    return touched, before


def _write(document: Document, facts: Facts, touched: resolution.Touched, before: resolution.Footprint) -> None:
    """Reports, participations, posts, statements and topics; who and which meeting is meant is resolved afterwards."""
    triggers = [(fact.trigger.start, fact.trigger.end) for fact in facts.meetings]
    earlier = resolution.again(before.reports, triggers)
    reports = []
    for position, fact in enumerate(facts.meetings):
        known = earlier.get(position)
        report = _report(document, position, fact, known.id if known else new_id())
        if known and known.meeting:
            touched.meeting_hints[report.pk] = known.meeting
        reports.append(report)
    Report.objects.bulk_create(reports)
    said = [row for report, fact in zip(reports, facts.meetings, strict=True) for row in _participations(report, fact)]
    posts = [_post(document, position, fact) for position, fact in enumerate(facts.posts)]
    _seal(document, said, posts, touched)
    Participation.objects.bulk_create(said)
    StatedPost.objects.bulk_create(posts)
    for report, fact in zip(reports, facts.meetings, strict=True):
        Statement.objects.bulk_create(_statements(report, fact))
    _write_topics(reports, facts.meetings)
    touched.fresh |= {report.pk for report in reports}


def _seal(document: Document, said: list[Participation], posts: list[StatedPost], touched: resolution.Touched) -> None:
    """Give every mention its guise."""
    mentions = []
    for row in said:
        row.forms = profiles.forms(row, document.text)
        row.guise = guises.of_participation(row, document.text_hash, row.seen)
        mentions.append(guises.Mention(row.guise, row.seen))
    for post in posts:
        post.guise = guises.of_post(post)
        if post.guise:
            mentions.append(guises.Mention(post.guise, post.seen))
    kept, altered = guises.keep(mentions)
    for row in said:
        row.guise = kept[row.guise.pk] if row.guise else None
        row.participant_id = row.guise.participant_id if row.guise else None
    for post in posts:
        post.guise = kept[post.guise.pk] if post.guise else None
    for guise in kept.values():
        touched.add(guise, guise.pk in altered)


def _bind(document: Document, said: list[Participation], reports: list[Report], touched: resolution.Touched) -> None:
    """Guises for rows that were stored without them."""
    by_report = {report.pk: report for report in reports}
    for report in reports:
        report.flags = wording.flags(document.text, report.trigger_start, report.trigger_end)
        report.subjects = " ".join(sorted(wording.stems([row.label for row in report.mentions.all()])))
        report.document = document
    Report.objects.bulk_update(reports, ["flags", "subjects"])
    bare = [row for row in said if row.guise_id is None]
    for row in bare:
        row.report = by_report[row.report_id]
        _date(row)
    owners = {row.pk: row.participant_id for row in bare}
    posts = [post for post in document.stated_posts.all() if post.guise_id is None]
    for post in posts:
        post.seen = document.published
    _seal(document, bare, posts, touched)
    for row in bare:
        owner = owners[row.pk]
        if row.guise and row.guise.block and owner:
            touched.people_hints[row.guise.block] = owner
    Participation.objects.bulk_update(bare, ["guise", "participant", "forms", "since", "until", "seen", "loose"])
    StatedPost.objects.bulk_update(posts, ["guise", "seen"])
    for guise in Guise.objects.filter(participations__report__document=document):
        touched.add(guise)


def _report(document: Document, position: int, fact: MeetingFact, pk: uuid.UUID) -> Report:
    return Report(
        id=pk,
        document=document,
        position=position,
        trigger_text=fact.trigger.text,
        trigger_start=fact.trigger.start,
        trigger_end=fact.trigger.end,
        evidence=to_json(fact.evidence),
        flags=wording.flags(document.text, fact.trigger.start, fact.trigger.end),
        subjects=" ".join(sorted(wording.stems([topic.label for topic in fact.topics]))),
        **resolution.columns(fact),
    )


def _participations(report: Report, fact: MeetingFact) -> Iterable[Participation]:
    for number, said in enumerate(fact.participants):
        row = Participation(report=report, position=number, **_values(said))
        _date(row)
        yield row


def _date(row: Participation) -> None:
    """The days of the report, beside each participant for the look-up."""
    report = row.report
    sketch = Sketch(
        id=report.pk, document=report.document_id, seats=(), kind=report.kind, status=report.status, start=report.date_start,
        end=report.date_end, precision=report.date_precision, published=report.document.published, flags=report.flags,
    )  # fmt: skip
    row.since, row.until, row.loose = sketch.since, sketch.until, sketch.is_loose
    row.seen = report.date_start or report.document.published


def _values(said: Any) -> dict[str, Any]:
    return {name: value if value is not None else "" for name, value in to_json(said).items()}


def _statements(report: Report, fact: MeetingFact) -> list[Statement]:
    return [
        Statement(
            report=report,
            position=number,
            speaker=said.speaker or "",
            verb=said.verb or "",
            kind=said.kind,
            text=said.text,
            start=said.start,
            end=said.end,
        )
        for number, said in enumerate(fact.statements)
    ]


def _name_speakers(document: Document) -> None:
    """Statements lead to the participant who made them."""
    statements = list(Statement.objects.filter(report__document=document).exclude(speaker=""))
    if not statements:
        return
    said = Participation.objects.filter(report__document=document).exclude(name="")
    speakers = {(report, name): owner for report, name, owner in said.values_list("report", "name", "participant")}
    for row in statements:
        row.participant_id = speakers.get((row.report_id, row.speaker))
    Statement.objects.bulk_update(statements, ["participant"])


def _write_topics(reports: list[Report], facts: Iterable[MeetingFact]) -> None:
    said = [
        (report, number, topic)
        for report, fact in zip(reports, facts, strict=True)
        for number, topic in enumerate(fact.topics)
    ]
    topics = _topics({fold(topic.label): (topic.label, topic.context) for _, _, topic in reversed(said)})
    Mention.objects.bulk_create(
        Mention(
            report=report,
            topic=topics[fold(topic.label)],
            position=number,
            label=topic.label,
            context=topic.context,
            evidence=to_json(topic.evidence),
        )
        for report, number, topic in said
    )


def _topics(wanted: Mapping[str, tuple[str, str]]) -> dict[str, Topic]:
    if not wanted:
        return {}
    known = {topic.key: topic for topic in Topic.objects.filter(key__in=list(wanted))}
    for key, (label, context) in wanted.items():
        if key not in known:
            known[key], _ = Topic.objects.get_or_create(key=key, defaults={"label": label, "context": context})
    return known


def _post(document: Document, position: int, fact: PostFact) -> StatedPost:
    return StatedPost(document=document, position=position, seen=document.published, **_values(fact))
