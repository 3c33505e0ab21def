"""Participants across documents: guises of one block sorted into persons, organisations and states.

A block is sorted anew, as a whole, whenever a text adds to it or takes from it: the outcome depends on the texts alone.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from django.db.models import OuterRef, Q, Subquery

from events.models import Doubt, Guise, Participant, Participation
from events.resolution import holders, identity, people
from events.resolution.changes import Changes
from events.resolution.clustering import Grouping
from events.resolution.judged import Judged
from events.resolution.lexicon import table
from events.resolution.spelling import skeleton
from events.resolution.verdicts import Verdict

Moves = dict[uuid.UUID, tuple[uuid.UUID | None, uuid.UUID]]
MOST_COMPANY = 60
GROUP_DAYS = timedelta(days=2)


def sort_blocks(blocks: Iterable[str], hints: Mapping[uuid.UUID, uuid.UUID], changes: Changes, judged: Judged) -> Moves:
    """Sort the guises of these blocks; guise -> (participant before, now) of those that changed hands.

    `hints` names for new guises the participant that the same mention had in an earlier reading.
    """
    wanted = judged.linked_blocks({block for block in blocks if block})
    guises = list(Guise.objects.filter(block__in=wanted))
    persons = [guise for guise in guises if guise.type == "person"]
    bodies = [guise for guise in guises if guise.type != "person"]
    sorted_people = _persons(persons, wanted, judged)
    groups = [*sorted_people.groups, *_bodies(bodies)]
    return _settle({guise.pk: guise for guise in guises}, groups, sorted_people, changes, hints)


def blocks_in_doubt(guises: Collection[uuid.UUID]) -> set[str]:
    """The blocks of these guises whose open questions another mention may decide."""
    if not guises:
        return set()
    doubts = Doubt.objects.filter(Q(first__in=guises) | Q(second__in=guises), subject="participant")
    asked = {pk for pair in doubts.values_list("first", "second") for pk in pair}
    return set(Guise.objects.filter(pk__in=asked).values_list("block", flat=True)) if asked else set()


def _persons(guises: Sequence[Guise], blocks: Iterable[str], judged: Judged) -> people.Persons:
    if len(guises) < 2:
        return people.Persons([frozenset([guise.pk]) for guise in guises])
    same, different = judged.pairs_of_guises(guises, blocks)
    sorted_out = people.Persons()
    for of_one_surname in _apart(guises, same):
        sketches = [sketch(guise) for guise in of_one_surname]
        found = people.sort_out(sketches, same, different)
        if any(verdict.answer == "unsure" for verdict in found.doubts.values()):
            found = people.sort_out(_with_company(sketches, found), same, different)
        sorted_out.groups += found.groups
        sorted_out.why |= found.why
        sorted_out.doubts |= found.doubts
    return sorted_out


def _apart(guises: Sequence[Guise], same: Iterable[people.Pair]) -> list[list[Guise]]:
    """Guises block by block; blocks that a judgement ties are one."""
    blocks = {guise.pk: guise.block for guise in guises}
    tied = Grouping(sorted(set(blocks.values())))
    for pair in same:
        one, other = (blocks.get(pk) for pk in pair)
        if one is not None and other is not None:
            tied.link(one, other)
    found: dict[int, list[Guise]] = defaultdict(list)
    for guise in guises:
        found[id(tied.of(guise.block))].append(guise)
    return list(found.values())


def sketch(guise: Guise, company: frozenset[str] = frozenset()) -> people.Guise:
    return people.Guise(
        id=guise.pk,
        name=guise.name,
        given=guise.given,
        patronymic=guise.patronymic,
        surname=guise.surname,
        role=guise.role,
        organisation=guise.organisation,
        country=people.folded_country(guise.country, guise.country_code),
        first=guise.first_seen,
        last=guise.last_seen,
        company=company,
    )


def _with_company(sketches: Sequence[people.Guise], found: people.Persons) -> list[people.Guise]:
    """The guises of open questions with those they were seen with."""
    asked = {pk for pair in found.doubts for pk in pair}
    return [replace(each, company=company_of(each.id)) if each.id in asked else each for each in sketches]


def company_of(guise: uuid.UUID) -> frozenset[str]:
    """The surnames, as skeletons, of the named people in the same reports."""
    reports = Participation.objects.filter(guise=guise).order_by("seen", "report").values("report")[:MOST_COMPANY]
    others = Participation.objects.filter(report__in=list(reports.values_list("report", flat=True)), type="person")
    rows = others.exclude(guise=guise).exclude(name="").values_list("surname", "name")
    return frozenset(skeleton(surname or name) for surname, name in rows)


def _bodies(guises: Sequence[Guise]) -> list[frozenset[uuid.UUID]]:
    """Organisations of one name: those of one state together, those without a state with the only one there is."""
    found: list[frozenset[uuid.UUID]] = []
    by_block: dict[str, dict[str, set[uuid.UUID]]] = defaultdict(lambda: defaultdict(set))
    for guise in guises:
        state = "" if guise.type == "country" else people.folded_country(guise.country, guise.country_code)
        by_block[guise.block][state].add(guise.pk)
    for block, states in by_block.items():
        named = [state for state in states if state]
        if "" in states and len(named) == 1 and block.partition(":")[2] not in table("bodies.tsv"):
            states[named[0]] |= states.pop("")
        found += [frozenset(members) for members in states.values()]
    return found


def _settle(
    guises: Mapping[uuid.UUID, Guise],
    groups: Sequence[frozenset[uuid.UUID]],
    reasons: people.Persons,
    changes: Changes,
    hints: Mapping[uuid.UUID, uuid.UUID] = MappingProxyType({}),
    orphans: Iterable[uuid.UUID] = (),
) -> Moves:
    """Write who is who: ids stay where most mentions stay, new persons are created."""
    hinted = {pk: hints[pk] for pk, guise in guises.items() if guise.participant_id is None and pk in hints}
    owned = {pk: guise.participant_id for pk, guise in guises.items() if guise.participant_id and pk not in orphans}
    former = hinted | owned
    alive = (
        set(Participant.objects.filter(pk__in=set(hinted.values())).values_list("pk", flat=True)) if hinted else set()
    )
    former = {pk: owner for pk, owner in former.items() if pk not in hinted or owner in alive}
    going_on = identity.heirs(groups, former, {pk: guise.mentions for pk, guise in guises.items()})
    moves: Moves = {}
    for group in groups:
        owner = going_on.get(group) or _create(guises, group, changes)
        for pk in group:
            guise = guises[pk]
            if guise.participant_id != owner:
                moves[pk] = (guise.participant_id, owner)
                guise.participant_id, guise.inferred, guise.seated = owner, False, False
    _explain(guises, reasons, moves)
    return moves


def _create(guises: Mapping[uuid.UUID, Guise], group: Iterable[uuid.UUID], changes: Changes) -> uuid.UUID:
    first = guises[min(group)]
    row = Participant.objects.create(
        type=first.type, name=first.name, surname=first.surname, key=first.block or first.post
    )
    changes.create("participant", row.pk)
    return row.pk


def _explain(guises: Mapping[uuid.UUID, Guise], reasons: people.Persons, moves: Moves) -> None:
    changed = []
    for pk, guise in guises.items():
        why = {}
        if pk in reasons.why:
            other, verdict = reasons.why[pk]
            why = {"with": str(other), "name": str(guises[other]), **verdict.as_json()}
        if guise.why != why or pk in moves:
            guise.why = why
            changed.append(guise)
    Guise.objects.bulk_update(changed, ["participant", "inferred", "seated", "why"])
    note_doubts("participant", guises.keys(), reasons.doubts)


def note_doubts(subject: str, members: Iterable[uuid.UUID], doubts: Mapping[frozenset[uuid.UUID], Verdict]) -> None:
    """The open questions among these members are exactly those given."""
    if not members:
        return
    rows = list(Doubt.objects.filter(Q(first__in=list(members)) | Q(second__in=list(members)), subject=subject))
    known = {frozenset((row.first, row.second)): row for row in rows}
    stale = [row.pk for pair, row in known.items() if pair not in doubts]
    if stale:
        Doubt.objects.filter(pk__in=stale).delete()
    fresh = []
    for pair, verdict in doubts.items():
        first, second = sorted(pair)
        row = known.get(pair)
        if row is None:
            fresh.append(Doubt(subject=subject, first=first, second=second, score=verdict.score, why=verdict.as_json()))
        elif abs(row.score - verdict.score) > 1e-9:
            Doubt.objects.filter(pk=row.pk).update(score=verdict.score, why=verdict.as_json())
    Doubt.objects.bulk_create(fresh)


# Posts without a name, and groups.


def sort_unnamed(posts: Mapping[str, set[date]], scoped: Iterable[uuid.UUID], changes: Changes) -> Moves:
    """Give the unnamed mentions of these posts, around these days, to the posts' holders; `scoped` ones stay alone."""
    moves: Moves = {}
    for post, days in posts.items():
        moves |= _groups(post, days, changes) if post.startswith("group|") else _holders(post, days, changes)
    alone = [guise for guise in Guise.objects.filter(pk__in=set(scoped)) if guise.participant_id is None]
    if not alone:
        return moves
    alone_moves = _settle({g.pk: g for g in alone}, [frozenset([g.pk]) for g in alone], people.Persons(), changes)
    return moves | alone_moves


