"""Grouping by pairs: the surest pairs first, and no group in which two members cannot be one.

The result depends on the members and their pairs alone, not on the order in which they come.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Member = TypeVar("Member", bound=Hashable)


@dataclass
class Grouping(Generic[Member]):
    """`barred` pairs never share a group; `linked` ones always do, whatever speaks against it."""

    members: Iterable[Member]
    barred: set[frozenset[Member]] = field(default_factory=set)
    _group: dict[Member, set[Member]] = field(init=False)

    def __post_init__(self) -> None:
        self._group = {member: {member} for member in self.members}

    def of(self, member: Member) -> set[Member]:
        return self._group[member]

    def groups(self) -> list[set[Member]]:
        unique = {id(group): group for group in self._group.values()}
        return list(unique.values())

    def link(self, first: Member, second: Member) -> None:
        """Make one group of two, whatever speaks against it."""
        joined = self._group[first] | self._group[second]
        for member in joined:
            self._group[member] = joined

    def may_join(self, first: Member, second: Member) -> bool:
        return not any(
            frozenset((one, other)) in self.barred for one in self._group[first] for other in self._group[second]
        )

    def join(self, first: Member, second: Member) -> bool:
        """Make one group of two unless a pair across is barred; whether they are one now."""
        if self._group[first] is self._group[second]:
            return True
        if not self.may_join(first, second):
            return False
        self.link(first, second)
        return True


def surest_first(scores: Mapping[frozenset[Member], float], order: Mapping[Member, Any]) -> list[tuple[Member, Member]]:
    """The pairs by falling score; ties by the order of the members, so that the result is one for all arrivals."""

    def rank(pair: frozenset[Member]) -> tuple[float, list[Any]]:
        return -scores[pair], sorted(order[member] for member in pair)

    ordered = (sorted(pair, key=lambda member: order[member]) for pair in sorted(scores, key=rank))
    return [(pair[0], pair[1]) for pair in ordered]


def open_pairs(grouping: Grouping[Member], scores: Mapping[frozenset[Member], float]) -> list[frozenset[Member]]:
    """Of every two groups that may be one the pair that speaks most for it."""
    best: dict[frozenset[int], tuple[float, frozenset[Member]]] = {}
    for pair, score in scores.items():
        one, other = pair
        groups = frozenset((id(grouping.of(one)), id(grouping.of(other))))
        better = len(groups) == 2 and score > best.get(groups, (float("-inf"),))[0]
        if better and grouping.may_join(one, other):
            best[groups] = (score, pair)
    return [pair for _, pair in best.values()]
