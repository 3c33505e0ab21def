"""Verdicts on pairs: weighted features, what they add up to, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Answer = Literal["same", "different", "unsure"]
BARRED = -20.0
Sketch = TypeVar("Sketch")


@dataclass(frozen=True, slots=True)
class Reason:
    """What a feature found in a pair. A weight of BARRED or less excludes that the two are one."""

    feature: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reasons, weightiest first, and their sum."""

    score: float
    answer: Answer
    reasons: tuple[Reason, ...]

    @property
    def barred(self) -> bool:
        return any(reason.weight <= BARRED for reason in self.reasons)

    @property
    def words(self) -> str:
        return f"{self.answer} ({self.score:+.1f}): " + "; ".join(reason.words for reason in self.reasons)

    def as_json(self) -> dict[str, Any]:
        reasons = [{"feature": r.feature, "weight": r.weight, "words": r.words} for r in self.reasons]
        return {"answer": self.answer, "score": round(self.score, 2), "words": self.words, "features": reasons}


Feature = Callable[[Sketch, Sketch], "Reason | None"]


def judge(first: Sketch, second: Sketch, features: Sequence[Feature[Sketch]], bounds: tuple[float, float]) -> Verdict:
    """Below the lower bound two are different, from the upper one on the same, between them it is unsure."""
    reasons: list[Reason] = []
    for feature in features:
        reason = feature(first, second)
        if reason is not None:
            reasons.append(reason)
            if reason.weight <= BARRED:
                break
    return verdict(reasons, bounds)


def verdict(reasons: Iterable[Reason], bounds: tuple[float, float]) -> Verdict:
    found = tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.feature)))
    score = sum(reason.weight for reason in found)
    lower, upper = bounds
    answer: Answer = "same" if score >= upper else "different" if score <= lower else "unsure"
    return Verdict(score, answer, found)
