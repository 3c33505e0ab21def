"""A drop below frozen figures is told in words; small movements are none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workers.evaluation.gold import GoldText
from workers.evaluation.reference import Part, as_text, changes, figures, fingerprint, slot_drops
from workers.evaluation.scoring import TextScore


def slot(right: int, extra: int, missed: int, floor: float | None = 0.0) -> dict[str, Any]:
    f1 = 2 * right / (2 * right + extra + missed)
    return {"slots": {"place": {"f1": f1, "right": right, "extra": extra, "missed": missed, "floor": floor}}}


@pytest.mark.parametrize(
    "before, now, told",
    [
        (slot(90, 10, 10), slot(90, 10, 10), []),
        (slot(90, 10, 10), slot(89, 11, 11), []),
        (slot(90, 10, 10), slot(87, 13, 13), ["place: F1 fell from 0.900 to 0.870"]),
        (slot(9, 0, 0), slot(8, 1, 1), []),
        (slot(9, 0, 0), slot(7, 2, 2), ["place: F1 fell from 1.000 to 0.778"]),
        (slot(80, 20, 20, 0.8), slot(80, 20, 20, 0.8), ["place: F1 0.800 is no better than the naive floor, 0.800"]),
    ],
    ids=["same", "within the tolerance", "a drop", "one of few records", "two of few records", "the floor"],
)
def test_what_fell_is_told(before: dict[str, Any], now: dict[str, Any], told: list[str]) -> None:
    assert list(slot_drops(before, now, "place")) == told


def test_figures_hold_sums_and_no_words() -> None:
    score = TextScore("a", "no_meeting_sport", has_meeting=False, false_alarm=True)
    score.missed("meeting", None, "«встреча» с Петровым")
    text = GoldText("a", "Петров проиграл.", None, "no_meeting_sport", (), ())
    frozen = {"dev": figures(Part([text], [score], [score]))}
    assert frozen["dev"]["of these giving one"] == 1
    assert frozen["dev"]["slots"]["meeting"] == {"f1": 0.0, "right": 0, "extra": 1, "missed": 0, "floor": 0.0}
    assert json.loads(as_text(frozen)) == frozen and "Петров" not in as_text(frozen)
    assert changes({}, frozen)[1].split() == ["dev", "meeting", "-", "0.000", "0.000"]


def test_the_fingerprint_changes_with_the_facts() -> None:
    one, other = (GoldText("a", "Текст.", None, tag, (), ()) for tag in ("visit", "no_meeting_visit"))
    assert fingerprint([one]) == fingerprint([one]) != fingerprint([other])
