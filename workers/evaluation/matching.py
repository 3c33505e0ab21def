"""Optimal one-to-one matching of gold and extracted records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Gold = TypeVar("Gold")
Got = TypeVar("Got")


def match(
    gold: Sequence[Gold], got: Sequence[Got], likeness: Callable[[Gold, Got], float]
) -> list[tuple[Gold | None, Got | None]]:
    """Pairs (gold, got) of the greatest total likeness; what has no partner of likeness above 0 is paired with None."""
    weights = [[likeness(g, p) for p in got] for g in gold]
    partner = {i: j for i, j in _assignment(weights) if weights[i][j] > 0}
    taken = set(partner.values())
    pairs: list[tuple[Gold | None, Got | None]] = [
        (g, got[partner[i]] if i in partner else None) for i, g in enumerate(gold)
    ]
    return pairs + [(None, p) for j, p in enumerate(got) if j not in taken]


def _assignment(weights: list[list[float]]) -> list[tuple[int, int]]:
    """Maximum-weight assignment of rows to columns: the Hungarian method on a square of costs."""
    if not weights or not weights[0]:
        return []
    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)
    costs = [[-weights[i][j] if i < rows and j < columns else 0.0 for j in range(size)] for i in range(size)]
    owner = _owners(costs, size)
    return [(row, column) for column, row in enumerate(owner) if row < rows and column < columns]


def _owners(costs: list[list[float]], size: int) -> list[int]:
    """Column -> row of the cheapest assignment; the last column of the work arrays is the root of each search."""
    potential_rows, potential_columns = [0.0] * (size + 1), [0.0] * (size + 1)
    owner = [-1] * (size + 1)
    for row in range(size):
        owner[size] = row
        column, slack, came_from, used = size, [float("inf")] * size, [size] * size, set[int]()
        while owner[column] != -1:
            used.add(column)
            free = [j for j in range(size) if j not in used]
            for j in free:
                at = owner[column]
                reduced = costs[at][j] - potential_rows[at] - potential_columns[j]
                if reduced < slack[j]:
                    slack[j], came_from[j] = reduced, column
            nearest = min(free, key=slack.__getitem__)
            delta = slack[nearest]
            for j in used:
                potential_rows[owner[j]] += delta
                potential_columns[j] -= delta
            for j in free:
                slack[j] -= delta
            column = nearest
        while column != size:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return owner[:size]