def _holders(post: str, days: Iterable[date], changes: Changes) -> Moves:
    low, high = min(days) - holders.REACH, max(days) + holders.REACH
    named = Guise.objects.filter(post=post, day=None).exclude(first_seen=None).exclude(tenure="future")
    sights = [
        holders.Sight(owner, first, last, tenure == "former")
        for owner, first, last, tenure in named.values_list("participant", "first_seen", "last_seen", "tenure")
        if owner and first and last
    ]
    unnamed = list(Guise.objects.filter(post=post, day__gte=low, day__lte=high).order_by("day", "pk"))
    if not unnamed:
        return {}
    held, left = {}, []
    for guise in unnamed:
        owner = holders.holder(guise.day, sights) if guise.day else None
        if owner is None:
            left += [] if guise.seated else [guise]
        else:
            held[guise.pk] = owner
    moves = _hand_over({guise.pk: guise for guise in unnamed}, held, post)
    arrivals = [sight.first for sight in sights if not sight.former]
    chained = holders.chains([(guise.day, guise.pk) for guise in left if guise.day], arrivals)
    kept = {guise.pk: guise for guise in left}
    orphans = {guise.pk for guise in left if guise.inferred}
    return moves | _settle(kept, [frozenset(chain) for chain in chained], people.Persons(), changes, orphans=orphans)


