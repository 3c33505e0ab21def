"""What a document stood for before it is written anew: ids are kept where it tells of the same again."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from events.models import Document, Report


@dataclass(frozen=True)
class Earlier:
    """A report as it was before."""

    id: uuid.UUID
    meeting: uuid.UUID | None
    trigger: tuple[int, int]
    participants: frozenset[uuid.UUID]


@dataclass(frozen=True)
class Footprint:
    """The reports, participants and guises of a document. `people`: block -> who was meant; `forms`: names as written."""

    reports: tuple[Earlier, ...] = ()
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    guises: Counter[uuid.UUID] = field(default_factory=Counter)
    blocks: frozenset[str] = frozenset()
    posts: tuple[tuple[str, object], ...] = ()
    participants: frozenset[uuid.UUID] = frozenset()
    forms: tuple[tuple[uuid.UUID, str], ...] = ()

    @classmethod
    def of(cls, document: Document) -> Self:
        rows = list(Report.objects.filter(document=document).prefetch_related("participations__guise"))
        said = [each for row in rows for each in row.participations.all()]
        posts = list(document.stated_posts.select_related("guise"))
        guises = [guise for guise in (*(s.guise for s in said), *(p.guise for p in posts)) if guise]
        return cls(
            reports=tuple(_earlier(row) for row in rows),
            people={guise.block: guise.participant_id for guise in guises if guise.block and guise.participant_id},
            guises=Counter(guise.pk for guise in guises),
            blocks=frozenset(guise.block for guise in guises),
            posts=tuple((guise.post, guise.day or guise.last_seen) for guise in guises if guise.post),
            participants=frozenset(guise.participant_id for guise in guises if guise.participant_id),
            forms=tuple((each.participant_id, form) for each in said if each.participant_id for form in each.forms),
        )

    @property
    def meetings(self) -> set[uuid.UUID]:
        return {report.meeting for report in self.reports if report.meeting}


def _earlier(row: Report) -> Earlier:
    who = frozenset(each.participant_id for each in row.participations.all() if each.participant_id)
    return Earlier(row.pk, row.meeting_id, (row.trigger_start, row.trigger_end), who)


def again(before: Sequence[Earlier], triggers: Sequence[tuple[int, int]]) -> dict[int, Earlier]:
    """Position among the new reports -> the earlier report of the same passage, or the only one left on both sides."""
    left, found = list(before), {}
    for position, (start, end) in enumerate(triggers):
        match = next((each for each in left if each.trigger[0] < end and start < each.trigger[1]), None)
        if match:
            left.remove(match)
            found[position] = match
    open_positions = [position for position in range(len(triggers)) if position not in found]
    if len(left) == len(open_positions) == 1:
        found[open_positions[0]] = left[0]
    return found
