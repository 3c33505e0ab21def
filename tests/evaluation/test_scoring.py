"""Scores follow from what is right, missing and too much."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from workers.evaluation.comparison import participant_likeness, same, same_name, same_post, word_overlap
from workers.evaluation.gold import GoldText, gold_text
from workers.evaluation.matching import match
from workers.evaluation.report import lines, share, slot_table
from workers.evaluation.scoring import TextScore, score_text

TEXT = "В Баку 3 марта Закир Гасанов принял Надима Разу. На встрече обсудили учения. «Мы рады», - сказал Гасанов."
MEETING: dict[str, Any] = {
    "kind": "in_person",
    "status": "held",
    "trigger": "принял",
    "mentions": ["встрече", "обсудили"],
    "date": {"start": "2021-03-03", "end": "2021-03-03", "precision": "day", "source": "text", "text": "3 марта"},
    "place": {"city": "Баку", "country": "Азербайджан", "country_code": "AZ", "source": "text"},
    "participants": [
        {"type": "person", "name": "Закир Гасанов", "surname": "Гасанов", "role": "министр обороны", "side": "host"},
        {"type": "person", "name": "Надим Раза", "surname": "Раза", "side": "guest"},
    ],
    "topics": [{"label": "учения", "context": "military"}],
    "statements": [{"speaker": "Закир Гасанов", "verb": "сказать", "kind": "direct", "text": "Мы рады"}],
}


def gold(*meetings: dict[str, Any], posts: list[dict[str, Any]] | None = None) -> GoldText:
    record = {
        "text": TEXT,
        "published": None,
        "construction": "sample",
        "meetings": list(meetings),
        "posts": posts or [],
    }
    return gold_text("sample", record)


def extracted(**changes: Any) -> dict[str, Any]:
    """What extraction would give when all is right, with changes."""
    meeting = copy.deepcopy(gold(MEETING).meetings[0])
    return {**meeting, "confidence": 0.9, **changes}


def scored(*meetings: dict[str, Any]) -> TextScore:
    return score_text(gold(MEETING), {"meetings": list(meetings), "posts": []})


def figures(score: TextScore, slot: str) -> tuple[int, int, int]:
    counts = score.counts[slot]
    return counts.tp, counts.fp, counts.fn


def person(**values: Any) -> dict[str, Any]:
    return {"type": "person", "name": None, **values}


def test_all_right_gives_no_error() -> None:
    score = scored(extracted())
    assert score.misses == []
    assert figures(score, "meeting") == (1, 0, 0) and figures(score, "participants") == (2, 0, 0)


@pytest.mark.parametrize(
    "changes, slot, expected",
    [
        ({"kind": "phone"}, "kind", (0, 1, 1)),
        ({"status": "planned"}, "status", (0, 1, 1)),
        ({"date": {"start": "2021-03-04", "end": "2021-03-04", "precision": "day"}}, "date", (0, 1, 1)),
        ({"date": {"start": None, "end": None, "precision": "unknown"}}, "date", (0, 0, 1)),
        ({"place": {"city": "Баку", "country": None}}, "place", (0, 1, 1)),
        ({"place": {}}, "place", (0, 0, 1)),
        ({"participants": []}, "participants", (0, 0, 2)),
        ({"participants": [person(name="Надимом Разой")]}, "participants", (1, 0, 1)),
        ({"participants": [person(name="Надимом Разой")]}, "name", (0, 1, 1)),
        ({"participants": [person(name="Надим Раза", side="guest")]}, "side", (1, 0, 0)),
        ({"participants": [person(name="Надим Раза"), person(name="Иван Петров")]}, "participants", (1, 1, 1)),
        ({"topics": [{"label": "совместные учения войск", "context": "military"}]}, "topics", (0, 1, 1)),
        ({"topics": [{"label": "учения", "context": "other"}]}, "context", (0, 1, 1)),
        (
            {"statements": [{"speaker": "Надим Раза", "text": "Мы рады", "start": 78, "end": 85}]},
            "statements",
            (0, 1, 1),
        ),
    ],
)
def test_an_error_counts_in_its_slot(changes: dict[str, Any], slot: str, expected: tuple[int, int, int]) -> None:
    assert figures(scored(extracted(**changes)), slot) == expected


def test_a_second_record_of_the_same_meeting_is_too_much() -> None:
    score = scored(extracted(), extracted(trigger={"text": "встрече", "start": 52, "end": 59}))
    assert figures(score, "meeting") == (1, 1, 0)


def test_a_trigger_elsewhere_finds_nothing() -> None:
    score = scored(extracted(trigger={"text": "Мы рады", "start": 78, "end": 85}))
    assert figures(score, "meeting") == (0, 1, 1)
    assert figures(score, "participants") == (0, 2, 2)


def test_a_meeting_marked_optional_counts_in_no_way() -> None:
    text = gold({**MEETING, "optional": True})
    assert score_text(text, {"meetings": [extracted()], "posts": []}).counts == {}
    assert score_text(text, {"meetings": [], "posts": []}).counts == {}


def test_any_of_several_right_values_will_do() -> None:
    text = gold({**MEETING, "place": {"city": ["Баку", None], "country": "Азербайджан"}})
    for city in ("Баку", None):
        got = extracted(place={"city": city, "country": "Азербайджан"})
        assert figures(score_text(text, {"meetings": [got], "posts": []}), "place") == (1, 0, 0)


def test_a_text_without_a_meeting_that_gives_one_is_a_false_alarm() -> None:
    score = score_text(gold(), {"meetings": [extracted()], "posts": []})
    assert score.false_alarm and "giving one 1 " in slot_table([score])[-1]


def test_posts_are_right_by_name_and_role_whatever_marks_a_former_holder() -> None:
    text = gold(posts=[{"name": "Иван Петров", "role": "мэр Баку", "status": "former"}])
    got = {"name": "Иван Петров", "role": "бывший мэр Баку", "organisation": None, "country": None, "status": "current"}
    score = score_text(text, {"meetings": [], "posts": [got]})
    assert figures(score, "posts") == (1, 0, 0) and figures(score, "post status") == (0, 1, 1)


@pytest.mark.parametrize(
    "compare, gold_value, got, expected",
    [
        (same, "Объединённый комитет", "объединенный комитет", True),
        (same, "отель «Карфаген»", "отель “Карфаген”", True),
        (same, None, None, True),
        (same, "Баку", None, False),
        (same_name, "Надим Раза", "НАДИМ РАЗА", False),
        (same_name, "делегация Чехии", "Делегация Чехии", True),
        (same_name, None, "Раза", False),
        (same_name, "Артём Дзюба", "Артем Дзюба", True),
        (same_post, "мэр", "экс-мэр", True),
        (same_post, "мэр", "вице-мэр", False),
    ],
)
def test_equal_values(compare: Any, gold_value: Any, got: Any, expected: bool) -> None:
    assert compare(gold_value, got) is expected


@pytest.mark.parametrize(
    "gold_value, got, expected",
    [
        ("поставки газа", "поставки газа", 1),
        ("поставки сжиженного газа", "поставки газа", 2 / 3),
        ("поставки газа", "поставки сжиженного газа в Китай", 2 / 5),
        ("учения", "учениях", 0),
    ],
)
def test_labels_overlap_by_the_words_of_the_longer(gold_value: str, got: str, expected: float) -> None:
    assert word_overlap(gold_value, got) == pytest.approx(expected)


@pytest.mark.parametrize(
    "one, other, together",
    [
        (person(name="Надим Раза", surname="Раза"), person(name="Разой"), True),
        (person(name="Мария Хорват", surname="Хорват"), person(name="Мария Горват"), False),
        (person(role="посол", country="Чили"), person(role="посол", country="Чили"), True),
        (person(role="посол", country="Чили"), person(role="министр", country="Чили"), False),
        (
            {"type": "country", "name": "Москва", "country": "Россия"},
            {"type": "country", "name": "РФ", "country": "Россия"},
            True,
        ),
        ({"type": "group", "name": "делегация Сената Чехии"}, {"type": "group", "name": "делегация Сената"}, True),
        ({"type": "group", "name": "делегация Сената Чехии"}, {"type": "group", "name": "избиратели"}, False),
    ],
)
def test_who_may_be_the_same_participant(one: dict[str, Any], other: dict[str, Any], together: bool) -> None:
    assert (participant_likeness(one, other) > 0) is together


def test_matching_takes_the_best_total_not_the_first_best() -> None:
    likeness = {("a", "x"): 3.0, ("a", "y"): 2.0, ("b", "x"): 2.5, ("b", "y"): 0.0}
    pairs = match([{"k": "a"}, {"k": "b"}], [{"k": "x"}, {"k": "y"}], lambda g, p: likeness[g["k"], p["k"]])
    assert [(g and g["k"], p and p["k"]) for g, p in pairs] == [("a", "y"), ("b", "x")]


def test_wilson_interval_of_a_share() -> None:
    bounds = share(1, 30)
    assert (round(bounds.low, 3), round(bounds.high, 3)) == (0.006, 0.167)


def test_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    scores = [scored(extracted()), scored(), scored(extracted()), scored(extracted())]
    line, again = lines(scores, ["meeting"])[0], lines(scores, ["meeting"])[0]
    assert line.counts.f1 == pytest.approx(6 / 7)
    assert line.low is not None and line.high is not None and line.low <= 6 / 7 <= line.high
    assert (line.low, line.high) == (again.low, again.high)


@pytest.mark.parametrize(
    "meeting, message",
    [
        ({**MEETING, "kind": "lunch"}, "meeting 1: kind is 'lunch'"),
        ({**MEETING, "trigger": "обедал"}, "the text does not have «обедал»"),
        ({**MEETING, "where": "Баку"}, "meeting 1: unknown key where"),
        ({**MEETING, "trigger": {"text": "принял", "start": 3, "end": 9}}, "does not have «принял» there"),
    ],
)
def test_a_damaged_gold_text_is_named(meeting: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gold(meeting)
