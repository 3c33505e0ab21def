"""Why a value is missing, too much or wrong, as far as the gold and the output tell.

What the tagger or the parser got wrong is not told: the gold has no trees. `--explain` of the text shows their work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workers.evaluation.comparison import (
    STATEMENT_OVERLAP,
    participant_likeness,
    same,
    same_name,
    same_post,
    span_overlap,
    stem_overlap,
)
from workers.evaluation.gold import GoldText, Record, variants

MISSED_MEETING, EXTRA_MEETING = "meeting missed", "record too much"
NEAR = 0.3


def of_missed_meeting(gold: Record, got: Record) -> str:
    """Its words may be known as such and have been given to another record."""
    spans = [gold["trigger"], *gold["mentions"]]
    sighted = [item for meeting in got["meetings"] for item in _evidence(meeting, "trigger")]
    known = any(span_overlap(span, item) for span in spans for item in sighted)
    return "joined to another record" if known else "no word of it taken for a meeting"


def of_extra_meeting(got: Record, gold: GoldText) -> str:
    if not gold.meetings:
        return "text without a meeting"
    spans = [span for meeting in gold.meetings for span in (meeting["trigger"], *meeting["mentions"])]
    second = any(span_overlap(span, got["trigger"]) for span in spans)
    return "second record of a meeting" if second else "other words taken for a meeting"


def of_value(slot: str, gold: Record, got: Record, expected: object, value: object) -> str:
    """A value of a found record: of its day, its place, or any other."""
    if slot == "date" and expected and gold["date"].get("text"):
        return _of_date(gold["date"], got["date"])
    if value is None:
        return "nothing given"
    if slot == "place" and gold["place"].get("source") == "text" and got["place"].get("source") == "dateline":
        return "the dateline's instead of the text's"
    if expected is None:
        return "given, though unknown"
    wrong_name = "surname" in got and slot != "name" and not same_name(gold.get("name"), got.get("name"))
    return "name wrong, too" if wrong_name else "wrong"


def _of_date(gold: Record, got: Record) -> str:
    if not got.get("text"):
        return "expression not read"
    alike = any(stem_overlap(text, got["text"]) == 1 for text in variants(gold["text"]) if text)
    return "right expression, wrong days" if alike else "another expression"


@dataclass(frozen=True)
class Around:
    """What else a list has: the whole output, and the records of the list that have no partner."""

    output: Record
    missing: Sequence[Record]
    extra: Sequence[Record]

    def others(self, expected: Record | None) -> Sequence[Record]:
        """Those that the other side has instead."""
        return self.extra if expected else self.missing


def of_participant(expected: Record | None, got: Record | None, around: Around) -> str:
    """Missing: whether the output knows the person; too much: whether one that was missed is meant."""
    if expected:
        known = any(participant_likeness(expected, other) >= 1 for other in _people(around.output))
        return "known, not joined to the meeting" if known else "not found in the text"
    meant = got is not None and any(_near_name(other, got) for other in around.missing)
    return "instead of one missed" if meant else "takes no part"


def _people(output: Record) -> Iterable[Record]:
    for meeting in output["meetings"]:
        yield from meeting["participants"]
    for post in output["posts"]:
        yield {**post, "type": "person"}


def _near_name(gold: Record, got: Record) -> bool:
    names = [name for name in variants(gold.get("name")) if name]
    if names and got.get("name"):
        return any(stem_overlap(name, got["name"]) >= NEAR for name in names)
    return same(gold.get("role"), got.get("role")) or same(gold.get("country"), got.get("country"))


def of_topic(expected: Record | None, got: Record | None, around: Around) -> str:
    labels = variants((expected or got or {})["label"])
    others = [label for other in around.others(expected) for label in variants(other["label"])]
    near = any(stem_overlap(one, two) >= NEAR for one in labels for two in others)
    return "other words of the phrase" if near else "not seen" if expected else "no topic"


def of_statement(expected: Record | None, got: Record | None, around: Around) -> str:
    item = expected or got or {}
    share = max((span_overlap(item, other) for other in around.others(expected)), default=0.0)
    if not share:
        return "not seen" if expected else "no statement"
    return "other speaker" if share >= STATEMENT_OVERLAP else "other bounds"


def of_post(expected: Record | None, got: Record | None, around: Around) -> str:
    item = expected or got or {}
    for other in around.others(expected):
        pairs = [(one, two) for one in variants(item["name"]) for two in variants(other["name"])]
        if any(same_name(*pair) for pair in pairs):
            return "other role"
        roles = [(one, two) for one in variants(item["role"]) for two in variants(other["role"])]
        if any(same_post(*pair) for pair in roles) and any(stem_overlap(*pair) >= NEAR for pair in pairs):
            return "other name"
    return "not seen" if expected else "no post"


def _evidence(record: Record, field: str) -> list[Record]:
    return [record["trigger"], *(item for item in record.get("evidence", ()) if item["field"] == field)]
