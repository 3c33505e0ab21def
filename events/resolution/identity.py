"""Which stored record a group of mentions or reports goes on as: ids stay where most of their members stay."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping

Group = frozenset[uuid.UUID]


def heirs(
    groups: Iterable[Group], former: Mapping[uuid.UUID, uuid.UUID], weight: Mapping[uuid.UUID, int]
) -> dict[Group, uuid.UUID]:
    """Group -> the record it goes on as; groups left out are new. `former`: member -> the record it was part of."""
    claims: Counter[tuple[Group, uuid.UUID]] = Counter()
    for group in groups:
        for member in group:
            if member in former:
                claims[group, former[member]] += weight.get(member, 0) + 1
    found: dict[Group, uuid.UUID] = {}
    for (group, record), _ in sorted(claims.items(), key=lambda claim: (-claim[1], claim[0][1], sorted(claim[0][0]))):
        if group not in found and record not in found.values():
            found[group] = record
    return found
