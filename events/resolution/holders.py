"""Whom a post without a name means: its holder on that day, if there is exactly one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REACH = timedelta(days=400)
CHAIN = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Sight:
    """A participant seen in the post, or said to have left it, from the first of these days to the last."""

    participant: uuid.UUID
    first: date
    last: date
    former: bool = False


def holder(day: date, sights: Iterable[Sight]) -> uuid.UUID | None:
    """The only participant who can have held the post on that day, judged by the days on which texts give it."""
    terms = _terms(list(sights))
    near = [pk for pk, (first, last) in terms.items() if first - REACH <= day <= last + REACH]
    fit = [pk for pk in near if not _somebody_between(day, pk, terms)]
    within = [pk for pk in fit if terms[pk][0] <= day <= terms[pk][1]]
    chosen = within if len(within) == 1 else fit
    return chosen[0] if len(chosen) == 1 else None


def _terms(sights: Sequence[Sight]) -> dict[uuid.UUID, tuple[date, date]]:
    """First and last day in the post; a term ends where its holder is first called former."""
    terms: dict[uuid.UUID, tuple[date, date]] = {}
    for sight in sights:
        if not sight.former:
            first, last = terms.get(sight.participant, (sight.first, sight.last))
            terms[sight.participant] = min(first, sight.first), max(last, sight.last)
    return terms


def _somebody_between(day: date, pk: uuid.UUID, terms: dict[uuid.UUID, tuple[date, date]]) -> bool:
    """Another was seen in the post between that day and the nearest sight of this one."""
    first, last = terms[pk]
    if first <= day <= last:
        return False
    low, high = (last, day) if day > last else (day, first)
    return any(low < a <= high or low <= b < high for other, (a, b) in terms.items() if other != pk)


def chains(days: Iterable[tuple[date, uuid.UUID]], changes: Iterable[date] = ()) -> list[list[uuid.UUID]]:
    """Mentions of one post whose holder no text names: one unknown person as long as no gap parts them."""
    found: list[list[uuid.UUID]] = []
    last: date | None = None
    parted = sorted(changes)
    for day, pk in sorted(days):
        gap = last is None or day - last > CHAIN or any(last < change <= day for change in parted)
        if gap:
            found.append([])
        found[-1].append(pk)
        last = day
    return found
