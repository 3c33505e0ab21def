"""The addresses that describe the API itself: its lists and its error codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.endpoint import Endpoint
from events.api.errors import ApiProblem
from events.api.problems import BY_CODE, FAULTS, PROBLEMS, Problem


class ProblemKind(serializers.Serializer[Any]):
    """What a code means and what to do."""

    type = serializers.CharField()
    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    advice = serializers.CharField()


class FaultKind(serializers.Serializer[Any]):
    """What is wrong with a single value."""

    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemCodes(serializers.Serializer[Any]):
    """All codes, of whole responses and of single values."""

    problems = ProblemKind(many=True)
    faults = FaultKind(many=True)


class ProblemList(Endpoint):
    """Every error code, of whole responses and of single values."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    @extend_schema(
        operation_id="problems_list", summary="Error codes", responses=ProblemCodes, auth=[], tags=["problems"]
    )
    def get(self, request: Request) -> Response:
        return Response(
            {"problems": [_described(each) for each in PROBLEMS], "faults": [asdict(each) for each in FAULTS]}
        )


class ProblemDetail(Endpoint):
    """One error code: what it means and what to do."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    @extend_schema(summary="An error code", responses=ProblemKind, auth=[], tags=["problems"])
    def get(self, request: Request, code: str) -> Response:
        if code not in BY_CODE:
            raise ApiProblem("not_found")
        return Response(_described(BY_CODE[code]))


def _described(problem: Problem) -> dict[str, Any]:
    return {"type": problem.type, **asdict(problem)}
