"""Every error is a problem document with a stable code, never HTML."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings
from rest_framework.exceptions import Throttled
from rest_framework.views import APIView

from events.api import handlers
from events.api.errors import exception_handler
from events.api.problems import FAULTS, PROBLEMS

pytestmark = pytest.mark.django_db
DOCUMENTS = "/api/v1/documents/"
MEMBERS = {"type", "title", "status", "detail", "code", "errors"}


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert set(body) >= MEMBERS
    assert body["status"] == status
    assert body["detail"].endswith(".")
    return body


ADDRESSES = ["", "documents/", "documents/1/", "meetings/", "meetings/1/", "participants/", "topics/", "nothing/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_sees_anything(anonymous: Client, address: str) -> None:
    response = anonymous.get(f"/api/v1/{address}")
    assert problem(response, 401)["code"] == "not_authenticated"
    assert response["WWW-Authenticate"].startswith("Token")


def test_a_wrong_token_is_told_from_none(anonymous: Client) -> None:
    response = anonymous.get(DOCUMENTS, headers={"Authorization": "Token wrong"})
    assert problem(response, 401)["code"] == "authentication_failed"
    assert response["WWW-Authenticate"].startswith("Token")


METHODS = [("PUT", DOCUMENTS), ("DELETE", DOCUMENTS), ("POST", "/api/v1/meetings/"), ("PATCH", "/api/v1/topics/")]


@pytest.mark.parametrize(("method", "address"), METHODS)
def test_other_methods_are_refused_with_those_allowed(api: Client, method: str, address: str) -> None:
    response = api.generic(method, address)
    body = problem(response, 405)
    assert body["code"] == "method_not_allowed"
    assert response["Allow"] in body["detail"]


def test_only_json_is_answered(api: Client) -> None:
    assert problem(api.get(DOCUMENTS, headers={"Accept": "application/xml"}), 406)["code"] == "not_acceptable"
    assert api.get(DOCUMENTS, headers={"Accept": "text/html,*/*;q=0.8"})["Content-Type"] == "application/json"


def test_a_missing_slash_is_added_with_method_and_body(api: Client) -> None:
    response = api.post("/api/v1/documents?x=1", "{}", content_type="application/json")
    assert (response.status_code, response["Location"]) == (308, "/api/v1/documents/?x=1")


UNFORESEEN = [(RuntimeError("x"), 500, "server_error"), (OperationalError("disk full"), 503, "unavailable")]


@pytest.mark.parametrize(("error", "status", "code"), UNFORESEEN, ids=["mistake", "database gone"])
def test_what_is_not_foreseen_is_a_problem_too(
    api: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, code: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(APIView, "check_throttles", fail)
    body = problem(api.get(DOCUMENTS), status)
    assert body["code"] == code
    assert str(error) not in json.dumps(body)


def test_throttling_says_how_long() -> None:
    response = exception_handler(Throttled(wait=7), {"request": None, "view": None})
    assert (response.status_code, response["Retry-After"], response.data["code"]) == (429, "7", "throttled")


PAGES = [
    (handlers.bad_request, 400, (ValueError(),)),
    (handlers.permission_denied, 403, (ValueError(),)),
    (handlers.page_not_found, 404, (ValueError(),)),
    (handlers.server_error, 500, ()),
]


@pytest.mark.parametrize(("page", "status", "arguments"), PAGES, ids=[str(page[1]) for page in PAGES])
def test_error_pages_under_the_api_are_problems(page: Any, status: int, arguments: tuple[Exception, ...]) -> None:
    problem(page(RequestFactory().get("/api/v1/x"), *arguments), status)
    elsewhere = page(RequestFactory().get("/x"), *arguments)
    assert (elsewhere.status_code, elsewhere["Content-Type"][:9]) == (status, "text/html")


@override_settings(DEBUG=True)
def test_a_developer_gets_no_html_either(api: Client) -> None:
    problem(api.get("/api/v1/nothing/"), 404)


def test_the_codes_are_published_and_unique(anonymous: Client) -> None:
    listed = anonymous.get("/api/v1/problems/").json()
    assert [each["code"] for each in listed["problems"]] == [each.code for each in PROBLEMS]
    codes = [each.code for each in [*PROBLEMS, *FAULTS]]
    assert len(codes) == len(set(codes))


def test_the_type_of_a_problem_can_be_looked_up(api: Client) -> None:
    address = problem(api.get("/api/v1/nothing/"), 404)["type"]
    assert api.get(address).json()["code"] == "not_found"
