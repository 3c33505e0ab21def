"""How likely a record is a meeting of the text: the weights of the signs that it shows, summed and read as a share.

A sign speaks for a meeting (it is told more than once, has a day, a place, a topic) or against it (nobody is named, it is
only possible). The weights are data, fitted on our gold by `make calibration`; see `workers/evaluation/calibration.py`.
Whether a verb or a noun tells the meeting, and whether somebody is quoted, weighed nothing and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from workers.extraction.facts import MeetingFact
from workers.extraction.lexicon import table

LOWEST, HIGHEST = 0.02, 0.98
UNCERTAIN_RULES = frozenset({"default", "present", "conditional"})


def always(meeting: MeetingFact) -> bool:
    """The weight of this sign is what is known before any other is seen."""
    return True


def two_named(meeting: MeetingFact) -> bool:
    return _named(meeting) >= 2


def nobody_named(meeting: MeetingFact) -> bool:
    return not _named(meeting)


def told_again(meeting: MeetingFact) -> bool:
    """«встретился …. На встрече …»."""
    return len(_rules(meeting, "trigger")) >= 2


def only_possible(meeting: MeetingFact) -> bool:
    """May be, is cancelled or denied."""
    return meeting.status not in {"held", "planned"}


def uncertain_status(meeting: MeetingFact) -> bool:
    """No tense or word of plan speaks of the meeting itself."""
    return not UNCERTAIN_RULES.isdisjoint(_rules(meeting, "status"))


def dated(meeting: MeetingFact) -> bool:
    return meeting.date.source in {"text", "weekday"}


def placed(meeting: MeetingFact) -> bool:
    return meeting.place.source == "text"


def has_topic(meeting: MeetingFact) -> bool:
    return bool(meeting.topics)


def _named(meeting: MeetingFact) -> int:
    return sum(participant.type == "person" and participant.name is not None for participant in meeting.participants)


def _rules(meeting: MeetingFact, field: str) -> list[str]:
    return [evidence.rule for evidence in meeting.evidence if evidence.field == field]


SIGNS: list[Callable[[MeetingFact], bool]] = [
    always, two_named, nobody_named, told_again, only_possible, uncertain_status, dated, placed, has_topic,
]  # fmt: skip


def signs(meeting: MeetingFact) -> frozenset[str]:
    """Names of the signs that a record shows."""
    return frozenset(sign.__name__ for sign in SIGNS if sign(meeting))


def confidence(meeting: MeetingFact) -> float:
    """The share of records with these signs that are right, 0..1."""
    weights = table("confidence.tsv")
    return share(sum(float(weights[sign][0]) for sign in signs(meeting)))


def share(weight: float) -> float:
    """A sum of weights (log odds) as a share, in hundredths."""
    return round(min(max(1 / (1 + math.exp(-weight)), LOWEST), HIGHEST), 2)
