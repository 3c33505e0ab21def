"""People's judgements as the pairs of guises or reports that they join or part.

An anchor names a guise or a report; where a new reading of the text has replaced it, the same text's guises of that
surname, or its reports, stand in.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product

from events.models import Anchor, Guise, Judgement, Participation, Report

Pair = frozenset[uuid.UUID]
Pairs = tuple[set[Pair], set[Pair]]


class Judged:
    """The judgements in force. Where there are none, nothing is asked of the database."""

    def __init__(self) -> None:
        decisions = set(Judgement.objects.order_by().filter(undone=None).values_list("decision", flat=True).distinct())
        self.pairs = bool(decisions & {"same", "different"})
        self.values = bool(decisions - {"same", "different"})

    def linked_blocks(self, blocks: set[str]) -> set[str]:
        return linked_blocks(blocks) if self.pairs else blocks

    def pairs_of_guises(self, guises: Sequence[Guise], blocks: Iterable[str]) -> Pairs:
        return pairs_of_guises(guises, blocks) if self.pairs else (set(), set())

    def pairs_of_reports(self, reports: Iterable[uuid.UUID]) -> Pairs:
        return pairs_of_reports(reports) if self.pairs else (set(), set())

    def tied_reports(self, reports: set[uuid.UUID]) -> set[uuid.UUID]:
        return tied_reports(reports) if self.pairs else set()


def _active(subject: str) -> dict[str, object]:
    return {"judgement__undone": None, "judgement__subject": subject, "judgement__decision__in": ["same", "different"]}


def linked_blocks(blocks: set[str]) -> set[str]:
    """These blocks and those that judgements tie to them."""
    found, fresh = set(blocks), set(blocks)
    while fresh:
        tied = Anchor.objects.filter(block__in=fresh, **_active("participant")).values("judgement")
        reached = set(Anchor.objects.filter(judgement__in=tied).exclude(block="").values_list("block", flat=True))
        fresh = reached - found
        found |= fresh
    return found


def pairs_of_guises(guises: Sequence[Guise], blocks: Iterable[str]) -> Pairs:
    """Pairs of guises judged the same and judged different."""
    anchors = list(Anchor.objects.filter(block__in=list(blocks), **_active("participant")).select_related("judgement"))
    if not anchors:
        return set(), set()
    known = {guise.pk: guise for guise in guises}
    return _pairs(anchors, lambda anchor: _guises_of(anchor, known))


def _guises_of(anchor: Anchor, known: dict[uuid.UUID, Guise]) -> set[uuid.UUID]:
    if anchor.target_id in known:
        return {anchor.target_id}
    if anchor.document_id is None:
        return set()
    said = Participation.objects.filter(report__document=anchor.document_id, guise__block=anchor.block)
    return set(said.values_list("guise", flat=True)) & known.keys()


def pairs_of_reports(reports: Iterable[uuid.UUID]) -> Pairs:
    """Pairs of these reports judged the same and judged different."""
    mine = set(reports)
    documents = dict(Report.objects.filter(pk__in=mine).values_list("pk", "document"))
    near = Anchor.objects.filter(document_id__in=set(documents.values()), **_active("meeting")).values("judgement")
    anchors = list(Anchor.objects.filter(judgement__in=near).select_related("judgement"))
    of_document: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for pk, document in documents.items():
        of_document[document].add(pk)
    return _pairs(anchors, lambda anchor: _reports_of(anchor, mine, of_document))


def _reports_of(anchor: Anchor, mine: set[uuid.UUID], of_document: dict[uuid.UUID, set[uuid.UUID]]) -> set[uuid.UUID]:
    if anchor.target_id in mine:
        return {anchor.target_id}
    stand_in = of_document.get(anchor.document_id, set()) if anchor.document_id else set()
    return stand_in if len(stand_in) == 1 else set()


def tied_reports(reports: set[uuid.UUID]) -> set[uuid.UUID]:
    """The reports that judgements tie to these."""
    documents = Report.objects.filter(pk__in=reports).values_list("document", flat=True)
    near = Anchor.objects.filter(document_id__in=list(documents), **_active("meeting")).values("judgement")
    targets = Anchor.objects.filter(judgement__in=near).values_list("target_id", "document_id")
    return _existing(targets) - reports


def _existing(targets: Iterable[tuple[uuid.UUID, uuid.UUID | None]]) -> set[uuid.UUID]:
    wanted = list(targets)
    if not wanted:
        return set()
    found = set(Report.objects.filter(pk__in=[pk for pk, _ in wanted]).values_list("pk", flat=True))
    lost = [document for pk, document in wanted if pk not in found and document]
    return found | set(Report.objects.filter(document__in=lost).values_list("pk", flat=True))


def _pairs(anchors: Sequence[Anchor], members: Callable[[Anchor], set[uuid.UUID]]) -> Pairs:
    sides: dict[uuid.UUID, tuple[set[uuid.UUID], set[uuid.UUID]]] = defaultdict(lambda: (set(), set()))
    decisions = {}
    for anchor in anchors:
        decisions[anchor.judgement_id] = anchor.judgement.decision
        sides[anchor.judgement_id][anchor.is_other].update(members(anchor))
    same: set[Pair] = set()
    different: set[Pair] = set()
    for judgement, (ours, theirs) in sides.items():
        (same if decisions[judgement] == "same" else different).update(_tied(decisions[judgement], ours, theirs))
    return same - different, different


def _tied(decision: str, ours: set[uuid.UUID], theirs: set[uuid.UUID]) -> Iterator[Pair]:
    """«Same» ties all of both sides together, «different» parts each of the one from each of the other."""
    if decision == "same":
        if ours and theirs:
            yield from (frozenset(pair) for pair in combinations(sorted(ours | theirs), 2))
        return
    yield from (frozenset(pair) for pair in product(ours, theirs) if pair[0] != pair[1])
