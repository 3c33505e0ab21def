"""The ledger brought in line with what changed in the reports: who is who, then which meeting, then each record's values."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from events.models import Guise, Meeting, Participant, Participation, Report, Statement
from events.resolution import guises, meetings, participants, profiles, seats
from events.resolution.changes import Changes
from events.resolution.judged import Judged
from events.resolution.participants import Moves

LEDGER_LOCK = 7_120_414  # of PostgreSQL: documents enter the ledger one at a time


@dataclass
class Touched:
    """What a document, or a judgement, touched before anything is resolved."""

    blocks: set[str] = field(default_factory=set)
    posts: dict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    guises: set[uuid.UUID] = field(default_factory=set)
    scoped: set[uuid.UUID] = field(default_factory=set)
    dropped: set[uuid.UUID] = field(default_factory=set)
    altered: set[uuid.UUID] = field(default_factory=set)
    reports: set[uuid.UUID] = field(default_factory=set)
    fresh: set[uuid.UUID] = field(default_factory=set)
    meetings: set[uuid.UUID] = field(default_factory=set)
    participants: set[uuid.UUID] = field(default_factory=set)
    lost_forms: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    people_hints: dict[str, uuid.UUID] = field(default_factory=dict)
    meeting_hints: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)

    def add(self, guise: Guise, is_altered: bool = True) -> None:
        """Take up a guise; one that was only seen once more, on a day between those known, alters nothing."""
        self.guises.add(guise.pk)
        if not is_altered:
            return
        self.altered.add(guise.pk)
        self.blocks.add(guise.block)
        day = guise.day or guise.last_seen
        if not guise.block and not (guise.post and guise.day):
            self.scoped.add(guise.pk)
        if guise.post and day:
            self.posts[guise.post] |= {day, guise.first_seen or day}


def lock() -> None:
    """One writer of the ledger at a time; on SQLite every transaction is one already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])


def resolve(touched: Touched, changes: Changes) -> None:
    """Sort everything touched anew. The outcome depends on the reports and judgements alone."""
    said = Judged()
    moves = _who_is_who(touched, changes, said)
    touched.reports |= participants.hand_on(moves, touched.fresh)
    seeds = touched.reports | _companions(touched.meetings, touched.reports - touched.fresh)
    found = meetings.sort_reports(seeds, touched.meeting_hints, said)
    seated = seats.seat_unnamed(found.touched, changes) if found.unnamed else {}
    participants.hand_on(seated, set())
    touched.participants |= {old for old, _ in seated.values() if old}
    moves = _followed(moves, seated)
    _settle_meetings(found.touched | touched.meetings, found.went, changes, said)
    _settle_people(touched, moves, changes)
    changes.write()


def _followed(moves: Moves, further: Moves) -> Moves:
    """Both as one: from whom a guise was at first to whom it is at last."""
    return moves | {guise: (moves[guise][0] if guise in moves else old, new) for guise, (old, new) in further.items()}


def _who_is_who(touched: Touched, changes: Changes, said: Judged) -> Moves:
    touched.blocks |= participants.blocks_in_doubt(touched.guises - touched.altered)
    moves = participants.sort_blocks(touched.blocks, _hints(touched), changes, said)
    for guise in Guise.objects.filter(pk__in=moves.keys() - touched.guises):
        touched.add(guise)
    return moves | participants.sort_unnamed(touched.posts, touched.scoped, changes)


def _hints(touched: Touched) -> dict[uuid.UUID, uuid.UUID]:
    """For new guises: whom a mention of that surname meant when the same text was read before."""
    if not touched.people_hints:
        return {}
    fresh = Guise.objects.filter(pk__in=touched.guises, participant=None).values_list("pk", "block")
    return {pk: touched.people_hints[block] for pk, block in fresh if block in touched.people_hints}


def _companions(of_meetings: set[uuid.UUID], reports: set[uuid.UUID]) -> set[uuid.UUID]:
    """All reports of the meetings that these are part of."""
    told = set(Report.objects.filter(pk__in=reports).exclude(meeting=None).values_list("meeting", flat=True))
    return set(Report.objects.filter(meeting__in=told | of_meetings).values_list("pk", flat=True))


def _settle_meetings(
    touched: set[uuid.UUID], went: Mapping[uuid.UUID, uuid.UUID], changes: Changes, said: Judged
) -> None:
    alive = []
    for meeting in Meeting.objects.filter(pk__in=touched):
        reports = meetings.reports_of(meeting)
        if not reports:
            changes.bury(meeting, went.get(meeting.pk))
            continue
        is_new = not meeting.support
        fields = meetings.reconcile(meeting, reports, said)
        if is_new or fields - {"reports", "review"}:
            alive.append(meeting)
        if is_new:
            changes.create("meeting", meeting.pk)
        else:
            changes.update("meeting", meeting.pk, fields)
    meetings.link_visits(alive)


def _settle_people(touched: Touched, moves: Moves, changes: Changes) -> None:
    owners = _count_names(touched, moves)
    concerned = (
        touched.participants
        | owners
        | {owner for _, owner in moves.values()}
        | {old for old, _ in moves.values() if old}
    )
    concerned |= set(
        Guise.objects.filter(pk__in=touched.altered).exclude(participant=None).values_list("participant", flat=True)
    )
    went = {old: new for old, new in moves.values() if old and old != new}
    _repoint_statements(moves)
    guises.gone(touched.dropped)
    of_owner: dict[uuid.UUID, list[Guise]] = defaultdict(list)
    for guise in Guise.objects.filter(participant__in=concerned):
        of_owner[guise.participant_id].append(guise)  # type: ignore[index]
    for row in Participant.objects.filter(pk__in=concerned).prefetch_related("aliases", "posts"):
        mine = of_owner.get(row.pk, [])
        if not mine:
            changes.bury(row, went.get(row.pk))
            continue
        changes.update("participant", row.pk, profiles.refresh(row, mine))


def _count_names(touched: Touched, moves: Moves) -> set[uuid.UUID]:
    """Aliases follow the mentions: taken from whom they were counted for, given to whom they mean now."""
    counted = [(owner, form, -1) for owner, form in touched.lost_forms]
    fresh = Participation.objects.filter(report__in=touched.fresh).exclude(participant=None)
    counted += [(owner, form, 1) for owner, written in fresh.values_list("participant", "forms") for form in written]
    for guise, (old, new) in moves.items():
        if old is None and touched.fresh:
            continue
        others = Participation.objects.filter(guise=guise).exclude(report__in=touched.fresh)
        for form in (form for written in others.values_list("forms", flat=True) for form in written):
            counted += [(new, form, 1), *([(old, form, -1)] if old else [])]
    return profiles.count_forms(counted)


def _repoint_statements(moves: Moves) -> None:
    for guise, (old, new) in moves.items():
        if old:
            reports = Participation.objects.filter(guise=guise).values("report")
            Statement.objects.filter(participant=old, report__in=reports).update(participant=new)
