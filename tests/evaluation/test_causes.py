"""Errors are told with their causes, as far as gold and output show them."""

from __future__ import annotations

from typing import Any

import pytest

from workers.evaluation.gold import gold_text
from workers.evaluation.report import cause_table, error_list
from workers.evaluation.scoring import TextScore, score_text

TEXT = "В Баку 3 марта Закир Гасанов принял Надима Разу. На встрече обсудили учения. «Мы рады», - сказал Гасанов."
MEETING: dict[str, Any] = {
    "kind": "in_person",
    "status": "held",
    "trigger": "принял",
    "mentions": ["встрече"],
    "date": {"start": "2021-03-03", "end": "2021-03-03", "precision": "day", "source": "text", "text": "3 марта"},
    "place": {"city": "Баку", "country": "Азербайджан", "source": "text"},
    "participants": [{"type": "person", "name": "Закир Гасанов"}, {"type": "person", "name": "Надим Раза"}],
    "topics": [{"label": "учения", "context": "military"}],
    "statements": [{"speaker": "Закир Гасанов", "verb": "сказать", "kind": "direct", "text": "Мы рады"}],
}
POSTS = [{"name": "Надим Раза", "role": "генерал", "status": "current"}]
GOLD = gold_text(
    "sample", {"text": TEXT, "published": None, "construction": "sample", "meetings": [MEETING], "posts": POSTS}
)
(RIGHT,) = GOLD.meetings
GASANOV = {"type": "person", "name": "Закир Гасанов"}
ELSEWHERE = {"text": "сказал", "start": TEXT.index("сказал"), "end": TEXT.index("сказал") + 6}
TOLD = {"start": TEXT.index("Мы рады"), "end": TEXT.index("Мы рады") + 7, "text": "Мы рады", "kind": "direct"}


def scored(*meetings: dict[str, Any], posts: list[dict[str, Any]] = POSTS) -> TextScore:
    return score_text(GOLD, {"meetings": list(meetings), "posts": posts})


def causes(score: TextScore, slot: str) -> list[str]:
    return [miss.cause for miss in score.misses if miss.slot == slot]


@pytest.mark.parametrize(
    "changes, slot, expected",
    [
        ({"participants": [GASANOV]}, "participants", ["known, not joined to the meeting"]),
        (
            {"participants": [GASANOV, {"type": "person", "name": "Надим"}]},
            "participants",
            ["known, not joined to the meeting", "instead of one missed"],
        ),
        ({"date": {"start": None, "precision": "unknown"}}, "date", ["expression not read"]),
        ({"date": {"start": "2020-03-03", "text": "3 марта"}}, "date", ["right expression, wrong days"]),
        ({"date": {"start": "2021-03-04", "text": "в четверг"}}, "date", ["another expression"]),
        ({"place": {"city": "Вена", "source": "dateline"}}, "place", ["the dateline's instead of the text's"]),
        ({"place": {}}, "place", ["nothing given"]),
        ({"kind": "phone"}, "kind", ["wrong"]),
        ({"topics": []}, "topics", ["not seen"]),
        ({"topics": [{"label": "совместные учения войск", "context": "military"}]}, "topics",
         ["other words of the phrase"] * 2),
        ({"statements": [{"speaker": "Надим Раза", **TOLD}]}, "statements", ["other speaker"] * 2),
        ({"statements": [{"speaker": "Закир Гасанов", **TOLD, "end": TOLD["end"] + 9}]}, "statements",
         ["other bounds"] * 2),
    ],
)  # fmt: skip
def test_cause_of_an_error_in_a_found_meeting(changes: dict[str, Any], slot: str, expected: list[str]) -> None:
    assert causes(scored({**RIGHT, **changes}), slot) == expected


def test_cause_of_a_missed_meeting_and_of_one_too_much() -> None:
    known = {**RIGHT, "trigger": ELSEWHERE, "evidence": [{"field": "trigger", **RIGHT["trigger"]}]}
    assert causes(scored(), "meeting") == ["no word of it taken for a meeting"]
    assert causes(scored(known), "meeting") == ["joined to another record", "other words taken for a meeting"]
    assert causes(scored(RIGHT, {**RIGHT, "trigger": RIGHT["mentions"][0]}), "meeting") == [
        "second record of a meeting"
    ]
    assert set(causes(scored(), "participants")) == {"meeting missed"}


@pytest.mark.parametrize(
    "post, expected",
    [
        ({"name": "Надим Раза", "role": "посол", "status": "current"}, ["other role"] * 2),
        ({"name": "Надим", "role": "генерал", "status": "current"}, ["other name"] * 2),
        ({"name": "Иван Петров", "role": "мэр", "status": "current"}, ["not seen", "no post"]),
    ],
)
def test_cause_of_an_error_in_posts(post: dict[str, Any], expected: list[str]) -> None:
    assert causes(scored(RIGHT, posts=[post]), "posts") == expected


def test_errors_are_counted_by_slot_and_cause() -> None:
    score = scored({**RIGHT, "topics": [], "place": {}})
    assert "  topics: expected учения; got nothing [not seen]" in error_list([score])
    assert [line.split(maxsplit=2) for line in cause_table([score])[1:3]] == [
        ["place", "1", "nothing given"],
        ["topics", "1", "not seen"],
    ]
