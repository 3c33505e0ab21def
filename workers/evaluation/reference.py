"""Frozen figures: the scores per slot that a later version is not to fall below, as one readable JSON file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workers.evaluation.gold import GoldText
from workers.evaluation.report import false_alarms, total
from workers.evaluation.scoring import MAIN_SLOTS, TextScore

# F1 may fall by this much, or by what one record weighs where that is more.
TOLERANCE = 0.02
SLOT_OBJECT = re.compile(r'\{\s+"f1"[^{}]*\}')

Figures = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A directory of gold texts with its scores and those of the naive floor, text by text."""

    golds: list[GoldText]
    scores: list[TextScore]
    floors: list[TextScore]


def figures(part: Part) -> Figures:
    """What is frozen of a part: sums only, no words of its texts."""
    alarms = false_alarms(part.scores)
    return {
        "gold": fingerprint(part.golds),
        "texts": len(part.scores),
        "without a meeting": alarms.total,
        "of these giving one": alarms.hits,
        "slots": {slot: _slot(part, slot) for slot in MAIN_SLOTS},
    }


def _slot(part: Part, slot: str) -> Figures:
    counts, floor = total(part.scores, slot), total(part.floors, slot)
    rounded = {name: value and round(value, 3) for name, value in (("f1", counts.f1), ("floor", floor.f1))}
    return {"f1": rounded["f1"], "right": counts.tp, "extra": counts.fp, "missed": counts.fn, "floor": rounded["floor"]}


def fingerprint(golds: Sequence[GoldText]) -> str:
    """Changes with every change of a text or of its facts."""
    return hashlib.sha256("\n".join(map(repr, golds)).encode()).hexdigest()[:16]


def as_text(reference: dict[str, Figures]) -> str:
    """JSON with a line for each slot, so that differences are read easily."""
    text = json.dumps(reference, ensure_ascii=False, indent=2)
    return SLOT_OBJECT.sub(lambda found: " ".join(found[0].split()).replace("{ ", "{").replace(" }", "}"), text) + "\n"


def slot_drops(before: Figures, now: Figures, slot: str) -> Iterator[str]:
    """Sentences on what fell below the frozen figure of a part's slot, or is no better than the naive floor."""
    old, new = before["slots"][slot], now["slots"][slot]
    fell = (old["f1"] or 0.0) - (new["f1"] or 0.0)
    if fell > max(TOLERANCE, _one_record(old)) + 1e-3:
        yield f"{slot}: F1 fell from {old['f1']:.3f} to {new['f1'] or 0.0:.3f}"
    if new["floor"] is not None and (new["f1"] or 0.0) <= new["floor"]:
        yield f"{slot}: F1 {new['f1'] or 0.0:.3f} is no better than the naive floor, {new['floor']:.3f}"


def _one_record(slot: Figures) -> float:
    """What one wrong value takes from F1."""
    weight = 2 * slot["right"] + slot["extra"] + slot["missed"]
    return 2 / weight if weight else 0.0


def changes(before: dict[str, Figures], now: dict[str, Figures]) -> list[str]:
    """Lines of text: each slot's F1 before and now, to be read before the file is committed."""
    table = [f"{'part':<12}{'slot':<16}{'before':>8}{'now':>8}{'floor':>8}"]
    for part, found in now.items():
        for slot, new in found["slots"].items():
            old = before.get(part, {"slots": {}})["slots"].get(slot, {}).get("f1")
            shown = ("-" if value is None else f"{value:.3f}" for value in (old, new["f1"], new["floor"]))
            table.append(f"{part:<12}{slot:<16}" + "".join(f"{value:>8}" for value in shown))
    return table
