"""Confidence follows from the signs of a record; its weights follow from what was right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workers.evaluation.calibration import Sample, as_lexicon, fit, samples
from workers.evaluation.gold import gold_text
from workers.evaluation.report import brier, calibration_error, reliability_table
from workers.extraction.confidence import HIGHEST, SIGNS, confidence, share, signs
from workers.extraction.facts import Evidence, Facts, MeetingFact, ParticipantFact, TopicFact, Trigger, When, Where
from workers.extraction.lexicon import table

TEXT = "Гасанов встретился с Разой."
PEOPLE = tuple(ParticipantFact("person", name) for name in ("Гасанов", "Раза"))
MEETING = MeetingFact(
    kind="in_person", status="held", confidence=0.0, date=When(), place=Where(), participants=PEOPLE, topics=(),
    statements=(), trigger=Trigger("встретился", 8, 18),
    evidence=(Evidence("trigger", 8, 18, "with"), Evidence("status", 8, 18, "past")),
)  # fmt: skip
BARE = {"always", "two_named"}
AGAIN = Evidence("trigger", 30, 37, "talks")


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, BARE),
        ({"evidence": (*MEETING.evidence, AGAIN)}, BARE | {"told_again"}),
        ({"evidence": (AGAIN, Evidence("status", 0, 1, "default"))}, {"always", "two_named", "uncertain_status"}),
        ({"participants": PEOPLE[:1]}, BARE - {"two_named"}),
        ({"participants": ()}, BARE - {"two_named"} | {"nobody_named"}),
        ({"status": "cancelled"}, BARE | {"only_possible"}),
        ({"date": When(date(2021, 3, 3), date(2021, 3, 3), "day", "text", "3 марта")}, BARE | {"dated"}),
        ({"date": When(date(2021, 3, 3), date(2021, 3, 3), "day", "dateline")}, BARE),
        ({"place": Where("Баку", source="text")}, BARE | {"placed"}),
        ({"topics": (TopicFact("учения", "military"),)}, BARE | {"has_topic"}),
    ],
)
def test_signs_of_a_record(changes: dict[str, Any], expected: set[str]) -> None:
    assert signs(replace(MEETING, **changes)) == expected


def test_every_sign_has_its_weight() -> None:
    assert set(table("confidence.tsv")) == {sign.__name__ for sign in SIGNS}


def test_more_signs_of_a_meeting_give_more_confidence() -> None:
    told = replace(MEETING, evidence=(*MEETING.evidence, AGAIN), topics=(TopicFact("учения", "military"),))
    doubtful = replace(MEETING, status="possible", participants=())
    assert confidence(doubtful) < confidence(MEETING) < confidence(told) <= HIGHEST


@pytest.mark.parametrize("weight, expected", [(0, 0.5), (2.2, 0.9), (-2.2, 0.1), (99, HIGHEST)])
def test_log_odds_as_a_share(weight: float, expected: float) -> None:
    assert share(weight) == expected


def sampled(shown: str, right: int, wrong: int) -> list[Sample]:
    return [Sample(frozenset(shown.split()), 0.5, hit) for hit in [True] * right + [False] * wrong]


def test_weights_give_the_share_that_was_right() -> None:
    found = sampled("always", 60, 40) + sampled("always dated", 95, 5)
    weights = fit(found, penalty=0.01)
    assert share(weights["always"]) == pytest.approx(0.6, abs=0.05)
    assert share(weights["always"] + weights["dated"]) == pytest.approx(0.93, abs=0.05)
    assert weights["placed"] == 0.0


def test_a_record_is_right_where_the_gold_has_a_mention() -> None:
    meeting = {"kind": "in_person", "status": "held", "trigger": "встретился"}
    for meetings, right in (([meeting], [True]), ([], [False]), ([{**meeting, "optional": True}], [])):
        record = {"text": TEXT, "published": None, "construction": "sample", "meetings": meetings, "posts": []}
        assert [sample.right for sample in samples(gold_text("sample", record), Facts((MEETING,)))] == right


def test_the_lexicon_keeps_its_comments_and_examples() -> None:
    before = "# Signs\nalways\t0.00\tany record\ndated\t0.10\tвстретился 3 марта\n"
    weights = {"always": 1.234, "dated": -0.5}
    assert as_lexicon(weights, before) == "# Signs\nalways\t1.23\tany record\ndated\t-0.50\tвстретился 3 марта\n"


def test_errors_of_confidence() -> None:
    said = [(0.9, True)] * 9 + [(0.9, False)]
    assert calibration_error(said) == pytest.approx(0.0)
    assert calibration_error([(0.9, False)]) == pytest.approx(0.9)
    assert brier([(0.9, True), (0.9, False)]) == pytest.approx((0.01 + 0.81) / 2)
    assert reliability_table(said)[1].split()[:4] == ["0.9-1.0", "10", "0.900", "0.900"]
