"""«глава Минпромторга» and «министр промышленности и торговли»: an abbreviation made of the words of the ministry."""

from __future__ import annotations

from collections.abc import Sequence

from workers.extraction.offices import Office

HEADS = ("глав", "руководител")
SHORTEST_PIECE = 3


def heads_ministry(head: Office, minister: Office) -> bool:
    """Whether `head` («глава Минздрава») is the post that `minister` («министр здравоохранения») names."""
    if not head.token.base.startswith(HEADS) or minister.token.base != "министр" or not head.organisation:
        return False
    name = head.organisation[0].lower
    fields = [
        token.lower for token in minister.role if token.index > minister.head and len(token.text) > SHORTEST_PIECE
    ]
    return name.startswith("мин") and len(name) > SHORTEST_PIECE and _is_made_of(name.removeprefix("мин"), fields)


def _is_made_of(rest: str, fields: Sequence[str]) -> bool:
    """«промторга»: pieces of the words in their order, but for an ending."""
    if len(rest) < SHORTEST_PIECE:
        return True
    for number, word in enumerate(fields):
        shared = next(
            (i for i, (a, b) in enumerate(zip(rest, word, strict=False)) if a != b), min(len(rest), len(word))
        )
        if shared >= SHORTEST_PIECE and _is_made_of(rest[shared:], fields[number + 1 :]):
            return True
    return False
