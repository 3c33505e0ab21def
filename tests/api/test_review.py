"""Judgements, open questions, changes and questions over REST."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Meeting, Participant
from tests.api.stories import meeting, person, tell

pytestmark = pytest.mark.django_db
IVAN, ANNA = person("Иван Петров", "Россия", "RU"), person("Анна Ковальская", "Польша", "PL")
OLEG = person("Олег Лозовой", "Чехия", "CZ", role="посол")


def post(client: Client, path: str, **fields: Any) -> Any:
    return client.post(f"/api/v1/{path}", json.dumps(fields), content_type="application/json")


def get(client: Client, path: str, **query: Any) -> Any:
    return client.get(f"/api/v1/{path}", query).json()


@pytest.fixture
def told(user: User) -> None:
    tell(user, "Раз.", meeting(IVAN, ANNA, day="2021-03-03"))
    tell(user, "Два.", meeting(IVAN, OLEG, day="2021-03-10"))
    tell(user, "Три.", meeting(OLEG, ANNA, day="2021-06-01"))
    tell(user, "Четыре.", meeting(IVAN, ANNA, day="2022-03-03"))
    tell(user, "Пять.", meeting(IVAN, OLEG, day="2022-09-09", status="planned"))


def days(rows: Any) -> list[str]:
    return [row["date"]["start"] for row in rows["results"]]


def test_a_merger_is_previewed_made_followed_and_undone(api: Client, told: None) -> None:
    first, second = (str(Participant.objects.get(surname=name).pk) for name in ("Петров", "Лозовой"))
    body = {
        "decision": "same",
        "subject": "participant",
        "subject_id": first,
        "other_id": second,
        "reason": "Псевдоним",
    }
    effects = post(api, "judgements/preview/", **body).json()["effects"]
    assert [effect["into"] is not None for effect in effects if effect["kind"] == "merged"] == [True]
    made = post(api, "judgements/", **body)
    assert made.status_code == 201, made.content
    gone = first if Participant.objects.filter(pk=second).exists() else second
    answer = api.get(f"/api/v1/participants/{gone}/")
    assert answer.status_code == 308
    assert api.get(answer["Location"]).json()["id"] in {first, second} - {gone}
    [listed] = (
        get(api, "judgements/", subject_id=first)["results"] or get(api, "judgements/", subject_id=second)["results"]
    )
    assert (listed["reason"], listed["made_by"], listed["undone"]) == ("Псевдоним", "anna", None)
    assert post(api, f"judgements/{listed['id']}/undo/").json()["undone"]
    assert Participant.objects.filter(surname__in=["Петров", "Лозовой"]).count() == 2


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "required"),
    ({"decision": "dance"}, "invalid_choice"),
    ({"subject_id": 1}, "not_a_string"),
    ({"subject_id": "x"}, "invalid_id"),
    ({"parts": "x"}, "invalid_id"),
    ({"value": {"city": 1}}, "not_a_string"),
    ({"colour": "red"}, "unknown_field"),
]


@pytest.mark.parametrize(("body", "code"), REFUSED, ids=[code for _, code in REFUSED])
def test_bad_judgements_name_their_faults(api: Client, body: dict[str, Any], code: str) -> None:
    answer = post(api, "judgements/", **body)
    assert answer.status_code == 400
    assert code in {error["code"] for error in answer.json()["errors"]}


def test_nobody_judges_what_is_not_theirs(other_api: Client, told: None) -> None:
    body = {"decision": "rejected", "subject": "meeting", "subject_id": str(Meeting.objects.first().pk)}  # type: ignore[union-attr]
    assert post(other_api, "judgements/", **body).status_code == 404


def test_open_questions_wait_in_a_list(api: Client, other_api: Client, user: User) -> None:
    for text, name in (("Раз.", "Стоян Петков"), ("Два.", "Георгий Петков")):
        tell(user, text, meeting(person(name, "Болгария", "BG"), ANNA, day="2021-03-03"))
    tell(user, "Три.", meeting(person("Петков", "Болгария", "BG"), OLEG, day="2021-05-03"))
    found = get(api, "doubts/", subject="participant")["results"]
    assert found and {"Петков, министр Болгария"} <= {found[0]["first"]["label"], found[0]["second"]["label"]}
    assert get(api, f"doubts/{found[0]['id']}/") == found[0]
    assert get(other_api, "doubts/")["results"] == []


def test_changes_are_followed_from_cursor_to_cursor(api: Client, other_api: Client, user: User, told: None) -> None:
    first = get(api, "changes/", limit=3)
    assert (len(first["results"]), first["more"]) == (3, True)
    rest = get(api, "changes/", since=first["cursor"], limit=1000)
    assert {row["kind"] for row in rest["results"]} >= {"created"}
    assert get(api, "changes/", since=rest["cursor"]) == {"cursor": rest["cursor"], "more": False, "results": []}
    tell(user, "Шесть.", meeting(IVAN, ANNA, day="2021-03-03", place=("Минск",)))
    update = [row for row in get(api, "changes/", since=rest["cursor"])["results"] if row["record"] == "meeting"]
    assert [(row["kind"], "place" in row["fields"]) for row in update] == [("updated", True)]
    assert get(other_api, "changes/")["results"] == []
    assert api.get("/api/v1/changes/", {"since": "x"}).status_code == 400


QUESTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({"participant": ["Петров", "Ковальская"]}, ["2022-03-03", "2021-03-03"]),
    ({"participant_country_code": ["ru", "cz"], "status": "held", "limit": 1}, ["2021-03-10"]),
    ({"participant": "Лозовой", "role": "посол"}, ["2022-09-09", "2021-06-01", "2021-03-10"]),
    ({"participant": "Лозовой", "role": "министр"}, []),
    ({"unreported_by": "2023-01-01"}, ["2022-09-09"]),
    ({"unreported_by": "2022-01-01"}, []),
    ({"conflicts": "date"}, []),
    (
        {"participant": ["Петров", "Ковальская"], "date_from": "2021-03-04", "ordering": "date", "limit": 1},
        ["2022-03-03"],
    ),
]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS, ids=[str(query) for query, _ in QUESTIONS])
def test_questions_as_filters(api: Client, told: None, query: dict[str, Any], expected: list[str]) -> None:
    found = get(api, "meetings/", **query)
    assert days(found) == expected
    assert all(row["reports"][0]["evidence"] for row in found["results"])


def test_who_met_both_and_when(api: Client, told: None) -> None:
    assert [row["surname"] for row in get(api, "participants/", met=["Петров", "Ковальская"])["results"]] == ["Лозовой"]
    assert get(api, "participants/", met=["Петров", "Ковальская"], within_days=30)["results"] == []
    assert len(get(api, "participants/", met=["Петров", "Ковальская"], within_days=100)["results"]) == 1


def test_gaps_and_the_first_meeting_since(api: Client, told: None) -> None:
    [gap] = get(api, "gaps/", participant=["Петров", "Ковальская"])["results"]
    assert (gap["days"], gap["before"]["date"]["start"], gap["after"]["date"]["start"]) == (
        365,
        "2021-03-03",
        "2022-03-03",
    )
    assert get(api, "gaps/", participant=["Петров", "Ковальская"], min_days=400)["results"] == []
    first = get(api, "first-since/", participant=["Петров"], since="2021-03-04")
    assert (first["meeting"]["date"]["start"], first["before"]["date"]["start"]) == ("2021-03-10", "2021-03-03")
    assert api.get("/api/v1/gaps/").status_code == 400
