"""Asking the ledger: who met whom, when, where, about what."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Participant
from tests.api.stories import meeting, person, tell

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"

PETROV = person("Фёдор Петров", "Россия", "RU")
ARAM = person("Арам Саркисян", "Армения", "AM")
KIM = person("Ким Чен Ман", "Южная Корея", "KR", role="посол")
ANNA = person("Анна Ковальская", "Польша", "PL")

LEDGER = {
    "talks": meeting(
        PETROV,
        ARAM,
        day="2021-03-03",
        place=("Баку", "Азербайджан", "AZ"),
        topics=[("военно-техническое сотрудничество", "military")],
    ),
    "call": meeting(PETROV, KIM, day="2021-03-10", kind="phone", topics=[("поставки газа", "energy")], confidence=0.6),
    "visit": meeting(KIM, ANNA, day="2021-03-28..2021-04-02", kind="visit", place=("Нью-Йорк", "США", "US")),
    "plan": meeting(ANNA, ARAM, day="2021-05-01", status="planned", place=("Рим", "Италия", "IT")),
    "some day": meeting(
        PETROV, ANNA, place=("Римини", "Италия", "IT"), topics=[("учения и сотрудничество", "military")]
    ),
}
ALL = ["plan", "visit", "call", "talks", "some day"]


@pytest.fixture
def names(user: User) -> dict[str, str]:
    """Ids of the ledger's meetings -> their names in LEDGER."""
    return {_only_meeting(tell(user, name, told)): name for name, told in LEDGER.items()}


def _only_meeting(document: Any) -> str:
    return str(document.reports.get().meeting_id)


# query, the meetings it finds
FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ALL),
    ({"ordering": "date"}, ["talks", "call", "visit", "plan", "some day"]),
    ({"ordering": "created"}, ["talks", "call", "visit", "plan", "some day"]),
    ({"participant": "Фёдор Петров"}, ["call", "talks", "some day"]),
    ({"participant": "Федору Петрову"}, ["call", "talks", "some day"]),
    ({"participant": "ПЕТРОВЫМ"}, ["call", "talks", "some day"]),
    ({"participant": "Fyodor Petrov"}, ["call", "talks", "some day"]),
    ({"participant": "Fedor Petrov"}, ["call", "talks", "some day"]),
    ({"participant": "Саркисяна"}, ["plan", "talks"]),
    ({"participant": "Анной Ковальской"}, ["plan", "visit", "some day"]),
    ({"participant": "Kovalskaya"}, ["plan", "visit", "some day"]),
    ({"participant": "Ким Чен Мана"}, ["visit", "call"]),
    ({"participant": ["Петров", "Саркисян"]}, ["talks"]),
    ({"participant": ["Петров", "Саркисян", "Ковальская"]}, []),
    ({"participant": "Иванов"}, []),
    ({"participant": "Сарк"}, []),
    ({"participant": "019ab3f0-5c1e-7b52-8f0e-2d9b6a4c7e11"}, []),
    ({"date_from": "2021-03-10"}, ["plan", "visit", "call"]),
    ({"date_from": "2021-04-01"}, ["plan", "visit"]),
    ({"date_to": "2021-03-10"}, ["call", "talks"]),
    ({"date_from": "2021-04-01", "date_to": "2021-04-30"}, ["visit"]),
    ({"date_from": "2021-03-03", "date_to": "2021-03-03"}, ["talks"]),
    ({"place_city": "Баку"}, ["talks"]),
    ({"place_city": "в Баку"}, []),
    ({"place_city": "баку"}, ["talks"]),
    ({"place_city": "Baku"}, ["talks"]),
    ({"place_city": "Риме"}, ["plan"]),
    ({"place_city": "Нью-Йорке"}, ["visit"]),
    ({"place_country": "Италии"}, ["plan", "some day"]),
    ({"place_country": "сша"}, ["visit"]),
    ({"place_country_code": "it"}, ["plan", "some day"]),
    ({"participant_country": "Южной Кореей"}, ["visit", "call"]),
    ({"participant_country": "Армения"}, ["plan", "talks"]),
    ({"participant_country_code": "KR"}, ["visit", "call"]),
    ({"topic": "сотрудничества"}, ["talks", "some day"]),
    ({"topic": "УЧЕНИЯМИ"}, ["some day"]),
    ({"topic": "поставках газа"}, ["call"]),
    ({"topic": "газа поставках"}, ["call"]),
    ({"topic": "учение"}, ["some day"]),
    ({"topic": "ставки"}, []),
    ({"topic_context": "military"}, ["talks", "some day"]),
    ({"topic_context": ["military", "energy"]}, ["call", "talks", "some day"]),
    ({"kind": "phone"}, ["call"]),
    ({"kind": ["phone", "visit"]}, ["visit", "call"]),
    ({"status": "planned"}, ["plan"]),
    ({"confidence_min": "0.7"}, ["plan", "visit", "talks", "some day"]),
    ({"participant": "Петров", "topic_context": "military", "date_from": "2021-01-01"}, ["talks"]),
    ({"participant": "Ковальская", "place_country_code": "IT", "status": "held"}, ["some day"]),
]


