"""The recipe of the confidence's weights: logistic regression of «right» on the signs of a record, with a penalty.

Right is a record whose trigger stands in a mention of a meeting of the gold, as in the score «meeting». The penalty keeps
signs of few records near zero. The rules were written with the texts that the weights are fitted on, so that their records
are right more often than those of unseen texts: every record counts as wrong by DOUBT, a share chosen once by the
calibration error on the untouched half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workers.evaluation.comparison import meeting_likeness
from workers.evaluation.gold import GoldText
from workers.evaluation.matching import match
from workers.extraction.confidence import SIGNS, signs
from workers.extraction.facts import Facts, to_json

PENALTY = 1.0
DOUBT = 0.05
SWEEPS = 200


@dataclass(frozen=True)
class Sample:
    """A record's signs, the confidence given to it and whether it is right."""

    signs: frozenset[str]
    said: float
    right: bool


def samples(gold: GoldText, facts: Facts) -> list[Sample]:
    """The records of a text; those of meetings marked optional count in no way."""
    records = [to_json(meeting) for meeting in facts.meetings]
    numbers = range(len(records))
    found = []
    for expected, number in match(gold.meetings, numbers, lambda one, other: meeting_likeness(one, records[other])):
        if number is not None and not (expected and expected["optional"]):
            meeting = facts.meetings[number]
            found.append(Sample(signs(meeting), meeting.confidence, expected is not None))
    return found


def fit(found: Sequence[Sample], penalty: float = PENALTY) -> dict[str, float]:
    """Sign -> weight in log odds: one weight after the other takes Newton steps on the penalised likelihood."""
    weights = {sign.__name__: 0.0 for sign in SIGNS}
    sums = [0.0] * len(found)
    for _ in range(SWEEPS):
        for sign in weights:
            step = _step(sign, weights[sign], found, sums, 0.0 if sign == "always" else penalty)
            weights[sign] += step
            sums = [total + step * (sign in sample.signs) for total, sample in zip(sums, found, strict=True)]
    return weights


def _step(sign: str, weight: float, found: Sequence[Sample], sums: Sequence[float], penalty: float) -> float:
    shown = [(1 / (1 + math.exp(-total)), s.right) for total, s in zip(sums, found, strict=True) if sign in s.signs]
    slope = sum(right * (1 - DOUBT) - expected for expected, right in shown) - penalty * weight
    curve = sum(expected * (1 - expected) for expected, _ in shown) + penalty
    return slope / curve if curve else 0.0


def as_lexicon(weights: dict[str, float], before: str) -> str:
    """The lexicon file with new weights; comments and examples as they were."""
    lines = []
    for line in before.splitlines():
        sign, *columns = line.split("\t")
        lines.append("\t".join([sign, f"{weights[sign]:.2f}", *columns[1:]]) if sign in weights else line)
    return "\n".join(lines) + "\n"
