"""factRuEval-2016 files are read, and facts weighed, as its official scorer does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workers.evaluation.factrueval import Fact, FactScore, quality, read_factrueval, score_facts, system_facts
from workers.evaluation.gold import GoldError

FILES = {
    "txt": "Мэр Омска Иван Лукич встретился с послом Чили Хосе Вега.",
    "objects": "11 Person 1 2 # Иван Лукич\n12 LocOrg 3 # Омска\n13 Person 4 5 # Хосе Вега\n",
    "spans": "7 job 0 3 70 1  # 70 Мэр\n8 job 34 6 71 1  # 71 послом\n",
    "coref": "1 11\nfirstname Иван\nlastname Лукич\n\n2 12\nname Омск\n\n3 13\nfirstname Хосе\nlastname Вега\n",
    "facts": "5-0 Occupation\nWho obj1 Лукич Иван\nPosition span7 Мэр\nWhere obj2 Омск\n\n"
    "5-1 Occupation\nWho obj3 Вега Хосе\nPosition span8 послом\nСложность повышенная\n\n"
    "5-2 Meeting\nParticipant obj1 Лукич Иван\nParticipant obj3 Вега Хосе\n\n"
    "5-3 Deal\nParticipant obj1 Лукич Иван\n",
}


@pytest.fixture
def devset(tmp_path: Path) -> Path:
    for suffix, content in FILES.items():
        (tmp_path / f"book_5.{suffix}").write_text(content, encoding="utf-8")
    return tmp_path


def fact(kind: str, arguments: str) -> Fact:
    """«who Иван Лукич, position мэр|мэра» as a fact."""
    pairs = (argument.split(" ", 1) for argument in arguments.split(", "))
    return Fact(kind, tuple((name, tuple(values.split("|"))) for name, values in pairs))


def extracted(people: list[str], posts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"meetings": [{"participants": [{"name": name} for name in people]}], "posts": posts}


def test_facts_are_read_with_every_form_of_their_entities(devset: Path) -> None:
    (text,) = read_factrueval(devset)
    assert text.text == FILES["txt"]
    assert [(fact.kind, fact.ignored) for fact in text.facts] == [
        ("Occupation", False),
        ("Occupation", True),
        ("Meeting", False),
    ]
    arguments = dict(text.facts[0].arguments)
    assert {"Лукич Иван", "Иван Лукич", "Лукич"} <= set(arguments["who"])
    assert {"Омск", "Омска"} <= set(arguments["where"]) and arguments["position"] == ("Мэр", "Мэр")


def test_a_right_answer_scores_in_full_and_a_difficult_fact_in_no_way(devset: Path) -> None:
    (text,) = read_factrueval(devset)
    posts = [
        {"name": "Иван Лукич", "role": "мэр Омска", "organisation": None, "country": None},
        {"name": "Хосе Вега", "role": "посол", "organisation": None, "country": "Чили"},
    ]
    scores: dict[str, FactScore] = {}
    score_facts(text, extracted(["Иван Лукич", "Хосе Вега"], posts), scores)
    assert {kind: (score.f1, score.standard, score.system) for kind, score in scores.items()} == {
        "Meeting": (1.0, 1, 1),
        "Occupation": (1.0, 1, 1),
    }


def test_a_meeting_of_one_name_is_no_fact() -> None:
    assert system_facts(extracted(["Иван Лукич"], [])) == []


@pytest.mark.parametrize(
    "kind, gold, got, expected",
    [
        ("Occupation", "who Иван Лукич, position мэра", "who Иван Лукич", 2 / 3),
        ("Occupation", "position генерального директора", "position генеральный директор", 1),
        ("Occupation", "where Омск|Омска", "where Омска", 1),
        ("Meeting", "participant Лукич, participant Вега", "participant Лукича", 1 / 2),
        ("Meeting", "participant Лукич", "participant Петров", 0),
        ("Meeting", "participant Лукич", "who Лукич", 0),
    ],
)
def test_quality_is_the_share_of_arguments_that_agree(kind: str, gold: str, got: str, expected: float) -> None:
    assert quality(fact(kind, gold), fact(kind, got)) == pytest.approx(expected)


def test_a_directory_without_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no"):
        read_factrueval(tmp_path)
