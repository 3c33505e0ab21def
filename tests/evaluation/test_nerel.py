"""NEREL's files are read, and our records scored on the words that it relates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workers.evaluation.gold import GoldError
from workers.evaluation.nerel import NerelText, nerel_text, read_nerel, score_nerel

TEXT = "Мэр Омска Иван Лукич 5 мая встретился в Туле с послом Хосе Вегой. Лукич выехал на встречную полосу."
MARKS = [
    "PROFESSION Мэр", "CITY Омска", "PERSON Иван Лукич", "DATE 5 мая", "EVENT встретился", "CITY Туле", "PROFESSION послом",
    "PERSON Хосе Вегой", "PERSON Лукич", "EVENT встречную",
]  # fmt: skip
RELATIONS = [
    "AGENT T3 T5", "PARTICIPANT_IN T8 T5", "POINT_IN_TIME T5 T4", "TAKES_PLACE_IN T5 T6", "WORKS_AS T3 T1",
    "WORKS_AS T9 T1", "WORKPLACE T3 T2", "WORKS_AS T8 T7", "ALTERNATIVE_NAME T3 T9",
]  # fmt: skip


def annotation() -> str:
    lines = []
    for number, mark in enumerate(MARKS, 1):
        kind, words = mark.split(" ", 1)
        start = TEXT.rindex(words) if mark == "PERSON Лукич" else TEXT.index(words)
        lines.append(f"T{number}\t{kind} {start} {start + len(words)}\t{words}")
    for number, relation in enumerate(RELATIONS, 1):
        kind, first, second = relation.split()
        lines.append(f"R{number}\t{kind} Arg1:{first} Arg2:{second}")
    return "\n".join([*lines, "N1\tReference T2 Wikidata:Q898\tОмск"])


def gold() -> NerelText:
    return nerel_text("news", TEXT, annotation())


def found(field: str, words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"field": field, "start": start, "end": start + len(words), "rule": "any"}


def person(name: str, words: str) -> dict[str, Any]:
    return {"type": "person", "name": name, "evidence": [found("name", words)]}


def record(**changes: Any) -> dict[str, Any]:
    meeting = {
        "trigger": {"text": "встретился"},
        "date": {"text": "5 мая"},
        "place": {"city": "Тула", "source": "text"},
        "participants": [person("Иван Лукич", "Иван Лукич"), person("Хосе Вега", "Хосе Вегой")],
        "evidence": [found("trigger", "встретился"), found("date", "5 мая"), found("place", "в Туле")],
    }
    lukich = {"organisation": "Омск", "country": None, "evidence": [found("name", "Лукич"), found("role", "Мэр")]}
    vega = {"organisation": None, "country": None, "evidence": [found("name", "Вегой"), found("role", "послом")]}
    posts = [
        {"name": "Иван Лукич", "role": "мэр", **lukich},
        {"name": "Хосе Вега", "role": "посол", **vega},
    ]
    return {"meetings": [meeting | changes], "posts": posts}


def figures(got: dict[str, Any], slot: str) -> tuple[int, int, int]:
    counts = score_nerel(gold(), got).counts[slot]
    return counts.tp, counts.fp, counts.fn


def test_events_with_a_meeting_word_are_read_with_people_days_and_places() -> None:
    text = gold()
    (meeting,) = text.meetings
    assert [str(person) for person in meeting.people] == ["Иван Лукич", "Хосе Вегой"]
    assert [str(thing) for thing in (*meeting.days, *meeting.places)] == ["5 мая", "Туле"]
    pairs = [(str(a), str(b)) for a, b in (*text.posts, *text.workplaces)]
    assert pairs == [("Иван Лукич", "Мэр"), ("Хосе Вегой", "послом"), ("Иван Лукич", "Омска")]


def test_a_right_answer_has_no_error() -> None:
    score = score_nerel(gold(), record())
    assert score.misses == []
    assert {slot: counts.tp for slot, counts in score.counts.items()} == {
        "meeting": 1, "participants": 2, "date": 1, "place": 1, "works as": 2, "works as, participants": 2, "workplace": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "changes, slot, expected",
    [
        ({"participants": [person("Хосе Вега", "Хосе Вегой")]}, "participants", (1, 0, 1)),
        ({"participants": [person("Туле", "Туле")]}, "participants", (0, 1, 2)),
        ({"date": {"text": None}, "evidence": [found("trigger", "встретился")]}, "date", (0, 0, 1)),
        ({"evidence": [found("trigger", "полосу")]}, "meeting", (0, 1, 1)),
        ({"evidence": [found("trigger", "встретился"), found("place", "Омска")]}, "place", (0, 1, 1)),
    ],
)
def test_an_error_counts_in_its_slot(changes: dict[str, Any], slot: str, expected: tuple[int, int, int]) -> None:
    assert figures(record(**changes), slot) == expected


def test_a_post_that_is_not_marked_is_one_too_many() -> None:
    got = record()
    got["posts"].append(got["posts"][0] | {"role": "поэт", "evidence": [found("name", "Лукич")]})
    assert figures(got, "works as") == (2, 1, 0)


@pytest.mark.parametrize(
    "words, names",
    [
        ("встречи", True),
        ("побеседовали", True),
        ("встречную полосу", False),
        ("финальные встречи", False),
        ("суд", False),
    ],
)
def test_meeting_words(words: str, names: bool) -> None:
    text = nerel_text("news", words, f"T1\tEVENT 0 {len(words)}\t{words}")
    assert bool(text.meetings) is names


def test_a_directory_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no"):
        read_nerel(tmp_path)


def test_a_damaged_annotation_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tPERSON x y\tИван", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.ann or its text cannot be read"):
        read_nerel(tmp_path)
