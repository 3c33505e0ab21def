"""factRuEval-2016 files are read, and facts weighed, as its official scorer does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workers.evaluation.fact_mapping import system_facts
from workers.evaluation.fact_scoring import FactScore, Sums, best_matching, fact_table, may_match, quality, score_facts
from workers.evaluation.factrueval import Argument, Fact, read_factrueval
from workers.evaluation.gold import GoldError

FILES = {
    "txt": "Мэр Омска Иван Лукич встретился с послом Чили Хосе Вега.",
    "objects": "11 Person 1 2 # Иван Лукич\n12 LocOrg 3 # Омска\n13 Person 4 5 # Хосе Вега\n",
    "spans": "1 name 10 4 72 1  # 72 Иван\n2 surname 15 5 73 1  # 73 Лукич\n3 loc_name 4 5 71 1  # 71 Омска\n"
    "4 name 46 4 78 1  # 78 Хосе\n5 surname 51 4 79 1  # 79 Вега\n"
    "7 job 0 3 70 1  # 70 Мэр\n8 job 34 6 76 1  # 76 послом\n",
    "coref": "1 11\nfirstname Иван\nlastname Лукич\n\n2 12\nname Омск\ndescr город\n\n3 13\nfirstname Хосе\nlastname Вега\n",
    "facts": "5-0 Occupation\nWho obj1 Лукич Иван\nPosition span7 Мэр\nWhere obj2 Омск\nФаза начало\n\n"
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
    pairs = (argument.split(" ", 1) for argument in arguments.lower().split(", "))
    return Fact(kind, tuple(Argument(name, tuple(values.split("|"))) for name, values in pairs))


def occupations(*lines: str) -> list[Fact]:
    return [fact("Occupation", line) for line in lines]


def post(**values: Any) -> dict[str, Any]:
    return {"name": "Иван Лукич", "organisation": None, "country": None, **values}


def extracted(people: list[str], *posts: dict[str, Any]) -> dict[str, Any]:
    return {"meetings": [{"participants": [{"type": "person", "name": name} for name in people]}], "posts": posts}


def test_facts_are_read_with_every_form_of_their_entities(devset: Path) -> None:
    (text,) = read_factrueval(devset)
    assert text.text == FILES["txt"]
    assert [(fact.kind, fact.ignored) for fact in text.facts] == [
        ("Occupation", False),
        ("Occupation", True),
        ("Meeting", False),
    ]
    arguments = {argument.name: argument.values for argument in text.facts[0].arguments}
    assert {"лукич иван", "иван лукич", "лукич"} <= set(arguments["who"])
    assert {"омск", "омска", "город омск"} <= set(arguments["where"])
    assert arguments["position"] == ("мэр",) and "фаза" not in arguments


def test_a_right_answer_scores_in_full_and_a_difficult_fact_in_no_way(devset: Path) -> None:
    (text,) = read_factrueval(devset)
    posts = [post(role="мэр Омска"), post(name="Хосе Вега", role="посол", country="Чили")]
    scores: dict[str, FactScore] = {}
    score_facts(text, system_facts(text.text, extracted(["Иван Лукич", "Хосе Вега"], *posts)), scores)
    assert {kind: score.sums for kind, score in scores.items()} == {
        "Meeting": Sums(1.0, 1.0, 1, 1),
        "Occupation": Sums(1.0, 1.0, 1, 1),
    }
    assert fact_table(scores)[1].split()[:2] == ["Meeting", "1.000"]


@pytest.mark.parametrize(
    "gold, got, expected",
    [
        ("who Иван Лукич, position мэра", "who Иван Лукич", 2 / 3),
        ("position генерального директора", "position генеральный директор", 1),
        ("where Омск|Омска", "where Омска", 1),
        ("who Лукич, where Омск, position мэр", "who Лукич, where Томская область, position мэр", 1.5 / 3.5),
        ("participant Лукич, participant Вега", "participant Лукича", 1 / 2),
        ("participant Лукич", "participant Петров", 0),
        ("participant Лукич", "who Лукич", 0),
    ],
)
def test_quality_is_the_share_of_arguments_that_agree(gold: str, got: str, expected: float) -> None:
    assert quality(*occupations(gold), occupations(got)) == pytest.approx(expected)


def test_facts_of_ours_may_serve_one_fact_together_at_a_loss() -> None:
    (gold,) = occupations("who Лукич, position мэр, where Омск")
    parts = occupations("who Лукич, position мэр", "who Лукич, where Омск")
    assert quality(gold, parts) == pytest.approx((1 + 2 / 3) / 2)
    assert best_matching([gold], parts) == (0, 0)


def test_a_position_alone_matches_nothing() -> None:
    assert not may_match(*occupations("who Лукич, position мэр", "who Вега, position мэр"))


def test_the_matching_of_the_highest_score_is_taken() -> None:
    gold = occupations("who Лукич, where Омск", "who Лукич, where Чили")
    assert best_matching(gold, occupations("who Лукич, where Чили", "who Лукич, where Омск")) == (1, 0)


# Posts of «Иван Лукич» in a text, and the place of work and position that the standard has for them.
TEXT = "Экс-глава японского МИДа и комитета России, посол КНР."


def evidence(**words: str) -> list[dict[str, Any]]:
    return [{"field": f, "start": TEXT.index(w), "end": TEXT.index(w) + len(w)} for f, w in words.items()]


@pytest.mark.parametrize(
    "values, expected",
    [
        (post(role="скульптор"), None),
        (post(role="мэр Омска"), ("мэр", "Омска")),
        (post(role="редактор", organisation="газета «Радикальная политика»"), ("редактор", "Радикальная политика")),
        (
            post(
                role="глава",
                organisation="МИД",
                country="Япония",
                evidence=evidence(role="глава", organisation="МИДа", country="японского"),
            ),
            ("экс-глава", "японского МИДа"),
        ),
        (
            post(
                role="член",
                organisation="комитет",
                country="Россия",
                evidence=evidence(organisation="комитета", country="России"),
            ),
            ("член", "комитет России"),
        ),
        (
            post(role="посол", country="Китай", evidence=evidence(role="посол", country="КНР")),
            ("посол", "КНР"),
        ),
    ],
    ids=["no place", "region", "quoted name", "adjective", "country behind", "as written"],
)
def test_posts_become_facts_of_somebody_at_a_place(values: dict[str, Any], expected: tuple[str, str] | None) -> None:
    facts = system_facts(TEXT, {"meetings": [], "posts": [values]})
    found = [{argument.name: argument.values[0] for argument in fact.arguments} for fact in facts]
    assert [(slots["position"], slots["where"]) for slots in found] == ([expected] if expected else [])


def test_a_meeting_of_one_named_person_is_no_fact() -> None:
    crowd = {"type": "group", "name": "избиратели"}
    record = extracted(["Иван Лукич"])
    record["meetings"][0]["participants"].append(crowd)
    assert system_facts("", record) == []


def test_a_directory_without_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no"):
        read_factrueval(tmp_path)
