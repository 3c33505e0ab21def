"""Scores over many texts: sums, 95 % intervals, tables and the readable list of errors."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from workers.evaluation.scoring import ALL_SLOTS, MAIN_SLOTS, Counts, TextScore

RESAMPLES = 1000
Z_95 = 1.959964
CONSTRUCTION_SLOTS = ["meeting", "participants", "date", "place", "status", "kind", "topics", "statements"]


@dataclass(frozen=True)
class Line:
    """One slot over all texts; `low` and `high` bound F1 (bootstrap over texts, 2.5 and 97.5 percentiles)."""

    slot: str
    counts: Counts
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Share:
    """`hits` of `total` with the Wilson interval."""

    hits: int
    total: int
    low: float
    high: float


def total(scores: Iterable[TextScore], slot: str) -> Counts:
    counts = Counts()
    for score in scores:
        counts.add(score.counts.get(slot, Counts()))
    return counts


def lines(scores: Sequence[TextScore], slots: Sequence[str] = ALL_SLOTS, seed: int = 0) -> list[Line]:
    """A line per slot that occurs."""
    result = []
    for slot in slots:
        counts = total(scores, slot)
        if counts.tp + counts.fp + counts.fn or counts.total:
            result.append(Line(slot, counts, *_interval(scores, slot, Random(seed))))
    return result


def false_alarms(scores: Iterable[TextScore]) -> Share:
    """Texts without a meeting that give one."""
    quiet = [score for score in scores if not score.has_meeting]
    return share(sum(score.false_alarm for score in quiet), len(quiet))


def share(hits: int, n: int) -> Share:
    if not n:
        return Share(0, 0, 0.0, 1.0)
    p, z2 = hits / n, Z_95**2
    middle, spread = p + z2 / (2 * n), Z_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Share(hits, n, max(0.0, (middle - spread) / (1 + z2 / n)), min(1.0, (middle + spread) / (1 + z2 / n)))


def _interval(scores: Sequence[TextScore], slot: str, random: Random) -> tuple[float | None, float | None]:
    """Percentiles of F1 over texts drawn with replacement; texts without the slot weigh nothing either way."""
    counts = [score.counts[slot] for score in scores if slot in score.counts]
    triples = [(c.tp, c.fp, c.fn) for c in counts if c.tp or c.fp or c.fn]
    if len(triples) < 2:
        return None, None
    drawn = sorted(_f1(random.choices(triples, k=len(triples))) for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def _f1(triples: Sequence[tuple[int, int, int]]) -> float:
    tp, fp, fn = (sum(triple[i] for triple in triples) for i in range(3))
    return 2 * tp / (2 * tp + fp + fn)


def slot_table(
    scores: Sequence[TextScore], floor: Sequence[TextScore] = (), slots: Sequence[str] = MAIN_SLOTS
) -> list[str]:
    """Lines of text; «exact» is the share of found records whose value agrees, «unknown» on both sides included."""
    table = [f"{'slot':<24}{'F1':>7}  {'95 %':<15}{'P':>7}{'R':>7}{'exact':>7}{'right':>7}{'extra':>7}{'missed':>7}"]
    table[0] += f"{'floor':>8}" if floor else ""
    for line in lines(scores, slots):
        c = line.counts
        interval = f"{_number(line.low)}-{_number(line.high)}"
        row = f"{line.slot:<24}{_number(c.f1):>7}  {interval:<15}{_number(c.precision):>7}{_number(c.recall):>7}"
        row += f"{_number(c.right / c.total if c.total else None):>7}{c.tp:>7}{c.fp:>7}{c.fn:>7}"
        table.append(row + (f"{_number(total(floor, line.slot).f1):>8}" if floor else ""))
    alarms = false_alarms(scores)
    note = f", floor {false_alarms(floor).hits}" if floor else ""
    table.append(
        f"texts {len(scores)}; without a meeting {alarms.total}, of these giving one {alarms.hits} "
        f"(95 % {_number(alarms.low)}-{_number(alarms.high)}{note})"
    )
    return table


def construction_table(scores: Sequence[TextScore]) -> list[str]:
    """F1 of the chief slots per construction tag."""
    table = [f"{'construction':<34}{'texts':>6}" + "".join(f"{slot:>13}" for slot in CONSTRUCTION_SLOTS)]
    for tag in sorted({score.construction for score in scores}):
        tagged = [score for score in scores if score.construction == tag]
        figures = (_number(total(tagged, slot).f1) for slot in CONSTRUCTION_SLOTS)
        table.append(f"{tag:<34}{len(tagged):>6}" + "".join(f"{figure:>13}" for figure in figures))
    return table


def error_list(scores: Iterable[TextScore]) -> list[str]:
    """Text by text, what was expected and what came."""
    return [line for score in scores if score.misses for line in _errors(score)]


def _errors(score: TextScore) -> list[str]:
    misses = [
        f"  {miss.slot}: expected {miss.expected or 'nothing'}; got {miss.got or 'nothing'}"
        + (f" [{miss.cause}]" if miss.cause else "")
        for miss in score.misses
    ]
    return [f"{score.name} [{score.construction}]", *misses]


def cause_table(scores: Iterable[TextScore]) -> list[str]:
    """How many errors of each slot have which cause, the most frequent first within a slot."""
    counted: dict[str, Counter[str]] = {}
    for miss in (miss for score in scores for miss in score.misses):
        counted.setdefault(miss.slot, Counter())[miss.cause or "not known"] += 1
    ordered = [slot for slot in ALL_SLOTS if slot in counted]
    table = [f"{'errors of':<18}{'n':>4}  cause"]
    return table + [f"{slot:<18}{n:>4}  {cause}" for slot in ordered for cause, n in counted[slot].most_common()]


def reliability_table(said: Sequence[tuple[float, bool]]) -> list[str]:
    """Confidence against the share of right meetings, in tenths, and the mean errors of both kinds."""
    table = [f"{'confidence':<12}{'meetings':>9}{'mean':>7}{'right':>7}  95 %"]
    for tenth in range(10):
        inside = [(value, right) for value, right in said if min(int(value * 10), 9) == tenth]
        if inside:
            right = share(sum(right for _, right in inside), len(inside))
            mean = sum(value for value, _ in inside) / len(inside)
            bounds = f"{_number(right.low)}-{_number(right.high)}"
            label = f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"
            table.append(f"{label:<12}{right.total:>9}{mean:>7.3f}{right.hits / right.total:>7.3f}  {bounds}")
    return [*table, f"calibration error {calibration_error(said):.3f}, Brier score {brier(said):.3f}"]


def calibration_error(said: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence and share of right meetings over tenths, weighted by their meetings."""
    tenths: dict[int, float] = {}
    for value, right in said:
        tenth = min(int(value * 10), 9)
        tenths[tenth] = tenths.get(tenth, 0.0) + value - right
    return sum(map(abs, tenths.values())) / len(said) if said else 0.0


def brier(said: Sequence[tuple[float, bool]]) -> float:
    """Mean squared distance of confidence and truth."""
    return sum((value - right) ** 2 for value, right in said) / len(said) if said else 0.0


def as_json(scores: Sequence[TextScore], slots: Sequence[str] = ALL_SLOTS) -> dict[str, object]:
    """The same figures for programs."""
    by_slot = {
        line.slot: {
            "f1": line.counts.f1, "low": line.low, "high": line.high,
            "precision": line.counts.precision, "recall": line.counts.recall,
            "tp": line.counts.tp, "fp": line.counts.fp, "fn": line.counts.fn,
            "right": line.counts.right, "total": line.counts.total,
        }
        for line in lines(scores, slots)
    }  # fmt: skip
    alarms = false_alarms(scores)
    quiet = {"texts": alarms.total, "giving_a_meeting": alarms.hits, "low": alarms.low, "high": alarms.high}
    misses = {score.name: [vars(miss) for miss in score.misses] for score in scores}
    return {"texts": len(scores), "slots": by_slot, "without_a_meeting": quiet, "errors": misses}


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
