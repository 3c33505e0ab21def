"""The addresses that describe the API itself: its lists and its error codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from events.api.endpoint import Endpoint
from events.api.errors import ApiProblem
from events.api.problems import BY_CODE, FAULTS, PROBLEMS, Problem


class ProblemList(Endpoint):
    """Every error code, of whole responses and of single values."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def get(self, request: Request) -> Response:
        return Response(
            {"problems": [_described(each) for each in PROBLEMS], "faults": [asdict(each) for each in FAULTS]}
        )


class ProblemDetail(Endpoint):
    """One error code: what it means and what to do."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def get(self, request: Request, code: str) -> Response:
        if code not in BY_CODE:
            raise ApiProblem("not_found")
        return Response(_described(BY_CODE[code]))


def _described(problem: Problem) -> dict[str, Any]:
    return {"type": problem.type, **asdict(problem)}