@pytest.mark.parametrize(("query", "found"), FILTERS, ids=[str(case[0]) for case in FILTERS])
def test_filters(api: Client, names: dict[str, str], query: dict[str, Any], found: list[str]) -> None:
    response = api.get(MEETINGS, query)
    assert response.status_code == 200, response.content
    assert [names[row["id"]] for row in response.json()["results"]] == found


def test_a_participant_is_found_by_id(api: Client, names: dict[str, str]) -> None:
    pk = Participant.objects.get(surname="Петров").pk
    rows = api.get(MEETINGS, {"participant": str(pk)}).json()["results"]
    assert [names[row["id"]] for row in rows] == ["call", "talks", "some day"]
    both = api.get(MEETINGS, {"participant": [str(pk), "Ким"]}).json()["results"]
    assert [names[row["id"]] for row in both] == ["call"]


def test_the_meetings_of_a_document_are_found(api: Client, user: User, names: dict[str, str]) -> None:
    document = user.documents.get(text="call")
    rows = api.get(MEETINGS, {"document": str(document.pk)}).json()["results"]
    assert [names[row["id"]] for row in rows] == ["call"]


@pytest.mark.parametrize("ordering", ["-date", "date", "-created", "created"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_pages_go_through_the_list_and_back(api: Client, names: dict[str, str], ordering: str, limit: int) -> None:
    whole = [row["id"] for row in api.get(MEETINGS, {"ordering": ordering}).json()["results"]]
    first = f"{MEETINGS}?{urlencode({'ordering': ordering, 'limit': limit})}"
    there = walk(api, first, "next")
    back = walk(api, there[-1]["url"], "previous")
    assert [pk for page in there for pk in page["ids"]] == whole
    assert [page["ids"] for page in reversed(back)] == [page["ids"] for page in there]


def walk(api: Client, url: str | None, way: str) -> list[dict[str, Any]]:
    pages = []
    while url:
        body = api.get(url).json()
        pages.append({"url": url, "ids": [row["id"] for row in body["results"]]})
        url = body[way]
    return pages


def test_a_cursor_is_good_for_its_own_list_only(api: Client, names: dict[str, str]) -> None:
    link = api.get(MEETINGS, {"limit": 2}).json()["next"]
    for other in (link.replace("meetings", "documents"), f"{link}&ordering=date", link.replace("cursor=", "cursor=x")):
        response = api.get(other)
        assert response.status_code == 400
        assert response.json()["errors"][0]["code"] == "invalid_cursor"


def test_a_meeting_added_meanwhile_shifts_no_page(api: Client, user: User, names: dict[str, str]) -> None:
    body = api.get(MEETINGS, {"limit": 2}).json()
    tell(user, "new", meeting(PETROV, ANNA, day="2022-01-01"))
    rest = api.get(body["next"]).json()["results"]
    assert [names[row["id"]] for row in rest] == ["call", "talks"]
