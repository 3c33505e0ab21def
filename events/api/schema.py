"""What the OpenAPI document says beyond the views: the problems each operation may answer with, and all codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from events.api.errors import MEDIA_TYPE, problem_body
from events.api.fields import WebAddressField
from events.api.problems import BY_CODE, FAULTS, PROBLEMS

ANYWHERE = ("malformed_request", "invalid_query", "not_acceptable", "throttled", "server_error", "unavailable")
WITH_TOKEN = ("not_authenticated", "authentication_failed")
WITH_BODY = (
    "malformed_json",
    "invalid_body",
    "permission_denied",
    "body_too_large",
    "unsupported_media_type",
    "external_id_conflict",
)


class FieldError(serializers.Serializer[Any]):
    """One value at fault."""

    field = serializers.CharField(help_text="The field of the body or the parameter of the query.")
    code = serializers.ChoiceField(choices=[each.code for each in FAULTS])
    detail = serializers.CharField()


FieldErrors = FieldError(many=True, help_text="Empty unless single values are at fault.")


class ProblemShape(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField(help_text="Address that describes this code.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What happened and what to do, for people.")
    code = serializers.ChoiceField(choices=[each.code for each in PROBLEMS], help_text="Stable; branch on this.")
    errors = FieldErrors  # type: ignore[assignment]
    document = serializers.CharField(required=False, help_text="With external_id_conflict: the document in the way.")


class StringExtension(OpenApiSerializerFieldExtension):
    """The limits of strict strings."""

    target_class = "events.api.fields.StrictStringField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        limits = {"type": "string", "pattern": r"\S", "minLength": 1, "maxLength": self.target.max_length}
        return {**limits, "format": "uri"} if isinstance(self.target, WebAddressField) else limits


class ApiSchema(AutoSchema):
    """Adds its problems, with an example each, to every operation."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        reference = self.resolve_serializer(ProblemShape, direction).ref
        for status, codes in self._problems().items():
            examples = {code: {"value": problem_body(code)} for code in codes}
            bodies[str(status)] = {
                "description": "; ".join(BY_CODE[code].title for code in codes),
                "content": {MEDIA_TYPE: {"schema": reference, "examples": examples}},
            }
        return dict(sorted(bodies.items()))

    def _problems(self) -> dict[int, list[str]]:
        grouped: dict[int, list[str]] = defaultdict(list)
        for code in self._codes():
            grouped[BY_CODE[code].status].append(code)
        return grouped

    def _codes(self) -> Iterator[str]:
        yield from ANYWHERE
        if self.view.authentication_classes:
            yield from WITH_TOKEN
        if "{" in self.path:
            yield "not_found"
        if self.method == "POST":
            yield from WITH_BODY

    def _get_serializer_name(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> str:
        name: str = super()._get_serializer_name(serializer, direction, bypass_extensions)
        return name.removesuffix("Shape")


def list_codes(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Hook of the schema generator: append the table of codes to the description of the API."""
    info = result["info"]
    info["description"] = f"{info.get('description', '')}\n\n{codes_table()}".strip()
    return result


def close_inputs(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Hook of the schema generator: what a client sends has no fields but those listed."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("Input"):
            schema["additionalProperties"] = False
    return result


def drop_marks(result: Any, generator: Any, request: Any, public: bool) -> Any:
    """Hook of the schema generator: leave out its private marks of enumerations."""
    if isinstance(result, dict):
        return {
            name: drop_marks(value, generator, request, public)
            for name, value in result.items()
            if name != "x-spec-enum-id"
        }
    return [drop_marks(each, generator, request, public) for each in result] if isinstance(result, list) else result


def codes_table() -> str:
    problems = [f"| {each.status} | `{each.code}` | {each.title}. {each.advice} |" for each in PROBLEMS]
    faults = [f"| `{each.code}` | {each.detail} |" for each in FAULTS]
    return "\n".join(
        [
            "## Errors",
            "Every error is `application/problem+json`; branch on `code`, and on `errors[].code` for single values.",
            "",
            "| status | code | meaning |\n|---|---|---|",
            *problems,
            "",
            "| errors[].code | meaning |\n|---|---|",
            *faults,
        ]
    )