def _hand_over(guises: Mapping[uuid.UUID, Guise], held: Mapping[uuid.UUID, uuid.UUID], post: str) -> Moves:
    moves: Moves = {}
    changed = []
    for pk, owner in held.items():
        guise = guises[pk]
        if guise.participant_id != owner:
            moves[pk] = (guise.participant_id, owner)
            words = f"inferred: nobody else is known as {post.split('|')[0]} of {post.split('|')[2] or post.split('|')[1]} then"
            guise.participant_id, guise.inferred, guise.why = owner, True, {"answer": "same", "words": words}
            guise.seated = False
            changed.append(guise)
    Guise.objects.bulk_update(changed, ["participant", "inferred", "seated", "why"])
    return moves


def _groups(post: str, days: Iterable[date], changes: Changes) -> Moves:
    """A group of one description within two days is one."""
    low, high = min(days) - GROUP_DAYS * 3, max(days) + GROUP_DAYS * 3
    guises = list(Guise.objects.filter(post=post, day__gte=low, day__lte=high).order_by("day", "pk"))
    found: list[list[uuid.UUID]] = []
    last: date | None = None
    for guise in guises:
        if last is None or guise.day is None or guise.day - last > GROUP_DAYS:
            found.append([])
        found[-1].append(guise.pk)
        last = guise.day
    return _settle({g.pk: g for g in guises}, [frozenset(each) for each in found], people.Persons(), changes)


def hand_on(moves: Moves, fresh: set[uuid.UUID]) -> set[uuid.UUID]:
    """Bring reports in line with the guises, the fresh ones and those of guises that moved; the reports touched."""
    touched = set(fresh)
    if fresh and moves:
        meant = Guise.objects.filter(pk=OuterRef("guise")).values("participant")[:1]
        Participation.objects.filter(report__in=fresh).update(participant=Subquery(meant))
    for guise, (old, owner) in moves.items():
        if old is None and fresh:
            continue  # a new guise: only the fresh reports have it
        rows = Participation.objects.filter(guise=guise)
        touched |= set(rows.values_list("report_id", flat=True))
        rows.update(participant=owner)
    return touched
