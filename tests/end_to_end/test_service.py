"""The whole path: a text over the API, through queue and worker, into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from end_to_end.running import Service, running

pytestmark = [pytest.mark.end_to_end, pytest.mark.pack]
TEXT = (
    "Министр обороны Армении Тигран Саркисов 5 марта 2024 года встретился в Ереване с послом Грузии Нодаром Гелашвили. "
    "Стороны обсудили поставки зерна."
)
ENGLISH = "The minister of energy met the ambassador in London on Monday."


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("service")) as service:
        yield service


def test_a_text_becomes_a_meeting_within_ten_seconds(started: Service) -> None:
    document = started.submit(TEXT, external_id="am-1", published="2024-03-06")
    assert document["status"] == "queued"
    found = started.outcome(document["id"], seconds=10)
    assert (found["status"], found["external_id"]) == ("done", "am-1")
    [told] = found["result"]["meetings"]
    assert (told["kind"], told["status"]) == ("in_person", "held")
    assert (told["date"]["start"], told["date"]["precision"]) == ("2024-03-05", "day")
    assert (told["place"]["city"], told["place"]["country_code"]) == ("Ереван", "AM")
    people = {p["name"]: (p["role"], p["country_code"]) for p in told["participants"]}
    assert people["Тигран Саркисов"][1] == "AM" and people["Нодар Гелашвили"] == ("посол", "GE")
    assert TEXT[told["trigger"]["start"] : told["trigger"]["end"]] == told["trigger"]["text"]


def test_the_meeting_is_found_by_a_case_form_of_a_name(started: Service) -> None:
    document = started.submit(TEXT)
    started.outcome(document["id"], seconds=10)
    status, page = started.call("GET", f"/api/v1/meetings/?participant={quote('Саркисовым')}")
    assert status == 200
    [told] = page["results"]
    assert told["date"]["start"] == "2024-03-05"
    assert started.call("GET", f"/api/v1/meetings/{told['id']}/")[1]["reports"][0]["document_id"] == document["id"]


def test_the_same_text_again_is_the_same_document(started: Service) -> None:
    first = started.submit(TEXT)
    status, again = started.call("POST", "/api/v1/documents/", {"text": f"  {TEXT}\n"})
    assert (status, again["id"]) == (200, first["id"])


def test_a_text_of_another_language_fails_with_the_reason(started: Service) -> None:
    found = started.outcome(started.submit(ENGLISH)["id"], seconds=10)
    assert (found["status"], found["error"]["code"]) == ("failed", "language_not_supported")


def test_the_service_is_ready(started: Service) -> None:
    status, body = started.call("GET", "/readyz")
    assert (status, body["status"], set(body["checks"].values())) == (200, "ok", {"ok"})
    assert started.call("GET", "/healthz") == (200, {"status": "ok"})
