"""Nested entities become flat ones, on tokens."""

from __future__ import annotations

import pytest

from workers.training import entities
from workers.training.scores import spans
from workers.training.sources import AnnotatedText, Span

CASES = [
    ("a post ends where its country begins", "министр обороны Азербайджана", ["PROFESSION 0 28", "COUNTRY 16 28"],
     "B-PROFESSION I-PROFESSION B-COUNTRY"),
    ("the outermost wins", "МИД Киргизии", ["COUNTRY 4 12", "ORGANIZATION 0 12"], "B-ORGANIZATION I-ORGANIZATION"),
    ("regions are locations", "в Калмыкии", ["STATE_OR_PROVINCE 2 10"], "O B-LOCATION"),
    ("types the rules do not use are left out", "трое мужчин", ["NUMBER 0 4"], "O O"),
    ("neighbours stay two", "Иван Пётр", ["PERSON 0 4", "PERSON 5 9"], "B-PERSON B-PERSON"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "written", "tags"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_entities_are_flattened(text: str, written: list[str], tags: str) -> None:
    found = [Span(int(start), int(end), kind) for kind, start, end in (line.split() for line in written)]
    [sentence] = entities.sentences(AnnotatedText("one.txt", text, tuple(found)))
    assert " ".join(word.entity for word in sentence) == tags


def test_offsets_go_on_over_lines() -> None:
    text = AnnotatedText("two.txt", "Приехал.\n\nИван уехал.", (Span(10, 14, "PERSON"),))
    tagged = [word.form for sentence in entities.sentences(text) for word in sentence if word.entity == "B-PERSON"]
    assert tagged == ["Иван"]


def test_spans_of_tags() -> None:
    assert list(spans(["B-PERSON", "I-PERSON", "O", "B-CITY", "B-CITY"])) == [
        (0, 2, "PERSON"),
        (3, 4, "CITY"),
        (4, 5, "CITY"),
    ]
