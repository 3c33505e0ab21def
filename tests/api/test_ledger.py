"""What a document and the ledger look like from outside, whose they are, and what they cost in queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events import queue
from events.api.shapes import DocumentDetail, MeetingShape, ParticipantShape, ReportedMeeting, TopicShape
from events.models import Document, Participant, Topic
from events.submission import Submission, submit
from tests.api.stories import meeting, person, tell
from workers.extraction.facts import Evidence, PostFact

pytestmark = pytest.mark.django_db
DOCUMENTS = "/api/v1/documents/"
TEXT = "Встреча прошла в Минске: Иван Петров принял Анну Ковальскую."
IVAN, ANNA = person("Иван Петров", "Россия", "RU"), person("Анна Ковальская", "Польша", "PL")
TALKS = meeting(IVAN, ANNA, day="2021-03-03", place=("Минск", "Беларусь", "BY"), topics=[("торговля", "trade")])
POST = PostFact("Иван Петров", "министр", None, "Россия", "RU", "current", (Evidence("name", 25, 36, "post"),))


def post(client: Client, **fields: Any) -> Any:
    return client.post(DOCUMENTS, json.dumps(fields), content_type="application/json")


def test_a_document_is_accepted_with_its_address(api: Client, user: User) -> None:
    fields = {
        "external_id": "a-1",
        "source": "ИА",
        "url": "https://example.org/1",
        "title": "О",
        "published": "2021-03-04",
    }
    response = post(api, text=TEXT, **fields)
    assert response.status_code == 202
    body = response.json()
    assert response["Location"] == f"http://testserver{DOCUMENTS}{body['id']}/"
    assert body | fields | {"status": "queued", "error": None, "characters": len(TEXT), "attempts": 0} == body
    assert api.get(response["Location"]).json() == {**body, "text": TEXT, "result": None}
    assert Document.objects.get().owner == user


def test_the_same_text_again_is_the_same_document(api: Client, other_api: Client) -> None:
    first = post(api, text=TEXT, external_id="a")
    again = post(api, text=f"  {TEXT}\n", external_id="a")
    assert (again.status_code, again.json(), again["Location"]) == (200, first.json(), first["Location"])
    assert post(api, text=TEXT).json()["id"] == first.json()["id"]
    elsewhere = post(other_api, text=TEXT, external_id="a")
    assert elsewhere.status_code == 202
    assert elsewhere.json()["id"] != first.json()["id"]


def test_an_external_id_stays_with_its_text(api: Client) -> None:
    first = post(api, text=TEXT, external_id="a").json()
    response = post(api, text=f"{TEXT} Иначе.", external_id="a")
    assert response.status_code == 409
    problem = response.json()
    assert (problem["code"], problem["document"]) == ("external_id_conflict", first["id"])
    assert [error["field"] for error in problem["errors"]] == ["external_id"]
    assert Document.objects.count() == 1


def test_nulls_are_as_good_as_nothing(api: Client) -> None:
    body = post(api, text=TEXT, external_id=None, source=None, url=None, title=None, published=None).json()
    assert {body[name] for name in ("external_id", "source", "url", "title", "published")} == {None}


def test_a_failure_says_why(api: Client, user: User) -> None:
    document, _ = submit(user, Submission("The ministers met."), ring_bell=False)
    queue.fail(document, queue.claim().token, "language_not_supported", "The text is not in Russian.")
    body = api.get(f"{DOCUMENTS}{document.pk}/").json()
    assert body["status"] == "failed"
    assert body["error"] == {"code": "language_not_supported", "detail": "The text is not in Russian."}
    assert body["result"] is None


def test_a_result_has_the_shape_that_is_documented(api: Client, user: User) -> None:
    document = tell(user, TEXT, TALKS, posts=(POST,))
    body = api.get(f"{DOCUMENTS}{document.pk}/").json()
    result = body["result"]
    assert set(body) == set(DocumentDetail().fields)
    assert set(result) == {"meetings", "posts"}
    assert_shape(result["meetings"][0], ReportedMeeting())
    assert result["posts"] == [
        {
            "name": "Иван Петров",
            "role": "министр",
            "organisation": None,
            "country": "Россия",
            "country_code": "RU",
            "status": "current",
            "evidence": [{"field": "name", "start": 25, "end": 36, "rule": "post"}],
        }
    ]


def test_a_meeting_has_the_shape_that_is_documented(api: Client, user: User) -> None:
    document = tell(user, TEXT, TALKS, external_id="n-1")
    [listed] = api.get("/api/v1/meetings/").json()["results"]
    assert_shape(listed, MeetingShape())
    assert api.get(f"/api/v1/meetings/{listed['id']}/").json() == listed
    assert (listed["reports"][0]["document"], listed["reports"][0]["document_id"]) == ("n-1", str(document.pk))
    said = {row["id"] for row in listed["reports"][0]["participants"]}
    assert said == {row["id"] for row in listed["participants"]}


def assert_shape(value: Any, shape: Any) -> None:
    """The members of a JSON object, and of all objects in it, are those of the serializer that documents it."""
    assert set(value) == set(shape.fields)
    for name, field in shape.fields.items():
        inner = getattr(field, "child", field)
        values = value[name] if isinstance(value[name], list) else [value[name]]
        if hasattr(inner, "fields"):
            for each in values:
                assert_shape(each, inner)


def test_participants_and_topics_lead_to_their_meetings(api: Client, user: User) -> None:
    tell(user, TEXT, TALKS)
    [ivan] = api.get("/api/v1/participants/", {"search": "Петрову"}).json()["results"]
    assert set(ivan) == set(ParticipantShape().fields)
    assert (ivan["name"], ivan["latin"], ivan["country_code"]) == ("Иван Петров", "Ivan Petrov", "RU")
    assert len(api.get(ivan["meetings"]).json()["results"]) == 1
    [trade] = api.get("/api/v1/topics/", {"search": "торговлей", "context": "trade"}).json()["results"]
    assert set(trade) == set(TopicShape().fields)
    assert len(api.get(trade["meetings"]).json()["results"]) == 1
    for path, row in (("participants", ivan), ("topics", trade)):
        assert api.get(f"/api/v1/{path}/{row['id']}/").json() == row


def test_references_are_no_names(api: Client, user: User) -> None:
    text = "Министр России принял коллегу. Приехал Ивана Петрова поздравить посол."
    ivan = replace(IVAN, evidence=(Evidence("name", 0, 14, "mention"), Evidence("name", 39, 52, "full_name")))
    tell(user, text, meeting(ivan, ANNA))
    [found] = api.get("/api/v1/participants/", {"search": "Петров"}).json()["results"]
    assert found["aliases"] == [{"text": "Ивана Петрова", "count": 1}]
    for reference in ("министр", "Россия"):
        assert api.get("/api/v1/participants/", {"search": reference}).json()["results"] == []


# list, query, rows found
SEARCHES = [
    ("documents", {"status": "done"}, 1),
    ("documents", {"status": ["queued", "failed"]}, 0),
    ("documents", {"external_id": "n-1"}, 1),
    ("documents", {"external_id": "n-2"}, 0),
    ("participants", {"type": "person"}, 2),
    ("participants", {"type": "group"}, 0),
    ("participants", {"country_code": "pl"}, 1),
    ("participants", {"search": "Kovalskaya"}, 1),
    ("topics", {"search": "война"}, 0),
    ("topics", {"context": "energy"}, 0),
]


@pytest.mark.parametrize(("path", "query", "count"), SEARCHES, ids=[f"{case[0]} {case[1]}" for case in SEARCHES])
def test_searches(api: Client, user: User, path: str, query: dict[str, Any], count: int) -> None:
    tell(user, TEXT, TALKS, external_id="n-1")
    response = api.get(f"/api/v1/{path}/", query)
    assert response.status_code == 200, response.content
    assert len(response.json()["results"]) == count


def test_users_see_what_their_own_documents_tell(api: Client, other_api: Client, staff_api: Client, user: User) -> None:
    document = tell(user, TEXT, TALKS)
    other = tell(User.objects.get(username="boris"), "Другой текст.", meeting(IVAN, person("Олег Сидоров")))
    paths = [
        f"documents/{document.pk}/",
        f"meetings/{document.reports.get().meeting_id}/",
        f"participants/{Participant.objects.get(surname='Ковальская').pk}/",
        f"topics/{Topic.objects.get().pk}/",
    ]
    for path in paths:
        statuses = [client.get(f"/api/v1/{path}").status_code for client in (api, staff_api, other_api)]
        assert statuses == [200, 200, 404], path
        address = f"/api/v1/{path.split('/')[0]}/"
        ids = [[row["id"] for row in client.get(address).json()["results"]] for client in (api, staff_api, other_api)]
        assert [path.split("/")[1] in each for each in ids] == [True, True, False], path
    assert len(staff_api.get(DOCUMENTS).json()["results"]) == 2
    assert [row["id"] for row in other_api.get(DOCUMENTS).json()["results"]] == [str(other.pk)]


def test_of_a_shared_meeting_only_the_own_reports_are_shown(api: Client, other_api: Client, user: User) -> None:
    boris = User.objects.get(username="boris")
    tell(user, TEXT, TALKS)
    tell(boris, "Втроём.", meeting(IVAN, ANNA, person("Олег Сидоров"), day="2021-03-03", topics=[("тайна", "media")]))
    [mine] = api.get("/api/v1/meetings/").json()["results"]
    assert [row["surname"] for row in mine["participants"]] == ["Петров", "Ковальская"]
    assert [row["label"] for row in mine["topics"]] == ["торговля"]
    assert len(mine["reports"]) == 1
    [theirs] = other_api.get("/api/v1/meetings/").json()["results"]
    assert theirs["id"] == mine["id"]
    assert len(theirs["participants"]) == 3
    assert api.get("/api/v1/meetings/", {"participant": "Сидоров"}).json()["results"] == []
    assert api.get("/api/v1/meetings/", {"topic": "тайна"}).json()["results"] == []


Counter = Callable[[int], AbstractContextManager[Any]]
# list, queries it may take: the token, the page, one for each kind of related row
QUERIES = [("documents", 2), ("meetings", 10), ("participants", 4), ("topics", 2)]


@pytest.mark.parametrize(("path", "queries"), QUERIES, ids=[case[0] for case in QUERIES])
@pytest.mark.parametrize("rows", [1, 12])
def test_a_list_takes_the_same_queries_however_long(
    api: Client, user: User, django_assert_num_queries: Counter, path: str, queries: int, rows: int
) -> None:
    for number in range(rows):
        people = person(f"Иван Петров{'аеио'[number % 4]}{number}"), ANNA
        tell(user, f"{TEXT} {number}", meeting(*people, day="2021-03-03", topics=[(f"дело {number}", "legal")]))
    with django_assert_num_queries(queries) as captured:
        assert len(api.get(f"/api/v1/{path}/").json()["results"]) >= rows
    statements = " ".join(query["sql"] for query in captured.captured_queries)
    assert "COUNT(" not in statements
    assert "OFFSET" not in statements


def test_a_document_of_many_meetings_takes_few_queries(
    api: Client, user: User, django_assert_max_num_queries: Counter
) -> None:
    document = tell(user, TEXT, *[meeting(IVAN, ANNA, day=f"2021-03-{day:02}") for day in range(1, 20)])
    with django_assert_max_num_queries(8):
        assert len(api.get(f"{DOCUMENTS}{document.pk}/").json()["result"]["meetings"]) == 19
