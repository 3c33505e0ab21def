"""Mentions without a name find their person by the seat: another text names the only one of the meeting who fits."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from events.models import Guise, Participant, Participation
from events.names import fold
from events.resolution.changes import Changes
from events.resolution.encounters import Seat, may_be
from events.resolution.participants import Moves
from events.resolution.posts import post_of

WORDS = "inferred: nobody else of the meeting fits"


def seat_unnamed(meetings: Iterable[uuid.UUID], changes: Changes) -> Moves:
    """Guises without a name -> (participant before, now), where a meeting tells who they are, or no longer does."""
    rows = Participation.objects.filter(report__meeting__in=list(meetings), type="person").select_related(
        "guise", "report"
    )
    by_meeting: dict[uuid.UUID, list[Participation]] = defaultdict(list)
    for row in rows:
        if row.guise and row.report.meeting_id:
            by_meeting[row.report.meeting_id].append(row)
    moves: Moves = {}
    for said in by_meeting.values():
        if any(not row.name for row in said):
            moves |= _seat(said, changes)
    return moves


def _seat(said: Sequence[Participation], changes: Changes) -> Moves:
    moves: Moves = {}
    named = {row.participant_id for row in said if row.name}
    for row in said:
        guise = row.guise
        if guise is None or row.name or (guise.participant_id in named and not guise.seated):
            continue
        owner = _only_fit(row, said)
        if owner is None and guise.seated:
            owner = Participant.objects.create(type="person", key=guise.post).pk
            changes.create("participant", owner)
            _give(guise, owner, moves, seated=False)
        elif owner is not None and owner != guise.participant_id:
            _give(guise, owner, moves, seated=True)
    return moves


def _only_fit(row: Participation, said: Sequence[Participation]) -> uuid.UUID | None:
    """The one named by another report of the meeting who may be meant and is not told of beside this mention."""
    beside = {other.participant_id for other in said if other.report_id == row.report_id and other.pk != row.pk}
    fit = {
        other.participant_id
        for other in said
        if other.name and other.report_id != row.report_id and other.participant_id not in beside
        if may_be(_as_seat(row), _as_seat(other))
    }
    return next(iter(fit)) if len(fit) == 1 else None


def _as_seat(row: Participation) -> Seat:
    state = row.country_code or fold(row.country)
    role = post_of(row.role, row.organisation, state).role
    return Seat(row.participant_id or row.report_id, row.type, state, role, bool(row.name))


def _give(guise: Guise, owner: uuid.UUID, moves: Moves, seated: bool) -> None:
    moves[guise.pk] = (guise.participant_id, owner)
    guise.participant_id, guise.inferred, guise.seated = owner, seated, seated
    guise.why = {"answer": "same", "words": WORDS} if seated else {}
    guise.save(update_fields=["participant", "inferred", "seated", "why"])
