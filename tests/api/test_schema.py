"""The OpenAPI document: valid, complete, and true to what the service accepts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from events.api.problems import FAULTS, PROBLEMS
from events.api.serializers import DocumentInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(anonymous: Client) -> dict[str, Any]:
    response = anonymous.get("/api/schema/?format=json")
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_it_is_valid_and_generated_without_warnings(tmp_path: Any) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))


def test_every_code_is_explained(schema: dict[str, Any]) -> None:
    for each in [*PROBLEMS, *FAULTS]:
        assert f"`{each.code}`" in schema["info"]["description"]


def test_every_operation_lists_its_problems_and_asks_for_a_token(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert {"400", "500"} <= set(operation["responses"]), path
            is_open = path.startswith("/api/v1/problems/")
            assert ("401" in operation["responses"]) != is_open, path
            assert bool(operation.get("security")) != is_open, path
            assert ("404" in operation["responses"]) == ("{" in path), path


LISTS = ["documents", "meetings", "participants", "topics"]


@pytest.mark.parametrize("name", LISTS)
def test_parameters_documented_are_those_accepted(api: Client, schema: dict[str, Any], name: str) -> None:
    address = f"/api/v1/{name}/"
    documented = {each["name"] for each in schema["paths"][address]["get"]["parameters"]}
    refusal = api.get(address, {"no_such_parameter": "x"}).json()["errors"][0]["detail"]
    assert refusal == f"There is no such parameter; known: {', '.join(sorted(documented))}."


def test_fields_documented_are_those_accepted(schema: dict[str, Any]) -> None:
    body = schema["components"]["schemas"]["DocumentInput"]
    assert set(body["properties"]) == set(DocumentInput().fields)
    assert body["additionalProperties"] is False
    assert body["properties"]["text"]["maxLength"] == 200_000


def test_the_documentation_needs_no_other_host(anonymous: Client) -> None:
    page = anonymous.get("/api/docs/")
    assert page.status_code == 200
    assert b"http://" not in page.content
    assert b"https://" not in page.content
